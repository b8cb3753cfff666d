"""The calendar feed: whoever holds the secret address reads this person's due dates and meetings, and nothing else."""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.accounts.models import User
from gongjian.accounts.rules import Language
from gongjian.campaigns.queries import campaign_time, campaigns_of
from gongjian.documents.feed import Dated, to_ics
from gongjian.notices.queries import feed_behind
from gongjian.rounds.queries.feed import FeedEntry, calendar_of_person


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    feed = feed_behind(secret)
    if feed is None:
        raise Http404
    campaigns = list(campaigns_of(feed.person))
    zone = campaigns[0].zone if campaigns else timezone.get_default_timezone()
    with translation.override(feed.person.language or Language.SIMPLIFIED):
        content = to_ics(
            dated_of(feed.person), name=_("My campaign dates"), zone=zone, made_at=timezone.now()
        )
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, max-age=600"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def dated_of(person: User) -> Iterator[Dated]:
    for campaign in campaigns_of(person).select_related("clock"):
        for one in calendar_of_person(person, campaign, at=campaign_time(campaign, real=timezone.now())):
            yield dated(one, campaign.slug)


def dated(one: FeedEntry, slug: str) -> Dated:
    return Dated(
        uid=f"{slug}:{one.uid}@gongjian",
        title=one.title.say(_),
        detail=one.detail.say(_),
        on=one.on,
        url=settings.SITE_ADDRESS + reverse(one.page, args=one.args),
        place=one.place,
        starts_at=one.starts_at,
    )
