"""What somebody asks of the list of obstacles, as it stands in the address."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, QueryDict

from gongjian.kernel.signs import keepable
from gongjian.obstacles.queries import SORTS, Wanted
from gongjian.obstacles.rules import Level, Listed

FILTERS = ("q", "project", "item", "kind", "group", "unit", "line", "level", "overdue")
NUMBERS = ("kind", "group", "unit", "line")
LONGEST_SEARCH = 80


@dataclass(frozen=True, slots=True)
class Asked:
    """A list with its filters and its order; `params` is the address that says the same."""

    which: Listed
    wanted: Wanted
    sort: str
    params: dict[str, str]

    def address(self, **changes: object) -> str:
        said = {**self.params, **changes}
        return "?" + urlencode({name: value for name, value in said.items() if value})


def read_address(query: QueryDict) -> Asked:
    """Read the address. What cannot be read is a page that does not exist."""
    which, level, sort = query.get("list") or Listed.IN_HAND, query.get("level", ""), query.get("sort", "")
    if not Listed.knows(which) or (level and not Level.knows(level)):
        raise Http404
    if sort and sort.removeprefix("-") not in SORTS:
        raise Http404
    q = keepable(query.get("q", "")).strip()[:LONGEST_SEARCH]
    numbers: dict[str, Any] = {name: read_number(query.get(name, "")) for name in NUMBERS}
    wanted = Wanted(
        q=q,
        level=Level.of(level) if level else None,
        project=keepable(query.get("project", ""))[:30],
        item=keepable(query.get("item", ""))[:40],
        overdue=query.get("overdue") == "1",
        **numbers,
    )
    params = {
        "list": "" if which == Listed.IN_HAND else str(which),
        "q": q,
        "level": level,
        "project": wanted.project,
        "item": wanted.item,
        "overdue": "1" if wanted.overdue else "",
        "sort": sort,
        **{name: str(value or "") for name, value in numbers.items()},
    }
    return Asked(Listed.of(which), wanted, sort, {name: value for name, value in params.items() if value})


def read_number(typed: str) -> int | None:
    if not typed:
        return None
    if not typed.isdecimal() or len(typed) > 9:
        raise Http404
    return int(typed)
