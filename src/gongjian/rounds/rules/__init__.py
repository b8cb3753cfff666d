"""What is asked of people, counted."""
