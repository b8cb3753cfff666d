"""The programme of a ceremony: its venues, its points in their order, and pictures of the day."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from gongjian import vault
from gongjian.accounts.models import User
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.ledger.queries import stated
from gongjian.meetings.models import Meeting, Photo, ProgrammePoint, Venue
from gongjian.meetings.permissions import may_arrange, may_run_meetings
from gongjian.meetings.queries import meeting_rules
from gongjian.meetings.queries.proofs import PHOTOS
from gongjian.meetings.rules import Act
from gongjian.meetings.rules.agenda import moved
from gongjian.meetings.rules.programme import speech_is_short
from gongjian.meetings.rules.words import CELEBRATES
from gongjian.orm import write_back
from gongjian.reading.uploads import CheckedFile

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
def add_venue(meeting: Meeting, *, name: str, place: str, by: User, at: datetime) -> Venue:
    """A place of the ceremony. The first one is the main one."""
    meeting = Meeting.objects.locked(meeting.pk)
    require(may_arrange(by, meeting))
    if not name.strip():
        require(no("Give the venue a name."))
    if meeting.venues.filter(name=name.strip()[:60]).exists():
        require(no("There is already a venue with this name."))

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
        require(no("Enter what happens."))

    added = meeting.programme.create(
        campaign=meeting.campaign,
        position=meeting.programme.count() + 1,
        act=point.act,
        title=point.title.strip()[:160],
        speaker=point.speaker.strip()[:80],
        minutes=point.minutes,
        venue=point.venue,
    )

    record(Text("added “%(title)s” to the programme", title=added.title), about=meeting, by=by, at=at)
    return added


@transaction.atomic
def move_point(point: ProgrammePoint, *, places: int, by: User, at: datetime) -> None:
    """A point comes earlier or later; all times follow."""
    meeting = Meeting.objects.locked(point.meeting_id)
    require(may_arrange(by, meeting))
    points = {one.pk: one for one in meeting.programme.all()}

    for position, pk in enumerate(moved(list(points), point.pk, by=places), start=1):
        points[pk].position = position
    write_back(list(points.values()), ["position"])

    record(Text("reordered the programme"), about=meeting, by=by, at=at)


@transaction.atomic
def remove_point(point: ProgrammePoint, *, by: User, at: datetime) -> None:
    """A point falls away."""
    meeting = Meeting.objects.locked(point.meeting_id)
    require(may_arrange(by, meeting))

    title = point.title
    point.delete()

    record(Text("removed “%(title)s” from the programme", title=title), about=meeting, by=by, at=at)


@transaction.atomic
def add_photo(meeting: Meeting, file: CheckedFile, *, caption: str, by: User, at: datetime) -> Photo:
    """A picture of the day, if somebody took one. It was drawn anew: where it was taken stays behind."""
    meeting = Meeting.objects.locked(meeting.pk)
    require(may_run_meetings(by, meeting.campaign))
    if not file.media_type.startswith("image/"):
        require(no("This is not a picture."))
    if meeting.photos.filter(removed_at=None).count() >= MOST_PHOTOS:
        require(no("A ceremony can have at most %(most)s pictures.", most=MOST_PHOTOS))

    photo = meeting.photos.create(
        campaign=meeting.campaign,
        caption=caption.strip()[:120],
        file_name=file.name,
        media_type=file.media_type,
        sha256=vault.keep(settings.VAULT_DIR, file.content),
        added_at=at,
        added_by=by,
    )

    proves = stated(PHOTOS, photo.pk)
    record(Text("added a picture"), about=meeting, by=by, at=at, sha256=photo.sha256, proves=proves)
    return photo


@transaction.atomic
def remove_photo(photo: Photo, *, by: User, at: datetime) -> Photo:
    """A picture no longer shows."""
    meeting = Meeting.objects.locked(photo.meeting_id)
    require(may_run_meetings(by, meeting.campaign))

    photo.removed_at = at
    photo.save(update_fields=["removed_at"])

    record(Text("removed a picture"), about=meeting, by=by, at=at, proves=stated(PHOTOS, photo.pk))
    return photo
