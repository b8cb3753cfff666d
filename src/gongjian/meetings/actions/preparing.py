"""The agenda is put together from the data, papers are attached, people are invited, and it all goes out."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction

from gongjian import vault
from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.models import Campaign
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import no, require
from gongjian.ledger.actions import record
from gongjian.ledger.queries import stated
from gongjian.meetings.actions.reviewing import propose_roster
from gongjian.meetings.models import AgendaItem, Attachment, DiscussedItem, Invitation, Meeting
from gongjian.meetings.permissions import may_prepare
from gongjian.meetings.queries import (
    bulletin_for,
    concerned,
    facts_for,
    last_arranged,
    meeting_rules,
    newest_ranking,
)
from gongjian.meetings.queries.proofs import ATTACHED
from gongjian.meetings.rules import (
    AgendaItemKind,
    Attending,
    Draft,
    MeetingKind,
    MeetingState,
)
from gongjian.meetings.rules.agenda import agenda, usual_order
from gongjian.meetings.rules.words import CELEBRATES, DELIBERATES
from gongjian.orm import write_back
from gongjian.reading.uploads import CheckedFile

MOST_ATTACHMENTS = 20
AS_LAST_TIME = ("place", "chair", "recorder")


def prepare_agendas(campaign: Campaign, *, at: datetime) -> list[Meeting]:
    """Some working days before a meeting its agenda is put together. What has been prepared stays as it is."""
    planned = Meeting.objects.filter(campaign=campaign, state=MeetingState.PLANNED, prepared_at=None)
    today, rules = campaign.day_of(at), meeting_rules(campaign, at)
    waiting = list(planned.filter(held_on__gte=today).order_by("held_on"))
    if not waiting:
        return []
    calendar = campaign.calendar()
    return [
        prepare(meeting, by=None, at=at)
        for meeting in waiting
        if calendar.workdays_between(today, meeting.held_on) <= rules.agenda_workdays
    ]


@transaction.atomic
def prepare(meeting: Meeting, *, by: User | None, at: datetime) -> Meeting:
    """Put on the agenda what the data say and what does not stand there yet. What the Office has done to it stays."""
    meeting = Meeting.objects.locked(meeting.pk)
    if by:
        require(may_prepare(by, meeting))
    elif meeting.state != MeetingState.PLANNED:
        return meeting

    first = meeting.prepared_at is None
    if meeting.kind == MeetingKind.REVIEW:
        propose_roster(meeting, at=at)
    added = list_agenda(meeting, at=at) if meeting.kind in DELIBERATES else []
    if first:
        put_in_order(meeting)
    attach_bulletins(meeting, at=at)
    fill_in_as_last_time(meeting)
    invite_concerned(meeting)
    meeting.prepared_at = at
    meeting.version += 1
    meeting.save(update_fields=[*AS_LAST_TIME, "prepared_at", "version"])

    record(Text("generated the agenda; matters added: %(count)s", count=len(added)), about=meeting, by=by, at=at)  # fmt: skip
    return meeting


def fill_in_as_last_time(meeting: Meeting) -> None:
    """Room, chair and recorder are those of the last meeting of this kind, until somebody says otherwise."""
    if last := last_arranged(meeting):
        for name in AS_LAST_TIME:
            setattr(meeting, name, getattr(meeting, name) or getattr(last, name))


def list_agenda(meeting: Meeting, *, at: datetime) -> list[AgendaItem]:
    known = meeting.agenda_items.exclude(source="").values_list("source", flat=True)
    drafts = agenda(facts_for(meeting, at=at), known=known)
    begin = meeting.agenda_items.count()
    earlier = AgendaItem.objects.in_bulk([draft.carried_from for draft in drafts if draft.carried_from])
    agenda_items = AgendaItem.objects.bulk_create(
        agenda_item_from(meeting, draft, earlier.get(draft.carried_from or 0), position)
        for position, draft in enumerate(drafts, start=begin + 1)
    )
    DiscussedItem.objects.bulk_create(
        row for pair in zip(agenda_items, drafts, strict=True) for row in items_from_draft(*pair)
    )
    return agenda_items


def agenda_item_from(meeting: Meeting, draft: Draft, earlier: AgendaItem | None, position: int) -> AgendaItem:
    agenda_item = AgendaItem(
        campaign_id=meeting.campaign_id,
        meeting=meeting,
        kind=draft.kind,
        source=draft.source,
        position=position,
        unit_id=draft.unit,
        line_id=draft.line,
        obstacle_id=draft.obstacle,
    )
    if earlier:
        agenda_item.carried_from = earlier
        for name in ("title", "words", "unit_id", "line_id", "obstacle_id"):
            setattr(agenda_item, name, getattr(earlier, name))
    return agenda_item


def items_from_draft(agenda_item: AgendaItem, draft: Draft) -> Iterable[DiscussedItem]:
    """What an agenda item is about: what a postponed one brings along, then what the data say."""
    if agenda_item.carried_from:
        for row in agenda_item.carried_from.rows.all():
            yield DiscussedItem(campaign_id=agenda_item.campaign_id, agenda_item=agenda_item, item_id=row.item_id, fall=row.fall, before=row.before, light=row.light)  # fmt: skip
    for one in draft.items:
        yield DiscussedItem(
            campaign_id=agenda_item.campaign_id,
            agenda_item=agenda_item,
            item_id=one.now.item,
            fall=one.fall,
            before=one.before or "",  # type: ignore[misc]
            light=one.now.light,
        )


def put_in_order(meeting: Meeting) -> None:
    """The usual order: decisions still open, what fell, obstacles, agenda items of units."""
    agenda_items = list(meeting.agenda_items.all())
    for position, place in enumerate(
        usual_order([AgendaItemKind.of(one.kind) for one in agenda_items]), start=1
    ):
        agenda_items[place].position = position
    write_back(agenda_items, ["position"])


def attach_bulletins(meeting: Meeting, *, at: datetime) -> None:
    """The newest issued papers go along; an older one that nobody has seen in this meeting gives way."""
    if meeting.kind in CELEBRATES:
        return
    newest = [one for one in (bulletin_for(meeting.campaign), newest_ranking(meeting.campaign)) if one]
    wanted = {bulletin.pk: bulletin for bulletin in newest}
    attached = meeting.attachments.filter(removed_at=None).exclude(bulletin=None)
    attached.exclude(bulletin__in=wanted).update(removed_at=at)
    known = set(meeting.attachments.exclude(bulletin=None).values_list("bulletin_id", flat=True))
    for pk, bulletin in wanted.items():
        if pk not in known:
            title = f"{bulletin.content['head']['document_number']} {bulletin.content['head']['title']}"  # type: ignore[index]
            meeting.attachments.create(
                campaign=meeting.campaign, title=title.replace("\n", "")[:150], bulletin=bulletin, added_at=at
            )


def invite_concerned(meeting: Meeting) -> None:
    """Who is concerned is invited. Whom the Office has invited besides stays invited."""
    known = set(meeting.invitations.values_list("organisation_id", flat=True))
    found = concerned(meeting)
    Invitation.objects.bulk_create(
        Invitation(
            campaign_id=meeting.campaign_id,
            meeting=meeting,
            organisation=organisation,
            attending=attending,
            position=position,
        )
        for position, (organisation, attending) in enumerate(found, start=len(known) + 1)
        if organisation.pk not in known
    )


@transaction.atomic
def invite(
    meeting: Meeting,
    organisations: Sequence[Organisation],
    *,
    attending: Attending,
    by: User,
    at: datetime,
) -> list[Invitation]:
    """The Office asks somebody else to come, or to sit in."""
    meeting = Meeting.objects.locked(meeting.pk)
    require(may_prepare(by, meeting))
    asked = [one.pk for one in organisations]
    meeting.invitations.filter(organisation__in=asked).update(by_hand=True)
    known = set(meeting.invitations.values_list("organisation_id", flat=True))
    begin = len(known)

    invited = Invitation.objects.bulk_create(
        Invitation(campaign_id=meeting.campaign_id, meeting=meeting, organisation=one, attending=attending, position=begin + place, by_hand=True)
        for place, one in enumerate(organisations, start=1)
        if one.pk not in known
    )  # fmt: skip

    names = tuple(str(one.organisation) for one in invited)
    if names:
        record(Text("invited %(names)s", names=names), about=meeting, by=by, at=at)
    return invited


@transaction.atomic
def uninvite(invitation: Invitation, *, by: User, at: datetime) -> None:
    """Somebody need not come. Nobody loses a working day for nothing."""
    meeting = Meeting.objects.locked(invitation.meeting_id)
    require(may_prepare(by, meeting))

    name = str(invitation.organisation)
    invitation.delete()

    record(Text("removed %(name)s from the invitations", name=name), about=meeting, by=by, at=at)


@transaction.atomic
def attach_paper(meeting: Meeting, file: CheckedFile, *, title: str, by: User, at: datetime) -> Attachment:
    """A paper of the Office's own goes out with the agenda."""
    meeting = Meeting.objects.locked(meeting.pk)
    require(may_prepare(by, meeting))
    if meeting.attachments.filter(removed_at=None).count() >= MOST_ATTACHMENTS:
        require(no("A meeting can have at most %(most)s papers.", most=MOST_ATTACHMENTS))

    paper = meeting.attachments.create(
        campaign=meeting.campaign,
        title=(title.strip() or file.name)[:150],
        media_type=file.media_type,
        size=len(file.content),
        sha256=vault.keep(settings.VAULT_DIR, file.content),
        added_at=at,
        added_by=by,
    )

    proves = stated(ATTACHED, paper.pk)
    record(Text("attached %(name)s", name=paper.title), about=meeting, by=by, at=at, sha256=paper.sha256, proves=proves)  # fmt: skip
    return paper


@transaction.atomic
def detach_paper(paper: Attachment, *, by: User, at: datetime) -> Attachment:
    """A paper does not go along after all."""
    meeting = Meeting.objects.locked(paper.meeting_id)
    require(may_prepare(by, meeting))

    paper.removed_at = at
    paper.save(update_fields=["removed_at"])

    removed = Text("removed %(name)s", name=paper.title)
    record(removed, about=meeting, by=by, at=at, proves=stated(ATTACHED, paper.pk))
    return paper
