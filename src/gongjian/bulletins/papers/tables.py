"""The tables of a bulletin, from its snapshot, in the language in force."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongjian.assessment.rules import LineKind
from gongjian.bulletins.papers.figures import MINUS, MOST_BEHIND
from gongjian.bulletins.rules import behind as behind_of
from gongjian.campaigns.rules import Counting, Series
from gongjian.kernel.numbers import grouped, percent, rounded
from gongjian.kernel.quantities import Quantity
from gongjian.kernel.text import Text
from gongjian.reporting.rules import Filing
from gongjian.standing.rules import left_out
from gongjian.worklist.rules import Light

NOTHING = "–"
POINTS = {
    LineKind.COMPLETION: Text("Points for completion"),
    LineKind.AHEAD: Text("Points for being ahead"),
    LineKind.DUE: Text("Points for items due"),
    LineKind.TIMELINESS: Text("Points for timeliness"),
}
Data = Mapping[str, Any]


def table(
    caption: str, head: list[str], rows: list[list[str]], align: str, *, widths: tuple[float, ...] = ()
) -> dict[str, Any]:
    """A table as plain data; `align` has a letter per column: l, c or r; widths are relative."""
    sides = {"l": "left", "c": "center", "r": "right"}
    return {
        "caption": caption,
        "head": head,
        "rows": rows,
        "align": [sides[letter] for letter in align],
        "widths": list(widths),
        "note": "",
    }


def tables_of(section: str, data: Data) -> list[dict[str, Any]]:
    drawn: dict[str, Callable[[Data], list[dict[str, Any]]]] = {
        "overall": targets,
        "lines": draw_line_table,
        "ranking": ranking,
        "behind": behind,
        "reports": reports,
    }
    return drawn[section](data) if section in drawn else []


def targets(data: Data) -> list[dict[str, Any]]:
    if not data["targets"]:
        return []
    rows = [target_row(target, data["period"]["cut_off_on"]) for target in data["targets"]]
    head = [_("Target"), _("Goal"), _("Actual"), _("Ratio"), _("State")]
    drawn = table(_("Targets of the campaign"), head, rows, "lrrrc", widths=(11, 7.5, 7.5, 8, 4))
    return [drawn | {"note": "\n".join(not_added(data["targets"]))}]


def target_row(target: Data, cut_off_on: str) -> list[str]:
    """Goal, actual and ratio in one unit. Where nothing can be counted yet, nothing is said, not nought."""
    goal = Quantity.of(Decimal(target["value"]), target["unit"])
    is_counted = bool(Decimal(target["whole"]))
    actual = Quantity.of(Decimal(target["actual"]), target["unit"]).as_in(goal)
    return [
        target["name"],
        quantity_in_words(goal.raised()),
        quantity_in_words(actual) if is_counted else NOTHING,
        ratio(target, goal) if is_counted else NOTHING,
        state_of(target, cut_off_on),
    ]


def state_of(target: Data, cut_off_on: str) -> str:
    """Before its day nothing is missed."""
    if target["reached"]:
        return _("reached")
    return _("not reached") if target["due_on"] <= cut_off_on else _("ongoing")


def ratio(target: Data, goal: Quantity) -> str:
    parts = [Fraction(Decimal(target[name])) for name in ("part", "whole")]
    if Counting.of(target["counting"]) == Counting.SUM:
        parts = [Quantity.of(part, target["unit"]).as_in(goal).value for part in parts]
    return "/".join(grouped(rounded(part, 2)) for part in parts)


def quantity_in_words(quantity: Quantity) -> str:
    return quantity.words(traditional=(get_language() or "").startswith("zh-hant"))


def not_added(targets: Iterable[Data]) -> Iterator[str]:
    for target in targets:
        if said := left_out([(unit, count) for unit, count in target.get("apart", ())]):
            yield _("%(name)s: %(said)s") % {"name": target["name"], "said": said.say(_)}


def draw_line_table(data: Data) -> list[dict[str, Any]]:
    rows = [counted_row(line["name"], line, line["projects"]) for line in data["lines"]]
    rows.append(counted_row(_("Total"), data["overall"], data["overall"]["projects"]))
    head = [
        _("Line of work"),
        _("Projects"),
        _("Items"),
        _("Done"),
        _("Behind"),
        _("Completion"),
        _("Expected"),
        _("Gap"),
    ]
    return [table(_("Progress by line of work"), head, rows, "lrrrrrrr")]


def counted_row(name: str, part: Data, projects: int) -> list[str]:
    lights = part["lights"]
    return [
        name,
        str(projects),
        str(part["items"]),
        str(lights[Light.DONE.value]),
        str(behind_of(lights)),
        share(part["completion"]),
        share(part["expected"]),
        points(part["gap"]),
    ]


def share(stored: str) -> str:
    return f"{percent(Fraction(stored))}%"


def points(stored: str) -> str:
    value = percent(Fraction(stored))
    return f"{value:+}".replace("-", MINUS) if value else "0.0"


def ranking(data: Data) -> list[dict[str, Any]]:
    return [ranking_of(one) for one in data["series"]]


def ranking_of(series: Data) -> dict[str, Any]:
    rows = [
        [
            str(place["place"]),
            place["name"],
            two_places(place["total"]),
            *(two_places(points_for(place, kind)) for kind in POINTS),
            change(place),
        ]
        for place in series["places"]
    ]
    head = [_("Place"), _("Unit"), _("Points"), *(one.say(_) for one in POINTS.values()), _("Change")]
    caption = _("Ranking: %(series)s") % {"series": _(Series.of(series["series"]).label)}
    return table(caption, head, rows, "clrrrrrc")


def two_places(stored: str) -> str:
    return f"{Decimal(stored):.2f}" if stored else NOTHING


def points_for(place: Data, kind: LineKind) -> str:
    found = [line["points"] for line in place["lines"] if line["kind"] == kind.value]
    return found[0] if found else ""


def change(place: Data) -> str:
    if place["before"] is None:
        return _("new")
    moved = place["before"] - place["place"]
    return f"↑{moved}" if moved > 0 else f"↓{-moved}" if moved < 0 else "="


def behind(data: Data) -> list[dict[str, Any]]:
    rows = [
        [
            item["name"],
            item["project"],
            item["unit"],
            _(Light.of(item["light"]).label),
            points(item["gap"]),
            item["cause"] or _("not stated"),
        ]
        for item in data["behind"][:MOST_BEHIND]
    ]
    head = [_("Item"), _("Project"), _("Unit"), _("Light"), _("Gap"), _("Cause")]
    return (
        [table(_("Items lagging most"), head, rows, "lllcrl", widths=(7, 9, 6.5, 5.6, 4, 10.5))]
        if rows
        else []
    )


def reports(data: Data) -> list[dict[str, Any]]:
    rows = [
        [entry["name"], _(Filing.of(entry["filing"]).label), str(entry["streak"])]
        for entry in data["reports"]["troubled"]
    ]
    head = [_("Unit"), _("Report"), _("Times in a row")]
    return [table(_("Late or missing reports"), head, rows, "lcr")] if rows else []
