"""What is drawn or judged once, and asked again and again: questions are kept, never answers."""
