"""The minutes in the form of 纪要: red masthead, number, agenda items with what was decided, who was there."""

from collections.abc import Iterator
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from gongjian.campaigns.models import Campaign
from gongjian.campaigns.rules.numbering import document_number
from gongjian.documents.paper import Annex, Block, Heading, Paper, Paragraph, Roll, number_headings
from gongjian.meetings.models import AgendaItem, Decision, Invitation, Meeting
from gongjian.meetings.papers.frozen import Plain, frozen
from gongjian.meetings.papers.wording import (
    called,
    decisions_table,
    head_of,
    in_full,
    in_paper_language,
    sentences,
)
from gongjian.meetings.queries import writers_of
from gongjian.meetings.rules import Attending, Presence

MINUTES_CODE = "纪要"  # as in 示攻坚办纪要〔2026〕4号, in every language


def minutes_content(
    meeting: Meeting, *, number: int | None, issued_on: date | None, instead_of: str = ""
) -> Plain:
    """Everything that the minutes say. Without a number they are a draft and say so."""
    with translation.override(meeting.campaign.paper_language):
        return frozen(minutes_paper(meeting, number=number, issued_on=issued_on, instead_of=instead_of))


def minutes_paper(meeting: Meeting, *, number: int | None, issued_on: date | None, instead_of: str) -> Paper:
    campaign = meeting.campaign
    decisions = list(
        meeting.decisions.select_related("unit").prefetch_related("supporting_units").order_by("number", "pk")
    )
    return Paper(
        masthead=_("Minutes of %(office)s") % {"office": campaign.office_name},
        document_number=minutes_number(campaign, issued_on.year, number)
        if number and issued_on
        else _("draft, not issued"),
        title=_("Minutes of the %(meeting)s") % {"meeting": called(meeting)},
        blocks=number_headings(body(meeting, decisions, instead_of), language=campaign.paper_language),
        rolls=rolls_of(meeting),
        annexes=annexes_of(decisions),
        copied_to=_("Leading officials, command-centre groups."),
        printed_by=campaign.office_name,
        printed_on=in_full(issued_on),
        **head_of(meeting),
    )


def minutes_number(campaign: Campaign, year: int, number: int) -> str:
    return document_number(campaign.paper_code + MINUTES_CODE, year, number)


def body(meeting: Meeting, decisions: list[Decision], instead_of: str) -> Iterator[Block]:
    yield Paragraph(begin(meeting))
    if instead_of:
        yield Paragraph(_("These minutes replace %(number)s.") % {"number": instead_of})
    for agenda_item in meeting.agenda_items.listed().select_related("unit", "line", "obstacle__project"):
        yield from agenda_item_told(
            agenda_item, [one for one in decisions if one.agenda_item_id == agenda_item.pk]
        )
    if meeting.approved_by_id in writers_of([meeting.pk])[meeting.pk]:
        yield Paragraph(
            _("Approved by somebody who wrote part of it, because nobody else holds the seat for it.")
        )


def begin(meeting: Meeting) -> str:
    values = {
        "day": in_full(meeting.held_on),
        "office": meeting.campaign.office_name,
        "meeting": called(meeting),
        "place": meeting.place,
        "chair": meeting.chair,
    }
    first = (
        _("On %(day)s, %(office)s held the %(meeting)s at %(place)s.")
        if meeting.place
        else _("On %(day)s, %(office)s held the %(meeting)s.")
    )
    second = _("%(chair)s took the chair.") if meeting.chair else ""
    parts = (first, second, _("The proceedings are recorded as follows."))
    return sentences(*(part % values for part in parts))


def agenda_item_told(agenda_item: AgendaItem, decisions: list[Decision]) -> Iterator[Block]:
    yield Heading(1, in_paper_language(agenda_item.heading))
    for paragraph in agenda_item.conclusion.split("\n"):
        if paragraph.strip():
            yield Paragraph(paragraph.strip())
    if decisions:
        yield Paragraph(_("The meeting decided:"))
    for place, decision in enumerate(decisions, start=1):
        yield Paragraph(decision_told(place, decision))


def decision_told(place: int, decision: Decision) -> str:
    supporting = [str(unit) for unit in decision.supporting_units.all()]
    values = {
        "place": place,
        "words": decision.words.rstrip("。.;；"),
        "unit": decision.unit,
        "units": _(", ").join(supporting),
        "day": in_full(decision.due_on),
    }
    if supporting:
        return _("(%(place)s) %(words)s (responsible unit: %(unit)s; supporting: %(units)s; by %(day)s).") % values  # fmt: skip
    return _("(%(place)s) %(words)s (responsible unit: %(unit)s; by %(day)s).") % values


def annexes_of(decisions: list[Decision]) -> tuple[Annex, ...]:
    return (Annex(_("List of decisions"), (decisions_table(decisions),)),) if decisions else ()


def rolls_of(meeting: Meeting) -> tuple[Roll, ...]:
    """出席, 列席, 请假: who was there, who sat in, and who was excused."""
    invited = list(meeting.invitations.select_related("organisation"))
    came = [one for one in invited if one.presence in (Presence.PRESENT, Presence.SUBSTITUTE)]
    attended = [one for one in came if one.attending == Attending.ATTENDS]
    sat_in = [one for one in came if one.attending == Attending.SITS_IN]
    absent = [one for one in invited if one.presence == Presence.ABSENT]
    return (
        Roll(_("Present"), _(", ").join(map(guest, attended))),
        Roll(_("Observers"), _(", ").join(map(guest, sat_in))),
        Roll(_("Excused"), _(", ").join(map(guest, absent))),
        Roll(_("Recorder"), meeting.recorder),
    )


def guest(one: Invitation) -> str:
    values = {"organisation": one.organisation, "name": one.name, "reason": one.reason}
    if one.presence == Presence.SUBSTITUTE:
        return _("%(organisation)s (%(name)s as substitute)") % values
    if one.presence == Presence.ABSENT and one.reason:
        return _("%(organisation)s (%(reason)s)") % values
    return _("%(organisation)s (%(name)s)") % values if one.name else str(one.organisation)
