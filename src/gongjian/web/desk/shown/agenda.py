"""What somebody has to do, by day: one sentence, and one list from what is overdue to what comes later."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongjian.kernel.text import Text
from gongjian.notices.rules import OnDesk, Pile
from gongjian.web.desk.shown.pile import Bundle, bundled
from gongjian.web.http import Request, today

MINE = (Pile.OWED, Pile.SENT_BACK, Pile.DECISION)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The things of one stretch of time, like ones in one bundle."""

    key: str
    title: Text
    bundles: tuple[Bundle, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Agenda:
    sentence: Text
    stretches: tuple[Stretch, ...]


def agenda(request: Request, everything: Sequence[OnDesk]) -> Agenda:
    found, day = [one for one in everything if one.pile in MINE], today(request)
    return Agenda(sentence(found, day), tuple(stretches(request, found, day)))


def sentence(found: Sequence[OnDesk], day: date) -> Text:
    """Five seconds are enough: how much, how much of it late, how much due today."""
    late, now_due = sum(one.is_late(day) for one in found), sum(one.due_on == day for one in found)
    if late and now_due:
        return Text(
            "%(late)s overdue, %(today)s due today, %(all)s in all", late=late, today=now_due, all=len(found)
        )
    if late:
        return Text("%(late)s overdue, %(all)s in all", late=late, all=len(found))
    if now_due:
        return Text("%(today)s due today, %(all)s in all", today=now_due, all=len(found))
    if found:
        return Text("Nothing is overdue or due today; %(all)s ahead", all=len(found))
    return Text("Nothing is owed")


def stretches(request: Request, found: Sequence[OnDesk], day: date) -> Iterator[Stretch]:
    sunday = day + timedelta(days=6 - day.weekday())
    for key, title, here in (
        ("overdue", Text("Overdue"), lambda due: due is not None and due < day),
        ("today", Text("Today"), lambda due: due == day),
        ("week", Text("This week"), lambda due: due is not None and day < due <= sunday),
        ("later", Text("Later on"), lambda due: due is None or due > sunday),
    ):
        things = [one for one in found if here(one.due_on)]
        if things:
            yield Stretch(key, title, bundled(request, things), len(things))
