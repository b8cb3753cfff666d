"""What a list of entries can be narrowed by, what it is narrowed by now, and as what it can be looked at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from gongjian.accounts.rules import OrganisationKind
from gongjian.campaigns.queries import organisations_within
from gongjian.registers.models import Register
from gongjian.registers.rules import FieldRule, FieldType, Layout, Manner, ParentKind
from gongjian.registers.rules.readiness import NO, YES
from gongjian.web.registers.asked import BOARD, FUNNEL, MET, MISSING, ROWS, RowsAsked, choice_rules

Options = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One list to choose from; `chosen` is what the address says."""

    name: str
    label: str
    options: Options
    chosen: str

    @property
    def words(self) -> str:
        return dict(self.options).get(self.chosen, self.chosen)


def filters_of(register: Register, layout: Layout, asked: RowsAsked) -> list[Choice]:
    return [
        Choice(name, label, options, asked.params.get(name, ""))
        for name, label, options in offered_filters(register, layout)
    ]


def offered_filters(register: Register, layout: Layout) -> Iterator[tuple[str, str, Options]]:
    here = organisations_within(register.campaign)
    if register.parent_kind != ParentKind.LINE:
        yield "township", gettext("Township"), names_by_row(here.filter(kind=OrganisationKind.TOWNSHIP))
    answering = here.filter(pk__in=register.campaign.units.values("organisation"))
    yield "unit", gettext("Responsible unit"), names_by_row(answering)
    for name, rule in choice_rules(layout).items():
        yield name, rule.label, options_of(rule)
    if layout.states:
        yield "state", gettext("Computed state"), state_options(layout)


def names_by_row(organisations: object) -> list[tuple[str, str]]:
    return [(str(one.pk), str(one)) for one in organisations]  # type: ignore[attr-defined]


def options_of(rule: FieldRule) -> list[tuple[str, str]]:
    if rule.type == FieldType.YES_NO:
        return [(YES, gettext("yes")), (NO, gettext("no"))]
    return [(one, one) for one in rule.choices]


def state_options(layout: Layout) -> list[tuple[str, str]]:
    said = {MET: gettext("%(state)s: met"), MISSING: gettext("%(state)s: not met")}
    return [
        (f"{one.code}.{how}", words % {"state": one.label})
        for one in layout.states
        for how, words in said.items()
    ]


def filter_chips(asked: RowsAsked, choices: Sequence[Choice]) -> list[dict[str, str]]:
    """What is in force; each can be taken off by itself."""
    said = [(one.name, one.label, one.words) for one in choices if one.chosen]
    if asked.wanted.text:
        said.insert(0, ("q", gettext("Search"), asked.wanted.text))
    if asked.wanted.overdue:
        said.append(("overdue", gettext("Due"), gettext("overdue")))
    return [
        {"label": label, "value": value, "remove_url": asked.address(**{name: ""})}
        for name, label, value in said
    ]


@dataclass(frozen=True, slots=True)
class ViewLink:
    label: str
    address: str
    is_here: bool


def views_of(register: Register, here: str, asked: RowsAsked | None = None) -> list[ViewLink]:
    """As what a register can be looked at; the filters go along from one view of its rows to the other."""
    if register.manner != Manner.EACH:
        return []
    by_project = register.parent_kind == ParentKind.PROJECT
    labels = {ROWS: gettext("List"), BOARD: gettext("Board"), FUNNEL: gettext("Funnel")}
    found = [ViewLink(gettext("Projects"), "?", not here)] if by_project else []
    for view, label in labels.items():
        said = "" if view == ROWS and not by_project else view
        address = asked.address(view=said, stage="") if asked else f"?view={said}"
        found.append(ViewLink(label, address, here == view))
    return found
