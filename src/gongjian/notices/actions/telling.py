"""Somebody is told something, once. What has been written is what was true at that moment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from gongjian.accounts.models import User
from gongjian.kernel.text import Text
from gongjian.notices.models import Delivery, Notice, Reminder, Robot
from gongjian.notices.queries import wants_email
from gongjian.notices.rules import Channel, DigestLine


@dataclass(frozen=True, slots=True)
class Post:
    """What goes to one reader on one day. `before` are arguments that stand before those of every line's address."""

    campaign_id: int
    day: date
    lines: tuple[DigestLine, ...]
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


Reader = User | Robot


def write_digest(post: Post, *, to: Reader, at: datetime) -> Notice | None:
    """One digest a day for one reader. None when that day's has been written already."""
    return next(iter(write_digests([(post, to)], at=at)), None)


@transaction.atomic
def write_digests(posts: Sequence[tuple[Post, Reader]], *, at: datetime) -> list[Notice]:
    """The digests of a morning. Whoever has had that day's gets no second one."""
    drafts = [(digest_of(post, to, at), post, to) for post, to in posts]
    known = already_told([notice for notice, _, _ in drafts])
    new = [one for one in drafts if identity(one[0]) not in known]
    Notice.objects.bulk_create(notice for notice, _, _ in new)
    Reminder.objects.bulk_create(
        reminder(notice, to, line) for notice, post, to in new if isinstance(to, User) for line in post.lines
    )
    for notice, _, to in new:
        send_out(notice, to, at=at)
    return [notice for notice, _, _ in new]


def digest_of(post: Post, to: Reader, at: datetime) -> Notice:
    return Notice(
        campaign_id=post.campaign_id,
        key=post.key,
        title=Text("Reminder: %(count)s open matters", count=len(post.lines)),
        lines=[line_kept(one, post.before) for one in post.lines],
        day=post.day,
        made_at=at,
        **reader(to),
    )


def tell(news: News, *, people: Iterable[User], at: datetime) -> list[Notice]:
    """Everybody hears of it once, however often it is told."""
    return tell_all([(news, people)], at=at)


@transaction.atomic
def tell_all(told: Iterable[tuple[News, Iterable[User]]], *, at: datetime) -> list[Notice]:
    """Much news at once, each to its own people."""
    drafts = [(news_for(person, news, at), news, person) for news, people in told for person in people]
    known = already_told([notice for notice, _, _ in drafts])
    new = [one for one in drafts if identity(one[0]) not in known]
    Notice.objects.bulk_create(notice for notice, _, _ in new)
    for notice, news, person in new:
        if news.send_at:
            send_out(notice, person, at=news.send_at)
    return [notice for notice, _, _ in new]


def news_for(person: User, news: News, at: datetime) -> Notice:
    title, detail = news.title.to_json(), news.detail.to_json()
    line = {"title": title, "detail": detail, "page": news.page, "args": list(news.args)}
    return Notice(
        campaign_id=news.campaign_id,
        key=news.key,
        person=person,
        title=news.title,
        lines=[line],
        day=news.day,
        made_at=at,
    )


Identity = tuple[int, str, int | None, int | None]


def identity(notice: Notice) -> Identity:
    return notice.campaign_id, notice.key, notice.person_id, notice.robot_id


def already_told(drafts: Sequence[Notice]) -> set[Identity]:
    """Who has been told, of all that is to be told now."""
    campaigns, keys = {draft.campaign_id for draft in drafts}, {draft.key for draft in drafts}
    rows = Notice.objects.filter(campaign_id__in=campaigns, key__in=keys)
    return set(rows.values_list("campaign_id", "key", "person_id", "robot_id"))


def mark_read(notices: Iterable[Notice], *, by: User, at: datetime) -> int:
    """For the reader's own list. Nobody else learns of it, and nothing counts it."""
    pks = [notice.pk for notice in notices]
    return Notice.objects.filter(pk__in=pks, person=by, read_at=None).update(read_at=at)


def reader(to: Reader) -> dict[str, Any]:
    return {"person": to} if isinstance(to, User) else {"robot": to}


def reminder(notice: Notice, person: User, line: DigestLine) -> Reminder:
    return Reminder(
        campaign_id=notice.campaign_id,
        notice=notice,
        person=person,
        key=line.thing.key,
        reason=line.reason,
        day=notice.day,
        due_on=line.thing.due_on,
    )


def line_kept(line: DigestLine, before: tuple[str, ...]) -> dict[str, Any]:
    thing = line.thing
    return {
        "title": thing.title.to_json(),
        "detail": thing.detail.to_json(),
        "page": thing.page,
        "args": [*before, *thing.args],
        "due_on": thing.due_on.isoformat() if thing.due_on else "",
        "reason": line.reason.value,
    }


def send_out(notice: Notice, to: Reader, *, at: datetime) -> Delivery | None:
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
