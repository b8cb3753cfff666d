"""What a meeting has to talk about, as it follows from the data."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongjian.kernel.vocabulary import Term
from gongjian.standing.rules import Standing
from gongjian.worklist.rules import Light

NOT_LATE = (Light.DONE, Light.BLOCKED)  # done, or the Office has accepted the reason


class AgendaItemKind(Term):
    """Where an agenda item comes from, in the order in which a meeting takes them."""

    FOLLOW_UP = "follow_up", "decisions still open"
    ROSTER = "roster", "speech at the review"
    FALLEN = "fallen", "overdue or red since the last meeting"
    OBSTACLE = "obstacle", "obstacle escalated to the meeting"
    UNIT = "unit", "matter proposed by a unit"
    FREE = "free", "other matter"


class Fall(Term):
    """What has happened to an item since the last meeting, the worst first."""

    OVERDUE = "overdue", "now overdue"
    SERIOUS = "serious", "now seriously lagging"
    LAGGING = "lagging", "now lagging"


@dataclass(frozen=True, slots=True)
class Fallen:
    """An item that has become overdue or red since the last meeting."""

    now: Standing
    fall: Fall
    before: Light | None

    @property
    def rank(self) -> tuple[int, float, str]:
        return list(Fall).index(self.fall), float(self.now.gap), self.now.code


@dataclass(frozen=True, slots=True)
class Group:
    """What is called together: the items of one unit, or of one line of work where there are too many units."""

    items: tuple[Fallen, ...]
    unit: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An agenda item as the data propose it. `source` names what it is about, so that it is proposed only once."""

    kind: AgendaItemKind
    source: str
    unit: int | None = None
    line: int | None = None
    obstacle: int | None = None
    carried_from: int | None = None
    items: tuple[Fallen, ...] = ()


def fallen_since(
    before: Iterable[Standing], now: Iterable[Standing], *, then: date, today: date
) -> list[Fallen]:
    """What became overdue or red between the two days. What was so before is old news and stands in the bulletin."""
    earlier = {one.item: one for one in before}
    found = (fall_of(earlier.get(one.item), one, then=then, today=today) for one in now)
    return sorted((one for one in found if one), key=lambda one: one.rank)


def fall_of(before: Standing | None, now: Standing, *, then: date, today: date) -> Fallen | None:
    was = before.light if before else None
    if is_late(now, today) and not (before and is_late(before, then)):
        return Fallen(now, Fall.OVERDUE, was)
    if now.light == Light.SERIOUS and was != Light.SERIOUS:
        return Fallen(now, Fall.SERIOUS, was)
    if now.light == Light.LAGGING and was not in (Light.LAGGING, Light.SERIOUS):
        return Fallen(now, Fall.LAGGING, was)
    return None


def is_late(one: Standing, day: date) -> bool:
    return one.due_on < day and one.light not in NOT_LATE


def grouped(fallen: Sequence[Fallen], *, most: int) -> list[Group]:
    """By unit, the hardest hit first; where that would be too many to call, by line of work."""
    by_unit: dict[int, list[Fallen]] = defaultdict(list)
    by_line: dict[int, list[Fallen]] = defaultdict(list)
    for one in fallen:
        by_unit[one.now.unit].append(one)
        by_line[one.now.line].append(one)
    if len(by_unit) <= most:
        return [Group(tuple(items), unit=unit) for unit, items in hardest_first(by_unit)]
    return [Group(tuple(items), line=line) for line, items in hardest_first(by_line)]


def hardest_first(groups: Mapping[int, list[Fallen]]) -> list[tuple[int, list[Fallen]]]:
    def weight(group: tuple[int, list[Fallen]]) -> tuple[int, ...]:
        counts = [sum(one.fall == fall for one in group[1]) for fall in Fall]
        return (*(-count for count in counts), group[0])

    return sorted(groups.items(), key=weight)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the data know on the day on which an agenda is put together."""

    has_open_decisions: bool = False
    groups: tuple[Group, ...] = ()
    obstacles: tuple[int, ...] = ()
    postponed: tuple[
        tuple[int, AgendaItemKind], ...
    ] = ()  # agenda items of earlier meetings that wait for this one


def agenda(facts: Facts, *, known: Iterable[str] = ()) -> list[Draft]:
    """The agenda items in their order: decisions still open, what was postponed, what fell, obstacles.

    What stands there already, was dropped or postponed by the Office, is not proposed again."""
    drafts: list[Draft] = []
    if facts.has_open_decisions:
        drafts.append(Draft(AgendaItemKind.FOLLOW_UP, "follow-up"))
    drafts += [
        Draft(kind, f"agenda_item:{agenda_item}", carried_from=agenda_item)
        for agenda_item, kind in facts.postponed
    ]
    drafts += [
        Draft(AgendaItemKind.FALLEN, source_of(group), unit=group.unit, line=group.line, items=group.items)
        for group in facts.groups
    ]
    drafts += [Draft(AgendaItemKind.OBSTACLE, f"obstacle:{one}", obstacle=one) for one in facts.obstacles]
    standing = set(known)
    return [draft for draft in drafts if draft.source not in standing]


def source_of(group: Group) -> str:
    return f"unit:{group.unit}" if group.unit else f"line:{group.line}"


def usual_order(kinds: Sequence[AgendaItemKind]) -> list[int]:
    """Takes the kinds of agenda items; gives their places after the usual order, among their like as they were."""
    order = list(AgendaItemKind)
    return sorted(range(len(kinds)), key=lambda place: (order.index(kinds[place]), place))


def moved(pks: Sequence[int], pk: int, *, by: int) -> list[int]:
    """The same agenda items with one of them some places further up (minus) or down, as far as there is room."""
    order = [one for one in pks if one != pk]
    place = max(0, min(list(pks).index(pk) + by, len(order)))
    return [*order[:place], pk, *order[place:]]
