"""Ceremonies: which projects are ready, what happens in which order, and which projects really began."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from gongjian import vault
from gongjian.accounts.models import User
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import YES, Verdict, no, require
from gongjian.ledger.actions import record
from gongjian.meetings.models import (
    CeremonyProject,
    Invitation,
    Meeting,
    Photo,
    ProgrammePoint,
    ReadinessCheck,
    Venue,
)
from gongjian.meetings.permissions import may_arrange, may_run_meetings, may_tell_of
from gongjian.meetings.queries import meeting_rules
from gongjian.meetings.rules import Act, CheckKind, MeetingKind
from gongjian.meetings.rules.agenda import moved
from gongjian.meetings.rules.programme import may_break_ground, speech_is_short
from gongjian.meetings.rules.words import CELEBRATES
from gongjian.reading.uploads import CheckedFile
from gongjian.worklist.models import Project

MOST_PHOTOS = 60


@dataclass(frozen=True, kw_only=True)
class Point:
    """What happens, by whom, how long."""

    act: Act
    title: str
    speaker: str = ""
    minutes: int = 3
    venue: Venue | None = None


@transaction.atomic
def enter_project(meeting: Meeting, project: Project, *, by: User, at: datetime) -> CeremonyProject:
    """A project may break ground at this ceremony. Whether it is ready is looked at next; its unit is invited."""
    meeting = Meeting.objects.locked(meeting.pk)
    require(may_arrange(by, meeting))
    require(is_a_groundbreaking(meeting))
    if meeting.projects.filter(project=project).exists():
        require(no("This project stands in the list already."))

    entered = meeting.projects.create(
        campaign=meeting.campaign, project=project, position=meeting.projects.count() + 1
    )
    Invitation.objects.get_or_create(
        meeting=meeting,
        organisation_id=project.unit_id,
        defaults={"campaign": meeting.campaign, "position": meeting.invitations.count() + 1},
    )

    record(Text("entered %(project)s for the groundbreaking", project=project.name), about=meeting, by=by, at=at)  # fmt: skip
    return entered


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
        require(no("Say from where it is known."))

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

    kinds = tuple(Text(kind.label) for kind in said)
    record(Text("looked at %(kinds)s of %(project)s", kinds=kinds, project=one.project.name), about=one.meeting, by=by, at=at)  # fmt: skip
    return checks


@transaction.atomic
def put_on_programme(
    one: CeremonyProject, *, reason: str, venue: Venue | None, by: User, at: datetime, seen: int
) -> CeremonyProject:
    """The project breaks ground at the ceremony. One that is not ready needs a reason in writing."""
    one = locked_project(one)
    require(may_arrange(by, one.meeting))
    unchanged(seen, one.version)
    require(may_break_ground(one.readiness(), reason=reason))

    one.on_programme, one.venue = True, venue
    one.because = "" if one.readiness().is_ready else reason.strip()[:300]
    one.version += 1
    one.save(update_fields=["on_programme", "venue", "because", "version"])

    put = Text("put %(project)s on the programme", project=one.project.name)
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

    record(Text("took %(project)s off the programme", project=one.project.name), about=one.meeting, by=by, at=at)  # fmt: skip
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
        require(no("A start cannot lie in the future."))
    if not words.strip():
        require(no("Say how it is known."))

    one.started_on, one.started_words = started_on, words.strip()[:300]
    one.told_at, one.told_by = at, by
    one.version += 1
    one.save(update_fields=["started_on", "started_words", "told_at", "told_by", "version"])

    told = (
        Text("said that %(project)s began on %(day)s", project=one.project.name, day=started_on)
        if started_on
        else Text("said that %(project)s has not begun", project=one.project.name)
    )
    record(told, about=one.meeting, by=by, at=at, note=one.started_words)
    return one


@transaction.atomic
def add_venue(meeting: Meeting, *, name: str, place: str, by: User, at: datetime) -> Venue:
    """A place of the ceremony. The first one is the main one."""
    meeting = Meeting.objects.locked(meeting.pk)
    require(may_arrange(by, meeting))
    if not name.strip():
        require(no("Give the venue a name."))
    if meeting.venues.filter(name=name.strip()[:60]).exists():
        require(no("There is a venue of this name already."))

    venue = meeting.venues.create(
        campaign=meeting.campaign,
        name=name.strip()[:60],
        place=place.strip()[:120],
        is_main=not meeting.venues.exists(),
    )

    record(Text("added the venue %(name)s", name=venue.name), about=meeting, by=by, at=at)
    return venue


@transaction.atomic
def add_point(meeting: Meeting, point: Point, *, by: User, at: datetime) -> ProgrammePoint:
    """A point at the end of the programme. Speeches are short by rule."""
    meeting = Meeting.objects.locked(meeting.pk)
    require(may_arrange(by, meeting))
    if meeting.kind not in CELEBRATES:
        require(no("This meeting has an agenda, not a programme."))
    require(speech_is_short(point.act, point.minutes, meeting_rules(meeting.campaign, at)))
    if not point.title.strip():
        require(no("Say what happens."))

    added = meeting.programme.create(
        campaign=meeting.campaign,
        position=meeting.programme.count() + 1,
        act=point.act,
        title=point.title.strip()[:160],
        speaker=point.speaker.strip()[:80],
        minutes=point.minutes,
        venue=point.venue,
    )

    record(Text("put “%(title)s” on the programme", title=added.title), about=meeting, by=by, at=at)
    return added


@transaction.atomic
def move_point(point: ProgrammePoint, *, places: int, by: User, at: datetime) -> None:
    """A point comes earlier or later; all times follow."""
    meeting = Meeting.objects.locked(point.meeting_id)
    require(may_arrange(by, meeting))
    points = {one.pk: one for one in meeting.programme.all()}

    for position, pk in enumerate(moved(list(points), point.pk, by=places), start=1):
        points[pk].position = position
    ProgrammePoint.objects.bulk_update(points.values(), ["position"])

    record(Text("put the programme in another order"), about=meeting, by=by, at=at)


@transaction.atomic
def remove_point(point: ProgrammePoint, *, by: User, at: datetime) -> None:
    """A point falls away."""
    meeting = Meeting.objects.locked(point.meeting_id)
    require(may_arrange(by, meeting))

    title = point.title
    point.delete()

    record(Text("took “%(title)s” off the programme", title=title), about=meeting, by=by, at=at)


@transaction.atomic
def add_photo(meeting: Meeting, file: CheckedFile, *, caption: str, by: User, at: datetime) -> Photo:
    """A picture of the day, if somebody took one. It was drawn anew: where it was taken stays behind."""
    meeting = Meeting.objects.locked(meeting.pk)
    require(may_run_meetings(by, meeting.campaign))
    if not file.media_type.startswith("image/"):
        require(no("This is not a picture."))
    if meeting.photos.filter(removed_at=None).count() >= MOST_PHOTOS:
        require(no("A ceremony takes at most %(most)s pictures.", most=MOST_PHOTOS))

    photo = meeting.photos.create(
        campaign=meeting.campaign,
        caption=caption.strip()[:120],
        file_name=file.name,
        media_type=file.media_type,
        sha256=vault.keep(settings.VAULT_DIR, file.content),
        added_at=at,
        added_by=by,
    )

    record(Text("added a picture"), about=meeting, by=by, at=at, sha256=photo.sha256)
    return photo


@transaction.atomic
def remove_photo(photo: Photo, *, by: User, at: datetime) -> Photo:
    """A picture no longer shows."""
    meeting = Meeting.objects.locked(photo.meeting_id)
    require(may_run_meetings(by, meeting.campaign))

    photo.removed_at = at
    photo.save(update_fields=["removed_at"])

    record(Text("removed a picture"), about=meeting, by=by, at=at)
    return photo
