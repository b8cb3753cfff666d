"""The columns of the worklist: their heads on the page and on paper, and what stands in them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.documents.sheet import Column as PaperColumn
from gongjian.documents.sheet import Kind
from gongjian.kernel.vocabulary import Term
from gongjian.standing.rules import Standing
from gongjian.worklist.rules import Measure


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `read` gives what goes into a sheet."""

    label: str | Promise
    read: Callable[[Standing], Any]
    sort: str = ""
    kind: str = ""
    unit: str | Promise = ""
    width: float = 14
    paper: Kind = Kind.TEXT
    places: int | None = None

    def on_paper(self) -> PaperColumn:
        head = f"{self.label}({self.unit})" if self.unit else str(self.label)
        return PaperColumn(head, self.width, self.paper, self.places)


def word(term: Term | None) -> str:
    return gettext(term.label) if term else ""


def unit_of(one: Standing) -> str:
    units = {Measure.PERCENT: "%", Measure.MILESTONE: gettext("milestones")}
    return units.get(one.measure, one.counted_in)


def whole_of(one: Standing) -> Any:
    return None if one.measure == Measure.MILESTONE else one.target


COLUMNS = {
    "code": Column(_("Code"), lambda one: one.code, sort="code", width=13),
    "item": Column(_("Item"), lambda one: one.name, width=30),
    "light": Column(_("Light"), lambda one: word(one.light), sort="light", width=12),
    "project": Column(_("Project"), lambda one: one.project_name, width=30),
    "unit": Column(_("Responsible unit"), lambda one: one.unit_name, sort="unit", width=18),
    "line": Column(_("Line of work"), lambda one: one.line_name, sort="line"),
    "official": Column(_("Leading official"), lambda one: one.official_name, sort="official", width=11),
    "person": Column(_("Responsible person"), lambda one: one.person, width=11),
    "due": Column(_("Due"), lambda one: one.due_on, sort="due", width=12, paper=Kind.DATE),
    "signed_due": Column(_("Due as signed"), lambda one: one.first_due_on, width=12, paper=Kind.DATE),
    "value": Column(_("Actual / target"), lambda one: one.value, kind="number", paper=Kind.NUMBER),
    "completion": Column(
        _("Completion"), lambda one: one.share, sort="share", width=10, paper=Kind.PERCENT, places=1
    ),
    "expected": Column(
        _("Expected"), lambda one: one.expected, kind="number", width=10, paper=Kind.PERCENT, places=1
    ),
    "gap": Column(
        _("Gap"),
        lambda one: float(one.gap) * 100,
        sort="gap",
        kind="number",
        unit=_("points"),
        paper=Kind.NUMBER,
        places=1,
    ),
    "forecast": Column(_("Unit's forecast"), lambda one: word(one.forecast), width=12),
    "measured": Column(_("Measured on"), lambda one: one.measured_on, width=12, paper=Kind.DATE),
}
ALWAYS = ("code", "item")
STANDARD = ("light", "project", "unit", "official", "due", "value", "completion", "gap", "forecast")
ONLY_ON_PAPER = {
    "first_due": Column(
        _("Due originally"), lambda one: one.first_due_on if one.slips else None, width=12, paper=Kind.DATE
    ),
    "target": Column(_("Target"), whole_of, paper=Kind.NUMBER),
    "measure": Column(_("Counted in"), unit_of, width=10),
    "agrees": Column(_("Forecast and figures"), lambda one: word(one.confidence), width=20),
}
