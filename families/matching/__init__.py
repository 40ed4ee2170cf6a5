"""Whom a name could mean: rows of files, referrals and other councils beside who is on record."""
