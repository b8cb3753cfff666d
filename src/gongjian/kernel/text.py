"""Sentences that can still be said in any language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from gongjian.kernel.renamed import todays
from gongjian.kernel.vocabulary import Term

Translate = Callable[[str], str]


def as_written(msgid: str) -> str:
    return msgid


@dataclass(frozen=True, init=False)
class Text:
    """A sentence by its English msgid and the values that go into it; a door says it in the reader's language."""

    msgid: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def __init__(self, msgid: str, /, **params: Any) -> None:
        object.__setattr__(self, "msgid", msgid)
        object.__setattr__(self, "params", params)

    def __bool__(self) -> bool:
        return bool(self.msgid)

    def __str__(self) -> str:
        return self.say(as_written)

    def __hash__(self) -> int:
        return hash(str(self))

    def say(self, translate: Translate) -> str:
        sentence = translate(todays(self.msgid)) if self.msgid else ""
        if not self.params:
            return sentence
        return sentence % {name: spoken(value, translate) for name, value in self.params.items()}

    def to_json(self) -> dict[str, Any]:
        return {"text": self.msgid, "with": {name: kept(value) for name, value in self.params.items()}}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Text":
        return cls(data["text"], **{name: restored(value) for name, value in data.get("with", {}).items()})


DAY = Text("%(day)s %(month)s %(year)s").msgid
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def spoken(value: Any, translate: Translate) -> Any:
    if isinstance(value, Text):
        return value.say(translate)
    if isinstance(value, Term):
        return translate(value.label)
    if isinstance(value, date):
        return spoken_day(value, translate)
    if isinstance(value, tuple | list):
        return translate(", ").join(str(spoken(part, translate)) for part in value)
    return value


def spoken_day(day: date, translate: Translate) -> str:
    """A day as the language writes it: English names the month, Chinese numbers it."""
    pattern = translate(DAY)
    month = MONTHS[day.month - 1] if pattern == DAY else day.month
    return pattern % {"year": day.year, "month": month, "day": day.day}


def kept(value: Any) -> Any:
    """A day inside a sentence stays a day, so that every language can still write it in its own way."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return {"day": value.isoformat()}
    return stored(value)


def stored(value: Any) -> Any:
    if isinstance(value, Text):
        return value.to_json()
    if isinstance(value, Term):
        return {"text": value.label, "with": {}}
    if isinstance(value, tuple | list):
        return [stored(part) for part in value]
    if isinstance(value, Decimal | date):
        return str(value)
    return value


def restored(value: Any) -> Any:
    if isinstance(value, dict) and "text" in value:
        return Text.from_json(value)
    if isinstance(value, dict) and "day" in value:
        return date.fromisoformat(value["day"])
    if isinstance(value, list):
        return [restored(part) for part in value]
    return value
