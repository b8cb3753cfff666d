"""What is asked of a head, of a group and of an administrator beside their tasks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gongjian.campaigns.queries import groups_of
from gongjian.kernel.text import Text
from gongjian.kernel.time_left import Left, left
from gongjian.ledger.queries import remembered
from gongjian.notices.queries import delivery_log
from gongjian.notices.rules import DeliveryState, OnDesk, Pile
from gongjian.obstacles.models import Obstacle
from gongjian.registers.models import RegisterEntry
from gongjian.registers.queries import permit_facts
from gongjian.registers.rules.permits import ENDED, WITH_DEPARTMENT, PermitState
from gongjian.web.desk.shown.cards import Card, Line, Words, at
from gongjian.web.http import Request, now, today

MOST_CLOCKS = 12
RUNNING = (*WITH_DEPARTMENT, PermitState.CORRECTING)


def to_sign(request: Request, found: Sequence[OnDesk]) -> Card:
    """How much waits for the head's own word, by what it is."""
    same: dict[str, list[OnDesk]] = {}
    for one in found:
        if one.pile == Pile.DECISION:
            same.setdefault(one.title.msgid, []).append(one)
    lines = tuple(
        Line(alike[0].title, at(request, alike[0].page, *alike[0].args), figure=str(len(alike)))
        for alike in same.values()
    )
    return Card(Text("To sign off"), lines, nothing=Text("Nothing waits for my signature."))


@dataclass(frozen=True, slots=True)
class Clock:
    """Something that runs with a group: with whom it is, until when, and what is left."""

    what: Words
    about: str
    url: str
    with_whom: Words
    due_on: date | None
    left: Left | None


@dataclass(frozen=True, slots=True)
class Clocks:
    shown: tuple[Clock, ...]
    count: int
    late: int


def clocks(request: Request) -> Clocks:
    """All that runs with the own groups, what presses most first."""
    groups = groups_of(request.user, request.campaign)
    key = ("clocks", tuple(sorted(groups)), today(request))
    return remembered(request.campaign, key, lambda: clocks_of(request, groups))


def clocks_of(request: Request, groups: set[int]) -> Clocks:
    found = [*obstacle_clocks(request, groups), *permit_clocks(request, groups)]
    found.sort(key=lambda one: (one.due_on is None, one.due_on or date.max))
    late = sum(bool(one.left and one.left.is_late) for one in found)
    return Clocks(tuple(found[:MOST_CLOCKS]), len(found), late)


def obstacle_clocks(request: Request, groups: set[int]) -> Iterator[Clock]:
    day, calendar = today(request), request.campaign.calendar()
    seen = Obstacle.objects.visible_to(request.user, request.campaign).still_open()
    for one in seen.filter(group__in=groups).select_related("project", "handler"):
        yield Clock(
            one.words,
            one.project.name,
            at(request, "obstacles:obstacle", one.number),
            str(one.handler) if one.handler else one.state,
            one.due_on,
            left(one.due_on, today=day, calendar=calendar) if one.due_on else None,
        )


def permit_clocks(request: Request, groups: set[int]) -> Iterator[Clock]:
    seen = RegisterEntry.objects.visible_to(request.user, request.campaign).standing()
    theirs = seen.filter(Q(stage__in=RUNNING), register__group__in=groups)
    for facts in permit_facts(theirs, at=now(request)):
        if facts.state not in ENDED:
            yield Clock(
                facts.name,
                facts.entry.parent_name,
                at(request, "registers:entry", facts.entry.pk),
                facts.department if facts.with_department else str(facts.entry.responsible),
                facts.due_on,
                facts.left,
            )


def upkeep(request: Request) -> Card:
    """What an administrator keeps going: seats whose people can work, and messages that arrive. Nobody's sign-ins are counted."""
    campaign = request.campaign
    seats = campaign.role_assignments.filter(ended_at=None)
    closed = seats.filter(person__is_active=False).values("person").distinct().count()
    lost = delivery_log(campaign.pk, state=DeliveryState.GIVEN_UP).count()
    people, log = at(request, "people:people"), at(request, "notices:log", query="?state=given_up")
    rows: tuple[tuple[Text, str, int, bool], ...] = (
        (Text("People with a seat"), people, seats.values("person").distinct().count(), False),
        (Text("Have a seat and a closed account"), people, closed, True),
        (Text("Messages that could not be delivered"), log, lost, True),
    )
    lines = tuple(
        Line(what, url, figure=str(count), tone="late" if bad and count else "")
        for what, url, count, bad in rows
    )
    return Card(Text("Accounts and messages"), lines, people, Text("People"))
