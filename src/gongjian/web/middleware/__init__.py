"""What stands around every request: signing in, language, years, refusals, room on the disk."""
