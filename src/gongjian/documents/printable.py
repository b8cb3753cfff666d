"""Text that every press can take: nothing invisible, nothing that a file format forbids."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from gongjian.kernel.signs import visible

ZERO_WIDTH_SPACE = "\u200b"
BREAK_EVERY = 8
LATIN = re.compile(r"[!-~]+")
BEFORE_PARENTHESIS = re.compile("(?<=[!-~])(?=\N{FULLWIDTH LEFT PARENTHESIS})")


def printable(text: str) -> str:
    """Line breaks stay, tabs become spaces, and what is never seen is gone. A sign that no font has is kept: the press shows it as 〓."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return visible(text)


def in_print(value: Any) -> Any:
    """The same value with every text in it printable."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {key: in_print(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [in_print(one) for one in value]
    return value


def texts_in(value: Any) -> Iterator[str]:
    """Every text that a value holds, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from texts_in(list(value.values()))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_in(one)


def on_one_line(text: str) -> str:
    return " ".join(printable(text).split("\n")).strip()


def breakable(text: str, *, longest: int = 24) -> str:
    """A line may break before a full-width parenthesis, and a word longer than its column every few letters."""
    text = BEFORE_PARENTHESIS.sub(ZERO_WIDTH_SPACE, text)
    return LATIN.sub(lambda word: _with_breaks(word[0]) if len(word[0]) > longest else word[0], text)


def ems(text: str) -> float:
    """The width of a text in characters of the grid: a Hanzi is one, a Latin letter about a half."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.52 for sign in text)


def _with_breaks(word: str) -> str:
    pieces = (word[start : start + BREAK_EVERY] for start in range(0, len(word), BREAK_EVERY))
    return ZERO_WIDTH_SPACE.join(pieces)
