"""What somebody has asked comes back to that person: it lies on the own desk until it has been read."""

from collections.abc import Collection
from datetime import datetime

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import next_post
from gongjian.campaigns.rules import OFFICE
from gongjian.kernel.text import Text
from gongjian.notices.actions import News, tell
from gongjian.notices.rules import ANSWER


def tell_asker(
    campaign: Campaign,
    asker: User | None,
    title: Text,
    detail: Text,
    *,
    key: str,
    page: str,
    args: tuple[str | int, ...],
    by: User | None,
    at: datetime,
) -> None:
    """Nobody is told what they have done themselves."""
    if asker is None or (by is not None and asker.pk == by.pk):
        return
    news = News(
        campaign_id=campaign.pk,
        key=f"{ANSWER}{key}",
        title=title,
        detail=detail,
        page=page,
        args=(campaign.slug, *args),
        day=campaign.day_of(at),
        send_at=next_post(campaign, at),
    )
    tell(news, people=who_hears(campaign, asker), at=at)


def who_hears(campaign: Campaign, asker: User) -> Collection[User]:
    """The one who asked; who sits there now, where that person has gone; the Office where nobody does."""
    assignments = list(
        campaign.role_assignments.filter(person=asker).values_list("role", "organisation_id", "ended_at")
    )
    if asker.is_active and (not assignments or any(ended_at is None for _, _, ended_at in assignments)):
        return [asker]
    sitting = campaign.role_assignments.filter(ended_at=None, person__is_active=True).select_related("person")
    left = {(role, where) for role, where, _ in assignments}
    now = list(sitting.order_by("pk"))
    heirs = [assignment for assignment in now if (assignment.role.value, assignment.organisation_id) in left]
    heirs = heirs or [assignment for assignment in now if assignment.role in OFFICE]
    return {assignment.person_id: assignment.person for assignment in heirs}.values()
