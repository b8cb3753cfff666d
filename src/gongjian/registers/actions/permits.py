"""The permits that a project of this line usually needs, taken in one go."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from gongjian.accounts.models import User
from gongjian.kernel.days import of_our_time
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.registers.actions.entries import add_entries
from gongjian.registers.models import Register, RegisterEntry, StandardPermit
from gongjian.registers.permissions import may_write
from gongjian.registers.queries.permits import standard_permits
from gongjian.registers.rules import worked_back
from gongjian.registers.rules.attributes import EntryDraft
from gongjian.worklist.models import Project


@transaction.atomic
def take_standard_permits(
    register: Register, project: Project, *, by: User, at: datetime, needed_on: date | None = None
) -> list[RegisterEntry]:
    """Put the usual permits on a project. With a last day, the days to apply are worked back from it."""
    require(may_write(by, register, project))
    require(of_our_time(needed_on))
    wanted = standard_permits(register, project)
    entries = add_standard_permits(register, project, wanted, by=by, at=at, needed_on=needed_on)
    if not entries:
        require(no("The project has the permits of its standard set already, or there is no set."))

    taken = Text("applied the standard permits of %(line)s: %(count)s", line=project.line_of_work.name, count=len(entries))  # fmt: skip
    record(taken, about=project, by=by, at=at, permits=[entry.name for entry in entries])
    return entries


def add_standard_permits(
    register: Register,
    project: Project,
    wanted: Sequence[StandardPermit],
    *,
    by: User,
    at: datetime,
    needed_on: date | None = None,
) -> list[RegisterEntry]:
    """Those that the project does not have yet; whoever calls tells the ledger."""
    have = set(register.entries.filter(project=project).values_list("name", flat=True))
    missing = [one for one in wanted if one.name not in have]
    if not missing:
        return []
    steps = [(one.step, one.promised_days) for one in missing]
    calendar = register.campaign.calendar()
    days = worked_back(steps, needed_on, calendar=calendar) if needed_on else [None] * len(missing)
    drafts = [
        EntryDraft(
            name=one.name,
            department=one.department,
            statutory_days=one.statutory_days,
            promised_days=one.promised_days,
            apply_on=day.apply_on if day else None,
            due_on=day.due_on if day else None,
        )
        for one, day in zip(missing, days, strict=True)
    ]
    return add_entries(register, project, drafts, by=by, at=at)
