"""What the system asked of the units, month by month, over all rooms."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db.models import Count, Q

from gongjian.bulletins.models import Bulletin
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.rules import Role
from gongjian.kernel.asked import Asked
from gongjian.meetings.models import Answer
from gongjian.obstacles.models import Obstacle
from gongjian.registers.models import Register, RegisterEntry, StageMark
from gongjian.registers.rules.asked import ASKED_FIELDS as OF_REGISTERS
from gongjian.registers.rules.asked import ENTRY, MARK
from gongjian.reporting.models import ReportRow
from gongjian.reporting.rules.asked import ASKED_FIELDS as OF_REPORTS
from gongjian.reporting.rules.asked import REPORT
from gongjian.rounds.rules.burden import (
    ASKED_FIELDS,
    FOLLOW_UP,
    OBSTACLE,
    RECEIPT,
    Asking,
    Month,
    first_of_month,
    meter,
)
from gongjian.worklist.models import Letter, ListVersion
from gongjian.worklist.rules.asked import ASKED_FIELDS as OF_LISTS
from gongjian.worklist.rules.asked import LETTER, LIST

ALWAYS_ASKED = 2  # of a row of a report: the value and the forecast


def asked_fields(campaign: Campaign) -> list[Asked]:
    """Every field with who reads it: ours, and those that the county has set up."""
    own = [*OF_REPORTS, *OF_LISTS, *OF_REGISTERS, *ASKED_FIELDS]
    for register in Register.objects.filter(campaign=campaign):
        own += [Asked(register.name, one["code"], one["label"], one.get("consumer", "")) for one in register.fields]  # fmt: skip
    return own


def burden(campaign: Campaign, *, at: datetime) -> list[Month]:
    return meter(
        asking
        for source in (reports, lists, letters, entries, marks, receipts, answers, obstacles)
        for asking in source(campaign, at)
    )


def gathered(form: str, found: Iterable[tuple[date, int, int, int]]) -> Iterator[Asking]:
    """From (day, unit, fields, prefilled), one for each time that something was asked."""
    by_month: dict[date, list[tuple[int, int, int]]] = defaultdict(list)
    for day, unit, fields, prefilled in found:
        by_month[first_of_month(day)].append((unit, fields, prefilled))
    for month, asked in by_month.items():
        units = len({unit for unit, _, _ in asked})
        fields, prefilled = sum(one[1] for one in asked), sum(one[2] for one in asked)
        yield Asking(month, form, units, len(asked), fields, prefilled)


def reports(campaign: Campaign, at: datetime) -> Iterator[Asking]:
    """Value and forecast of every row; cause and next step where they were wanted; what was known came filled in."""
    rows = ReportRow.objects.filter(campaign=campaign, report__period__opened_at__lte=at)
    grouped = rows.values_list("report__period__nominal_on", "report__unit").annotate(
        rows=Count("pk"),
        causes=Count("pk", filter=~Q(cause="")),
        reasons=Count("pk", filter=~Q(decrease_reason="")),
        known=Count("pk", filter=Q(previous__isnull=False)),
        said=Count("pk", filter=~Q(previous_cause="")),
        counted=Count("pk", filter=Q(item__register_link__isnull=False)),
    )
    yield from gathered(
        REPORT,
        (
            (day, unit, rows * ALWAYS_ASKED + causes * 2 + reasons, known + said * 2 + counted)
            for day, unit, rows, causes, reasons, known, said, counted in grouped
        ),
    )


def lists(campaign: Campaign, at: datetime) -> Iterator[Asking]:
    """A later version of a list comes filled in with the one before."""
    fields = sum(one.form == LIST for one in OF_LISTS)
    versions = ListVersion.objects.filter(campaign=campaign, opened_at__lte=at).annotate(n=Count("rows"))
    yield from gathered(
        LIST,
        (
            (
                campaign.day_of(one.opened_at),
                one.unit_id,
                one.n * fields,
                one.n * fields if one.number > 1 else 0,
            )
            for one in versions
        ),
    )


def letters(campaign: Campaign, at: datetime) -> Iterator[Asking]:
    issued = Letter.objects.filter(campaign=campaign, issued_at__lte=at).values_list("issued_at", "unit")
    yield from gathered(LETTER, ((campaign.day_of(day), unit, 1, 0) for day, unit in issued))


def entries(campaign: Campaign, at: datetime) -> Iterator[Asking]:
    """Two fields of every entry, and what the county asks besides; a standard permit comes filled in."""
    found = RegisterEntry.objects.filter(campaign=campaign, added_at__lte=at)
    rows = found.values_list("added_at", "project__unit", "register__fields", "register__manner", "added_because")  # fmt: skip
    yield from gathered(
        ENTRY,
        (
            (campaign.day_of(day), unit, 2 + len(fields), 2 if manner == "permits" and not because else 0)
            for day, unit, fields, manner, because in rows
        ),
    )


def marks(campaign: Campaign, at: datetime) -> Iterator[Asking]:
    """Every mark but the first, which nobody makes."""
    made = StageMark.objects.filter(campaign=campaign, known_at__lte=at, number__gt=1)
    rows = made.values_list("known_at", "entry__project__unit")
    yield from gathered(MARK, ((campaign.day_of(day), unit, 1, 0) for day, unit in rows))


def receipts(campaign: Campaign, at: datetime) -> Iterator[Asking]:
    """Every issued bulletin asks every unit for one click."""
    units = list(campaign.units.values_list("organisation_id", flat=True))
    issued = Bulletin.objects.filter(campaign=campaign, issued_at__lte=at).values_list("issued_at", flat=True)
    yield from gathered(
        RECEIPT, ((campaign.day_of(day), unit, 1, 0) for day in issued if day for unit in units)
    )


def answers(campaign: Campaign, at: datetime) -> Iterator[Asking]:
    given = Answer.objects.filter(campaign=campaign, given_at__lte=at)
    rows = given.values_list("given_at", "decision__unit")
    yield from gathered(FOLLOW_UP, ((campaign.day_of(day), unit, 1, 0) for day, unit in rows))


def obstacles(campaign: Campaign, at: datetime) -> Iterator[Asking]:
    """Those that units raised themselves."""
    people = campaign.role_assignments.filter(role__in=[Role.REPORTER, Role.HEAD]).values("person")
    raised = Obstacle.objects.filter(campaign=campaign, raised_at__lte=at, raised_by__in=people)
    fields = sum(one.form == OBSTACLE for one in ASKED_FIELDS)
    rows = raised.values_list("raised_at", "project__unit")
    yield from gathered(OBSTACLE, ((campaign.day_of(day), unit, fields, 0) for day, unit in rows))
