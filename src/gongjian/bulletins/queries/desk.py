"""What the bulletins put on desks."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from gongjian.bulletins.models import Acknowledgement, Bulletin
from gongjian.bulletins.permissions import APPROVING, DRAFTING
from gongjian.bulletins.queries.asked import may_be_drafted
from gongjian.bulletins.rules import MOVES, BulletinKind, Move, State
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import obligations
from gongjian.campaigns.rules import ObligationKind, Role, RoleHolders
from gongjian.kernel.text import Text
from gongjian.notices.rules import OnDesk, Pile, Press

DUTY = {BulletinKind.PROGRESS: ObligationKind.BULLETIN, BulletinKind.RANKING: ObligationKind.RANKING}


def on_desk(campaign: Campaign, *, at: datetime, holders: RoleHolders) -> Iterator[OnDesk]:
    """Bulletins to acknowledge, to draft, and to bring one step further."""
    yield from to_be_acknowledged(campaign, holders)
    drafters = {kind: holders.people(*DRAFTING[kind]) for kind in BulletinKind}
    if any(drafters.values()) or holders.people(*APPROVING[BulletinKind.PROGRESS]):
        due = days_due(campaign)
        yield from to_be_drafted(campaign, drafters, due, at=at)
        yield from under_way(campaign, holders, due)


def to_be_acknowledged(campaign: Campaign, holders: RoleHolders) -> Iterator[OnDesk]:
    units = holders.organisations(Role.REPORTER, Role.HEAD)
    if not units:
        return
    said: dict[int, set[int]] = defaultdict(set)
    rows = Acknowledgement.objects.filter(campaign=campaign, unit__in=units)
    for number, unit in rows.values_list("bulletin", "unit"):
        said[number].add(unit)
    issued = Bulletin.objects.filter(campaign=campaign).issued().select_related("period")
    for bulletin in issued.defer("content", "words").order_by("issued_at"):
        missing = units - said[bulletin.pk]
        people, remind = everybody(missing, holders)
        if people:
            title = Text(
                "Acknowledge the %(kind)s no. %(number)s", kind=bulletin.kind, number=bulletin.number
            )
            waiting = of_bulletin(bulletin, "acknowledge", Pile.OWED, title, people, None)
            yield replace(waiting, remind=remind, press=press_of(bulletin, missing))


def press_of(bulletin: Bulletin, units: set[int]) -> Press | None:
    """For whom it is acknowledged has to be said where there are several."""
    if len(units) > 1:
        return None
    unit = next(iter(units))
    return Press("bulletins:acknowledge", (bulletin.pk,), Text("Acknowledge"), (("unit", unit),))


def everybody(units: set[int], holders: RoleHolders) -> tuple[frozenset[int], frozenset[int]]:
    """Who may acknowledge for these units, and who is reminded of it."""
    roles = (Role.REPORTER, Role.HEAD)
    people = (holders.people(*roles, at=unit) for unit in units)
    first = (holders.first(*roles, at=unit) for unit in units)
    return frozenset().union(*people), frozenset().union(*first)


def to_be_drafted(
    campaign: Campaign,
    drafters: dict[BulletinKind, frozenset[int]],
    due: dict[tuple[str, date], date],
    *,
    at: datetime,
) -> Iterator[OnDesk]:
    for kind, people in drafters.items():
        for period in may_be_drafted(campaign, kind, at) if people else ():
            yield OnDesk(
                key=f"bulletins.{kind}:{period.pk}:draft",
                pile=Pile.OWED,
                title=Text("Draft the %(kind)s", kind=kind),
                detail=Text("Period of %(period)s", period=period.nominal_on),
                page="bulletins:list",
                args=(),
                people=people,
                due_on=due.get((DUTY[kind], period.nominal_on)),
                icon="edit",
            )


def under_way(
    campaign: Campaign, holders: RoleHolders, due: dict[tuple[str, date], date]
) -> Iterator[OnDesk]:
    pending = Bulletin.objects.filter(campaign=campaign).exclude(state__in=[State.ISSUED, State.DISCARDED])
    for bulletin in pending.select_related("period").defer("content", "words").order_by("pk"):
        drafters = holders.people(*DRAFTING[bulletin.kind])
        allowed = holders.people(*APPROVING[bulletin.kind]) - {bulletin.proposed_by_id}
        second = (allowed - set(bulletin.writers)) or allowed
        steps = (
            (Move.PROPOSE, Text("Submit the %(kind)s for approval", kind=bulletin.kind), drafters),
            (Move.APPROVE, Text("Approve the %(kind)s", kind=bulletin.kind), second),
            (Move.ISSUE, Text("Issue the %(kind)s", kind=bulletin.kind), drafters | second),
        )
        for move, title, people in steps:
            if people and MOVES.check(move, bulletin.state):
                due_on = due.get((DUTY[bulletin.kind], bulletin.period.nominal_on))
                yield of_bulletin(bulletin, move, Pile.DECISION, title, people, due_on)


def of_bulletin(
    bulletin: Bulletin, move: str, pile: Pile, title: Text, people: frozenset[int], due_on: date | None
) -> OnDesk:
    key, detail = f"bulletins.bulletin:{bulletin.pk}:{move}", Text("%(day)s", day=bulletin.period.nominal_on)
    return OnDesk(key, pile, title, detail, "bulletins:bulletin", (bulletin.pk,), people, due_on, "news")


def days_due(campaign: Campaign) -> dict[tuple[str, date], date]:
    """By kind of duty and day of the plan, the day on which a bulletin is due."""
    rows = obligations(campaign, *DUTY.values()).values_list("kind", "nominal_on", "due_on")
    return {(kind, nominal_on): due_on for kind, nominal_on, due_on in rows}
