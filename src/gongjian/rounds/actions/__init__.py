from gongjian.rounds.actions.evening import evening_round
from gongjian.rounds.actions.reminding import remind

__all__ = ["evening_round", "remind"]
