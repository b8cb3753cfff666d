"""What stands behind the agenda items of a meeting: as it is at this moment, or as it was when the minutes were closed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from gongjian.kernel.text import Text
from gongjian.meetings.models import AgendaItem, Decision, DiscussedItem, Meeting, RosterLine
from gongjian.meetings.queries.preparing import decisions_for
from gongjian.meetings.queries.then import as_they_stood, decisions_then, moment_of
from gongjian.meetings.rules import AgendaItemKind, DecisionKind, Fall, FollowUpState
from gongjian.reporting.models import Figure
from gongjian.reporting.queries import figures_at
from gongjian.standing.queries import standings_at
from gongjian.standing.rules import Standing
from gongjian.worklist.models import ChangeRequest


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item of an agenda item: what had happened, how it stands now, and what its unit says of it."""

    row: DiscussedItem
    now: Standing
    cause: str = ""
    next_step: str = ""


@dataclass(frozen=True)
class AgendaItemFacts:
    """Everything that a meeting wants to see of one agenda item."""

    items: list[ItemRow] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)  # what was decided earlier
    changes: list[ChangeRequest] = field(default_factory=list)
    line: RosterLine | None = None
    told: list[Text] = field(default_factory=list)  # what other rooms know of it, in words

    @property
    def known(self) -> bool:
        return bool(self.items or self.decisions or self.told or self.line)

    @property
    def falls(self) -> list[tuple[Fall, int]]:
        """What happened to how many of the items, the worst first."""
        counted = Counter(one.row.fall for one in self.items)
        return [(fall, counted[fall]) for fall in Fall if counted[fall]]


def facts_for_agenda(
    meeting: Meeting, agenda_items: Sequence[AgendaItem], *, at: datetime
) -> dict[int, AgendaItemFacts]:
    """Takes a meeting and agenda items; gives the facts of each by its key, in a handful of questions."""
    at = moment_of(meeting, at=at)
    items = items_of(meeting, agenda_items, at=at)
    wanted = {one.now.item for rows in items.values() for one in rows}
    changes: dict[int, list[ChangeRequest]] = defaultdict(list)
    asked = ChangeRequest.objects.filter(item__in=wanted, asked_at__lte=at).open()
    for change in asked.select_related("item", "unit"):
        changes[change.item_id].append(change)
    lines = {line.unit_id: line for line in meeting.roster.select_related("unit")}
    promised = promises(meeting, agenda_items, at=at)
    follows = any(one.kind == AgendaItemKind.FOLLOW_UP for one in agenda_items)
    earlier = earlier_decisions(meeting, at=at) if follows else []
    return {
        agenda_item.pk: AgendaItemFacts(
            items=items[agenda_item.pk],
            decisions=earlier if agenda_item.kind == AgendaItemKind.FOLLOW_UP else promised[agenda_item.pk],
            changes=[one for row in items[agenda_item.pk] for one in changes[row.now.item]],
            told=list(told_of(agenda_item, at)),
            line=lines.get(agenda_item.unit_id)
            if agenda_item.kind == AgendaItemKind.ROSTER and agenda_item.unit_id
            else None,
        )
        for agenda_item in agenda_items
    }


def earlier_decisions(meeting: Meeting, *, at: datetime) -> list[Decision]:
    return decisions_then(meeting, at) if meeting.is_locked else list(decisions_for(meeting))


def told_of(agenda_item: AgendaItem, at: datetime) -> Iterator[Text]:
    """What the obstacle of an agenda item is, and what is asked of whom."""
    obstacle = agenda_item.obstacle
    if obstacle is None:
        return
    yield Text("Obstacle: %(words)s", words=obstacle.words)
    if obstacle.asked_of:
        yield Text("Asked of %(whom)s by %(day)s: %(words)s", whom=str(obstacle.asked_of), day=obstacle.wanted_by, words=obstacle.wanted)  # fmt: skip
    else:
        yield Text("Requested by %(day)s: %(words)s", day=obstacle.wanted_by, words=obstacle.wanted)
    last = obstacle.instructions.filter(given_at__lte=at).last()
    if last:
        yield Text(
            "Instructed on %(day)s: %(words)s",
            day=agenda_item.campaign.day_of(last.given_at),
            words=last.words or Text(last.ruling.label),
        )


def items_of(
    meeting: Meeting, agenda_items: Iterable[AgendaItem], *, at: datetime
) -> dict[int, list[ItemRow]]:
    found: dict[int, list[ItemRow]] = defaultdict(list)
    rows = list(DiscussedItem.objects.filter(agenda_item__in=list(agenda_items)).order_by("pk"))
    if not rows:
        return found
    wanted = {row.item_id for row in rows}
    standings = {one.item: one for one in standings_at(meeting.campaign, at, items=wanted)}
    figures = figures_at(meeting.campaign, at, items=wanted)
    for row in rows:
        if now := standings.get(row.item_id):
            found[row.agenda_item_id].append(
                ItemRow(row, now, *cause_and_next_step(figures.get(row.item_id)))
            )
    return found


def cause_and_next_step(figure: Figure | None) -> tuple[str, str]:
    """What a figure says of both; two empty strings without a figure."""
    return (figure.cause, figure.next_step) if figure else ("", "")


def promises(
    meeting: Meeting, agenda_items: Iterable[AgendaItem], *, at: datetime
) -> dict[int, list[Decision]]:
    """What a unit that speaks at a review promised at earlier ones, and what has become of it."""
    speaking = {
        agenda_item.unit_id: agenda_item.pk
        for agenda_item in agenda_items
        if agenda_item.kind == AgendaItemKind.ROSTER
    }
    found: dict[int, list[Decision]] = defaultdict(list)
    earlier = Decision.objects.filter(
        campaign=meeting.campaign_id, kind=DecisionKind.COMMITMENT, unit__in=[one for one in speaking if one]
    ).exclude(meeting=meeting)
    known = earlier.exclude(state=FollowUpState.NOTED).filter(tracked_at__lte=at)
    known = known.select_related("unit", "meeting")
    for decision in as_they_stood(known, at) if meeting.is_locked else known:
        found[speaking[decision.unit_id]].append(decision)
    return found
