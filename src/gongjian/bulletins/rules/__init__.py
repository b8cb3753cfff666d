from gongjian.bulletins.rules.lights import COUNTED, behind, count_lights
from gongjian.bulletins.rules.states import MOVES, BulletinKind, Move, State
from gongjian.bulletins.rules.words import Section, check_words, figures_in, filled, loose_numbers

__all__ = [
    "COUNTED",
    "MOVES",
    "BulletinKind",
    "Move",
    "Section",
    "State",
    "behind",
    "check_words",
    "count_lights",
    "figures_in",
    "filled",
    "loose_numbers",
]
