"""Somebody is told something, once. What has been written is what was true at that moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from gongjian.accounts.models import User
from gongjian.kernel.text import Text
from gongjian.notices.models import Delivery, Notice, Reminder, Robot
from gongjian.notices.queries import wants_email
from gongjian.notices.rules import Channel, Line


@dataclass(frozen=True, slots=True)
class Post:
    """What goes to one reader on one day. `before` are arguments that stand before those of every line's address."""

    campaign_id: int
    day: date
    lines: tuple[Line, ...]
    before: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"digest:{self.day}"


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened and that people should know without looking for it.

    `send_at` is when it may leave the house by e-mail; without it, it stands in the inbox only."""

    campaign_id: int
    key: str
    title: Text
    detail: Text
    page: str
    args: tuple[str | int, ...]
    day: date
    send_at: datetime | None = None


@transaction.atomic
def write_digest(post: Post, *, to: User | Robot, at: datetime) -> Notice | None:
    """One digest a day for one reader. None when that day's has been written already."""
    title = Text("Reminder: %(count)s open matters", count=len(post.lines))
    notice, new = Notice.objects.get_or_create(
        campaign_id=post.campaign_id,
        key=post.key,
        **reader(to),
        defaults={
            "title": title,
            "lines": [line_kept(one, post.before) for one in post.lines],
            "day": post.day,
            "made_at": at,
        },
    )
    if not new:
        return None
    if isinstance(to, User):
        Reminder.objects.bulk_create(reminder(notice, to, line) for line in post.lines)
    send_out(notice, to, at=at)
    return notice


@transaction.atomic
def tell(news: News, *, people: Iterable[User], at: datetime) -> list[Notice]:
    """Everybody hears of it once, however often it is told."""
    line = {
        "title": news.title.to_json(),
        "detail": news.detail.to_json(),
        "page": news.page,
        "args": list(news.args),
    }
    told = []
    for person in people:
        notice, new = Notice.objects.get_or_create(
            campaign_id=news.campaign_id,
            key=news.key,
            person=person,
            defaults={"title": news.title, "lines": [line], "day": news.day, "made_at": at},
        )
        if new and news.send_at:
            send_out(notice, person, at=news.send_at)
        if new:
            told.append(notice)
    return told


def mark_read(notices: Iterable[Notice], *, by: User, at: datetime) -> int:
    """For the reader's own list. Nobody else learns of it, and nothing counts it."""
    pks = [notice.pk for notice in notices]
    return Notice.objects.filter(pk__in=pks, person=by, read_at=None).update(read_at=at)


def reader(to: User | Robot) -> dict[str, Any]:
    return {"person": to} if isinstance(to, User) else {"robot": to}


def reminder(notice: Notice, person: User, line: Line) -> Reminder:
    return Reminder(
        campaign_id=notice.campaign_id,
        notice=notice,
        person=person,
        key=line.thing.key,
        reason=line.reason,
        day=notice.day,
        due_on=line.thing.due_on,
    )


def line_kept(line: Line, before: tuple[str, ...]) -> dict[str, Any]:
    thing = line.thing
    return {
        "title": thing.title.to_json(),
        "detail": thing.detail.to_json(),
        "page": thing.page,
        "args": [*before, *thing.args],
        "due_on": thing.due_on.isoformat() if thing.due_on else "",
        "reason": line.reason.value,
    }


def send_out(notice: Notice, to: User | Robot, *, at: datetime) -> Delivery | None:
    """By e-mail, where this installation sends any and the person wants it; robots always say what they are told."""
    if isinstance(to, Robot):
        return Delivery.objects.create(
            campaign_id=notice.campaign_id, notice=notice, channel=Channel.ROBOT, next_at=at
        )
    if settings.EMAIL_HOST and wants_email(to):
        return Delivery.objects.create(
            campaign_id=notice.campaign_id, notice=notice, channel=Channel.EMAIL, next_at=at
        )
    return None
