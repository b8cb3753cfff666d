from gongjian.rounds.queries.desk import due_digests, on_desks, reminder_rules
from gongjian.rounds.queries.unattended import unattended

__all__ = ["due_digests", "on_desks", "reminder_rules", "unattended"]
