"""Who speaks at a monthly review: proposed by rule, confirmed or waived by a person."""

from datetime import datetime

from django.db import transaction

from gongjian.accounts.models import User
from gongjian.kernel.seen import unchanged
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.meetings.models import AgendaItem, Invitation, Meeting, RosterLine
from gongjian.meetings.permissions import may_prepare
from gongjian.meetings.queries import meeting_rules, newest_ranking, ranked_in
from gongjian.meetings.rules import AgendaItemKind, AgendaItemState, RosterRole, RosterState
from gongjian.meetings.rules.roster import roster
from gongjian.orm import write_back


def propose_roster(meeting: Meeting, *, at: datetime) -> list[RosterLine]:
    """Propose who speaks, from the newest published ranking. Where somebody has decided already, that stands."""
    bulletin = newest_ranking(meeting.campaign)
    if not bulletin:
        return []
    decided = set(meeting.roster.exclude(state=RosterState.PROPOSED).values_list("unit_id", flat=True))
    meeting.roster.filter(state=RosterState.PROPOSED).delete()
    called = roster(ranked_in(bulletin), meeting_rules(meeting.campaign, at))
    return RosterLine.objects.bulk_create(
        RosterLine(
            campaign_id=meeting.campaign_id,
            meeting=meeting,
            unit_id=one.ranked.unit,
            role=one.role,
            series=one.ranked.series,
            place=one.ranked.place,
            period_id=bulletin.period_id,
            reason=one.reason,
            position=position,
        )
        for position, one in enumerate(called, start=1)
        if one.ranked.unit not in decided
    )


@transaction.atomic
def confirm_line(line: RosterLine, *, by: User, at: datetime, seen: int) -> RosterLine:
    """The unit speaks: it comes on the agenda."""
    line, meeting = locked_line(line, by=by, seen=seen)

    decide_line(line, RosterState.CONFIRMED, "", by=by, at=at)
    put_on_agenda(line, meeting)
    in_speaking_order(meeting)

    record(
        Text("confirmed that %(unit)s speaks at the review", unit=str(line.unit)), about=line, by=by, at=at
    )
    return line


@transaction.atomic
def waive_line(line: RosterLine, *, reason: str, by: User, at: datetime, seen: int) -> RosterLine:
    """The unit does not speak, for a reason that stands beside its name."""
    line, meeting = locked_line(line, by=by, seen=seen)
    if not reason.strip():
        require(no("Give the reason for waiving the unit's speech."))

    decide_line(line, RosterState.WAIVED, reason.strip()[:300], by=by, at=at)
    agenda_items = meeting.agenda_items.filter(
        kind=AgendaItemKind.ROSTER, unit=line.unit_id, state=AgendaItemState.LISTED
    )
    agenda_items.update(state=AgendaItemState.DROPPED, because=line.because)

    waived = Text("waived that %(unit)s speaks at the review", unit=str(line.unit))
    record(waived, about=line, by=by, at=at, reason=line.because)
    return line


@transaction.atomic
def confirm_all(meeting: Meeting, *, by: User, at: datetime) -> int:
    """Everybody whom the rule proposes speaks."""
    waiting = meeting.roster.filter(state=RosterState.PROPOSED)
    return len([confirm_line(line, by=by, at=at, seen=line.version) for line in waiting])


def locked_line(line: RosterLine, *, by: User, seen: int) -> tuple[RosterLine, Meeting]:
    meeting = Meeting.objects.locked(line.meeting_id)
    require(may_prepare(by, meeting))
    found = (
        RosterLine.objects.select_for_update(of=("self",), no_key=True)
        .select_related("unit", "campaign")
        .get(pk=line.pk)
    )
    unchanged(seen, found.version)
    return found, meeting


def decide_line(line: RosterLine, state: RosterState, reason: str, *, by: User, at: datetime) -> None:
    line.state, line.because, line.decided_at, line.decided_by = state, reason, at, by
    line.version += 1
    line.save(update_fields=["state", "because", "decided_at", "decided_by", "version"])


def in_speaking_order(meeting: Meeting) -> None:
    """Who presents experience speaks before who accounts; what else is on the agenda stays where it is."""
    order = {
        line.unit_id: (list(RosterRole).index(line.role), line.position) for line in meeting.roster.all()
    }
    speeches = list(meeting.agenda_items.filter(kind=AgendaItemKind.ROSTER))
    positions = sorted(agenda_item.position for agenda_item in speeches)
    speeches.sort(key=lambda agenda_item: order.get(agenda_item.unit_id or 0, (len(order), 0)))
    for position, agenda_item in zip(positions, speeches, strict=True):
        agenda_item.position = position
    write_back(speeches, ["position"])


def put_on_agenda(line: RosterLine, meeting: Meeting) -> None:
    agenda_item, new = AgendaItem.objects.get_or_create(
        meeting=meeting,
        source=f"roster:{line.unit_id}",
        defaults={
            "campaign": meeting.campaign,
            "kind": AgendaItemKind.ROSTER,
            "unit": line.unit,
            "position": meeting.agenda_items.count() + 1,
        },
    )
    if not new and agenda_item.state != AgendaItemState.LISTED:
        agenda_item.state, agenda_item.because = AgendaItemState.LISTED, ""
        agenda_item.save(update_fields=["state", "because"])
    Invitation.objects.get_or_create(
        meeting=meeting, organisation=line.unit, defaults={"campaign": meeting.campaign}
    )
