from gongjian.rounds.actions.deleting import delete_prepared
from gongjian.rounds.actions.evening import evening_round
from gongjian.rounds.actions.opening import Opening, open_for
from gongjian.rounds.actions.reminding import remind

__all__ = ["Opening", "delete_prepared", "evening_round", "open_for", "remind"]
