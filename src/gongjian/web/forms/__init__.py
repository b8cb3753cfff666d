"""What is typed, as far as several rooms of the door ask for the same."""
