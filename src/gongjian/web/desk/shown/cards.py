"""A card of a desk: a few lines that say what is so, each one click from its page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from gongjian.kernel.text import Text
from gongjian.kernel.vocabulary import Term
from gongjian.web.http import Request

Words = Text | Term | str


@dataclass(frozen=True, slots=True)
class Line:
    """What it is about, where it leads, why it is here; and a word or a figure at its end."""

    what: Words
    url: str = ""
    why: Words = ""
    figure: Words = ""
    note: Words = ""  # under it, where it is too long for the end of a line
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """`all_of` says where the whole of it is; `nothing` what is said where there is no line."""

    title: Words
    lines: tuple[Line, ...]
    url: str = ""
    all_of: Words = Text("All")
    count: int | None = None
    nothing: Words = ""


def filled(cards: Iterable[Card]) -> list[Card]:
    """Nobody sees an empty frame: a card has lines, or says why it has none."""
    return [card for card in cards if card.lines or card.nothing]


def at(request: Request, page: str, *args: Any, query: str = "") -> str:
    """The address of a page of this campaign."""
    return reverse(page, args=[request.campaign.slug, *args]) + query
