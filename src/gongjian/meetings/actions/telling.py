"""Whoever is invited hears of it, once."""

from collections.abc import Collection
from datetime import datetime

from gongjian.accounts.models import User
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import seating_of, section_at
from gongjian.campaigns.rules import Role
from gongjian.kernel.sections import read_section
from gongjian.kernel.text import Text
from gongjian.meetings.models import Meeting
from gongjian.meetings.rules import MeetingState
from gongjian.notices.actions import News, tell
from gongjian.notices.rules import ReminderRules

COME = (Role.HEAD, Role.REPORTER, Role.MEMBER, Role.SUPERVISOR, Role.ASSESSOR, Role.EDITOR, Role.LEADER)


def tell_invited(
    meeting: Meeting, what: str, detail: Text, *, at: datetime, only: Collection[int] | None = None
) -> None:
    """A notice to those who come for an invited organisation. Before the papers are out nobody is disturbed."""
    if meeting.state == MeetingState.PLANNED:
        return
    seating = seating_of(meeting.campaign)
    invited = only if only is not None else meeting.invitations.values_list("organisation", flat=True)
    people = {pk for organisation in invited for pk in seating.first(*COME, at=organisation)}
    news = News(
        campaign_id=meeting.campaign_id,
        key=f"meetings.meeting:{meeting.pk}:{what}",
        title=Text("%(kind)s on %(day)s", kind=meeting.kind, day=meeting.held_on),
        detail=detail,
        page="meetings:meeting",
        args=(meeting.campaign.slug, meeting.pk),
        day=meeting.campaign.day_of(at),
        send_at=next_post(meeting.campaign, at),
    )
    tell(news, people=User.objects.filter(pk__in=people).order_by("pk"), at=at)


def next_post(campaign: Campaign, at: datetime) -> datetime:
    """When it may leave the house by e-mail: at once, or in the morning of the next working day."""
    rules = read_section(ReminderRules, section_at(campaign, "reminders", at))
    return rules.next_moment(at.astimezone(campaign.zone), campaign.calendar())
