"""What happened around an obstacle as one conversation: moves, comments, instructions and requests as they came."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gongjian.obstacles.models import Instruction
from gongjian.obstacles.rules import Happened
from gongjian.web.obstacles.shown.behind import Behind

GOOD = (Happened.CLOSED, Happened.RECHECKED)
TURNED = (Happened.HANDED_BACK, Happened.SENT_BACK, Happened.REOPENED, Happened.ESCALATED)


@dataclass(frozen=True, slots=True)
class Entry:
    kind: str
    at: datetime
    one: Any
    tone: str = ""
    may_finish: bool = False


def conversation(told: Behind, may_finish: Callable[[Instruction], bool]) -> list[Entry]:
    """In the order of time; what came at one moment stands as it is listed here."""
    entries = [*moves(told), *instructed(told, may_finish), *requests(told)]
    entries += [Entry("comment", one.at, one) for one in told.comments]
    return sorted(entries, key=lambda entry: entry.at)


def moves(told: Behind) -> Iterator[Entry]:
    """A settling that became an instruction is told by the instruction."""
    given = {one.given_at for one in told.instructions}
    for step in reversed(told.steps):
        if step.happened != Happened.SETTLED or step.at not in given:
            tone = "success" if step.happened in GOOD else "warning" if step.happened in TURNED else ""
            yield Entry("move", step.at, step, tone)


def instructed(told: Behind, may_finish: Callable[[Instruction], bool]) -> Iterator[Entry]:
    """What was carried out with the solution is told by the solution."""
    solved = {step.at for step in told.steps if step.happened == Happened.SOLVED}
    for one in told.instructions:
        yield Entry("instruction", one.given_at, one, "info", may_finish(one))
        if one.done_at and one.done_at not in solved:
            yield Entry("done", one.done_at, one, "success")


def requests(told: Behind) -> Iterator[Entry]:
    """More time that was granted is a move; what was refused or overtaken stands here."""
    for one in told.more_time:
        yield Entry("time", one.asked_at, one)
        if one.decided_at and not one.granted:
            yield Entry("no_time", one.decided_at, one, "warning")
