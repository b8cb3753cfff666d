"""The campaign's lines of work and phases come, change and leave."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import ProtectedError

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign, LineOfWork, Phase
from gongjian.campaigns.permissions import may_plan
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import YES, Verdict, no, require
from gongjian.ledger.actions import record


@transaction.atomic
def add_line_of_work(
    campaign: Campaign, code: str, *, name: str, by: User, at: datetime, planned_projects: int | None = None
) -> LineOfWork:
    """The campaign gets one more line of work."""
    require(may_plan(by, campaign))
    if campaign.lines_of_work.filter(code=code).exists():
        require(no("The code %(code)s is already in use.", code=code))
    require(line_is_free(campaign, name))

    line = campaign.lines_of_work.create(
        code=code, name=name, planned_projects=planned_projects, position=campaign.lines_of_work.count() + 1
    )

    record(Text("added the line of work %(name)s", name=name), about=line, by=by, at=at)
    return line


@transaction.atomic
def change_line_of_work(
    line: LineOfWork, *, name: str, planned_projects: int | None, by: User, at: datetime
) -> LineOfWork:
    """A line of work is called differently, or the plan counts its projects anew; its code stays."""
    line = LineOfWork.objects.select_for_update().get(pk=line.pk)
    require(may_plan(by, line.campaign))
    require(line_is_free(line.campaign, name, besides=line))
    before = {"name": line.name, "planned_projects": line.planned_projects}

    line.name, line.planned_projects = name, planned_projects
    line.save(update_fields=["name", "planned_projects"])

    record(Text("changed the line of work %(name)s", name=name), about=line, by=by, at=at, before=before)
    return line


@transaction.atomic
def remove_line_of_work(line: LineOfWork, *, by: User, at: datetime) -> None:
    """A line of work in which nothing stands leaves the plan."""
    line = LineOfWork.objects.select_for_update().get(pk=line.pk)
    require(may_plan(by, line.campaign))

    record(Text("removed the line of work %(name)s", name=line.name), about=line, by=by, at=at)
    try:
        line.delete()
    except ProtectedError:
        require(no("%(name)s still has projects or targets. Move them first.", name=line.name))


def line_is_free(campaign: Campaign, name: str, *, besides: LineOfWork | None = None) -> Verdict:
    taken = campaign.lines_of_work.filter(name=name).exclude(pk=besides.pk if besides else 0)
    return no("There is already a line of work called %(name)s.", name=name) if taken.exists() else YES


@transaction.atomic
def add_phase(
    campaign: Campaign, name: str, *, starts_on: date, ends_on: date, by: User, at: datetime
) -> Phase:
    """The campaign gets one more phase."""
    require(may_plan(by, campaign))
    require(days_in_order(starts_on, ends_on))
    require(phase_is_free(campaign, name))

    phase = campaign.phases.create(
        name=name, starts_on=starts_on, ends_on=ends_on, position=campaign.phases.count() + 1
    )

    record(Text("added the phase %(name)s", name=name), about=phase, by=by, at=at)
    return phase


@transaction.atomic
def change_phase(phase: Phase, *, name: str, starts_on: date, ends_on: date, by: User, at: datetime) -> Phase:
    """A phase gets another name or other days."""
    phase = Phase.objects.select_for_update().get(pk=phase.pk)
    require(may_plan(by, phase.campaign))
    require(days_in_order(starts_on, ends_on))
    require(phase_is_free(phase.campaign, name, besides=phase))
    before = {"name": phase.name, "starts_on": str(phase.starts_on), "ends_on": str(phase.ends_on)}

    phase.name, phase.starts_on, phase.ends_on = name, starts_on, ends_on
    phase.save(update_fields=["name", "starts_on", "ends_on"])

    record(Text("changed the phase %(name)s", name=name), about=phase, by=by, at=at, before=before)
    return phase


@transaction.atomic
def remove_phase(phase: Phase, *, by: User, at: datetime) -> None:
    """A phase leaves the plan."""
    phase = Phase.objects.select_for_update().get(pk=phase.pk)
    require(may_plan(by, phase.campaign))

    record(Text("removed the phase %(name)s", name=phase.name), about=phase, by=by, at=at)
    phase.delete()


def phase_is_free(campaign: Campaign, name: str, *, besides: Phase | None = None) -> Verdict:
    taken = campaign.phases.filter(name=name).exclude(pk=besides.pk if besides else 0)
    return no("There is already a phase called %(name)s.", name=name) if taken.exists() else YES


def days_in_order(starts_on: date, ends_on: date) -> Verdict:
    """Yes, unless the last day lies before the first."""
    return YES if starts_on <= ends_on else no("The last day cannot be before the first.")
