from gongjian.standing.rules.attributes import Standing
from gongjian.standing.rules.holds import HoldReason, hold_is_sound
from gongjian.standing.rules.tally import Counted, Tally, actual_of, left_out, tallies, tally

__all__ = [
    "Counted",
    "HoldReason",
    "Standing",
    "Tally",
    "actual_of",
    "hold_is_sound",
    "left_out",
    "tallies",
    "tally",
]
