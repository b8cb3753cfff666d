"""What happened to a row, as a page tells it."""

from typing import Any

from django.db.models import Model

from gongjian.ledger.queries import history


def story_of(*rows: Model) -> list[dict[str, Any]]:
    """The entries about these rows for the component `timeline`, newest first."""
    return [
        {"at": entry.at, "text": entry.verb, "by": entry.actor, "note": entry.facts.get("note", "")}
        for entry in history(rows)
    ]
