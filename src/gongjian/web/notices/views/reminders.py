"""Who still owes what, who is reminded of it today, and the text to copy into chat groups."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.accounts.models import User
from gongjian.kernel.text import Text
from gongjian.notices.models import Notice
from gongjian.notices.papers import text_to_copy
from gongjian.notices.rules import OnDesk, Pile
from gongjian.rounds.queries import due_digests, on_desks, reminder_rules
from gongjian.ui.days import day
from gongjian.web.http import Request, campaign_of, now, page, today


@dataclass(frozen=True, slots=True)
class Open:
    """One kind of duty that some still owe: what, by when, and how many."""

    title: Text
    due_on: date | None
    things: list[OnDesk]
    copy: str
    is_late: bool


@require_safe
def reminders(request: Request, slug: str) -> HttpResponse:
    campaign = campaign_of(request, slug)
    at = now(request)
    due = due_digests(campaign, at=at)
    people = User.objects.in_bulk(due)
    written = Notice.objects.filter(campaign_id=campaign.pk, day=today(request), person__isnull=False)
    context = {
        "open": list(still_open(request, on_desks(campaign, at=at))),
        "waiting": [(people[person], lines) for person, lines in due.items()],
        "written": written.filter(key__startswith="digest:").select_related("person"),
        "rules": reminder_rules(campaign, at),
        "is_workday": campaign.calendar().is_workday(today(request)),
    }
    return page(request, "notices/reminders.html", context)


def still_open(request: Request, things: Iterable[OnDesk]) -> Iterator[Open]:
    """What is owed, together by what it is and by when; what has no day comes last."""
    found: dict[tuple[date, str], list[OnDesk]] = defaultdict(list)
    for one in things:
        if one.pile != Pile.DECISION and not one.is_quiet:
            found[one.due_on or date.max, str(one.title)].append(one)
    for (due_on, _title), same in sorted(found.items(), key=lambda pair: pair[0]):
        yield open_of(request, same, due_on if due_on != date.max else None)


def open_of(request: Request, same: list[OnDesk], due_on: date | None) -> Open:
    title, heading = same[0].title, same[0].title.say(_)
    if due_on:
        heading = _("%(title)s by %(day)s") % {"title": heading, "day": day(due_on)}
    lines = [heading, *sorted({one.detail.say(_) for one in same})]
    words = text_to_copy(request.campaign.pk, request.campaign.name, lines, day=today(request))
    return Open(title, due_on, same, words, bool(due_on and due_on < today(request)))
