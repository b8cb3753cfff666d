"""Whoever is invited hears of it, once."""

from collections.abc import Collection
from datetime import datetime

from gongjian.accounts.models import User
from gongjian.campaigns.actions import tell_asker
from gongjian.campaigns.queries import next_post, role_holders
from gongjian.campaigns.rules import Role
from gongjian.kernel.text import Text
from gongjian.meetings.models import AgendaItem, Meeting
from gongjian.meetings.rules import MeetingState
from gongjian.notices.actions import News, tell

COME = (Role.HEAD, Role.REPORTER, Role.MEMBER, Role.SUPERVISOR, Role.ASSESSOR, Role.EDITOR, Role.LEADER)


def tell_invited(
    meeting: Meeting, what: str, detail: Text, *, at: datetime, only: Collection[int] | None = None
) -> None:
    """A notice to those who come for an invited organisation. Before the papers are out nobody is disturbed."""
    if meeting.state == MeetingState.PLANNED:
        return
    holders = role_holders(meeting.campaign)
    invited = only if only is not None else meeting.invitations.values_list("organisation", flat=True)
    people = {pk for organisation in invited for pk in holders.first(*COME, at=organisation)}
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


def tell_proposer(
    agenda_item: AgendaItem, title: Text, words: str, *, by: User | None, at: datetime, step: str = ""
) -> None:
    """Who brought an agenda item before a meeting hears what becomes of it there."""
    if words:
        detail = Text("“%(title)s” · %(words)s", title=agenda_item.heading, words=words)
    else:
        detail = Text("“%(title)s”", title=agenda_item.heading)
    tell_asker(
        agenda_item.campaign,
        agenda_item.proposed_by,
        title,
        detail,
        key=f"meetings.agendaitem:{agenda_item.pk}:{step or agenda_item.version}",
        page="meetings:meeting",
        args=(agenda_item.meeting_id,),
        by=by,
        at=at,
    )
