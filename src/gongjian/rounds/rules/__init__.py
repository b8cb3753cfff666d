from gongjian.rounds.rules.clock import OwnClock

__all__ = ["OwnClock"]
