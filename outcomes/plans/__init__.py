"""Local plans: as their pages show them, as a file, and what a trial of one found."""
