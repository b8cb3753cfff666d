from gongjian.rounds.actions.clock import move_clock, start_clock
from gongjian.rounds.actions.demo import build_demo, live_through
from gongjian.rounds.actions.evening import evening_round
from gongjian.rounds.actions.reminding import remind

__all__ = ["build_demo", "evening_round", "live_through", "move_clock", "remind", "start_clock"]
