"""News of people's desks: into the inbox at once, by e-mail within the hours in which anything goes out."""

from collections.abc import Iterable
from datetime import datetime

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.kernel.text import Text
from gongjian.notices.actions import News, tell
from gongjian.rounds.queries import reminder_rules


def tell_people(
    people: Iterable[User],
    title: Text,
    detail: Text,
    *,
    key: str,
    campaign: Campaign,
    at: datetime,
    page: str = "desk:desk",
) -> None:
    local = at.astimezone(campaign.zone)
    news = News(
        campaign.pk,
        key=key,
        title=title,
        detail=detail,
        page=page,
        args=(campaign.slug,),
        day=local.date(),
        send_at=reminder_rules(campaign, at).next_moment(local, campaign.calendar()),
    )
    tell(news, people=people, at=at)
