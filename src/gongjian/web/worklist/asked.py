"""What somebody asks of the worklist, as it stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import unquote, urlencode

from django.http import Http404, QueryDict
from django.utils.translation import gettext_lazy

from gongjian.kernel.signs import keepable
from gongjian.kernel.vocabulary import Term
from gongjian.standing.queries import Filter
from gongjian.standing.rules.attributes import ATTRIBUTES, GROUPS, QUESTIONS, SORTS
from gongjian.standing.rules.declaring import Attribute, ColumnPlace, Question, Typed
from gongjian.web.http import read_or_refused
from gongjian.worklist.rules import Light

SIZES = (50, 100, 200)
SOON_DAYS, SUNDAY = 14, 6
LONGEST_SEARCH = 80
COOKIE = "cols_worklist"
DUE_WORDS = {
    "overdue": gettext_lazy("overdue"),
    "week": gettext_lazy("due this week"),
    "soon": gettext_lazy("due in the next 14 days"),
}
ALL = {one.word.value: one for one in ATTRIBUTES if one.place != ColumnPlace.NOWHERE}
TO_CHOOSE = {name: one for name, one in ALL.items() if one.place in (ColumnPlace.USUAL, ColumnPlace.OFFERED)}
USUAL = tuple(name for name, one in ALL.items() if one.place == ColumnPlace.USUAL)
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
    chosen: tuple[str, ...]

    @property
    def columns(self) -> list[Attribute[Any]]:
        """What stands on the page: what always does, and what was chosen."""
        return [one for name, one in ALL.items() if one.place == ColumnPlace.ALWAYS or name in self.chosen]

    def address(self, **changes: object) -> str:
        """The same list with these changes; nothing takes a filter off. A change leads back to the first page."""
        said = {"page": None, **self.params, **{"page": None}, **changes}
        return "?" + urlencode({name: value for name, value in said.items() if value}, safe=",")

    def says(self, name: str) -> str:
        return self.params.get(name, "")

    @property
    def filters(self) -> bool:
        return any(name in self.params for name in FILTERS)


def questions_typed_as(*ways: Typed) -> tuple[str, ...]:
    return tuple(name for name, question in QUESTIONS.items() if question.typed in ways)


FILTERS = (
    *("q", *questions_typed_as(Typed.WORDS, Typed.CHOICE), "due", *questions_typed_as(Typed.DAY, Typed.TICK)),
)

URGENCY = "light"  # the order in which a list is read: what is worst stands first


def read_address(query: QueryDict, cookie: str, *, today: date) -> Asked:
    """Read the address. What cannot be read is a page that does not exist."""
    sort = query.get("sort") or URGENCY
    group, due = query.get("group", ""), query.get("due", "")
    if sort.removeprefix("-") not in SORTS or group not in {"", *GROUPS} or due not in {"", *DUE_WORDS}:
        raise Http404
    answers = {name: answer_of(question, query) for name, question in QUESTIONS.items()}
    size = read_number(query.get("size", "")) or SIZES[0]
    columns = columns_of(query, cookie)
    params = {
        name: query.get(name, "").strip() for name in questions_typed_as(Typed.CHOICE) if query.get(name)
    }
    params |= {"on": written(day_of(query.get("on", ""))), "q": text_of(query.get("q", ""))}
    params |= {name: ",".join(answers[name]) for name in questions_typed_as(Typed.WORDS)}
    params |= {"due": due, **{name: written(answers[name]) for name in questions_typed_as(Typed.DAY)}}
    params |= {name: "1" if answers[name] else "" for name in questions_typed_as(Typed.TICK)}
    params |= {
        "sort": "" if sort == URGENCY else sort,
        "group": group,
        "size": str(size) if size in SIZES[1:] else "",
        "cols": ",".join(columns) if "cols" in query else "",
    }
    return Asked(
        wanted=Filter(text_of(query.get("q", "")), answers | due_answers(due, answers, today=today)),
        params={name: value for name, value in params.items() if value},
        lights=answers["light"],
        sort=sort.removeprefix("-"),
        downwards=sort.startswith("-"),
        group=group,
        page=read_number(query.get("page", "")) or 1,
        size=size if size in SIZES else SIZES[0],
        chosen=columns,
    )


def answer_of(question: Question, query: QueryDict) -> Any:
    """What the address answers; nothing where it says nothing."""
    said = query.get(question.name, "")
    if question.typed == Typed.WORDS:
        return tuple(word_of(question, code) for code in listed(query, question.name))
    if question.typed == Typed.DAY:
        return day_of(said)
    return bool(said) if question.typed == Typed.TICK else read_number(said)


def word_of(question: Question, code: str) -> Term:
    if question.words is None or not question.words.knows(code):
        raise Http404
    return question.words.of(code)


def due_answers(due: str, answers: Mapping[str, Any], *, today: date) -> dict[str, Any]:
    """What “overdue”, “week” and “soon” mean today, in the questions that they stand for."""
    if due == "overdue":
        return {"to": today - timedelta(days=1), "light": narrowed(answers["light"])}
    ahead = {"week": SUNDAY - today.weekday(), "soon": SOON_DAYS}.get(due)
    if ahead is not None:
        return {"from": today, "to": today + timedelta(days=ahead), "light": narrowed(answers["light"])}
    return {}


def narrowed(lights: tuple[Light, ...]) -> tuple[Light, ...]:
    """What is done is neither overdue nor coming up."""
    return tuple(light for light in lights if light != Light.DONE) or OPEN_LIGHTS


def columns_of(query: QueryDict, cookie: str) -> tuple[str, ...]:
    chosen = listed(query, "cols") if "cols" in query else [*filter(None, unquote(cookie).split(","))]
    known = tuple(name for name in TO_CHOOSE if name in chosen)
    return known if known or "cols" in query else USUAL


def listed(query: QueryDict, name: str) -> list[str]:
    """Several values, written once with commas or several times."""
    return [part for value in query.getlist(name) for part in value.split(",") if part]


def read_number(typed: str) -> int | None:
    typed = typed.strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
        raise Http404
    return int(typed)


def day_of(typed: str) -> date | None:
    return read_or_refused(typed) if typed else None


def written(day: date | None) -> str:
    return day.isoformat() if day else ""


def text_of(typed: str) -> str:
    return keepable(typed).strip()[:LONGEST_SEARCH]
