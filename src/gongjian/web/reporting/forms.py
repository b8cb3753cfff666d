"""What somebody typed into the rows of a report."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from gongjian.kernel.numbers import plain
from gongjian.kernel.text import Text
from gongjian.reading.cells.numbers import NO_NUMBER
from gongjian.reading.cells.numbers import number_in as read_number
from gongjian.reporting.actions import RowDraft
from gongjian.reporting.models import ReportRow
from gongjian.reporting.rules import MAX_VALUE, Typed
from gongjian.web.forms.versions import versions_seen
from gongjian.worklist.rules import (
    Forecast,
    counted_in,
)

WORDS = ("cause", "next_step", "decrease_reason")
LONGEST = 1000
FIELD = re.compile(r"^(value|cause|next_step|decrease_reason|forecast)-([0-9]{1,18})$")


def drafts_from(
    typed: Mapping[str, Any], rows: Sequence[ReportRow]
) -> tuple[dict[int, RowDraft], dict[str, str]]:
    """What was typed, by item, and what cannot be read, by field. Fields that were not sent stay as they are kept."""
    by_item, seen = {row.item_id: row for row in rows}, versions_seen(str(typed.get("seen", "")))
    touched = {int(found[2]) for name in typed if (found := FIELD.match(name))} & set(by_item)
    drafts: dict[int, RowDraft] = {}
    errors: dict[str, str] = {}
    for item in sorted(touched):
        row = by_item[item]
        draft, complaints = draft_of(row, typed)
        errors |= {f"{item}-{name}": sentence for name, sentence in complaints.items()}
        if draft != row.typed():
            drafts[item] = RowDraft(draft, seen.get(item, 0))
    return drafts, errors


def draft_of(row: ReportRow, typed: Mapping[str, Any]) -> tuple[Typed, dict[str, str]]:
    draft, errors = row.typed(), {}
    for name in WORDS:
        if (text := typed.get(f"{name}-{row.item_id}")) is not None:
            said: dict[str, Any] = {name: str(text).replace("\x00", "")[:LONGEST]}
            draft = replace(draft, **said)
    if (forecast := typed.get(f"forecast-{row.item_id}")) is not None:
        draft = replace(draft, forecast=Forecast.of(forecast) if Forecast.knows(forecast) else None)
    if (text := typed.get(f"value-{row.item_id}")) is not None:
        value = typed_number(str(text), counted_in(row.item.measure, row.item.unit_of_measure))
        if isinstance(value, Text):
            errors["value"] = value.say(_)
        else:
            same = value is not None and value == (row.previous or Decimal(0))
            draft = replace(draft, value=None if same else value, unchanged=same)
    return draft, errors


def number_in(text: str, unit: str = "%") -> Decimal | None:
    value = typed_number(text, unit)
    return None if isinstance(value, Text) else value


def typed_number(text: str, unit: str) -> Decimal | Text | None:
    """A number as people type it, in the unit of its row; what may be two numbers, or counts something else, is asked about."""
    plain_text = unicodedata.normalize("NFKC", text).strip()
    if not plain_text:
        return None
    try:
        value: Decimal | Text = Decimal(plain_text)
    except InvalidOperation:
        value = read_number(plain_text, unit)
    if isinstance(value, Text) and value != NO_NUMBER:
        return value
    if isinstance(value, Text) or not value.is_finite() or not -MAX_VALUE <= value <= MAX_VALUE:
        return Text("“%(typed)s” is not a number.", typed=text[:40])
    return value


def with_no_change(typed: Mapping[str, Any], rows: Sequence[ReportRow]) -> dict[str, Any]:
    """Without script the buttons “no change” are part of the form: one row, or all that are still blank."""
    asked, filled = str(typed.get("no_change", "")), dict(typed.items())
    for row in rows:
        name = f"value-{row.item_id}"
        if asked == str(row.item_id) or (asked == "all" and not str(filled.get(name, "")).strip()):
            filled[name] = plain(row.previous or Decimal(0))
    return filled
