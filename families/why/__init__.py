"""Why someone can see what they see, who else can, and what a change would open or close."""
