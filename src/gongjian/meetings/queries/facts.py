"""What stands behind the matters of a meeting, as it is at this moment."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from gongjian.kernel.text import Text
from gongjian.meetings.models import Decision, Matter, MatterItem, Meeting, RosterLine
from gongjian.meetings.queries.preparing import decisions_for
from gongjian.meetings.rules import DecisionKind, Fall, FollowUpState, MatterKind
from gongjian.reporting.models import Figure
from gongjian.reporting.queries import figures_at
from gongjian.standing.queries import standings_at
from gongjian.standing.rules import Standing
from gongjian.worklist.models import ChangeRequest


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item of a matter: what had happened, how it stands now, and what its unit says of it."""

    row: MatterItem
    now: Standing
    cause: str = ""
    next_step: str = ""


@dataclass(frozen=True)
class MatterFacts:
    """Everything that a meeting wants to see of one matter."""

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


def facts_for_agenda(meeting: Meeting, matters: Sequence[Matter], *, at: datetime) -> dict[int, MatterFacts]:
    """Takes a meeting and matters; gives the facts of each by its key, in a handful of questions."""
    items = items_of(meeting, matters, at=at)
    wanted = {one.now.item for rows in items.values() for one in rows}
    changes: dict[int, list[ChangeRequest]] = defaultdict(list)
    for change in ChangeRequest.objects.filter(item__in=wanted).open().select_related("item", "unit"):
        changes[change.item_id].append(change)
    lines = {line.unit_id: line for line in meeting.roster.select_related("unit")}
    promised = promises(meeting, matters)
    earlier = list(decisions_for(meeting)) if any(one.kind == MatterKind.FOLLOW_UP for one in matters) else []
    return {
        matter.pk: MatterFacts(
            items=items[matter.pk],
            decisions=earlier if matter.kind == MatterKind.FOLLOW_UP else promised[matter.pk],
            changes=[one for row in items[matter.pk] for one in changes[row.now.item]],
            told=list(told_of(matter)),
            line=lines.get(matter.unit_id) if matter.kind == MatterKind.ROSTER and matter.unit_id else None,
        )
        for matter in matters
    }


def told_of(matter: Matter) -> Iterator[Text]:
    """What the obstacle of a matter is, and what is asked of whom."""
    obstacle = matter.obstacle
    if obstacle is None:
        return
    yield Text("In the way: %(words)s", words=obstacle.words)
    if obstacle.asked_of:
        yield Text("Asked of %(whom)s by %(day)s: %(words)s", whom=str(obstacle.asked_of), day=obstacle.wanted_by, words=obstacle.wanted)  # fmt: skip
    else:
        yield Text("Asked by %(day)s: %(words)s", day=obstacle.wanted_by, words=obstacle.wanted)
    last = obstacle.instructions.last()
    if last:
        yield Text(
            "Instructed on %(day)s: %(words)s",
            day=matter.campaign.day_of(last.given_at),
            words=last.words or Text(last.ruling.label),
        )


def items_of(meeting: Meeting, matters: Iterable[Matter], *, at: datetime) -> dict[int, list[ItemRow]]:
    found: dict[int, list[ItemRow]] = defaultdict(list)
    rows = list(MatterItem.objects.filter(matter__in=list(matters)).order_by("pk"))
    if not rows:
        return found
    wanted = {row.item_id for row in rows}
    standings = {one.item: one for one in standings_at(meeting.campaign, at, items=wanted)}
    figures = figures_at(meeting.campaign, at, items=wanted)
    for row in rows:
        if now := standings.get(row.item_id):
            found[row.matter_id].append(ItemRow(row, now, *cause_and_next_step(figures.get(row.item_id))))
    return found


def cause_and_next_step(figure: Figure | None) -> tuple[str, str]:
    """What a figure says of both; two empty strings without a figure."""
    return (figure.cause, figure.next_step) if figure else ("", "")


def promises(meeting: Meeting, matters: Iterable[Matter]) -> dict[int, list[Decision]]:
    """What a unit that speaks at a review promised at earlier ones, and what has become of it."""
    speaking = {matter.unit_id: matter.pk for matter in matters if matter.kind == MatterKind.ROSTER}
    found: dict[int, list[Decision]] = defaultdict(list)
    earlier = Decision.objects.filter(
        campaign=meeting.campaign_id, kind=DecisionKind.COMMITMENT, unit__in=[one for one in speaking if one]
    ).exclude(meeting=meeting)
    for decision in earlier.exclude(state=FollowUpState.NOTED).select_related("unit", "meeting"):
        found[speaking[decision.unit_id]].append(decision)
    return found
