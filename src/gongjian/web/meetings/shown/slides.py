"""The projector's deck: a cover, each matter in as many slides as can be read from the last row, its result."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse

from gongjian.meetings.models import AgendaItem, Decision, Meeting
from gongjian.meetings.queries import AgendaItemFacts, ItemRow, facts_for_agenda
from gongjian.web.http import Request

ITEMS = 4  # on a slide, in two columns
DECISIONS = 6


@dataclass(frozen=True, slots=True)
class Slide:
    """`place` is that of its matter on the agenda, 0 on the cover; `part` counts the slides of one matter."""

    place: int = 0
    part: int = 1
    url: str = ""
    agenda_item: AgendaItem | None = None
    facts: AgendaItemFacts | None = None  # what is said once, on the first slide of a matter
    items: Sequence[ItemRow] = ()
    decisions: Sequence[Decision] = ()
    is_result: bool = False
    decided: Sequence[Decision] = ()


def deck_of(
    request: Request, meeting: Meeting, agenda_items: Sequence[AgendaItem], *, at: datetime
) -> list[Slide]:
    facts, told = facts_for_agenda(meeting, agenda_items, at=at), meeting.tells_results_to(request.user)
    decided = list(meeting.decisions.select_related("unit").order_by("pk")) if told else []
    slides = [Slide()]
    for place, one in enumerate(agenda_items, start=1):
        result = [each for each in decided if each.agenda_item_id == one.pk]
        pages = list(slides_of(one, facts[one.pk]))
        if told and (one.conclusion or result):
            pages.append(Slide(agenda_item=one, is_result=True, decided=result))
        slides += [replace(slide, place=place, part=part) for part, slide in enumerate(pages, start=1)]
    return [replace(slide, url=address_of(meeting, slide)) for slide in slides]


def slides_of(agenda_item: AgendaItem, facts: AgendaItemFacts) -> Iterator[Slide]:
    first: AgendaItemFacts | None = facts
    for start in range(0, len(facts.items), ITEMS):
        yield Slide(agenda_item=agenda_item, facts=first, items=facts.items[start : start + ITEMS])
        first = None
    for start in range(0, len(facts.decisions), DECISIONS):
        some = facts.decisions[start : start + DECISIONS]
        yield Slide(agenda_item=agenda_item, facts=first, decisions=some)
        first = None
    if first is not None:
        yield Slide(agenda_item=agenda_item, facts=first)


def address_of(meeting: Meeting, slide: Slide) -> str:
    where = [meeting.campaign.slug, meeting.pk]
    if not slide.place:
        return reverse("meetings:present", args=where)
    address = reverse("meetings:present_agenda_item", args=[*where, slide.place])
    return f"{address}?part={slide.part}" if slide.part > 1 else address
