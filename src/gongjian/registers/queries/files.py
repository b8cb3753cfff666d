"""What one must know to judge a file, and which projects somebody may write about."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import QuerySet

from gongjian.accounts.models import Organisation, User
from gongjian.accounts.rules import OrganisationKind
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import organisations_within, roles_of
from gongjian.campaigns.rules import UNIT
from gongjian.kernel.verdict import YES, Verdict, not_you
from gongjian.reading.cells.words import normal
from gongjian.registers.models import EntryFile, Register, RegisterEntry, StageMark
from gongjian.registers.permissions import may_add_somewhere, of_the_group, office_or_group
from gongjian.registers.queries.counts import layout_of_register
from gongjian.registers.queries.marking import markers
from gongjian.registers.queries.reading import known_to
from gongjian.registers.rules import Mover, ParentKind, sheets
from gongjian.registers.rules.attributes import FROM_FILES
from gongjian.registers.rules.filed import Facts, Standing
from gongjian.worklist.models import Item, Project


def projects_seen_in(register: Register, person: User) -> QuerySet[Project]:
    """The projects of the register's line that somebody sees, and those of which they see an entry."""
    campaign = register.campaign
    own = Project.objects.visible_to(person, campaign)
    if register.line_of_work_id:
        own = own.filter(line_of_work=register.line_of_work_id)
    entered = RegisterEntry.objects.visible_to(person, campaign).filter(register=register).values("project")
    here = Project.objects.filter(campaign=campaign)
    return here.filter(pk__in=own.values("pk")) | here.filter(pk__in=entered)


def projects_to_write(register: Register, person: User) -> QuerySet[Project]:
    """The projects in the register's line of work for which somebody may count."""
    campaign: Campaign = register.campaign
    here = Project.objects.filter(campaign=campaign)
    if register.line_of_work_id:
        here = here.filter(line_of_work=register.line_of_work_id)
    roles = roles_of(person, campaign)
    if roles.office or of_the_group(person, register):
        return here
    units = roles.organisations(*UNIT)
    items = Item.objects.filter(campaign=campaign, baseline__unit__in=units, withdrawn_at=None)
    return here.filter(unit__in=units) | here.filter(pk__in=items.values("project"))


def parents_to_write(register: Register, person: User) -> dict[str, int]:
    """By comparable names: the projects or townships for which somebody may count. Rows of a line stand under 0."""
    if register.parent_kind == ParentKind.PROJECT:
        rows = list(projects_to_write(register, person).values_list("pk", "code", "name"))
        return {normal(name): pk for pk, _, name in rows} | {normal(code): pk for pk, code, _ in rows}
    if register.parent_kind == ParentKind.LINE:
        return {}
    named = townships_to_write(register, person).values_list("pk", "name", "short_name", "other_names")
    return {
        normal(word): pk
        for pk, name, short, others in named
        for word in (name, short, *others)
        if normal(word)
    }


def parents_by_name(register: Register, person: User) -> list[str]:
    """What a blank form offers in the column of what rows stand under."""
    match register.parent_kind:
        case ParentKind.PROJECT:
            return list(projects_to_write(register, person).order_by("code").values_list("name", flat=True))
        case ParentKind.TOWNSHIP:
            return list(townships_to_write(register, person).values_list("name", flat=True))
    return []


def townships_to_write(register: Register, person: User) -> QuerySet[Organisation]:
    here = organisations_within(register.campaign).filter(kind=OrganisationKind.TOWNSHIP)
    if office_or_group(person, register):
        return here
    return here.filter(pk__in=roles_of(person, register.campaign).organisations(*UNIT))


def may_bring(person: User, register: Register) -> Verdict:
    if register.parent_kind == ParentKind.LINE:
        return may_add_somewhere(person, register)
    if parents_to_write(register, person):
        return YES
    if register.parent_kind == ParentKind.TOWNSHIP:
        return not_you("Only townships and the Campaign Office can import files for this register.")
    return not_you("Only units with projects in this register can import files for it.")


def facts_for_files(register: Register, person: User, *, today: date) -> Facts:
    parents = parents_to_write(register, person)
    entries = RegisterEntry.objects.filter(register=register, dropped_at=None)
    match register.parent_kind:
        case ParentKind.PROJECT:
            entries = entries.filter(project__in=set(parents.values()))
        case ParentKind.TOWNSHIP:
            entries = entries.filter(township__in=set(parents.values()))
        case ParentKind.LINE if not office_or_group(person, register):
            entries = entries.filter(unit__in=roles_of(person, register.campaign).organisations(*UNIT))
    standing = {entry.pk: entry for entry in entries.select_related("department", "unit")}
    mine = {entry for entry, by in said_by(register).items() if by == person.pk}
    known = stands(standing.values(), dates_of(register, standing), files_held(register), mine)
    return Facts(
        layout=layout_of_register(register),
        known=known_to(register.campaign),
        today=today,
        parents=parents,
        by_key={f"{register.code}-{standing[one.pk].number}": one for one in known},
        by_name={(one.parent, one.name): one for one in known},
        is_office=office_or_group(person, register),
    )


def said_by(register: Register) -> dict[int, int | None]:
    """Who said that each entry had come to its stage, where a second person must say the next."""
    layout = layout_of_register(register)
    marks = StageMark.objects.filter(entry__register=register)
    return markers(marks) if any(one.mover == Mover.SECOND for one in layout.stages) else {}


def dates_of(register: Register, entries: Iterable[int]) -> dict[int, dict[str, date]]:
    """The last day of every stage, and under no name the day of the last mark."""
    found: dict[int, dict[str, date]] = defaultdict(dict)
    marks = StageMark.objects.filter(entry__register=register, undone_at=None).order_by("number")
    wanted = set(entries)
    for entry, stage, on in marks.values_list("entry", "stage", "on"):
        if entry in wanted:
            found[entry][stage] = on
            found[entry]["last"] = on
    return found


def files_held(register: Register) -> dict[int, set[str]]:
    """The fields of each entry in which files stand."""
    found: dict[int, set[str]] = defaultdict(set)
    held = EntryFile.objects.filter(entry__register=register, removed_at=None)
    for entry, field in held.values_list("entry", "field"):
        found[entry].add(field)
    return found


def stands(
    entries: Iterable[RegisterEntry],
    dates: dict[int, dict[str, date]],
    files: Mapping[int, Collection[str]],
    mine: Collection[int],
) -> list[Standing]:
    return [
        Standing(
            pk=entry.pk,
            version=entry.version,
            parent=entry.project_id or entry.township_id or 0,
            name=entry.name,
            stage=entry.stage,
            quantity=entry.quantity,
            reached=entry.reached,
            values=entry.values,
            said=said_of(entry),
            dates={code: on for code, on in dates.get(entry.pk, {}).items() if code in sheets.DATES},
            last_on=dates.get(entry.pk, {}).get("last"),
            holds_files=frozenset(files.get(entry.pk, ())),
            is_mine=entry.pk in mine,
        )
        for entry in entries
    ]


def said_of(entry: RegisterEntry) -> dict[str, str]:
    return {one.name: one.say(getattr(entry, one.name)) for one in FROM_FILES if one.is_said}
