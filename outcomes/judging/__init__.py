"""From rows to a verdict: what a case’s facts are, whether it must be judged again, and by what."""
