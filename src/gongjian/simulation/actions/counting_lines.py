"""The simulated county fills the registers of its lines of work and moves what stands in them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from gongjian.accounts.models import User
from gongjian.campaigns.models import LineOfWork
from gongjian.registers import actions
from gongjian.registers.actions.setting import draft_of_kit
from gongjian.registers.models import Place, Register, RegisterEntry
from gongjian.registers.queries import layout_of_register
from gongjian.registers.rules import Layout, Manner, ParentKind
from gongjian.registers.rules.kits import kits
from gongjian.simulation.actions.folk import Folk
from gongjian.simulation.rules.lines import BINDINGS, ENTRIES, SampleBinding
from gongjian.simulation.rules.sample_entries import SampleEntry, SampleMove
from gongjian.standing.actions import BindingDraft, bind_target
from gongjian.standing.rules.deriving import BindingKind, Pace
from gongjian.worklist.models import Project

ALL_LINES = ("construction", "investment")  # the plan's 102 stand in several lines


@lru_cache(maxsize=1)
def scripts() -> Mapping[str, Mapping[str, SampleEntry]]:
    """By register and by the name that an entry bears among all of its parent's."""
    return {code: {script_key(one): one for one in entries()} for code, entries in ENTRIES.items()}


def script_key(one: SampleEntry) -> str:
    return f"{one.project or one.unit} {one.name}"


def set_up_lines(folk: Folk, day: date) -> None:
    """The Office takes the ready-made registers of the lines that the campaign has, and units enter what there is."""
    lines = {line.code: line for line in folk.campaign.lines_of_work.all()}
    for place, (code, entries) in enumerate(scripts().items(), start=5):
        if code in ALL_LINES or kits()[code].line in lines:
            with folk.attempt(f"register {code}", day):
                begin(folk, take_kit(folk, code, lines, place, day), entries, day)
    bind_targets(folk, day)


def bind_targets(folk: Folk, day: date) -> None:
    """The Office says which of the plan's targets count what."""
    registers = {one.code: one for one in folk.campaign.registers.all()}
    for target in folk.campaign.targets.all():
        bound = BINDINGS.get(target.code)
        if bound and bound.register in registers:
            with folk.attempt(f"binding of {target.code}", day):
                draft = binding_draft(folk, registers[bound.register], bound)
                bind_target(target, draft, by=folk.people["office"], at=folk.moment(day, 50))


def binding_draft(folk: Folk, register: Register, bound: SampleBinding) -> BindingDraft:
    project = folk.campaign.projects.filter(code=bound.project).first() if bound.project else None
    pace = Pace.EVEN if bound.is_even else Pace.DUE
    return BindingDraft(
        kind=BindingKind.MEASURE, register=register, measure=bound.measure, project=project, pace=pace
    )


def take_kit(folk: Folk, code: str, lines: Mapping[str, LineOfWork], position: int, day: date) -> Register:
    line = None if code in ALL_LINES else lines[kits()[code].line]
    draft = replace(draft_of_kit(kits()[code]), line_of_work=line, position=position)
    return actions.set_up_register(
        folk.campaign, code, draft, by=folk.people["office"], at=folk.moment(day, 8)
    )


def begin(folk: Folk, register: Register, entries: Mapping[str, SampleEntry], day: date) -> None:
    """Whoever answers for them enters them, all of one project or unit at once."""
    together: dict[Project | Place, list[SampleEntry]] = defaultdict(list)
    parents = parents_of(folk, register)
    for one in entries.values():
        if parent := parents.get(one.project or one.unit):
            together[parent].append(one)
    for parent, rows in together.items():
        by, at = folk.people["office"], folk.moment(day, 20)
        made = actions.add_entries(register, parent, [draft_of(one) for one in rows], by=by, at=at)
        for entry, one in zip(made, rows, strict=True):
            tie_listed(folk, entry, one, day)


