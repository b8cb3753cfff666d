"""Where people and groups want to be told.

This room knows no campaign, so `may` comes in: what the campaign's own rules say about whoever asks.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from gongjian.accounts.models import Organisation, User
from gongjian.accounts.rules import Language
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import Verdict, no, not_you, require
from gongjian.ledger.actions import record
from gongjian.notices.models import Feed, Preference, Robot, Wording
from gongjian.notices.rules import RobotKind, WordingKind, may_be_called, wording_is_sound


@dataclass(frozen=True, slots=True)
class RobotDraft:
    """What the Office types about a robot. An empty secret keeps the one that is known."""

    name: str
    kind: RobotKind
    address: str
    secret: str = ""
    organisation: Organisation | None = None
    language: Language = Language.SIMPLIFIED


@transaction.atomic
def add_robot(campaign_id: int, draft: RobotDraft, *, may: Verdict, by: User, at: datetime) -> Robot:
    """The robot of a chat group says from now on what is still open."""
    require(may)
    require(may_be_called(draft.address, allowed=settings.ROBOT_BASES))
    if Robot.objects.filter(campaign_id=campaign_id, name=draft.name, ended_at=None).exists():
        require(no("There is already a robot with this name."))

    robot = Robot(campaign_id=campaign_id, secret=draft.secret)
    fill_robot(draft, robot)
    robot.save()

    record(Text("added the group robot %(name)s", name=robot.name), about=robot, by=by, at=at)
    return robot


@transaction.atomic
def change_robot(
    robot: Robot, draft: RobotDraft, *, may: Verdict, by: User, at: datetime, seen: int
) -> Robot:
    """The robot is called otherwise, speaks at another address, or says something else."""
    robot = Robot.objects.select_for_update(of=("self",), no_key=True).get(pk=robot.pk)
    require(may)
    unchanged(seen, robot.version)
    require(may_be_called(draft.address, allowed=settings.ROBOT_BASES))
    others = Robot.objects.filter(campaign_id=robot.campaign_id, name=draft.name, ended_at=None)
    if others.exclude(pk=robot.pk).exists():
        require(no("There is already a robot with this name."))

    robot.secret = draft.secret or robot.secret
    robot.version += 1
    fill_robot(draft, robot)
    robot.save()

    record(Text("changed the group robot %(name)s", name=robot.name), about=robot, by=by, at=at)
    return robot


def fill_robot(draft: RobotDraft, robot: Robot) -> None:
    robot.name, robot.kind, robot.address = draft.name, draft.kind, draft.address
    robot.organisation, robot.language = draft.organisation, draft.language


@transaction.atomic
def end_robot(robot: Robot, *, may: Verdict, by: User, at: datetime) -> Robot:
    """The robot says nothing more. What it said stays in the log."""
    robot = Robot.objects.select_for_update(of=("self",), no_key=True).get(pk=robot.pk)
    require(may)
    if robot.ended_at:
        require(no("This robot is already switched off."))

    robot.ended_at = at
    robot.save(update_fields=["ended_at"])

    record(Text("switched off the group robot %(name)s", name=robot.name), about=robot, by=by, at=at)
    return robot


@transaction.atomic
def set_wording(
    campaign_id: int, kind: WordingKind, words: str, *, may: Verdict, by: User, at: datetime
) -> Wording | None:
    """The county's own words. None at all: the words that come with the system."""
    require(may)
    if not words:
        Wording.objects.filter(campaign_id=campaign_id, kind=kind).delete()
        return None
    require(wording_is_sound(words))

    wording, _ = Wording.objects.update_or_create(
        campaign_id=campaign_id, kind=kind, defaults={"words": words}
    )

    record(Text("changed the wording of: %(kind)s", kind=kind), about=wording, by=by, at=at)
    return wording


@transaction.atomic
def choose_email(person: User, *, by_email: bool, at: datetime) -> Preference:
    """Whether somebody hears by e-mail too. Everybody decides this alone."""
    preference, _ = Preference.objects.update_or_create(person=person, defaults={"by_email": by_email})

    record(Text("changed notification settings"), about=preference, by=person, at=at)
    return preference


@transaction.atomic
def open_feed(person: User, *, at: datetime) -> str:
    """A new secret address for the person's calendar; the one before stops working. The secret is shown once."""
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    Feed.objects.filter(person=person, ended_at=None).update(ended_at=at)
    secret = secrets.token_urlsafe(32)
    sha256 = hashlib.sha256(secret.encode()).hexdigest()
    feed = Feed.objects.create(person=person, sha256=sha256, ways=person.ways, made_at=at)

    record(Text("created an address for their own calendar"), about=feed, by=person, at=at)
    return secret


@transaction.atomic
def close_feed(feed: Feed, *, by: User, at: datetime) -> Feed:
    """The address of the calendar stops working."""
    if feed.person_id != by.pk:
        require(not_you("Only you can manage your own calendar."))
    if feed.ended_at:
        require(no("There is no address to delete."))

    feed.ended_at = at
    feed.save(update_fields=["ended_at"])

    record(Text("deleted the address of the calendar"), about=feed, by=by, at=at)
    return feed


def copy_wordings(source_id: int, campaign_id: int) -> int:
    """The county's own words come along into a new campaign."""
    new = [
        Wording(campaign_id=campaign_id, kind=one.kind, words=one.words)
        for one in Wording.objects.filter(campaign_id=source_id)
    ]
    Wording.objects.bulk_create(new)
    return len(new)
