"""Who is there: passwords, sessions, tokens, and the password asked for once more."""
