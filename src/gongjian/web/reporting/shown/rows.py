"""A row of the report as the page draws it: as it is kept, or as it was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from gongjian.kernel.numbers import plain
from gongjian.reporting.models import ReportRow
from gongjian.reporting.rules import RowFacts, enough, suspicions
from gongjian.web.reporting.forms import WORDS, number_in
from gongjian.worklist.rules import (
    LightRules,
    Measure,
    Plan,
    counted_in,
    expected,
    is_behind,
    share_of,
)


@dataclass(frozen=True)
class Outcome:
    """What became of one file that somebody has sent. Without a refusal it is attached."""

    name: str
    refused: str = ""


@dataclass(frozen=True)
class FormRow:
    """A row as the page draws it."""

    row: ReportRow
    rules: LightRules
    values: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    theirs: str = ""
    counted: Decimal | None = None  # by the register that counts this item
    uploads: Sequence[Outcome] = ()

    @cached_property
    def register_says(self) -> str:
        """What the register has counted on the last day of the period."""
        return "" if self.counted is None else plain(self.counted)

    @cached_property
    def differs(self) -> bool:
        """Whether somebody says something else than the register."""
        said = number_in(self.values["value"], self.unit)
        return self.counted is not None and said is not None and said != self.counted

    @cached_property
    def plan(self) -> Plan:
        return self.row.baseline.plan()

    @cached_property
    def facts(self) -> RowFacts:
        return self.row.facts()

    @cached_property
    def item(self) -> Any:
        return self.row.item

    @cached_property
    def is_milestone(self) -> bool:
        return self.row.item.measure == Measure.MILESTONE

    @cached_property
    def unit(self) -> str:
        return counted_in(self.row.item.measure, self.row.item.unit_of_measure)

    @cached_property
    def last(self) -> str:
        return plain(self.row.previous or Decimal(0))

    @cached_property
    def target(self) -> str:
        return plain(self.row.baseline.target)

    @cached_property
    def milestones(self) -> list[tuple[str, str]]:
        steps = self.plan.steps
        return [("0", _("none yet")), *((str(place), step.name) for place, step in enumerate(steps, start=1))]

    @cached_property
    def last_milestone(self) -> str:
        return dict(self.milestones).get(self.last, self.last)

    @cached_property
    def expected_share(self) -> float:
        return float(expected(self.plan, self.row.report.period.cut_off_on))

    @cached_property
    def last_share(self) -> float:
        return float(share_of(self.item.measure, self.row.previous, self.plan))

    @cached_property
    def enough(self) -> str:
        """The least value that is not behind, in the unit that is typed."""
        day = self.row.report.period.cut_off_on
        return plain(enough(self.item.measure, self.plan, on=day, rules=self.rules))

    @cached_property
    def is_behind(self) -> bool:
        facts = self.facts
        return facts.answered and is_behind(facts.plan, facts.share, on=facts.measured_on, rules=self.rules)

    @cached_property
    def decreases(self) -> bool:
        return self.facts.decreases

    @cached_property
    def marks(self) -> list[Any]:
        return list(suspicions(self.facts))

    @cached_property
    def proof(self) -> list[Any]:
        return [one for one in self.row.evidence.all() if not one.removed_at]


def form_rows(
    rows: Sequence[ReportRow],
    rules: LightRules,
    *,
    typed: Mapping[str, Any] | None = None,
    errors: Mapping[str, str] | None = None,
    counts: Mapping[int, Decimal] | None = None,
    uploads: Mapping[int, Sequence[Outcome]] | None = None,
) -> list[FormRow]:
    """The rows of the page: as they are kept, or with what was typed and what is wrong with it."""
    counts = counts or {}
    return [
        FormRow(
            row,
            rules,
            typed_values(row, typed or {}, counts.get(row.item_id)),
            errors_of(row, errors or {}),
            counted=counts.get(row.item_id),
            uploads=(uploads or {}).get(row.item_id, ()),
        )
        for row in rows
    ]


def kept_values(row: ReportRow, counted: Decimal | None = None) -> dict[str, str]:
    """What nobody has touched yet begins with what the register says."""
    value = (row.previous or Decimal(0)) if row.unchanged else row.value
    if value is None and row.touched_at is None:
        value = counted
    return {
        "value": "" if value is None else plain(value),
        "cause": row.cause,
        "next_step": row.next_step,
        "decrease_reason": row.decrease_reason,
        "forecast": row.forecast or "",
    }


def typed_values(row: ReportRow, typed: Mapping[str, Any], counted: Decimal | None = None) -> dict[str, str]:
    kept = kept_values(row, counted)
    return {name: str(typed.get(f"{name}-{row.item_id}", value)) for name, value in kept.items()}


def errors_of(row: ReportRow, errors: Mapping[str, str]) -> dict[str, str]:
    return {name: errors.get(f"{row.item_id}-{name}", "") for name in ("value", *WORDS)}
