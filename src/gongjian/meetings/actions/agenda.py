"""The Office shapes the agenda: adds, orders, drops, postpones; units propose agenda items of their own."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.queries import roles_of
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import YES, Verdict, no, not_you, require
from gongjian.ledger.actions import record
from gongjian.meetings.actions.telling import tell_invited, tell_proposer
from gongjian.meetings.models import AgendaItem, Invitation, Meeting
from gongjian.meetings.permissions import OWNERS, is_planned, may_handle, may_propose, may_shape
from gongjian.meetings.queries import concerned, meeting_rules
from gongjian.meetings.rules import (
    AGENDA_ITEM_MOVES,
    AgendaItemKind,
    AgendaItemMove,
    AgendaItemState,
    Presence,
)
from gongjian.meetings.rules.agenda import moved
from gongjian.meetings.rules.words import DELIBERATES, workdays_before
from gongjian.orm import write_back


@transaction.atomic
def add_agenda_item(
    meeting: Meeting, *, title: str, words: str, unit: Organisation | None, by: User, at: datetime
) -> AgendaItem:
    """The Office puts an agenda item of its own on the agenda, even while the meeting runs."""
    meeting = Meeting.objects.locked(meeting.pk)
    require(may_shape(by, meeting))
    if not title.strip():
        require(no("Enter the matter."))

    agenda_item = meeting.agenda_items.create(
        campaign=meeting.campaign,
        kind=AgendaItemKind.FREE,
        position=meeting.agenda_items.count() + 1,
        title=title.strip()[:160],
        words=words.strip()[:1000],
        unit=unit,
    )
    invite_unit(agenda_item)

    record(Text("added “%(title)s” to the agenda", title=agenda_item.title), about=meeting, by=by, at=at)
    return agenda_item


@transaction.atomic
def propose_agenda_item(
    meeting: Meeting, *, title: str, words: str, unit: Organisation, by: User, at: datetime
) -> AgendaItem:
    """A unit brings an agenda item before the meeting, until the papers go out. The Office decides whether it is taken on."""
    meeting = Meeting.objects.locked(meeting.pk)
    require(may_propose(by, meeting.campaign))
    roles = roles_of(by, meeting.campaign)
    if not (roles.office or roles.holds(*OWNERS, at=unit.pk)):
        require(not_you("Only %(unit)s proposes matters of its own.", unit=str(unit)))
    require(is_planned(meeting))
    require(in_time(meeting, at=at))
    if not title.strip() or not words.strip():
        require(no("Enter the matter and what the meeting should decide."))

    agenda_item = meeting.agenda_items.create(
        campaign=meeting.campaign,
        kind=AgendaItemKind.UNIT,
        state=AgendaItemState.PROPOSED,
        position=meeting.agenda_items.count() + 1,
        title=title.strip()[:160],
        words=words.strip()[:1000],
        unit=unit,
        proposed_at=at,
        proposed_by=by,
    )

    proposed = Text("proposed the matter “%(title)s” for %(unit)s", title=agenda_item.title, unit=str(unit))
    record(proposed, about=meeting, by=by, at=at)
    return agenda_item


def in_time(meeting: Meeting, *, at: datetime) -> Verdict:
    campaign = meeting.campaign
    rules = meeting_rules(campaign, at)
    last = workdays_before(meeting.held_on, rules.papers_workdays, campaign.calendar())
    if campaign.day_of(at) <= last:
        return YES
    return no("Matters for this meeting could be proposed until %(day)s.", day=last)


@transaction.atomic
def take_on(agenda_item: AgendaItem, *, by: User, at: datetime, seen: int) -> AgendaItem:
    """The agenda item is on the agenda, and its unit is invited."""
    return handled(agenda_item, AgendaItemMove.TAKE_ON, "", by=by, at=at, seen=seen)


@transaction.atomic
def drop_agenda_item(
    agenda_item: AgendaItem, *, reason: str, by: User, at: datetime, seen: int
) -> AgendaItem:
    """The agenda item does not come before this meeting, for a reason that its unit can read."""
    return handled(agenda_item, AgendaItemMove.DROP, reason, by=by, at=at, seen=seen)


@transaction.atomic
def postpone_agenda_item(
    agenda_item: AgendaItem, *, reason: str, by: User, at: datetime, seen: int
) -> AgendaItem:
    """The next meeting of this kind takes the agenda item up."""
    return handled(agenda_item, AgendaItemMove.POSTPONE, reason, by=by, at=at, seen=seen)


SAYS = {
    AgendaItemMove.TAKE_ON: _("added “%(title)s” to the agenda"),
    AgendaItemMove.DROP: _("dropped “%(title)s” from the agenda"),
    AgendaItemMove.POSTPONE: _("postponed “%(title)s” to the next meeting"),
}


def handled(
    agenda_item: AgendaItem, move: AgendaItemMove, reason: str, *, by: User, at: datetime, seen: int
) -> AgendaItem:
    agenda_item = AgendaItem.objects.locked(agenda_item.pk)
    require(may_handle(move, agenda_item, by=by))
    unchanged(seen, agenda_item.version)
    if move != AgendaItemMove.TAKE_ON and not reason.strip():
        require(no("Give a reason."))
    if move != AgendaItemMove.TAKE_ON and agenda_item.decisions.exists():
        require(no("There is a decision on this matter. Withdraw it first."))

    agenda_item.state, agenda_item.because = AGENDA_ITEM_MOVES.target(move), reason.strip()[:300]
    agenda_item.version += 1
    agenda_item.save(update_fields=["state", "because", "version"])
    if move == AgendaItemMove.TAKE_ON:
        invite_unit(agenda_item)
    else:
        let_go(agenda_item.meeting, at=at)

    record(
        Text(SAYS[move], title=agenda_item.heading),
        about=agenda_item.meeting,
        by=by,
        at=at,
        reason=agenda_item.because,
    )
    tell_proposer(
        agenda_item,
        Text("Your matter: %(state)s", state=agenda_item.state),
        agenda_item.because,
        by=by,
        at=at,
    )
    return agenda_item


def invite_unit(agenda_item: AgendaItem) -> None:
    if agenda_item.unit_id:
        Invitation.objects.get_or_create(
            meeting=agenda_item.meeting,
            organisation_id=agenda_item.unit_id,
            defaults={
                "campaign_id": agenda_item.campaign_id,
                "position": agenda_item.meeting.invitations.count() + 1,
            },
        )


def let_go(meeting: Meeting, *, at: datetime) -> None:
    """Whose only agenda item has fallen away need not come, and is not minuted. Whom the Office has asked stays asked."""
    if meeting.kind not in DELIBERATES:
        return
    needed = {organisation.pk for organisation, _ in concerned(meeting)}
    spare = meeting.invitations.filter(by_hand=False, presence=Presence.EXPECTED).exclude(
        organisation__in=needed
    )
    organisations = list(spare.values_list("organisation", flat=True))
    if organisations:
        need_not_come = Text("Your matter is no longer on the agenda: you do not need to attend.")
        tell_invited(meeting, f"spared:{meeting.version}", need_not_come, at=at, only=organisations)
        spare.delete()


@transaction.atomic
def move_agenda_item(agenda_item: AgendaItem, *, places: int, by: User, at: datetime) -> AgendaItem:
    """An agenda item is taken earlier or later."""
    meeting = Meeting.objects.locked(agenda_item.meeting_id)
    require(may_shape(by, meeting))
    listed = list(meeting.agenda_items.listed())
    if agenda_item.pk not in [one.pk for one in listed]:
        require(no("This matter is not on the agenda."))
    pks = moved([one.pk for one in listed], agenda_item.pk, by=places)

    by_pk = {one.pk: one for one in listed}
    for position, pk in enumerate(pks, start=1):
        by_pk[pk].position = position
    write_back(listed, ["position"])

    record(Text("reordered the agenda"), about=meeting, by=by, at=at)
    return agenda_item