def parents_of(folk: Folk, register: Register) -> dict[str, Project | Place]:
    """Projects by their codes, or places by the names of their units."""
    if register.parent_kind == ParentKind.PROJECT:
        return {project.code: project for project in folk.campaign.projects.select_related("campaign")}
    is_township = register.parent_kind == ParentKind.TOWNSHIP
    return {unit.name: Place(unit, unit if is_township else None) for unit in folk.units.values()}


def draft_of(one: SampleEntry) -> actions.EntryDraft:
    return actions.EntryDraft(name=one.name, quantity=one.quantity, values=one.values, due_on=one.due)


def tie_listed(folk: Folk, entry: RegisterEntry, one: SampleEntry, day: date) -> None:
    """Leads and parcels that stand in the list of projects know of it."""
    if not one.is_project:
        return
    wanted = one.name.removesuffix("地块")
    if project := folk.campaign.projects.filter(name__startswith=wanted).first():
        actions.tie_to_project(
            entry, project, by=folk.people["office"], at=folk.moment(day, 30), seen=entry.version
        )


def move_lines(folk: Folk, day: date, since: date) -> None:
    """Everything that the scripts say of the days since the last working day."""
    for register in folk.campaign.registers.filter(code__in=ENTRIES):
        due = list(moves_due(register, day, since))
        for (stage, by), found in by_stage(due, layout_of_register(register)).items():
            with folk.attempt(f"{register.code}: {stage or 'fields'}", day):
                move_together(folk, found, stage, by, day)


def moves_due(register: Register, day: date, since: date) -> Iterator[tuple[RegisterEntry, SampleMove]]:
    script = scripts()[register.code]
    rows = register.entries.filter(dropped_at=None).select_related("project", "unit", "register", "campaign")
    for entry in rows.order_by("pk"):
        name = entry.project.code if entry.project else str(entry.unit.name if entry.unit else "")
        one = script.get(f"{name} {entry.name}")
        yield from ((entry, move) for move in (one.moves if one else ()) if since < move.on <= day)


Found = list[tuple[RegisterEntry, SampleMove]]


def by_stage(due: Found, layout: Layout) -> dict[tuple[str, str], Found]:
    """In the order of the stages; what goes to one stage goes together."""
    found: dict[tuple[str, str], Found] = defaultdict(list)
    for entry, move in due:
        found[move.stage, move.by].append((entry, move))
    return dict(sorted(found.items(), key=lambda one: layout.place(one[0][0])))


def move_together(folk: Folk, found: Found, stage: str, by: str, day: date) -> None:
    for entry, move in found:
        if entry.register.manner == Manner.TOTALS:
            count(folk, entry, move, day)
        elif move.values:
            fill_in(folk, entry, move, day)
    if not stage:
        return
    together: dict[int, Found] = defaultdict(list)
    for entry, move in found:
        together[entry.responsible_id].append((entry, move))
    for rows in together.values():
        person, at = somebody_of(folk, rows[0][0], by), folk.moment(day, 200)
        entries = [entry for entry, _move in rows]
        actions.mark_entries(entries, stage, on=day, by=person, at=at, note=rows[0][1].note)


def fill_in(folk: Folk, entry: RegisterEntry, move: SampleMove, day: date) -> None:
    entry.refresh_from_db()
    kept = {name: getattr(entry, name) for name in ("name", "quantity", "due_on", "unit", "reference")}
    draft = actions.EntryDraft(**kept, values=entry.values | move.values)
    by = somebody_of(folk, entry, "reporter")
    actions.change_entry(entry, draft, by=by, at=folk.moment(day, 190), seen=entry.version)


def count(folk: Folk, entry: RegisterEntry, move: SampleMove, day: date) -> None:
    reached = {stage: Decimal(told) for stage, told in move.values.items()}
    by, at = somebody_of(folk, entry, "reporter"), folk.moment(day, 195)
    actions.count_totals(entry, entry.quantity, reached, on=day, by=by, at=at, seen=entry.version)


def somebody_of(folk: Folk, entry: RegisterEntry, who: str) -> User:
    if who == "office":
        return folk.people["office"]
    number = folk.numbers[entry.responsible_id]
    return folk.people[f"{'head' if who == 'head' else 'unit'}{number:02}"]
