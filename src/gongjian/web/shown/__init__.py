"""What a template is given, as far as several rooms of the door show the same."""
