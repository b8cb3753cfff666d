"""The figures of a bulletin: what each is called, what it says, and which entries stand behind it."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext

from gongjian.bulletins.rules import behind
from gongjian.bulletins.rules.words import FIGURE
from gongjian.kernel.numbers import percent
from gongjian.kernel.text import Text
from gongjian.reporting.rules import Filing
from gongjian.worklist.rules import Light

MINUS = "\N{MINUS SIGN}"
MOST_BEHIND = 20  # rows on the paper; the Excel file has all
NAMES = {
    "cut_off": Text("cut-off date"),
    "period": Text("period"),
    "projects": Text("projects"),
    "items": Text("items"),
    "completion": Text("completion"),
    "expected": Text("expected completion"),
    "gap": Text("gap"),
    "owed": Text("reports due"),
    "behind": Text("items behind"),
    "listed": Text("items behind in the table"),
    "lines_ahead": Text("lines of work on or ahead of schedule"),
    "lines_behind": Text("lines of work behind schedule"),
    "troubled": Text("units late or missing"),
    "empty": Text("units with empty reports"),
}


def figures_of(data: Mapping[str, Any]) -> dict[str, str]:
    """Every figure by its name, as the paper prints it, in the language in force."""
    found = {
        "cut_off": day_in_full(data["period"]["cut_off_on"]),
        "period": day_in_full(data["period"]["nominal_on"]),
    }
    found |= figures_of_part("", data["overall"])
    for line in data["lines"]:
        found |= figures_of_part(f"{line['code']}.", line)
    ahead, late = lines_by_schedule(data)
    found |= {"lines_ahead": listed(ahead), "lines_behind": listed(late)}
    found["listed"] = str(min(len(data["behind"]), MOST_BEHIND))
    reports = data["reports"]
    found["owed"] = str(reports["owed"])
    found |= {f"filed_{code}": str(count) for code, count in reports["counts"].items()}
    found["troubled"] = listed(entry["name"] for entry in reports["troubled"])
    found["empty"] = listed(reports["empty"])
    return found


def lines_by_schedule(data: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """The names of the lines on or ahead of schedule, and of those behind it, by the gap that is printed."""
    ahead: list[str] = []
    late: list[str] = []
    for line in data["lines"]:
        (ahead if percent(Fraction(line["gap"])) >= 0 else late).append(line["name"])
    return ahead, late


def figures_of_part(prefix: str, part: Mapping[str, Any]) -> dict[str, str]:
    lights = {f"{prefix}light_{code}": str(count) for code, count in part["lights"].items()}
    return lights | {
        f"{prefix}projects": str(part["projects"]),
        f"{prefix}items": str(part["items"]),
        f"{prefix}behind": str(behind(part["lights"])),
        f"{prefix}completion": f"{percent(Fraction(part['completion']))}%",
        f"{prefix}expected": f"{percent(Fraction(part['expected']))}%",
        f"{prefix}gap": against_schedule(part["gap"]),
    }


def against_schedule(gap: str) -> str:
    """How far ahead of schedule or behind it, in words, from the unrounded value."""
    points = percent(Fraction(gap))
    if not points:
        return gettext("exactly on schedule")
    if points < 0:
        return gettext("%(points)s percentage points behind schedule") % {"points": f"{-points}"}
    return gettext("%(points)s percentage points ahead of schedule") % {"points": f"{points}"}


def day_in_full(iso: str) -> str:
    day = parse_date(iso)
    return date_format(day, "DATE_FORMAT") if day else iso


def listed(names: Iterator[str] | list[str]) -> str:
    return gettext(", ").join(names) or gettext("none")


def figure_labels(data: Mapping[str, Any]) -> dict[str, str]:
    """What people call each figure, in the language in force."""
    found = {name: text.say(gettext) for name, text in NAMES.items()}
    found |= {f"light_{light.value}": gettext(light.label) for light in Light}
    found[f"light_{Light.LAGGING.value}"] = gettext("lagging, not seriously")
    found |= {f"filed_{filing.value}": gettext("reports %s") % gettext(filing.label) for filing in Filing}
    for line in data["lines"]:
        for name in figures_of_part("", line):
            found[f"{line['code']}.{name}"] = f"{line['name']}·{found[name]}"
    return found


def with_labels(text: str, data: Mapping[str, Any]) -> str:
    """The text as the editor shows it: figures by what people call them."""
    labels = figure_labels(data)
    return FIGURE.sub(lambda found: f"{{{labels.get(found[1], found[1])}}}", text)


def with_codes(text: str, data: Mapping[str, Any]) -> str:
    """The text as it is kept: figures by their names."""
    codes = {label: code for code, label in figure_labels(data).items()}
    return FIGURE.sub(lambda found: f"{{{codes.get(found[1].strip(), found[1])}}}", text)


def figure_links(data: Mapping[str, Any]) -> dict[str, str]:
    """For each figure the filter of the worklist that shows the entries behind it, as known at the cut-off."""
    on = f"on={data['period']['cut_off_on']}"
    found = links("", on)
    for line in data["lines"]:
        found |= links(f"{line['code']}.", f"line={line['line']}&{on}")
    return found


def links(prefix: str, query: str) -> dict[str, str]:
    found = {f"{prefix}{name}": query for name in ("projects", "items", "completion", "expected", "gap")}
    found |= {f"{prefix}light_{light.value}": f"light={light.value}&{query}" for light in Light}
    found[f"{prefix}behind"] = f"light={Light.LAGGING.value}&light={Light.SERIOUS.value}&{query}"
    return found
