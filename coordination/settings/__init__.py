"""Settings: `base` for all, then `demo`, `test` or `production`."""
