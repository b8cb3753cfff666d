from gongjian.rounds.queries.desk import due_digests, on_desks, reminder_rules

__all__ = ["due_digests", "on_desks", "reminder_rules"]
