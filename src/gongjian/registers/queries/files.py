"""What one must know to judge a file, and which projects somebody may write about."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import roles_of
from gongjian.campaigns.rules import UNIT
from gongjian.kernel.verdict import YES, Verdict, not_you
from gongjian.reading.cells.words import normal
from gongjian.registers.models import Register, RegisterEntry, StageMark
from gongjian.registers.permissions import of_the_group
from gongjian.registers.queries.counts import layout_of_register
from gongjian.registers.queries.reading import organisations_by_name, times_of
from gongjian.registers.rules import sheets
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


def may_bring(person: User, register: Register) -> Verdict:
    if projects_to_write(register, person).exists():
        return YES
    return not_you("Only units with projects in this register can import files for it.")


def facts_for_files(register: Register, person: User, *, today: date) -> Facts:
    projects = list(projects_to_write(register, person).values_list("pk", "code", "name"))
    entries = RegisterEntry.objects.filter(
        register=register, dropped_at=None, project__in=[pk for pk, _, _ in projects]
    )
    standing = {entry.pk: entry for entry in entries.select_related("department")}
    known = stands(standing.values(), dates_of(register, standing))
    return Facts(
        layout=layout_of_register(register),
        times=times_of(register.campaign),
        today=today,
        projects={normal(name): pk for pk, _, name in projects} | {normal(code): pk for pk, code, _ in projects},
        organisations=organisations_by_name(register.campaign),
        by_key={f"{register.code}-{standing[one.pk].number}": one for one in known},
        by_name={(one.project, one.name): one for one in known},
    )  # fmt: skip


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


def stands(entries: Iterable[RegisterEntry], dates: dict[int, dict[str, date]]) -> list[Standing]:
    return [
        Standing(
            pk=entry.pk,
            version=entry.version,
            project=entry.project_id,
            name=entry.name,
            stage=entry.stage,
            quantity=entry.quantity,
            reached=entry.reached,
            values=entry.values,
            said=said_of(entry),
            dates={code: on for code, on in dates.get(entry.pk, {}).items() if code in sheets.DATES},
            last_on=dates.get(entry.pk, {}).get("last"),
        )
        for entry in entries
    ]


def said_of(entry: RegisterEntry) -> dict[str, str]:
    return {one.name: one.say(getattr(entry, one.name)) for one in FROM_FILES if one.is_said}
