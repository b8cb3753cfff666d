"""What happened to a row, as a page tells it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from gongjian.ledger.models import Entry
from gongjian.ledger.queries import history


def story_of(*rows: Model, most: int | None = None) -> list[dict[str, Any]]:
    """The entries about these rows for the component `timeline`, newest first."""
    return entries_for_page(history(rows)[:most])


def entries_for_page(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    return [
        {
            "at": entry.at,
            "text": entry.verb,
            "by": entry.actor,
            "note": entry.note,
        }
        for entry in entries
    ]
