"""The entries of a register as one list: which are asked for, in which order, and what stands at every stage."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    DecimalField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
    Window,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, RowNumber

from gongjian.accounts.models import User, place
from gongjian.orm import found_in
from gongjian.registers.models import EntryFile, RegisterEntry
from gongjian.registers.rules import FieldType, Layout
from gongjian.registers.rules.layout import ComputedState, FieldRule, Need
from gongjian.registers.rules.readiness import YES

NAMES = ("name", "unit__name", "unit__short_name", "township__name", "township__short_name", "project__name", "project__code")  # fmt: skip
SEARCHED = (FieldType.TEXT, FieldType.PLACE)
SORTS = ("urgency", "name", "place", "unit", "stage", "since", "due")
URGENCY = SORTS[0]  # open ones first, by the day on which they are due
EXACT = DecimalField(max_digits=20, decimal_places=4)


@dataclass(frozen=True, slots=True)
class EntriesWanted:
    """Nothing set: all of them. `stage` is a code, and empty for those that have not started."""

    text: str = ""
    township: int | None = None
    unit: int | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    overdue: bool = False
    state: ComputedState | None = None
    is_met: bool = True


def entries_found(
    entries: QuerySet[RegisterEntry], wanted: EntriesWanted, layout: Layout, *, today: date
) -> QuerySet[RegisterEntry]:
    asked = Q(**{f"values__{code}": value for code, value in wanted.values.items()})
    if wanted.text:
        told = [f"values__{rule.code}" for rule in layout.fields if rule.type in SEARCHED]
        asked &= found_in(wanted.text, *NAMES, *told)
    if wanted.township:
        asked &= Q(township=wanted.township) | Q(project__township=wanted.township)
    if wanted.unit:
        asked &= Q(unit=wanted.unit) | Q(unit=None, project__unit=wanted.unit)
    if wanted.overdue:
        asked &= Q(due_on__lt=today) & ~Q(stage__in=over_at(layout))
    found = entries.filter(asked)
    if wanted.state is None:
        return found
    return found.alias(is_met=one_if(met_by(wanted.state, layout))).filter(is_met=wanted.is_met)


def over_at(layout: Layout) -> list[str]:
    """Whoever stands here owes nothing any more."""
    outside = [stage.code for stage in layout.stages if stage.is_outside]
    return [*layout.settled, *outside]


def one_if(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def met_by(state: ComputedState, layout: Layout) -> Q:
    """The same as `readiness.worked_out`, for the database."""
    wanted = Q()
    for need in state.needs:
        wanted &= need_met(need, layout)
    return wanted


def need_met(need: Need, layout: Layout) -> Q:
    if need.stage:
        return Q(stage__in=layout.codes[max(layout.place(need.stage), 0) :])
    if need.group:
        return Q(**{f"values__{one.code}": YES for one in layout.check_list(need.group)})
    rule = layout.field(need.field)
    if rule is None:
        return Q()
    if need.value:
        return Q(**{f"values__{rule.code}": need.value})
    return filled_in(rule)


def filled_in(rule: FieldRule) -> Q:
    if rule.type == FieldType.FILE:
        return Q(Exists(EntryFile.objects.filter(entry=OuterRef("pk"), field=rule.code, removed_at=None)))
    return Q(values__has_key=rule.code)


def entries_in_order(entries: QuerySet[RegisterEntry], sort: str, layout: Layout) -> QuerySet[RegisterEntry]:
    """Ties by their number, whichever way round."""
    name, downwards = sort.removeprefix("-"), sort.startswith("-")
    by: dict[str, list[Any]] = {
        "name": [F("name")],
        "place": [place("township__"), F("project__code")],
        "unit": [place("unit__"), place("project__unit__")],
        "stage": [place_of_stage(layout)],
        "since": [F("stage_on")],
        "due": [F("due_on")],
    }
    if name not in by:
        return entries.order_by(
            one_if(Q(stage__in=over_at(layout))), F("due_on").asc(nulls_last=True), "number"
        )
    keys = [one.desc(nulls_last=True) if downwards else one.asc(nulls_last=True) for one in by[name]]
    return entries.order_by(*keys, "number")


def place_of_stage(layout: Layout) -> Case:
    order = [*layout.counted, *(stage for stage in layout.stages if stage.is_outside)]
    cases = [When(stage=stage.code, then=Value(place)) for place, stage in enumerate(order)]
    return Case(*cases, default=Value(-1))


@dataclass(frozen=True, slots=True)
class AtStage:
    """How many entries stand at a stage now, and what they add up to."""

    entries: int = 0
    amount: Decimal | None = None


def summed_in(layout: Layout) -> FieldRule | None:
    """What entries add up to beside their number, where they have no quantity: the first amount of money."""
    return next((rule for rule in layout.fields if rule.type == FieldType.MONEY), None)


def at_every_stage(entries: QuerySet[RegisterEntry], layout: Layout) -> dict[str, AtStage]:
    """In one question."""
    grouped: Any = entries.order_by().values_list("stage").annotate(n=Count("pk"))
    rule = summed_in(layout)
    if layout.unit:
        grouped = grouped.annotate(sum=Sum("quantity"))
    elif rule:
        grouped = grouped.annotate(sum=Sum(Cast(KeyTextTransform(rule.code, "values"), EXACT)))
    return {stage: AtStage(n, *amount) for stage, n, *amount in grouped}


def first_of_every_stage(
    entries: QuerySet[RegisterEntry], layout: Layout, *, most: int
) -> QuerySet[RegisterEntry]:
    """The most urgent of each stage, in one question however many stages there are."""
    order = [F("due_on").asc(nulls_last=True), F("number").asc()]
    row = Window(RowNumber(), partition_by="stage", order_by=order)
    first = entries.order_by().annotate(row=row).filter(row__lte=most)
    return RegisterEntry.objects.filter(pk__in=first.values("pk")).order_by(*order)


def names_of_people(values: Iterable[str]) -> dict[str, str]:
    """Accounts as they are kept in fields, to the names of their people; in one question, and in none for nobody."""
    wanted = {value for value in values if value}
    if not wanted:
        return {}
    return {person.username: str(person) for person in User.objects.filter(username__in=wanted)}
