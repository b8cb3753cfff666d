"""What somebody asks of the worklist, as it stands in the address."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import unquote, urlencode

from django.http import Http404, QueryDict
from django.utils.translation import gettext_lazy

from gongjian.kernel.days import day_of as kept_day
from gongjian.kernel.signs import keepable
from gongjian.standing.queries import GROUPS, SORTS, Filter
from gongjian.web.worklist.columns import ALWAYS, COLUMNS, STANDARD
from gongjian.worklist.rules import Light

SIZES = (50, 100, 200)
SOON_DAYS = 14
LONGEST_SEARCH = 80
COOKIE = "cols_worklist"
DUE_WORDS = {"overdue": gettext_lazy("overdue"), "soon": gettext_lazy("due in the next 14 days")}
GROUP_WORDS = {
    "unit": gettext_lazy("by unit"),
    "line": gettext_lazy("by line of work"),
    "official": gettext_lazy("by leading official"),
    "project": gettext_lazy("by project"),
}
OPEN_LIGHTS = tuple(light for light in Light if light != Light.DONE)


@dataclass(frozen=True, slots=True)
class Asked:
    """A filter with its order, its page, its columns and its day; `params` is the address that says the same."""

    wanted: Filter
    params: dict[str, str]
    lights: tuple[Light, ...]
    sort: str
    downwards: bool
    group: str
    page: int
    size: int
    columns: tuple[str, ...]

    def address(self, **changes: object) -> str:
        """The same list with these changes; nothing takes a filter off. A change leads back to the first page."""
        said = {"page": None, **self.params, **{"page": None}, **changes}
        return "?" + urlencode({name: value for name, value in said.items() if value}, safe=",")

    def says(self, name: str) -> str:
        return self.params.get(name, "")

    @property
    def filters(self) -> bool:
        return any(name in self.params for name in FILTERS)


FILTERS = ("q", "light", "unit", "line", "official", "due", "from", "to", "disagreeing", "target")


def asked(query: QueryDict, cookie: str, *, today: date) -> Asked:
    """Read the address. What cannot be read is a page that does not exist."""
    sort = query.get("sort") or "code"
    group, due = query.get("group", ""), query.get("due", "")
    if sort.removeprefix("-") not in SORTS or group not in {"", *GROUPS} or due not in {"", *DUE_WORDS}:
        raise Http404
    lights = tuple(light_of(code) for code in listed(query, "light"))
    size = number_of(query.get("size", "")) or SIZES[0]
    columns = columns_of(query, cookie)
    params = {
        name: query.get(name, "").strip()
        for name in ("on", "unit", "line", "official", "target")
        if query.get(name)
    }
    params |= {
        "q": text_of(query.get("q", "")),
        "light": ",".join(lights),
        "due": due,
        "from": query.get("from", ""),
        "to": query.get("to", ""),
        "disagreeing": "1" if query.get("disagreeing") else "",
        "sort": "" if sort == "code" else sort,
        "group": group,
        "size": str(size) if size in SIZES[1:] else "",
        "cols": ",".join(columns) if "cols" in query else "",
    }
    return Asked(
        wanted=filter_of(query, lights, due, today=today),
        params={name: value for name, value in params.items() if value},
        lights=lights,
        sort=sort.removeprefix("-"),
        downwards=sort.startswith("-"),
        group=group,
        page=number_of(query.get("page", "")) or 1,
        size=size if size in SIZES else SIZES[0],
        columns=columns,
    )


def filter_of(query: QueryDict, lights: tuple[Light, ...], due: str, *, today: date) -> Filter:
    due_from, due_to = day_of(query.get("from", "")), day_of(query.get("to", ""))
    if due == "overdue":
        due_to, lights = today - timedelta(days=1), narrowed(lights)
    elif due == "soon":
        due_from, due_to, lights = today, today + timedelta(days=SOON_DAYS), narrowed(lights)
    return Filter(
        text=text_of(query.get("q", "")),
        lights=lights,
        unit=number_of(query.get("unit", "")),
        line=number_of(query.get("line", "")),
        official=number_of(query.get("official", "")),
        due_from=due_from,
        due_to=due_to,
        disagreeing=bool(query.get("disagreeing")),
        target=number_of(query.get("target", "")),
    )


def narrowed(lights: tuple[Light, ...]) -> tuple[Light, ...]:
    """What is done is neither overdue nor coming up."""
    return tuple(light for light in lights if light != Light.DONE) or OPEN_LIGHTS


def columns_of(query: QueryDict, cookie: str) -> tuple[str, ...]:
    chosen = listed(query, "cols") if "cols" in query else [*filter(None, unquote(cookie).split(","))]
    known = tuple(key for key in COLUMNS if key in chosen and key not in ALWAYS)
    return known if known or "cols" in query else STANDARD


def listed(query: QueryDict, name: str) -> list[str]:
    """Several values, written once with commas or several times."""
    return [part for value in query.getlist(name) for part in value.split(",") if part]


def light_of(code: str) -> Light:
    if not Light.knows(code):
        raise Http404
    return Light.of(code)


def number_of(typed: str) -> int | None:
    typed = typed.strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
        raise Http404
    return int(typed)


def day_of(typed: str) -> date | None:
    if typed and kept_day(typed) is None:
        raise Http404
    return kept_day(typed)


def text_of(typed: str) -> str:
    return keepable(typed).strip()[:LONGEST_SEARCH]
