from gongjian.bulletins.rules.lights import COUNTED, behind, counted
from gongjian.bulletins.rules.states import MOVES, Kind, Move, State
from gongjian.bulletins.rules.words import Section, check_words, figures_in, filled, loose_numbers

__all__ = [
    "COUNTED",
    "MOVES",
    "Kind",
    "Move",
    "Section",
    "State",
    "behind",
    "check_words",
    "counted",
    "figures_in",
    "filled",
    "loose_numbers",
]
