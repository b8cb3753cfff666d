"""A file is kept with what it would do. What that is, the room says that reads it; it also says who may."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings

from gongjian import vault
from gongjian.intake.models import IncomingList
from gongjian.kernel.verdict import Refused, no, require
from gongjian.reading.grids import Grid
from gongjian.reading.uploads import Unacceptable, safe_name
from gongjian.sandbox.files import grids_of


def keep_list(
    name: str,
    content: bytes,
    *,
    purpose: str,
    scope: int,
    by: Any,
    at: datetime,
    mapping: Mapping[str, str] | None = None,
) -> IncomingList:
    """The file lies in the vault; columns and answers of the last file of this purpose are remembered."""
    latest = IncomingList.objects.filter(purpose=purpose, scope=scope).order_by("-pk").first()
    return IncomingList.objects.create(
        purpose=purpose,
        scope=scope,
        file_name=safe_name(name),
        sha256=vault.keep(settings.VAULT_DIR, content),
        mapping={**(latest.mapping if latest else {}), **(mapping or {})},
        answers=dict(latest.answers) if latest else {},
        uploaded_at=at,
        uploaded_by=by,
    )


def locked_list(incoming: IncomingList) -> IncomingList:
    """The file in hand, which nobody has applied yet."""
    incoming = IncomingList.objects.select_for_update(no_key=True).get(pk=incoming.pk)
    if incoming.applied_at:
        require(no("The file has already been applied."))
    return incoming


def remember(
    incoming: IncomingList,
    *,
    mapping: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
) -> IncomingList:
    """What a person said of the file: which column is which, and the answers to its questions."""
    incoming.mapping = {**incoming.mapping, **(mapping or {})}
    incoming.answers = {**incoming.answers, **(answers or {})}
    incoming.save(update_fields=["mapping", "answers"])
    return incoming


def write_outcome(incoming: IncomingList, outcome: dict[str, Any]) -> IncomingList:
    incoming.outcome = outcome
    incoming.save(update_fields=["outcome"])
    return incoming


def mark_applied(incoming: IncomingList, *, by: Any, at: datetime) -> IncomingList:
    incoming.applied_at, incoming.applied_by = at, by
    incoming.save(update_fields=["applied_at", "applied_by"])
    return incoming


def sheets_of(name: str, content: bytes) -> list[Grid]:
    """The sheets of a file, or a refusal with its sentence."""
    try:
        return grids_of(name, content)
    except Unacceptable as refusal:
        raise Refused(refusal.reason) from refusal


def file_content(incoming: IncomingList) -> bytes:
    return vault.fetch(settings.VAULT_DIR, incoming.sha256)
