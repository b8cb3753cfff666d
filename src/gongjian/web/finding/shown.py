"""What was found, with its addresses: things of the campaign, and pages of the way around."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from gongjian.kernel.text import Text
from gongjian.reading.cells.finding import wanted_words
from gongjian.reading.pinyin import spelled
from gongjian.rounds.pages import may_open
from gongjian.rounds.queries.finding import found_for
from gongjian.rounds.rules.finding import Found, FoundKind, Sought, meant
from gongjian.web.http import Request
from gongjian.web.navigation import pages_of

ICONS = {
    FoundKind.PAGE: "layout-dashboard",
    FoundKind.PROJECT: "building-community",
    FoundKind.ITEM: "list-details",
    FoundKind.OBSTACLE: "barrier-block",
    FoundKind.UNIT: "building",
    FoundKind.PERSON: "user-circle",
    FoundKind.MEETING: "users-group",
    FoundKind.DECISION: "checks",
    FoundKind.BULLETIN: "news",
    FoundKind.LETTER: "file-certificate",
    FoundKind.PLAN: "file-text",
}
LEADS_TO = {
    FoundKind.PROJECT: "worklist:project",
    FoundKind.ITEM: "worklist:item",
    FoundKind.OBSTACLE: "obstacles:obstacle",
    FoundKind.MEETING: "meetings:meeting",
    FoundKind.DECISION: "meetings:follow_up",
    FoundKind.BULLETIN: "bulletins:bulletin",
    FoundKind.LETTER: "worklist:letter",
    FoundKind.PLAN: "campaigns:plan_paper",
}


@dataclass(frozen=True, slots=True)
class Row:
    name: Text | str
    detail: Text | str
    code: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    kind: FoundKind
    icon: str
    rows: list[Row]


def groups_found(request: Request, typed: str) -> list[Group]:
    found = {FoundKind.PAGE: pages_found(request, typed)} if typed else {}
    found |= found_for(typed, request.user, request.campaign, say=gettext)
    return [
        Group(kind, ICONS[kind], [row_of(one, request) for one in rows])
        for kind, rows in found.items()
        if rows
    ]


def pages_found(request: Request, typed: str) -> list[Found]:
    rows = (
        Sought.of((link.label,), Found(FoundKind.PAGE, link.url, link.label), read=spelled(str(link.label)))
        for link in pages_of(request.user, request.campaign)
    )
    return meant(wanted_words(typed), rows)


def row_of(one: Found, request: Request) -> Row:
    return Row(one.name, one.detail, one.code, next(addresses(one, request)))


def addresses(one: Found, request: Request) -> Iterator[str]:
    slug, worklist = request.campaign.slug, reverse("worklist:list", args=[request.campaign.slug])
    if one.kind == FoundKind.PAGE:
        yield one.key
    if one.kind in LEADS_TO:
        yield reverse(LEADS_TO[one.kind], args=[slug, one.key])
    if one.kind == FoundKind.PERSON and may_open("people:person", request.user, request.campaign):
        yield reverse("people:person", args=[slug, one.key])
    if one.kind == FoundKind.UNIT:
        yield f"{worklist}?unit={one.key}"
    yield f"{worklist}?q={one.name}"
