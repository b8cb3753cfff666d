"""The campaign's targets on a day: what was reached, what was expected by then, what is to be expected."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction

from gongjian.campaigns.models import Campaign, Target
from gongjian.campaigns.rules import reached
from gongjian.ledger.queries import remembered
from gongjian.registers.models import Register, RegisterEntry
from gongjian.registers.queries import layout_of_register
from gongjian.registers.queries.telling import CountedRow, rows_counted
from gongjian.standing.models import HandFigure, TargetBinding
from gongjian.standing.queries.bindings import bindings_at, hand_figures_at
from gongjian.standing.rules import Counted, Standing, Tally, actual_of, tally
from gongjian.standing.rules.deriving import NOTHING, BindingKind, Derived, Pace, Row, Span, derive
from gongjian.standing.rules.targets import DueRow, may_measure, of_items, of_measure
from gongjian.worklist.models import Item


@dataclass(frozen=True, slots=True)
class TargetRow:
    """`tally` and `items` are of the items that belong to it; `derived` says actual, expected and outlook."""

    target: Target
    counted: Counted
    items: int
    reached: bool
    tally: Tally
    derived: Derived
    binding: TargetBinding | None = None


@dataclass(frozen=True)
class Moment:
    """What is known of the targets' sources at one moment."""

    campaign: Campaign
    day: date
    known: datetime
    bindings: Mapping[int, TargetBinding]
    figures: Mapping[int, HandFigure]
    asked: dict[int, tuple[list[CountedRow], dict[int, int]]] = field(default_factory=dict)

    def span(self, target: Target) -> Span:
        return Span(self.campaign.starts_on, self.day, target.due_on)


def moment_at(campaign: Campaign, at: datetime, known: datetime) -> Moment:
    day = campaign.day_of(at)
    figures = hand_figures_at(campaign, day, known)
    return Moment(campaign, day, known, bindings_at(campaign, known), figures)


def targets_of(
    campaign: Campaign, standings: Sequence[Standing], *, at: datetime, known: datetime | None = None
) -> list[TargetRow]:
    """Every target with its figures at that moment, as it was known then (or by `known`).

    What its items say is counted from these standings.
    """
    by_item = {one.item: one for one in standings}
    belonging: dict[int, list[Standing]] = defaultdict(list)
    for target, item in Item.targets.through.objects.filter(target__campaign=campaign).values_list(
        "target_id", "item_id"
    ):
        if item in by_item:
            belonging[target].append(by_item[item])
    moment, dues = moment_at(campaign, at, known or at), dues_of_projects(standings)
    return [
        target_row(target, belonging[target.pk], dues, moment)
        for target in campaign.targets.select_related("line_of_work")
    ]


def dues_of_projects(standings: Sequence[Standing]) -> dict[int, date]:
    """A project is due when the last of its items is."""
    found: dict[int, date] = {}
    for one in standings:
        found[one.project] = max(one.due_on, found.get(one.project, one.due_on))
    return found


def target_row(
    target: Target, standings: Sequence[Standing], dues: Mapping[int, date], moment: Moment
) -> TargetRow:
    binding, goal = moment.bindings.get(target.pk), Fraction(target.value)
    if binding is None or binding.kind == BindingKind.ITEMS:
        counted = actual_of(target.counting, target.unit, standings)
        pace = binding.pace if binding else Pace.DUE
        told = of_items(standings, target.counting, moment.span(target), pace, unit=target.unit, goal=goal)
        told = replace(told, actual=None if counted.says_nothing else counted.actual)
    elif binding.kind == BindingKind.BY_HAND:
        told = by_hand(target, moment)
        counted = Counted(told.actual or NOTHING, told.part, told.whole)
    else:
        told = of_register(target, binding, dues, moment)
        counted = Counted(told.actual or NOTHING, told.part, told.whole)
    is_reached = not counted.says_nothing and reached(counted.actual, target.operator, target.value)
    return TargetRow(target, counted, len(standings), is_reached, tally(standings), told, binding)


def by_hand(target: Target, moment: Moment) -> Derived:
    """What the keeper said last; expected evenly, since nothing else is known of it."""
    figure, goal = moment.figures.get(target.pk), Fraction(target.value)
    if figure is None:
        return Derived(None)
    value = Fraction(figure.value)
    rows = [Row(max(goal, value), value, target.due_on)]
    return derive(rows, moment.span(target), Pace.EVEN, goal=goal)


def of_register(target: Target, binding: TargetBinding, dues: Mapping[int, date], moment: Moment) -> Derived:
    register = binding.register
    assert register is not None  # a binding to a measure names its register
    layout = layout_of_register(register)
    rule = layout.measure(binding.measure)
    says_the_same = rule is not None and may_measure(layout, rule, target.unit)
    if rule is None or not says_the_same:  # it was taken away, or changed since
        return Derived(None)
    rows = rows_behind(target, binding, dues, moment).values()
    return of_measure(
        rows, layout, rule, moment.span(target), binding.pace, unit=target.unit, goal=Fraction(target.value)
    )


def rows_behind(
    target: Target, binding: TargetBinding, dues: Mapping[int, date], moment: Moment
) -> dict[int, DueRow]:
    """By entry: how it stood and by when it is due: on its own day, with its project, or with the target."""
    assert binding.register is not None
    stood, projects = rows_of_register(binding.register, moment)
    return {
        row.entry: DueRow(row.stood, row.due_on or dues.get(projects.get(row.entry, 0), target.due_on))
        for row in stood
        if binding.project_id is None or projects.get(row.entry) == binding.project_id
    }


def derivation_of(
    target: Target, standings: Sequence[Standing], *, at: datetime
) -> tuple[TargetRow, dict[int, DueRow]]:
    """One target with the entries behind it; where it counts items there are none."""
    moment, dues = moment_at(target.campaign, at, at), dues_of_projects(standings)
    items = set(target.items.values_list("pk", flat=True))
    row = target_row(target, [one for one in standings if one.item in items], dues, moment)
    is_bound = row.binding is not None and row.binding.kind == BindingKind.MEASURE
    return row, rows_behind(target, row.binding, dues, moment) if is_bound and row.binding else {}


def rows_of_register(register: Register, moment: Moment) -> tuple[list[CountedRow], dict[int, int]]:
    """Its rows at that moment, and the project of each (what it stands under, or has become); asked once, however many targets count it."""
    if register.pk not in moment.asked:
        moment.asked[register.pk] = rows_asked_for(register, moment)
    return moment.asked[register.pk]


def rows_asked_for(register: Register, moment: Moment) -> tuple[list[CountedRow], dict[int, int]]:
    def asked() -> tuple[list[CountedRow], dict[int, int]]:
        entries = RegisterEntry.objects.filter(register=register)
        places = entries.values_list("pk", "project", "became")
        known = {pk: project or became for pk, project, became in places if project or became}
        return rows_counted(register, entries, moment.day, at=moment.known), known

    is_as_known_then = moment.known == moment.campaign.end_of(moment.day)
    key = ("rows of", register.pk, moment.day)
    return remembered(moment.campaign, key, asked) if is_as_known_then else asked()
