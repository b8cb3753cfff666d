"""How far the simulated people have walked the steps of an item by a day: their pace, and their rests."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from gongjian.worklist.rules.backwards import Dated, WorkStep, in_order_of_work


@dataclass(frozen=True, slots=True)
class Walked:
    """What is said of a step on a day: when it began, when it was finished."""

    number: int
    begun_on: date | None
    done_on: date | None


def walked(seed: str, code: str, steps: Sequence[Dated], *, today: date) -> list[Walked]:
    """Most begin well before their latest start; one item in six is late, and shows it."""
    random = Random(f"{seed} steps {code}")
    ahead = random.choice((12, 9, 8, 6, 5, -5))
    found = []
    for one in steps:
        begun = one.latest_start - timedelta(days=ahead + random.randrange(0, 4))
        done = max(begun, one.latest_finish - timedelta(days=ahead))
        if begun <= today:
            found.append(Walked(one.step.number, begun, done if done <= today else None))
    return found


def longest_way(steps: Sequence[WorkStep]) -> int:
    """Working days of the longest chain of steps."""
    ends = dict[int, int]()
    for step in in_order_of_work(steps):
        ends[step.number] = step.workdays + max((ends[earlier] for earlier in step.after), default=0)
    return max(ends.values(), default=0)


def squeezed(steps: Sequence[WorkStep], room: float) -> list[WorkStep]:
    """The same steps, each as much shorter as the time is."""
    return [replace(step, workdays=max(1, int(step.workdays * room))) for step in steps]
