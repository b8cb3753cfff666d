"""Plans worked back, as pages and drawings show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import section_at
from gongjian.kernel.sections import read_section
from gongjian.web.http import Request, now
from gongjian.worklist.queries.steps import StepOfItem
from gongjian.worklist.rules.backwards import Ruler, StepRules, StepState
from gongjian.worklist.rules.step_words import must_start, why

SHORT = 40
TONES = {
    StepState.DONE: "done",
    StepState.OVERDUE: "serious",
    StepState.LATE_TO_BEGIN: "lagging",
    StepState.IN_HAND: "ahead",
    StepState.SOON: "blocked",
    StepState.TO_COME: "not_due",
}
MARKS = {
    StepState.DONE: "success",
    StepState.OVERDUE: "danger",
    StepState.LATE_TO_BEGIN: "warning",
    StepState.IN_HAND: "info",
    StepState.SOON: "info",
    StepState.TO_COME: "neutral",
}


@dataclass(frozen=True, slots=True)
class DatedStep:
    """A step with its dates in words."""

    one: StepOfItem
    sentence: Any
    why: Any
    after: str
    tone: str


def step_rules(campaign: Campaign, request: Request) -> StepRules:
    return read_section(StepRules, section_at(campaign, "steps", now(request)))


def steps_with_dates(found: Sequence[StepOfItem], *, today: date, ruler: Ruler) -> list[DatedStep]:
    """Takes the steps of items; gives each with its latest start, the reason for it and its tone, in words."""
    return [
        DatedStep(
            one,
            must_start(one.dated, today=today, ruler=ruler),
            why(one.dated, then=one.then, due_on=one.item.baseline.due_on),  # type: ignore[union-attr]
            ", ".join(str(number) for number in one.row.after),
            MARKS[one.state],
        )
        for one in found
    ]


def gantt(found: Iterable[StepOfItem], *, today: date, named: bool = False) -> dict[str, Any]:
    """What the island draws: a bar from the latest start to the latest finish, one for each step."""
    rows = list(found)
    return {
        "today": today.isoformat(),
        "states": [
            {"code": TONES[state], "label": _(state.label)}
            for state in StepState
            if state in {one.state for one in rows}
        ],
        "rows": [
            {
                "label": (f"{one.item.code} " if named else f"{one.row.number}. ") + one.row.name[:SHORT],
                "from": one.dated.latest_start.isoformat(),
                "to": one.dated.latest_finish.isoformat(),
                "done": one.row.done_on.isoformat() if one.row.done_on else None,
                "state": TONES[one.state],
                "critical": one.dated.critical,
                "slack": one.dated.slack,
            }
            for one in rows
        ],
    }
