"""Projects come into the list and change."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.models import Campaign, LineOfWork
from gongjian.campaigns.queries import roles_of
from gongjian.campaigns.rules import Role
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.ledger.queries import stated
from gongjian.worklist.actions.particulars import remember
from gongjian.worklist.models import Item, Project
from gongjian.worklist.permissions import may_edit_list, may_name_leader
from gongjian.worklist.queries.proofs import PROJECTS


@dataclass(frozen=True, kw_only=True)
class ProjectDraft:
    """A project as somebody typed it. Money in ten thousand yuan."""

    code: str
    name: str
    line_of_work: LineOfWork
    unit: Organisation
    scale: str = ""
    total_investment: Decimal | None = None
    year_investment: Decimal | None = None
    leading_official: User | None = None
    township: Organisation | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    supporting_units: tuple[Organisation, ...] = ()

    def fields(self) -> dict[str, object]:
        return {one.name: getattr(self, one.name) for one in fields(self) if one.name != "supporting_units"}


@transaction.atomic
def add_project(
    campaign: Campaign, draft: ProjectDraft, *, by: User, at: datetime, is_sample: bool = False
) -> Project:
    """One more project stands in the list. Its code is never given to another."""
    require(may_edit_list(by, campaign))
    if campaign.projects.filter(code=draft.code).exists():
        require(no("The code %(code)s is already in use.", code=draft.code))

    project = campaign.projects.create(**draft.fields(), is_sample=is_sample)
    project.supporting_units.set(draft.supporting_units)

    record(Text("added the project %(name)s", name=project.name), about=project, by=by, at=at, proves=stated(PROJECTS, project.pk))  # fmt: skip
    return project


@transaction.atomic
def change_project(project: Project, draft: ProjectDraft, *, by: User, at: datetime, seen: int) -> Project:
    """What is known of a project changes; its code stays."""
    project = Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    require(may_edit_list(by, project.campaign))
    unchanged(seen, project.version)
    changes = {field: value for field, value in draft.fields().items() if getattr(project, field) != value}
    changes.pop("code", None)

    for field, value in changes.items():
        setattr(project, field, value)
    project.version += 1
    project.save(update_fields=[*changes, "version"])
    project.supporting_units.set(draft.supporting_units)

    changed = Text("changed the project %(name)s", name=project.name)
    touched = list(project.items.values_list("pk", flat=True))
    _new, known = remember(project.campaign_id, at=at, projects=[project.pk])
    proves = known | stated(PROJECTS, project.pk)
    record(changed, about=project, by=by, at=at, changed=list(changes), items=touched, proves=proves)
    return project


@transaction.atomic
def change_leading_official(
    campaign: Campaign, projects: Iterable[Project], *, to: User, by: User, at: datetime
) -> list[Project]:
    """Another official leads these projects from now on. What was promised and settled before stays as it is."""
    pks = [project.pk for project in projects]
    locked = Project.objects.select_for_update(of=("self",), no_key=True).filter(campaign=campaign)
    led = list(locked.filter(pk__in=pks).exclude(leading_official=to).order_by("pk"))
    require(may_name_leader(by, campaign))
    if not led:
        return []
    if not roles_of(to, campaign).holds(Role.LEADER):
        require(no("%(name)s does not have the role of leading official.", name=str(to)))

    for project in led:
        project.leading_official = to
        project.version += 1
        project.save(update_fields=["leading_official", "version"])

    named = Text("%(name)s leads %(count)s projects from now on", name=str(to), count=len(led))
    items = list(Item.objects.filter(project__in=led).values_list("pk", flat=True))
    _new, known = remember(campaign.pk, at=at, projects=[project.pk for project in led])
    proves = known | stated(PROJECTS, *(project.pk for project in led))
    codes = [project.code for project in led]
    record(named, about=led[0], by=by, at=at, projects=codes, items=items, proves=proves)
    return led
