"""What is said beside the moves: comments, and more time asked for before the limit."""

from datetime import date, datetime

from django.db import transaction

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.queries import roles_of
from gongjian.campaigns.rules import Role
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.obstacles.actions.answering import notify_asker as told_of
from gongjian.obstacles.actions.answering import time_decided
from gongjian.obstacles.actions.moving import move_on, require_words
from gongjian.obstacles.models import Comment, MoreTime, Obstacle
from gongjian.obstacles.permissions import may_ask_for_time, may_comment, may_decide_time
from gongjian.obstacles.queries import rules_at
from gongjian.obstacles.queries.proofs import proof_of
from gongjian.obstacles.rules import Happened, more_time_is_sound


@transaction.atomic
def comment(obstacle: Obstacle, words: str, *, by: User, at: datetime) -> Comment:
    """Somebody concerned says something. The first word of those of whom it was asked is their answer."""
    obstacle = Obstacle.objects.locked(obstacle.pk)
    require(may_comment(by, obstacle))
    words = require_words(words, "Enter a comment.")

    speaks_for = spoken_for(by, obstacle)
    is_answer = speaks_for is not None and speaks_for.pk == obstacle.asked_of_id
    row = Comment.objects.create(
        campaign_id=obstacle.campaign_id,
        obstacle=obstacle,
        words=words,
        said_for=speaks_for,
        is_answer=is_answer,
        at=at,
        by=by,
    )
    if is_answer and obstacle.answered_at is None:
        obstacle.answered_at = at
        obstacle.save(update_fields=["answered_at"])

    record(Text("commented on obstacle no. %(number)s", number=obstacle.number), about=obstacle, by=by, at=at, note=words, proves=proof_of(obstacle.pk))  # fmt: skip
    if is_answer:
        said_by = Text("%(organisation)s has answered", organisation=str(speaks_for))
        key = f"answer-{row.pk}"
        told_of(obstacle, obstacle.raised_by, said_by, key=key, words=words, by=by, at=at)
    return row


def spoken_for(person: User, obstacle: Obstacle) -> Organisation | None:
    """For whom somebody speaks: first for those of whom it was asked."""
    theirs = roles_of(person, obstacle.campaign).organisations(Role.REPORTER, Role.HEAD, Role.MEMBER)
    known = [one for one in (obstacle.asked_of, obstacle.group, obstacle.unit) if one and one.pk in theirs]
    return known[0] if known else Organisation.objects.filter(pk__in=theirs).first()


@transaction.atomic
def ask_for_time(
    obstacle: Obstacle, *, until: date, reason: str, by: User, at: datetime, seen: int
) -> MoreTime:
    """Ask for a later limit while the present one has not passed."""
    obstacle = Obstacle.objects.locked(obstacle.pk)
    require(may_ask_for_time(by, obstacle))
    unchanged(seen, obstacle.version)
    campaign = obstacle.campaign
    rules, today = rules_at(campaign, at), campaign.day_of(at)
    require(more_time_is_sound(until, due_on=obstacle.due_on, today=today, calendar=campaign.calendar(), rules=rules))  # fmt: skip
    if obstacle.more_time.filter(decided_at=None).exists():
        require(no("A request for more time is already pending."))

    assert obstacle.due_on is not None
    request = MoreTime.objects.create(
        campaign=campaign,
        obstacle=obstacle,
        was_due_on=obstacle.due_on,
        until=until,
        reason=require_words(reason, "Give the reason for needing more time.")[:300],
        asked_at=at,
        asked_by=by,
    )

    asked = Text("requested more time for obstacle no. %(number)s until %(day)s", number=obstacle.number, day=until)  # fmt: skip
    record(asked, about=obstacle, by=by, at=at, reason=request.reason, proves=proof_of(obstacle.pk))
    return request


@transaction.atomic
def decide_time(request: MoreTime, *, granted: bool, reason: str = "", by: User, at: datetime) -> MoreTime:
    """The Office grants more time, or says why not."""
    obstacle = Obstacle.objects.locked(request.obstacle_id)
    request = MoreTime.objects.select_for_update(no_key=True).get(pk=request.pk)
    request.obstacle = obstacle
    require(may_decide_time(by, request))
    if request.decided_at:
        require(no("This has already been decided."))
    if not granted:
        require_words(reason, "Give the reason for refusing more time.")

    request.granted, request.decided_at, request.decided_by = granted, at, by
    request.decided_because = reason.strip()[:300]
    request.save()
    if granted:
        move_on(obstacle, Happened.MORE_TIME, by=by, at=at, words=request.reason, due_on=request.until)

    given = Text("gave obstacle no. %(number)s more time", number=obstacle.number)
    refused = Text("refused obstacle no. %(number)s more time", number=obstacle.number)
    told = given if granted else refused
    record(told, about=obstacle, by=by, at=at, reason=reason.strip(), until=request.until, proves=proof_of(obstacle.pk))  # fmt: skip
    time_decided(request, by=by, at=at)
    return request
