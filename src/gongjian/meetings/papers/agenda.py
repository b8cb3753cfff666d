"""The agenda as it goes out, with the facts behind every agenda item."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from gongjian.documents.paper import Annex, Block, Heading, Paper, Paragraph, Run, number_headings
from gongjian.kernel.text import Text
from gongjian.meetings.models import AgendaItem, Meeting
from gongjian.meetings.papers.ceremony import programme_table
from gongjian.meetings.papers.frozen import Plain, frozen
from gongjian.meetings.papers.sheets import sheets_of
from gongjian.meetings.papers.wording import (
    called,
    colon,
    decisions_table,
    head_of,
    in_full,
    in_paper_language,
    items_table,
    when_and_where,
)
from gongjian.meetings.queries import AgendaItemFacts, facts_for_agenda
from gongjian.meetings.rules import AgendaItemKind, Attending
from gongjian.meetings.rules.words import CELEBRATES


def agenda_content(meeting: Meeting, *, at: datetime) -> Plain:
    """The agenda in the language of the campaign's papers, as it stands at this moment."""
    with translation.override(meeting.campaign.paper_language):
        return frozen(agenda_paper(meeting, at=at))


def agenda_paper(meeting: Meeting, *, at: datetime) -> Paper:
    campaign = meeting.campaign
    word = _("Programme of the %(meeting)s") if meeting.kind in CELEBRATES else _("Agenda of the %(meeting)s")
    blocks = [*opening(meeting), *body(meeting, at=at)]
    return Paper(
        title=word % {"meeting": called(meeting)},
        blocks=number_headings(blocks, language=campaign.paper_language),
        issuer=campaign.office_name,
        date_text=in_full(campaign.day_of(at)),
        annexes=(*sheets_of(meeting, at=at), *went_along(meeting)),
        **head_of(meeting),
    )


def went_along(meeting: Meeting) -> Iterator[Annex]:
    """The papers that lie beside the agenda in files of their own."""
    return (Annex(one.title) for one in meeting.attachments.filter(removed_at=None))


def opening(meeting: Meeting) -> Iterator[Block]:
    yield fact(_("Time and place"), when_and_where(meeting))
    if meeting.chair:
        yield fact(_("Chair"), meeting.chair)
    for attending in Attending:
        invited = meeting.invitations.filter(attending=attending).select_related("organisation")
        if names := [str(one) for one in invited]:
            label = _("Invited") if attending == Attending.ATTENDS else _("Observers")
            yield fact(label, _(", ").join(names))


def fact(label: str, text: str) -> Paragraph:
    return Paragraph((Run(label + colon(), strong=True), Run(text)))


def body(meeting: Meeting, *, at: datetime) -> Iterator[Block]:
    if meeting.programme.exists():
        yield programme_table(meeting)
    agenda_items = list(meeting.agenda_items.listed().select_related("unit", "line", "obstacle__project"))
    facts = facts_for_agenda(meeting, agenda_items, at=at)
    for agenda_item in agenda_items:
        yield Heading(1, in_paper_language(agenda_item.heading))
        yield from about(agenda_item, facts[agenda_item.pk], at=at)


def about(agenda_item: AgendaItem, facts: AgendaItemFacts, *, at: datetime) -> Iterator[Block]:
    """What the meeting should know before it talks of an agenda item."""
    if agenda_item.kind == AgendaItemKind.UNIT and agenda_item.unit:
        yield Paragraph(_("Proposed by %(unit)s.") % {"unit": agenda_item.unit})
    if agenda_item.words:
        yield Paragraph(agenda_item.words)
    if facts.line:
        yield Paragraph(
            in_paper_language(Text("%(role)s. %(reason)s.", role=facts.line.role, reason=facts.line.reason))
        )
    for sentence in facts.told:
        yield Paragraph(in_paper_language(sentence))
    if facts.items:
        yield items_table(facts.items)
    if facts.decisions:
        yield decisions_table(facts.decisions, today=agenda_item.meeting.campaign.day_of(at))
