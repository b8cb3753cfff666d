"""The Office shapes the agenda: adds, orders, drops, postpones; units propose matters of their own."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.queries import seats_of
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import YES, Verdict, no, not_you, require
from gongjian.ledger.actions import record
from gongjian.meetings.actions.telling import tell_invited, tell_proposer
from gongjian.meetings.models import Invitation, Matter, Meeting
from gongjian.meetings.permissions import OWNERS, is_planned, may_handle, may_propose, may_shape
from gongjian.meetings.queries import concerned, meeting_rules
from gongjian.meetings.rules import MATTER_MOVES, MatterKind, MatterMove, MatterState, Presence
from gongjian.meetings.rules.agenda import moved
from gongjian.meetings.rules.words import DELIBERATES, workdays_before
from gongjian.orm import write_back


@transaction.atomic
def add_matter(
    meeting: Meeting, *, title: str, words: str, unit: Organisation | None, by: User, at: datetime
) -> Matter:
    """The Office puts a matter of its own on the agenda, even while the meeting runs."""
    meeting = Meeting.objects.locked(meeting.pk)
    require(may_shape(by, meeting))
    if not title.strip():
        require(no("Say what the matter is about."))

    matter = meeting.matters.create(
        campaign=meeting.campaign,
        kind=MatterKind.FREE,
        position=meeting.matters.count() + 1,
        title=title.strip()[:160],
        words=words.strip()[:1000],
        unit=unit,
    )
    invite_unit(matter)

    record(Text("put “%(title)s” on the agenda", title=matter.title), about=meeting, by=by, at=at)
    return matter


@transaction.atomic
def propose_matter(
    meeting: Meeting, *, title: str, words: str, unit: Organisation, by: User, at: datetime
) -> Matter:
    """A unit brings a matter before the meeting, until the papers go out. The Office decides whether it is taken on."""
    meeting = Meeting.objects.locked(meeting.pk)
    require(may_propose(by, meeting.campaign))
    seats = seats_of(by, meeting.campaign)
    if not (seats.office or seats.holds(*OWNERS, at=unit.pk)):
        require(not_you("Only %(unit)s proposes matters of its own.", unit=str(unit)))
    require(is_planned(meeting))
    require(in_time(meeting, at=at))
    if not title.strip() or not words.strip():
        require(no("Say what the matter is about, and what the meeting should decide."))

    matter = meeting.matters.create(
        campaign=meeting.campaign,
        kind=MatterKind.UNIT,
        state=MatterState.PROPOSED,
        position=meeting.matters.count() + 1,
        title=title.strip()[:160],
        words=words.strip()[:1000],
        unit=unit,
        proposed_at=at,
        proposed_by=by,
    )

    proposed = Text("proposed the matter “%(title)s” for %(unit)s", title=matter.title, unit=str(unit))
    record(proposed, about=meeting, by=by, at=at)
    return matter


def in_time(meeting: Meeting, *, at: datetime) -> Verdict:
    campaign = meeting.campaign
    rules = meeting_rules(campaign, at)
    last = workdays_before(meeting.held_on, rules.papers_workdays, campaign.calendar())
    if campaign.day_of(at) <= last:
        return YES
    return no("Matters for this meeting could be proposed until %(day)s.", day=last)


@transaction.atomic
def take_on(matter: Matter, *, by: User, at: datetime, seen: int) -> Matter:
    """The matter is on the agenda, and its unit is invited."""
    return handled(matter, MatterMove.TAKE_ON, "", by=by, at=at, seen=seen)


@transaction.atomic
def drop_matter(matter: Matter, *, reason: str, by: User, at: datetime, seen: int) -> Matter:
    """The matter does not come before this meeting, for a reason that its unit can read."""
    return handled(matter, MatterMove.DROP, reason, by=by, at=at, seen=seen)


@transaction.atomic
def postpone_matter(matter: Matter, *, reason: str, by: User, at: datetime, seen: int) -> Matter:
    """The next meeting of this kind takes the matter up."""
    return handled(matter, MatterMove.POSTPONE, reason, by=by, at=at, seen=seen)


SAYS = {
    MatterMove.TAKE_ON: _("put “%(title)s” on the agenda"),
    MatterMove.DROP: _("dropped “%(title)s” from the agenda"),
    MatterMove.POSTPONE: _("postponed “%(title)s” to the next meeting"),
}


def handled(matter: Matter, move: MatterMove, reason: str, *, by: User, at: datetime, seen: int) -> Matter:
    matter = Matter.objects.locked(matter.pk)
    require(may_handle(move, matter, by=by))
    unchanged(seen, matter.version)
    if move != MatterMove.TAKE_ON and not reason.strip():
        require(no("Say why."))
    if move != MatterMove.TAKE_ON and matter.decisions.exists():
        require(no("Something has been decided on this matter. Take that back first."))

    matter.state, matter.because = MATTER_MOVES.target(move), reason.strip()[:300]
    matter.version += 1
    matter.save(update_fields=["state", "because", "version"])
    if move == MatterMove.TAKE_ON:
        invite_unit(matter)
    else:
        let_go(matter.meeting, at=at)

    record(Text(SAYS[move], title=matter.heading), about=matter.meeting, by=by, at=at, reason=matter.because)
    tell_proposer(matter, Text("Your matter: %(state)s", state=matter.state), matter.because, by=by, at=at)
    return matter


def invite_unit(matter: Matter) -> None:
    if matter.unit_id:
        Invitation.objects.get_or_create(
            meeting=matter.meeting,
            organisation_id=matter.unit_id,
            defaults={
                "campaign_id": matter.campaign_id,
                "position": matter.meeting.invitations.count() + 1,
            },
        )


def let_go(meeting: Meeting, *, at: datetime) -> None:
    """Whose only matter has fallen away need not come, and is not minuted. Whom the Office has asked stays asked."""
    if meeting.kind not in DELIBERATES:
        return
    needed = {organisation.pk for organisation, _ in concerned(meeting)}
    spare = meeting.invitations.filter(by_hand=False, presence=Presence.EXPECTED).exclude(
        organisation__in=needed
    )
    organisations = list(spare.values_list("organisation", flat=True))
    if organisations:
        need_not_come = Text("Your matter is not on the agenda any more: you need not come.")
        tell_invited(meeting, f"spared:{meeting.version}", need_not_come, at=at, only=organisations)
        spare.delete()


@transaction.atomic
def move_matter(matter: Matter, *, places: int, by: User, at: datetime) -> Matter:
    """A matter is taken earlier or later."""
    meeting = Meeting.objects.locked(matter.meeting_id)
    require(may_shape(by, meeting))
    listed = list(meeting.matters.listed())
    if matter.pk not in [one.pk for one in listed]:
        require(no("This matter is not on the agenda."))
    pks = moved([one.pk for one in listed], matter.pk, by=places)

    by_pk = {one.pk: one for one in listed}
    for position, pk in enumerate(pks, start=1):
        by_pk[pk].position = position
    write_back(listed, ["position"])

    record(Text("put the agenda in another order"), about=meeting, by=by, at=at)
    return matter
