"""What the registers say, as several pages show it: of one project, of a stage, of a permit."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, pgettext

from gongjian.registers.models import Register, RegisterEntry
from gongjian.registers.queries import PermitFacts, layout_of_register, permit_facts
from gongjian.registers.rules import Layout, Manner, PermitState, Sums, sums_of
from gongjian.registers.rules.counting import Stood
from gongjian.web.http import Request, now
from gongjian.worklist.models import Project


def registers_of(request: Request, project: Project) -> list[dict[str, Any]]:
    """Every register in which this person sees something of the project."""
    seen = RegisterEntry.objects.visible_to(request.user, request.campaign).filter(
        project=project, dropped_at=None
    )
    by_register: dict[Register, list[RegisterEntry]] = defaultdict(list)
    for entry in seen.select_related("register").distinct():
        by_register[entry.register].append(entry)
    found = sorted(by_register, key=lambda register: register.position)
    return [register_for_panel(request, register, by_register[register]) for register in found]


def register_for_panel(request: Request, register: Register, entries: list[RegisterEntry]) -> dict[str, Any]:
    if register.manner == Manner.PERMITS:
        here = RegisterEntry.objects.filter(pk__in=[entry.pk for entry in entries])
        cells = [permit_cell(one) for one in permit_facts(here, at=now(request))]
        open_ones = [cell for cell in cells if cell.facts.state != PermitState.GRANTED]
        return {"register": register, "cells": open_ones, "granted": len(cells) - len(open_ones), "all": len(cells)}  # fmt: skip
    layout = layout_of_register(register)
    sums = sums_of([Stood(one.stage, one.quantity, one.reached) for one in entries], layout)
    return {
        "register": register,
        "sums": sums,
        "steps": steps_of(sums, layout),
        "unit": thing_counted(layout),
    }


TONES = {
    PermitState.NEEDED: "neutral",
    PermitState.APPLIED: "info",
    PermitState.ACCEPTED: "info",
    PermitState.CORRECTED: "info",
    PermitState.CORRECTING: "warning",
    PermitState.GRANTED: "success",
    PermitState.REFUSED: "danger",
}


@dataclass(frozen=True, slots=True)
class StageShare:
    """One stage of a sum: how many, and which share of the whole."""

    label: str
    things: Any
    quantity: Any
    share: Any


def steps_of(sums: Sums, layout: Layout) -> list[StageShare]:
    return [
        StageShare(
            gettext(one.label), sums.at(one.code).things, sums.at(one.code).quantity, sums.share(one.code)
        )
        for one in layout.counted
    ]


def thing_counted(layout: Layout) -> str:
    """What is counted: 户, or the permits."""
    return layout.thing or (
        pgettext("unit of counting", "permits") if layout.manner == Manner.PERMITS else ""
    )


@dataclass(frozen=True, slots=True)
class PermitCell:
    """A permit in the matrix or the queue: word, colour, and what is left."""

    facts: PermitFacts
    tone: str
    left: str

    @property
    def pk(self) -> int:
        return self.facts.entry.pk


def permit_cell(facts: PermitFacts) -> PermitCell:
    tone = "danger" if facts.is_late else "warning" if facts.is_soon else TONES[facts.state]
    return PermitCell(facts, tone, left_in_words(facts))


def left_in_words(facts: PermitFacts) -> str:
    if facts.clock.is_stopped:
        return gettext("clock stopped")
    return facts.left.words.say(gettext) if facts.left else ""
