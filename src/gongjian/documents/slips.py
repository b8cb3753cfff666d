"""What stands on slips to cut, each for one person."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slip:
    """What stands on it: a head, lines of a word and its value, and one large value."""

    head: str
    under: str
    lines: tuple[tuple[str, str], ...]
    large: tuple[str, str]
    foot: str
