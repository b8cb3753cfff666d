"""Steps worked back, as somebody types them: lines of a form, and the drafts that the verb takes."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongjian.kernel.signs import keepable
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import Refused, no, require
from gongjian.ui.days import typed_day
from gongjian.worklist.actions import StepDraft
from gongjian.worklist.models import ItemStep
from gongjian.worklist.rules.backwards import MOST_STEPS, WorkStep


@dataclass(frozen=True, slots=True)
class StepLine:
    """One line of the form: as kept, or as typed."""

    place: int
    was: str = ""
    name: str = ""
    workdays: str = ""
    after: str = ""
    finish_by: str = ""


def step_lines(steps: Iterable[ItemStep | WorkStep]) -> list[StepLine]:
    return [
        StepLine(
            step.number,
            str(step.number),
            step.name,
            str(step.workdays),
            ", ".join(str(number) for number in step.after),
            step.finish_by.isoformat() if step.finish_by else "",
        )
        for step in steps
    ]


def with_blanks(lines: Sequence[StepLine], count: int = 3) -> list[StepLine]:
    room = min(max(count, 0), MOST_STEPS - len(lines))
    return [*lines, *(StepLine(len(lines) + place) for place in range(1, room + 1))]


def lines_typed(typed: Mapping[str, str]) -> list[StepLine]:
    """The lines that somebody typed, without those left blank."""
    found = []
    for place in range(1, MOST_STEPS + 1):
        parts = {name: keepable(typed.get(f"{name}-{place}", "")).strip()[:80] for name in ("was", "name", "workdays", "after", "finish_by")}  # fmt: skip
        if parts["name"] or parts["workdays"]:
            found.append(StepLine(place, **parts))
    return found


def drafts_of(lines: Sequence[StepLine]) -> list[StepDraft]:
    """The steps as the verb takes them, numbered anew. Raises a refusal that names the line."""
    numbers = {line.place: number for number, line in enumerate(lines, start=1)}
    return [
        StepDraft(step_of(line, numbers), int(line.was) if line.was.isdecimal() else None) for line in lines
    ]


def step_of(line: StepLine, numbers: Mapping[int, int]) -> WorkStep:
    number = numbers[line.place]
    if not line.workdays.isdecimal() or len(line.workdays) > 4:
        require(no("Step %(number)s: enter the working days as a whole number.", number=number))
    if not re.fullmatch(r"[\d,\u3001\uff0c; ]*", line.after):
        require(no("Step %(number)s: write the numbers of the steps before it, as in 1, 3.", number=number))
    after = [int(found) for found in re.findall(r"\d{1,3}", line.after)]
    return WorkStep(
        number,
        line.name,
        int(line.workdays),
        tuple(sorted({numbers.get(one, one + MOST_STEPS) for one in after})),
        finish_by=day_in(line.finish_by, number),
    )


def day_in(typed: str, number: int) -> date | None:
    day = typed_day(typed) if typed else None
    if isinstance(day, Text):
        raise Refused(Text("Step %(number)s: %(wrong)s", number=number, wrong=day))
    return day
