"""The entries of a register as a list: its columns, its tabs by stage, its rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from gongjian.registers.models import RegisterEntry
from gongjian.registers.queries.rows import AtStage, over_at
from gongjian.registers.rules import FieldRule, Layout, Manner, ParentKind
from gongjian.registers.rules.attributes import named_by
from gongjian.registers.rules.layout import NUMBERS
from gongjian.web.registers.asked import NOT_STARTED, RowsAsked
from gongjian.web.registers.shown.values import Filled, leading_fields, missing_told


@dataclass(frozen=True, slots=True)
class RowHead:
    """A column; with a key, it sorts."""

    label: str
    key: str = ""
    kind: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class StateTold:
    """A computed state of an entry: its words, and what is missing to it."""

    words: str
    missing: str

    @property
    def is_met(self) -> bool:
        return not self.missing


@dataclass(frozen=True, slots=True)
class EntryRow:
    entry: RegisterEntry
    place: str
    unit: str
    stage: str
    tone: str
    is_late: bool
    cells: Sequence[tuple[FieldRule, str, bool]]  # the last: whether it is a number
    states: Sequence[StateTold]
    reached: Sequence[tuple[str, str]]

    @property
    def facts(self) -> str:
        """What a card says of it besides its name."""
        return " · ".join(value for _, value, _ in self.cells[:1] if value != "–")


def rows_of(entries: Sequence[RegisterEntry], filled: Filled, *, today: date) -> Iterator[EntryRow]:
    layout = filled.layout
    fields, over = leading_fields(layout), set(over_at(layout))
    for one in entries:
        is_over = one.stage in over
        place, unit = str(one.project or one.township or ""), str(one.responsible)
        yield EntryRow(
            entry=one,
            place=place,
            unit="" if unit == place else unit,
            stage=layout.label(one.stage),
            tone="neutral" if layout.is_outside(one.stage) else "success" if is_over else "info",
            is_late=bool(one.due_on and one.due_on < today and not is_over),
            cells=[(rule, filled.cell(rule, one), rule.type in NUMBERS) for rule in fields],
            states=states_told(filled, one),
            reached=[(stage.label, one.reached.get(stage.code, "0")) for stage in layout.counted],
        )


def states_told(filled: Filled, entry: RegisterEntry) -> list[StateTold]:
    return [
        StateTold(
            worked.state.label if worked.is_met else missing_told(worked),
            gettext(", ").join(point.say(gettext) for point in worked.missing),
        )
        for worked in filled.worked(entry)
    ]


def row_heads(layout: Layout) -> Iterator[RowHead]:
    yield RowHead(named_by(layout).say(gettext), "name", "pinned")
    if layout.parent != ParentKind.LINE:
        yield RowHead(place_word(layout), "place")
    yield RowHead(gettext("Responsible unit"), "unit")
    if layout.unit or layout.manner == Manner.TOTALS:
        yield RowHead(gettext("Quantity"), kind="number", unit=layout.unit or layout.thing)
    if layout.manner == Manner.TOTALS:
        yield from (RowHead(stage.label, kind="number") for stage in layout.counted)
    else:
        yield from (RowHead(gettext("Stage"), "stage"), RowHead(gettext("Reached on"), "since"), RowHead(gettext("Due"), "due"))  # fmt: skip
    for rule in leading_fields(layout):
        yield RowHead(rule.label, kind="number" if rule.type in NUMBERS else "", unit=rule.unit)
    if layout.states:
        yield RowHead(gettext("Computed state"))


def place_word(layout: Layout) -> str:
    return gettext("Project") if layout.parent == ParentKind.PROJECT else gettext("Township")


@dataclass(frozen=True, slots=True)
class StageTab:
    label: str
    count: int
    address: str
    is_here: bool


def stage_tabs(asked: RowsAsked, layout: Layout, standing: Mapping[str, AtStage]) -> list[StageTab]:
    """All, and each stage with its number; what has not started only where there is any."""
    counts = {code: one.entries for code, one in standing.items()}
    tabs = [StageTab(gettext("All"), sum(counts.values()), asked.address(stage=""), asked.stage is None)]
    if layout.manner != Manner.EACH:
        return tabs
    if counts.get("") or asked.stage == "":
        tabs.append(StageTab(gettext("Not started"), counts.get("", 0), asked.address(stage=NOT_STARTED), asked.stage == ""))  # fmt: skip
    return tabs + [
        StageTab(one.label, counts.get(one.code, 0), asked.address(stage=one.code), asked.stage == one.code)
        for one in layout.stages
    ]


def counted_at(asked: RowsAsked, standing: Mapping[str, AtStage]) -> int:
    """How many entries the list holds, without a further question."""
    if asked.stage is None:
        return sum(one.entries for one in standing.values())
    return standing.get(asked.stage, AtStage()).entries
