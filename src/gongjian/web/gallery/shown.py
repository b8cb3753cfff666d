"""What the gallery shows: sample values in every state, none of them real."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from gongjian.worklist.rules import Light

TODAY = date(2026, 10, 13)
AT = datetime(2026, 10, 13, 8, 30, tzinfo=UTC)
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


def charts() -> dict[str, dict[str, Any]]:
    days = ["2026-09-13", "2026-09-28", "2026-10-13", "2026-10-28"]
    return {
        "trend": {
            "kind": "trend",
            "days": days,
            "unit": "%",
            "series": [
                {"name": _("Actual"), "values": [12, 24, 37, 45]},
                {"name": _("Baseline"), "values": [15, 28, 40, 53], "light": "not_due"},
            ],
        },
        "bars": {
            "kind": "stacked-bars",
            "lights": [{"code": light.value, "label": _(light.label)} for light, _count in tally()],
            "rows": [
                {
                    "label": _("Sample unit %(n)s") % {"n": n},
                    "counts": {light.value: (count * n) % 11 for light, count in tally()},
                }
                for n in range(1, 7)
            ],
        },
        "curve": {
            "kind": "curve",
            "unit": "%",
            "today": "2026-10-13",
            "baseline": [["2026-08-25", 0], ["2026-10-01", 40], ["2026-12-31", 100]],
            "actual": [["2026-09-13", 8], ["2026-09-28", 22], ["2026-10-13", 31]],
        },
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
        {"on": TODAY, "text": "Received", "by": "office", "tone": "success"},
    ]


def page_of_many(request: HttpRequest) -> Page[int]:
    return Paginator(range(524), 50).get_page(request.GET.get("page", "3"))
