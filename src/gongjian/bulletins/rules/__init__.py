from gongjian.bulletins.rules.states import MOVES, Kind, Move, State
from gongjian.bulletins.rules.words import Section, check_words, figures_in, filled, loose_numbers

__all__ = [
    "MOVES",
    "Kind",
    "Move",
    "Section",
    "State",
    "check_words",
    "figures_in",
    "filled",
    "loose_numbers",
]
