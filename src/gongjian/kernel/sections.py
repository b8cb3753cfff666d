"""Sections of a rulebook: values that a county sets, each with its default, its bounds and its name."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, field, fields
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from gongjian.kernel.text import Text

S = TypeVar("S")


class Gap(LookupError):
    """A rulebook does not say what is asked: it was written before the rule was thought of, or not in full."""


def rule(
    default: Decimal | int | bool,
    label: str,
    *,
    low: int = 0,
    high: int = 100,
    unit: str = "",
    before: Decimal | int | bool | None = None,
) -> Any:
    """One value that the county sets; `label` and `unit` are msgids.

    A rule that comes with a later release says with `before` what held until then: older versions mean that.
    """
    told = {"label": label, "unit": unit, "low": low, "high": high, "before": before}
    return field(default=default, metadata=told)


def rules_of(section: type) -> Iterator[Field]:
    return (one for one in fields(section) if "label" in one.metadata)


def read_section(section: type[S], data: Mapping[str, Any]) -> S:
    """The section as the rooms use it. Nothing is filled in from today's defaults: a gap is refused."""
    return section(**{one.name: value_said(section, one, data) for one in rules_of(section)})


def value_said(section: type, one: Field, data: Mapping[str, Any]) -> Decimal | int | bool:
    if one.name in data:
        return value_of(one, data[one.name])
    if one.metadata["before"] is None:
        raise Gap(f"The rulebook does not say {section.__name__}.{one.name}.")
    return value_of(one, one.metadata["before"])


def write_section(section: object) -> dict[str, Any]:
    return {one.name: value_to_store(getattr(section, one.name)) for one in rules_of(type(section))}


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


def value_to_store(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value
