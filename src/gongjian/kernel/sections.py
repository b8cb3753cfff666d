"""Sections of a rulebook: values that a county sets, each with its default, its bounds and its name."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, field, fields
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from gongjian.kernel.text import Text

S = TypeVar("S")


def rule(default: Decimal | int | bool, label: str, *, low: int = 0, high: int = 100, unit: str = "") -> Any:
    """One value that the county sets; `label` and `unit` are msgids."""
    return field(default=default, metadata={"label": label, "unit": unit, "low": low, "high": high})


def rules_of(section: type) -> Iterator[Field]:
    return (one for one in fields(section) if "label" in one.metadata)


def read_section(section: type[S], data: Mapping[str, Any]) -> S:
    """The section as the rooms use it. What the data does not say keeps its default."""
    known = {one.name: value_of(one, data[one.name]) for one in rules_of(section) if one.name in data}
    return section(**known)


def write_section(section: object) -> dict[str, Any]:
    return {one.name: written(getattr(section, one.name)) for one in rules_of(type(section))}


def complaints(section: type, data: Mapping[str, Any]) -> dict[str, Text]:
    """What is wrong with typed values, by the name of the rule."""
    found = {}
    for one in rules_of(section):
        if one.name in data and (complaint := complaint_about(one, data[one.name])):
            found[one.name] = complaint
    return found


def complaint_about(one: Field, typed: Any) -> Text | None:
    low, high = one.metadata["low"], one.metadata["high"]
    try:
        value = value_of(one, typed)
    except (InvalidOperation, ValueError, TypeError):
        return Text("“%(typed)s” is not a number.", typed=str(typed))
    if isinstance(value, bool) or low <= value <= high:
        return None
    return Text("Enter a value from %(low)s to %(high)s.", low=low, high=high)


def value_of(one: Field, typed: Any) -> Decimal | int | bool:
    default = one.default
    if default is MISSING:
        raise TypeError(f"{one.name} has no default")
    if isinstance(default, bool):
        return typed in (True, "on", "true", "True", "1", 1)
    if isinstance(default, int):
        return int(str(typed).strip())
    value = Decimal(str(typed).strip())
    if not value.is_finite():
        raise ValueError(typed)
    return value


def written(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value
