"""Words on a drawing: how wide they are about, and how they are kept from lying on each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from unicodedata import east_asian_width

from gongjian.ui.locale_formats import locale_format

EM = 12.0  # pixels: charts are lettered in the smallest size of the page
NARROW = 0.58  # of an em, for Latin letters and digits
ELLIPSIS = "…"


def width_of(text: str) -> float:
    """In pixels, rather too wide than too narrow."""
    return sum(EM if east_asian_width(sign) in "WF" else EM * NARROW for sign in text)


def shortened_to(text: str, width: float) -> str:
    if width_of(text) <= width:
        return text
    kept = text
    while kept and width_of(kept + ELLIPSIS) > width:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def short_day(day: date) -> str:
    """11/2 in Chinese, 2 Nov in English: below an axis, where the year goes without saying."""
    speech = locale_format()
    return speech.axis_day.format(month=speech.months[day.month - 1], day=day.day)


def axis_words(days: Iterable[date]) -> list[str]:
    """Days below an axis. Where months begin the months are enough; a January says its year."""
    found = list(days)
    speech = locale_format()
    if any(day.day != 1 for day in found) or len(found) < 2:
        return [short_day(day) for day in found]
    return [
        (speech.axis_january if day.month == 1 else speech.axis_month).format(
            month=speech.months[day.month - 1], year=day.year
        )
        for day in found
    ]


@dataclass(frozen=True, slots=True)
class Box:
    """Where a word lies, in pixels of a drawing of the least width for which it is shown."""

    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom
