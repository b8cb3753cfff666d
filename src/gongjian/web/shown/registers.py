"""What the registers say of one project, for its own page."""

from collections import defaultdict
from typing import Any

from gongjian.registers.models import Register, RegisterEntry
from gongjian.registers.queries import layout_of_register, permit_facts
from gongjian.registers.rules import Manner, PermitState, sums_of
from gongjian.registers.rules.counting import Stood
from gongjian.web.http import Request, now
from gongjian.web.registers.shown import permit_cell, steps_of, thing_counted
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
