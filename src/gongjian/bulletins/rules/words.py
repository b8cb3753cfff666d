"""The words may be edited, the figures may not: a figure stands in the text as its name in braces."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from gongjian.kernel.verdict import YES, Verdict, no

FIGURE = re.compile(r"\{([^{}]*)\}")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
LONGEST = 5000  # characters of a bulletin's text (rules on reducing burdens, 6 August 2024)


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a bulletin: its key, its heading, and its text with the names of figures in braces."""

    key: str
    heading: str
    text: str


def figures_in(text: str) -> list[str]:
    return FIGURE.findall(text)


def filled(text: str, figures: Mapping[str, str]) -> str:
    """The text with its figures in place."""
    return FIGURE.sub(lambda found: figures.get(found[1], found[0]), text)


def loose_numbers(text: str) -> Iterator[str]:
    """Numbers that somebody typed instead of naming a figure."""
    return (found[0] for found in NUMBER.finditer(FIGURE.sub(" ", text)))


def check_words(text: str, *, known: Set[str], before: str) -> Verdict:
    """Words may change, figures may move or go, but no figure is typed and none is invented."""
    unknown = [name for name in figures_in(text) if name not in known]
    if unknown:
        return no("There is no figure called {%(name)s}. Choose one from the list.", name=unknown[0])
    if "{" in FIGURE.sub("", text) or "}" in FIGURE.sub("", text):
        return no("A brace is not closed.")
    typed = Counter(loose_numbers(text)) - Counter(loose_numbers(before))
    if typed:
        number = next(iter(typed))
        return no(
            "“%(number)s” is a typed figure. Figures come from the data: name one in braces.", number=number
        )
    if len(text) > LONGEST:
        return no("The text is too long: at most %(most)s characters.", most=LONGEST)
    return YES
