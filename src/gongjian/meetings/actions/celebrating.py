"""Ceremonies: which projects are ready, what happens in which order, and which projects really began."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import translation

from gongjian.accounts.models import User
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import YES, Verdict, no, require
from gongjian.ledger.actions import record
from gongjian.meetings.models import (
    CeremonyProject,
    Invitation,
    Meeting,
    ReadinessCheck,
    Venue,
)
from gongjian.meetings.permissions import may_arrange, may_tell_of
from gongjian.meetings.queries.readiness import permits_known
from gongjian.meetings.rules import CheckKind, MeetingKind
from gongjian.meetings.rules.programme import may_break_ground
from gongjian.worklist.models import Project


@transaction.atomic
def enter_project(meeting: Meeting, project: Project, *, by: User, at: datetime) -> CeremonyProject:
    """A project may break ground at this ceremony. Whether it is ready is looked at next; its unit is invited."""
    meeting = Meeting.objects.locked(meeting.pk)
    require(may_arrange(by, meeting))
    require(is_a_groundbreaking(meeting))
    if meeting.projects.filter(project=project).exists():
        require(no("This project is already in the list."))

    entered = meeting.projects.create(
        campaign=meeting.campaign, project=project, position=meeting.projects.count() + 1
    )
    Invitation.objects.get_or_create(
        meeting=meeting,
        organisation_id=project.unit_id,
        defaults={"campaign": meeting.campaign, "position": meeting.invitations.count() + 1},
    )

    look_up_permits(entered, at=at)

    record(Text("added %(project)s to the groundbreaking list", project=project.name), about=meeting, by=by, at=at)  # fmt: skip
    return entered


def look_up_permits(one: CeremonyProject, *, at: datetime) -> None:
    """Where the register of approvals knows the permits of a project, it is the register that says whether they are there."""
    known = permits_known(one.project, at=at)
    if known is None:
        return
    is_met, words = known
    with translation.override(one.campaign.paper_language):
        said = words.say(translation.gettext)[:300]
    ReadinessCheck.objects.update_or_create(
        ceremony_project=one,
        kind=CheckKind.PERMITS,
        defaults={
            "campaign": one.campaign,
            "is_met": is_met,
            "words": said,
            "stated_at": at,
            "stated_by": None,
        },
    )


def is_a_groundbreaking(meeting: Meeting) -> Verdict:
    return YES if meeting.kind == MeetingKind.GROUNDBREAKING else no("Only at a groundbreaking.")


def locked_project(one: CeremonyProject) -> CeremonyProject:
    return (
        CeremonyProject.objects.select_for_update(of=("self",), no_key=True)
        .select_related("project__unit", "campaign", "meeting__campaign")
        .get(pk=one.pk)
    )


@transaction.atomic
def state_checks(
    one: CeremonyProject, said: Mapping[CheckKind, tuple[bool, str]], *, by: User, at: datetime
) -> list[ReadinessCheck]:
    """Whether permits, land, contractor and funds are there, and from where that is known."""
    one = locked_project(one)
    require(may_tell_of(by, one))
    if any(not words.strip() for _, words in said.values()):
        require(no("State the source."))

    checks = [
        ReadinessCheck.objects.update_or_create(
            ceremony_project=one,
            kind=kind,
            defaults={
                "campaign": one.campaign,
                "is_met": is_met,
                "words": words.strip()[:300],
                "stated_at": at,
                "stated_by": by,
            },
        )[0]
        for kind, (is_met, words) in said.items()
    ]

    look_up_permits(one, at=at)

    kinds = tuple(Text(kind.label) for kind in said)
    record(Text("checked %(kinds)s of %(project)s", kinds=kinds, project=one.project.name), about=one.meeting, by=by, at=at)  # fmt: skip
    return checks


@transaction.atomic
def put_on_programme(
    one: CeremonyProject, *, reason: str, venue: Venue | None, by: User, at: datetime, seen: int
) -> CeremonyProject:
    """The project breaks ground at the ceremony. One that is not ready needs a reason in writing."""
    one = locked_project(one)
    require(may_arrange(by, one.meeting))
    unchanged(seen, one.version)
    look_up_permits(one, at=at)
    require(may_break_ground(one.readiness(), reason=reason))

    one.on_programme, one.venue = True, venue
    one.because = "" if one.readiness().is_ready else reason.strip()[:300]
    one.version += 1
    one.save(update_fields=["on_programme", "venue", "because", "version"])

    put = Text("added %(project)s to the programme", project=one.project.name)
    record(put, about=one.meeting, by=by, at=at, reason=one.because)
    return one


@transaction.atomic
def take_off_programme(one: CeremonyProject, *, by: User, at: datetime, seen: int) -> CeremonyProject:
    """The project does not break ground at this ceremony."""
    one = locked_project(one)
    require(may_arrange(by, one.meeting))
    unchanged(seen, one.version)

    one.on_programme, one.because = False, ""
    one.version += 1
    one.save(update_fields=["on_programme", "because", "version"])

    record(Text("removed %(project)s from the programme", project=one.project.name), about=one.meeting, by=by, at=at)  # fmt: skip
    return one


@transaction.atomic
def tell_start(
    one: CeremonyProject, *, started_on: date | None, words: str, by: User, at: datetime, seen: int
) -> CeremonyProject:
    """The unit says whether the project has really begun. Without a day it has not, and the words say why."""
    one = locked_project(one)
    require(may_tell_of(by, one))
    unchanged(seen, one.version)
    if one.meeting.began_at is None:
        require(no("The ceremony has not taken place yet."))
    if started_on and started_on > one.campaign.day_of(at):
        require(no("A start date cannot be in the future."))
    if not words.strip():
        require(no("State the source."))

    one.started_on, one.started_words = started_on, words.strip()[:300]
    one.told_at, one.told_by = at, by
    one.version += 1
    one.save(update_fields=["started_on", "started_words", "told_at", "told_by", "version"])

    told = (
        Text("reported that %(project)s started on %(day)s", project=one.project.name, day=started_on)
        if started_on
        else Text("reported that %(project)s has not started", project=one.project.name)
    )
    record(told, about=one.meeting, by=by, at=at, note=one.started_words)
    return one
