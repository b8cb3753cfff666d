from gongjian.rounds.queries.clock import campaign_time
from gongjian.rounds.queries.desk import due_digests, on_desks, reminder_rules

__all__ = ["campaign_time", "due_digests", "on_desks", "reminder_rules"]
