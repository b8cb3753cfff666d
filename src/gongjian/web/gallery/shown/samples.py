"""What the gallery shows: sample values in every state, none of them real."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from gongjian.ui.charts import BarPart, HeatCell, Line, LineChart
from gongjian.ui.charts.bars import paint_of_light
from gongjian.worklist.rules import Light

TODAY = date(2026, 10, 13)
AT = datetime(2026, 10, 13, 8, 30, tzinfo=UTC)
SAMPLE_PARTS = [BarPart(f"{n}", n, f"part-{n}") for n in range(1, 7)]
STEPS = "2026-09-27; 33; …\n2026-10-22; 100; …"
COUNTS = (21, 9, 48, 12, 5, 3, 14)
ROWS = (
    ("XM-001-01", Light.DONE, "1", "0.9", "0.1", 12_500),
    ("XM-001-02", Light.AHEAD, "0.64", "0.52", "0.12", 8_400),
    ("XM-002-01", Light.ON_SCHEDULE, "0.55", "0.553", "-0.003", 350),
    ("XM-003-02", Light.LAGGING, "0.38", "0.49", "-0.11", 62_000),
    ("XM-004-01", Light.SERIOUS, "0.12", "0.47", "-0.35", 4_200),
    ("XM-005-03", Light.BLOCKED, "0.3", "0.5", "-0.2", 990),
    ("XM-006-01", Light.NOT_DUE, "0", "0", "0", 128),
)


def tally() -> list[tuple[Light, int]]:
    """From done to not due, in the order of a bar."""
    order = (
        Light.DONE,
        Light.AHEAD,
        Light.ON_SCHEDULE,
        Light.LAGGING,
        Light.SERIOUS,
        Light.BLOCKED,
        Light.NOT_DUE,
    )
    return list(zip(order, COUNTS, strict=True))


def rows() -> list[dict[str, Any]]:
    return [
        {
            "code": code,
            "title": _("Sample item %(n)s") % {"n": place},
            "light": light,
            "actual": Decimal(actual),
            "expected": Decimal(expected),
            "gap": Decimal(gap),
            "invested": invested,
        }
        for place, (code, light, actual, expected, gap, invested) in enumerate(ROWS, start=1)
    ]


def charts() -> dict[str, Any]:
    return {
        "curve": sample_curve(),
        "stages": sample_stages(),
        "units": [sample_unit(n) for n in range(1, 7)],
        "parts": SAMPLE_PARTS,
    }


def sample_curve() -> LineChart:
    """Milestones are steps; today is near the due date."""
    steps = [(date(2026, 9, 5), 0, ""), (date(2026, 9, 27), 33, _("Foundation")), (date(2026, 10, 22), 100, _("Opening"))]  # fmt: skip
    promised = [
        point
        for (_a, before, _b), (day, share, _c) in pairwise(steps)
        for point in ((day, before), (day, share))
    ]
    reached = ((date(2026, 9, 5), 0), (date(2026, 9, 15), 8), (date(2026, 9, 30), 22))
    lines = (
        Line(_("Actual"), reached, steps=True),
        Line(
            _("Expected"),
            ((date(2026, 9, 5), 0), *promised),
            is_promise=True,
            names={day: name for day, _d, name in steps},
        ),
    )
    return LineChart(_("Curve"), lines, "%", today=TODAY, due_on=date(2026, 10, 22), whole=100)


def sample_stages() -> LineChart:
    days = (date(2026, 8, 25), date(2026, 9, 13), date(2026, 9, 28), TODAY)
    names = [_("Sample unit %(n)s") % {"n": n} for n in range(1, 7)]
    lines = [
        Line(name, tuple((day, place * (7 - n)) for place, day in enumerate(days)), steps=bool(n % 2))
        for n, name in enumerate(names, start=1)
    ]
    return LineChart(_("Trend"), tuple(lines), _("sets"))


def sample_unit(n: int) -> dict[str, Any]:
    name = _("Sample unit %(n)s") % {"n": n}
    counts = [(light, (count * n) % 11) for light, count in tally()]
    return {
        "name": name,
        "lights": counts,
        "actual": Decimal(n) / 8,
        "expected": Decimal("0.6"),
        "parts": [
            BarPart(part.name, place * n, part.paint) for place, part in enumerate(SAMPLE_PARTS, start=1)
        ],
        "way": [(n * place) % 7 for place in range(1, 7)],
        "cells": [
            HeatCell(f"{name}: {_(light.label)}", paint_of_light(light), "#charts")
            for light, _count in counts
        ],
    }


def events() -> list[dict[str, Any]]:
    return [
        {
            "at": AT,
            "text": "Sent back",
            "by": "unit01",
            "tone": "danger",
            "note": _("The evidence is missing."),
        },
        {"at": AT, "text": "Submitted", "by": "unit01"},
        {"on": TODAY, "text": "received", "by": "office", "tone": "success"},
    ]


def page_of_many(request: HttpRequest) -> Page[int]:
    return Paginator(range(524), 50).get_page(request.GET.get("page", "3"))
