"""Forms: what was typed becomes an act's keyword arguments, nothing else."""
