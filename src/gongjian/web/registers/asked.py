"""The register, entry or project that an address asks for, among what the person sees; and which entries of a list."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404

from gongjian.kernel.signs import keepable
from gongjian.registers.models import Register, RegisterEntry
from gongjian.registers.queries.files import projects_seen_in
from gongjian.registers.queries.open_moves import to_write_in
from gongjian.registers.queries.rows import SORTS, EntriesWanted
from gongjian.registers.rules import FieldRule, FieldType, Layout, ParentKind
from gongjian.registers.rules.layout import ComputedState
from gongjian.web.http import Request, campaign_of, day_asked, today
from gongjian.worklist.models import Project

ROWS, BOARD, FUNNEL = VIEWS = ("rows", "board", "funnel")
NOT_STARTED = "-"  # no code of a stage
NO_FILTERS = ("view", "on", "stage", "sort")
LONGEST_SEARCH, MOST_DIGITS, MOST_CHOICES = 80, 9, 6
MET, MISSING = "met", "missing"


def visible_register(request: Request, slug: str, code: str) -> Register:
    campaign = campaign_of(request, slug)
    seen = Register.objects.visible_to(request.user, campaign).select_related(
        "line_of_work", "group", "campaign"
    )
    return get_object_or_404(seen.distinct(), code=code)


def visible_entries(request: Request, register: Register | None = None) -> QuerySet[RegisterEntry]:
    seen = RegisterEntry.objects.visible_to(request.user, request.campaign)
    return seen.filter(register=register) if register else seen


def visible_entry(request: Request, slug: str, pk: int) -> RegisterEntry:
    campaign_of(request, slug)
    related = ("campaign", "register__group", "register__line_of_work", "project__unit", "project__campaign", "unit", "township", "department", "item", "added_by", "dropped_by", "became", "split_from", "merged_into")  # fmt: skip
    return get_object_or_404(visible_entries(request).select_related(*related).distinct(), pk=pk)


def others_to_join(request: Request, entry: RegisterEntry) -> QuerySet[RegisterEntry]:
    """The other entries of its register that this person may change."""
    mine = visible_entries(request, entry.register).filter(to_write_in(entry.register, request.user))
    return mine.exclude(pk=entry.pk).order_by("number")


def projects_in(request: Request, register: Register) -> QuerySet[Project]:
    """The projects of the register's line that somebody sees, and those of which they see an entry."""
    return projects_seen_in(register, request.user).select_related("unit", "line_of_work")


def visible_project_in(request: Request, register: Register, code: str) -> Project:
    return get_object_or_404(projects_in(request, register).select_related("campaign"), code=code)


def as_of(request: Request) -> date | None:
    """The earlier day that is asked for, if any."""
    on = day_asked(request)
    return on if on < today(request) else None


@dataclass(frozen=True, slots=True)
class RowsAsked:
    """Which entries, as what, in which order; `params` is the address that says the same."""

    view: str
    wanted: EntriesWanted
    stage: str | None  # none: all of them; empty: those that have not started
    sort: str
    params: dict[str, str]

    def address(self, **changes: object) -> str:
        """The same with these changes, on its first page; nothing takes a filter off."""
        said = {**self.params, **changes}
        return "?" + urlencode({name: value for name, value in said.items() if value})

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What is no filter, and stays when filters change."""
        return [(name, self.params[name]) for name in NO_FILTERS if name in self.params]

    @property
    def narrowed_by(self) -> list[str]:
        """The names of the filters in force."""
        return [name for name in self.params if name not in NO_FILTERS]

    @property
    def cleared(self) -> str:
        """The same without filters, where there are any."""
        return self.address(**dict.fromkeys(self.narrowed_by, "")) if self.narrowed_by else ""


def choice_rules(layout: Layout) -> dict[str, FieldRule]:
    """The fields by which entries are chosen, by their names in the address."""
    kinds = (FieldType.CHOICE, FieldType.YES_NO)
    offered = [rule for rule in layout.fields if rule.type in kinds and not rule.group]
    return {f"f_{rule.code}": rule for rule in offered[:MOST_CHOICES]}


def rows_asked(query: QueryDict, register: Register, layout: Layout) -> RowsAsked:
    """Read the address. What cannot be read is a page that does not exist."""
    view = query.get("view") or ROWS
    stage, sort, state = (query.get(name, "") for name in ("stage", "sort", "state"))
    known_stage = not stage or stage == NOT_STARTED or layout.stage(stage)
    if view not in VIEWS or not known_stage or sort.removeprefix("-") not in {"", *SORTS}:
        raise Http404
    numbers = {name: row_number(query.get(name, "")) for name in ("township", "unit")}
    values = {name: query.get(name, "") for name in choice_rules(layout) if query.get(name)}
    worked, how = state_asked(state, layout)
    text = keepable(query.get("q", "")).strip()[:LONGEST_SEARCH]
    overdue = query.get("overdue") == "1"
    wanted = EntriesWanted(
        text=text,
        values={name.removeprefix("f_"): value for name, value in values.items()},
        overdue=overdue,
        state=worked,
        is_met=how == MET,
        **numbers,
    )
    by_default = register.parent_kind != ParentKind.PROJECT and view == ROWS
    params = {
        "view": "" if by_default else view,
        "on": query.get("on", "")[:20],
        "q": text,
        **{name: str(number or "") for name, number in numbers.items()},
        **values,
        "state": state,
        "overdue": "1" if overdue else "",
        "stage": stage,
        "sort": sort,
    }
    at = None if not stage else "" if stage == NOT_STARTED else stage
    return RowsAsked(view, wanted, at, sort, {name: value for name, value in params.items() if value})


def state_asked(typed: str, layout: Layout) -> tuple[ComputedState | None, str]:
    """“clean.met” or “clean.missing”."""
    if not typed:
        return None, MET
    code, _, how = typed.partition(".")
    found = next((one for one in layout.states if one.code == code), None)
    if found is None or how not in (MET, MISSING):
        raise Http404
    return found, how


def row_number(typed: str) -> int | None:
    if not typed:
        return None
    if not (typed.isascii() and typed.isdecimal()) or len(typed) > MOST_DIGITS:
        raise Http404
    return int(typed)
