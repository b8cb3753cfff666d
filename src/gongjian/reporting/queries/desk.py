"""What the half-monthly reports put on desks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Max, Q, QuerySet

from gongjian.campaigns.models import Campaign
from gongjian.campaigns.rules import Role, RoleHolders
from gongjian.kernel.text import Text
from gongjian.notices.rules import OnDesk, Pile, Press
from gongjian.reporting.models import Report
from gongjian.reporting.queries.reports import waiting_for_the_office
from gongjian.reporting.queries.reports import writers_of as hands_of
from gongjian.reporting.rules import State


def on_desk(campaign: Campaign, *, at: datetime, holders: RoleHolders) -> Iterator[OnDesk]:
    """Reports to fill in, to mend, to confirm, to receive."""
    writers = holders.organisations(Role.REPORTER, Role.HEAD)
    for report in still_open(campaign, writers, today=campaign.day_of(at)):
        title = Text("Fill in the half-monthly report")
        owed = of_report(report, "fill_in", Pile.OWED, title, writers_of(report, holders))
        yield replace(owed, due_on=report.open_until or owed.due_on)  # type: ignore[attr-defined]
    for report in reports_of_units(campaign, writers, State.SENT_BACK).prefetch_related("submissions"):
        why = next((one.ended_because for one in reversed(report.submissions.all()) if one.ended_because), "")
        title = (
            Text("Correct the report: %(why)s", why=why)
            if why
            else Text("Correct the report that was sent back")
        )
        yield of_report(report, "mend", Pile.SENT_BACK, title, writers_of(report, holders))
    heads = holders.organisations(Role.HEAD)
    submitted = list(reports_of_units(campaign, heads, State.SUBMITTED))
    wrote = hands_of(report.pk for report in submitted)
    for report in submitted:
        people = holders.people(Role.HEAD, at=report.unit_id)
        who = Who((people - wrote[report.pk]) or people)
        waits = of_report(report, "confirm", Pile.DECISION, Text("Sign off the report"), who)
        yield replace(waits, press=press_of(report, "confirm", Text("Sign off")))
    office = Who(holders.people(Role.CLERK, Role.DIRECTOR), holders.first(Role.CLERK, Role.DIRECTOR))
    if office.people:
        waiting = list(waiting_for_the_office(campaign))
        wrote = hands_of(report.pk for report in waiting)
        for report in waiting:
            title = Text("Receive the report or send it back")
            others = Who(
                (office.people - wrote[report.pk]) or office.people,
                (office.remind - wrote[report.pk]) or office.remind,
            )
            waits = of_report(report, "receive", Pile.DECISION, title, others)
            yield replace(waits, press=press_of(report, "receive", Text("Receive")))


def press_of(report: Report, move: str, verb: Text) -> Press:
    where = (str(report.period), report.unit_id)
    return Press(f"reporting:{move}", where, verb, (("seen", report.version),))


def still_open(campaign: Campaign, units: set[int], *, today: date) -> QuerySet[Report]:
    """In a period that takes reports, or open again for this unit until a day."""
    reopened = Max(
        "reopenings__until", filter=Q(reopenings__until__gte=today, period__closed_at__isnull=False)
    )
    found = reports_of_units(campaign, units, State.OPEN).annotate(open_until=reopened)
    return found.filter(Q(period__closed_at=None) | Q(open_until__isnull=False))


def reports_of_units(campaign: Campaign, units: set[int], state: State) -> QuerySet[Report]:
    found = Report.objects.filter(campaign=campaign, unit__in=units, state=state)
    return found.select_related("period", "unit").order_by("period__due_on", "pk")


@dataclass(frozen=True, slots=True)
class Who:
    """Everybody who can do it, and those who are reminded of it."""

    people: frozenset[int]
    remind: frozenset[int] = frozenset()


def writers_of(report: Report, holders: RoleHolders) -> Who:
    """The head sees what the unit owes; it is the reporter who is reminded of it."""
    unit = report.unit_id
    return Who(
        holders.people(Role.REPORTER, Role.HEAD, at=unit), holders.first(Role.REPORTER, Role.HEAD, at=unit)
    )


def of_report(report: Report, move: str, pile: Pile, title: Text, who: Who) -> OnDesk:
    """The Office has until the cut-off to receive; everybody before it until the due date."""
    period = report.period
    return OnDesk(
        key=f"reporting.report:{report.pk}:{move}",
        pile=pile,
        title=title,
        detail=Text("%(unit)s · %(day)s", unit=str(report.unit), day=period.nominal_on),
        page="reporting:report",
        args=(str(period), report.unit_id),
        people=who.people,
        remind=who.remind,
        due_on=period.cut_off_on if move == "receive" else period.due_on,
    )
