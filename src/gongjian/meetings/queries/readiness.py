"""What other rooms know about the projects of a ceremony: their permits, and the targets that they count for."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from gongjian.campaigns.models import Campaign
from gongjian.kernel.text import Text
from gongjian.meetings.models import Meeting
from gongjian.registers.queries import permits_of
from gongjian.registers.rules import PermitState
from gongjian.standing.queries import TargetRow, standings_at, targets_of
from gongjian.worklist.models import Item, Letter, Project
from gongjian.worklist.rules.letters import LetterState


@dataclass(frozen=True, slots=True)
class PermitLine:
    """One permit of a project, as the register of approvals knows it."""

    name: str
    department: str
    state: PermitState
    granted: bool
    entry: int


def permit_words(project: Project, *, at: datetime) -> list[PermitLine]:
    """The permits of a project: whether they are granted is known from the register, not from anybody's word."""
    return [
        PermitLine(one.name, one.department, one.state, one.state == PermitState.GRANTED, one.entry.pk)
        for one in permits_of([project], at=at).get(project.pk, [])
    ]


def permits_known(project: Project, *, at: datetime) -> tuple[bool, Text] | None:
    """Whether all permits are granted, and how that is known; nothing where the register knows of none."""
    permits = permit_words(project, at=at)
    if not permits:
        return None
    missing = tuple(one.name for one in permits if not one.granted)
    granted = len(permits) - len(missing)
    if not missing:
        return True, Text("Register of approvals: all %(count)s permits granted", count=granted)
    return False, Text("Register of approvals: granted %(granted)s of %(count)s, missing %(missing)s", granted=granted, count=len(permits), missing=missing)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """A target of the campaign with the projects of a ceremony that count towards it."""

    row: TargetRow
    projects: int
    started: int


def results_of(meeting: Meeting, *, at: datetime) -> list[Result]:
    """What the ceremony has brought to the targets: how many of its projects began, beside the target's own actual."""
    entries = list(meeting.projects.filter(on_programme=True))
    counting: dict[int, set[int]] = defaultdict(set)
    links = Item.targets.through.objects.filter(item__project__in=[one.project_id for one in entries])
    for target, project in links.values_list("target_id", "item__project_id"):
        counting[target].add(project)
    if not counting:
        return []
    began = {one.project_id for one in entries if one.started_on}
    rows = targets_of(meeting.campaign, standings_at(meeting.campaign, at), at=at)
    return [
        Result(row, len(counting[row.target.pk]), len(counting[row.target.pk] & began))
        for row in rows
        if row.target.pk in counting
    ]


@dataclass(frozen=True, slots=True)
class Letters:
    """How many letters of responsibility have been issued, and how many signed for."""

    issued: int
    signed: int


def letters_of(campaign: Campaign) -> Letters:
    current = Letter.objects.filter(campaign=campaign).exclude(state=LetterState.REPLACED)
    signed = current.exclude(state=LetterState.ISSUED)
    return Letters(current.count(), signed.count())
