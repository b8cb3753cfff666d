"""How far the counted things have come: today, on another day, and for a report."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet, Sum

from gongjian.campaigns.models import Campaign
from gongjian.ledger.queries import remembered
from gongjian.registers.models import Register, RegisterEntry, StageMark
from gongjian.registers.rules import (
    Layout,
    Manner,
    Marked,
    PermitState,
    Stage,
    Stood,
    Sums,
    Tally,
    curve,
    layout_of,
    reported_number,
    standing_on,
    sums_of,
    told_as,
)


def layout_of_register(register: Register) -> Layout:
    layout = layout_of(
        register.manner,
        register.fields,
        register.stages,
        thing=register.thing,
        unit=register.unit_of_quantity,
        parent=register.parent_kind,
        measures=register.measures,
        states=register.states,
    )
    return permit_layout(layout)


def counts_by_project(register: Register, entries: QuerySet[RegisterEntry]) -> dict[int, Sums]:
    """Where every project stands now, in one question; under 0 what belongs to none."""
    layout = layout_of_register(register)
    rows: dict[int, list[Stood]] = defaultdict(list)
    found = entries.filter(register=register, dropped_at=None).order_by()
    if register.manner == Manner.TOTALS:
        for project, quantity, reached in found.values_list("project", "quantity", "reached"):
            rows[project or 0].append(Stood("", quantity, reached))
    else:
        grouped = found.values_list("project", "stage").annotate(n=Count("pk"), q=Sum("quantity"))
        for project, stage, things, quantity in grouped:
            rows[project or 0].append(Stood(stage, quantity, things=things))
    return {project: sums_of(stood, layout) for project, stood in rows.items()}


def counts_on(
    register: Register, entries: QuerySet[RegisterEntry], day: date, *, at: datetime
) -> dict[int, Sums]:
    """Where every project stood on a day, as it was known at that moment."""
    layout, projects = layout_of_register(register), dict(entries.values_list("pk", "project"))
    standing = standing_on(marks_of(register, entries, at=at), day)
    rows: dict[int, list[Stood]] = defaultdict(list)
    for entry, stood in standing.items():
        rows[projects[entry] or 0].append(stood)
    return {project: sums_of(stood, layout) for project, stood in rows.items()}


def marks_of(register: Register, entries: QuerySet[RegisterEntry], *, at: datetime) -> list[Marked]:
    """Every mark that counted at that moment, in the order in which they speak."""
    known = StageMark.objects.filter(
        Q(undone_at=None) | Q(undone_at__gt=at),
        Q(entry__dropped_at=None) | Q(entry__dropped_at__gt=at),
        entry__register=register,
        entry__in=entries.values("pk"),
        known_at__lte=at,
    )
    reached = ("reached",) if register.manner == Manner.TOTALS else ()
    rows = known.order_by("on", "number", "pk").values_list("entry", "on", "stage", "quantity", *reached)
    return [Marked(entry, on, Stood(*stood)) for entry, on, *stood in rows]


def curve_of(
    register: Register, entries: QuerySet[RegisterEntry], *, through: date, at: datetime
) -> list[tuple[date, Sums]]:
    marks = marks_of(register, entries, at=at)
    return list(curve(marks, layout_of_register(register), through=through))


TIED = (
    "entry__register__item_links__item",
    "entry__register__item_links__stage",
    "entry__register__item_links__tally",
    "entry__register__manner",
    "entry__register__stages",
    "entry__register__thing",
    "entry__register__unit_of_quantity",
    "entry__register__item_links__item__unit_of_measure",
    "entry",
    "on",
    "stage",
    "quantity",
    "reached",
)


def linked_counts(campaign: Campaign, items: Iterable[int], *, through: date) -> dict[int, Decimal]:
    """What the registers say of these items at the end of a day, in one question. Items without a register are not named."""
    linked = linked_items(campaign).intersection(items)
    return counts_of(campaign, linked, through=through) if linked else {}


def counts_of(campaign: Campaign, items: Iterable[int], *, through: date) -> dict[int, Decimal]:
    link = "entry__register__item_links"
    marks = StageMark.objects.filter(
        Q(entry__item=None) | Q(entry__item=F(f"{link}__item")),
        campaign=campaign,
        undone_at=None,
        entry__dropped_at=None,
        on__lte=through,
        **{f"{link}__item__in": list(items), f"{link}__item__project": F("entry__project")},
    )
    said: dict[int, tuple[str, Tally, Layout, str, dict[int, Stood]]] = {}
    rows = marks.order_by("on", "number").values_list(*TIED)
    for (
        item,
        stage,
        tally,
        manner,
        stages,
        thing,
        unit,
        wanted,
        entry,
        _on,
        at_stage,
        quantity,
        reached,
    ) in rows:
        if item not in said:
            layout = layout_of(Manner.of(manner), (), stages, thing=thing, unit=unit)
            said[item] = (stage, Tally.of(tally), layout, wanted, {})
        said[item][4][entry] = Stood(at_stage, quantity, reached)
    numbers = {}
    for item, (stage, tally, layout, wanted, stood) in said.items():
        number = reported_number(sums_of(stood.values(), permit_layout(layout)), stage, tally)
        numbers[item] = told_as(number, layout, tally, wanted)
    return numbers


def linked_items(campaign: Campaign) -> frozenset[int]:
    rows = campaign.item_links.values_list("item", flat=True)
    return remembered(campaign, "linked items", lambda: frozenset(rows))


def permit_layout(layout: Layout) -> Layout:
    if layout.manner != Manner.PERMITS:
        return layout
    granted = PermitState.GRANTED
    return replace(layout, stages=(Stage(granted.value, granted.label),), unit="")
