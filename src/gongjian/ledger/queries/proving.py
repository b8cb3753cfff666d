"""Holding rows against what the entries said of them when they were written.

A verb that writes what is to stand says so in its entry: the name of the row, or of a group of rows, with a digest of
what is in it (`proves`). The last entry counts. A row of which no entry speaks, or an entry whose row is gone, is a
finding; so nothing can be changed, added or taken away outside without the ledger showing it.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Model, Q, QuerySet

from gongjian.kernel.text import Text
from gongjian.ledger.models import Entry
from gongjian.ledger.queries.chains import CHUNK, Said, Walked
from gongjian.ledger.rules import Finding

DIGITS = 32
GONE = ""
AT_ONCE = 200  # groups asked for in one query
TRIES = 3


@dataclass(frozen=True, slots=True)
class Proved:
    """A kind of row that the ledger speaks of: which fields, by which group, and under which condition."""

    model: type[Model]
    fields: tuple[str, ...]
    by: tuple[str, ...] = ("pk",)
    only: Q = field(default_factory=Q)

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def beginning(self) -> str:
        """A row is called as a subject is; a group of rows after what it is grouped by."""
        return f"{self.label}:" if self.by == ("pk",) else f"{self.label}@"

    def name(self, key: Sequence[Any]) -> str:
        return self.beginning + "/".join(value_for_proof(part) for part in key)

    def rows(self, **where: Any) -> QuerySet[Any]:
        return self.model._default_manager.filter(self.only, **where).order_by(*self.by, "pk")

    def digests(self, rows: QuerySet[Any]) -> Iterator[tuple[str, str]]:
        """The name of each group, and the digest of what it says, in order."""
        width = len(self.by)
        within = () if self.by == ("pk",) else ("pk",)
        found = rows.values_list(*self.by, *within, *self.fields).iterator(chunk_size=CHUNK)
        for key, group in groupby(found, key=lambda row: row[:width]):
            yield self.name(key), digest(row[width:] for row in group)


@dataclass(frozen=True, slots=True)
class Kept:
    """A field that names a file in the vault."""

    model: type[Model]
    field: str = "sha256"

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    def named(self, campaign_id: int | None) -> QuerySet[Any]:
        """Rows and the fingerprints that they name, in the order in which they came."""
        rows = self.model._default_manager.exclude(**{self.field: ""})
        if campaign_id is not None:
            rows = rows.filter(campaign=campaign_id)
        return rows.order_by("pk").values_list("pk", self.field)


def every(model: type[Model], *but: str) -> tuple[str, ...]:
    """All columns of a row, but its number, its campaign, and what may change without a word."""
    without = {"id", "campaign_id", "version", *but}
    return tuple(field.attname for field in model._meta.concrete_fields if field.attname not in without)


def value_for_proof(value: Any) -> str:
    """A value of a row as its digest takes it: the same text whatever database kept it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Text):
        return json.dumps(value.to_json(), sort_keys=True, ensure_ascii=False)
    return str(value)


def digest(rows: Iterable[Sequence[Any]]) -> str:
    seal = hashlib.sha256()
    for row in rows:
        line = json.dumps(
            row, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=value_for_proof
        )
        seal.update(line.encode() + b"\n")
    return seal.hexdigest()[:DIGITS]


def stated(kind: Proved, *keys: Any) -> Said:
    """What these rows or groups say now, for the entry of the verb that has just written them. What is not there is gone."""
    given = [key if isinstance(key, tuple) else (key,) for key in keys]
    said = {kind.name(key): GONE for key in given}
    if len(kind.by) == 1:
        for start in range(0, len(given), AT_ONCE):
            part = [key[0] for key in given[start : start + AT_ONCE]]
            said.update(kind.digests(kind.rows(**{f"{kind.by[0]}__in": part})))
        return said
    for key in given:
        said.update(kind.digests(kind.rows(**dict(zip(kind.by, key, strict=True)))))
    return said


def disagreements(kind: Proved, walk: Walked) -> Iterator[Finding]:
    """Where the rows of a campaign are not as its entries say. What has been compared is taken out of what was said."""
    for name, now in kind.digests(kind.rows(campaign=walk.campaign)):
        then = walk.said.pop(name, GONE)
        if then != now and not agrees_by_now(kind, walk, name):
            what = Text("This does not match the ledger.") if then else Text("No ledger entry records this.")
            yield Finding(walk.campaign, name, what)
    for name in [name for name in walk.said if name.startswith(kind.beginning)]:
        if walk.said.pop(name) and not agrees_by_now(kind, walk, name):
            yield Finding(walk.campaign, name, Text("A ledger entry mentions this, but it no longer exists."))


def agrees_by_now(kind: Proved, walk: Walked, name: str) -> bool:
    """Somebody may have written while we read. A row and its entry come together, so a second look finds both."""
    for _ in range(TRIES):
        then = said_since(walk, name)
        if then is None:
            return False
        now = dict(kind.digests(group_named(kind, walk.campaign, name))).get(name, GONE)
        if now == then == said_since(walk, name):
            return True
    return False


def said_since(walk: Walked, name: str) -> str | None:
    newer = Entry.objects.filter(campaign_id=walk.campaign, number__gt=walk.entries, facts__proves__has_key=name)  # fmt: skip
    facts = newer.order_by("-number").values_list("facts", flat=True).first()
    return str(facts["proves"][name]) if facts else None


def group_named(kind: Proved, campaign_id: int, name: str) -> QuerySet[Any]:
    parts = name.removeprefix(kind.beginning).split("/")
    return kind.rows(campaign=campaign_id, **dict(zip(kind.by, parts, strict=True)))
