"""What is done every so often: the name of a task, and the seconds between two of it."""

PERIODIC = (
    ("evening_rounds", 600),
    ("reminders", 600),
    ("deliveries", 60),
    ("tidy", 3600),
    ("backups", 3600),
)
