"""What people type when they ask for help, triage and allocate."""
