"""A backup becomes an installation again: in an empty folder, with SQLite there or with an empty PostgreSQL."""

import base64
import gzip
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, models, transaction

from gongjian.backups import Damaged, Manifest, looked_through
from gongjian.backups.archive import ROWS, VAULT, damage_is_told
from gongjian.config.database import bring_up_to_date
from gongjian.ledger.queries import anchor_of
from gongjian.rounds.queries.snapshot import Model, fields_of, tables

BATCH = 500
BESIDE = ("witness", "demo", "secret_key")
Tell = Callable[[str], None]


@damage_is_told()
def restore(path: Path, manifest: Manifest, *, passphrase: str, tell: Tell) -> None:
    """Rows all together or not at all; the files come after them, as they do in the backup."""
    if reason := other_tables(manifest):
        raise Damaged(reason)
    bring_up_to_date(tell)
    with transaction.atomic():
        for model in tables():
            empty(model)
        for name, content in looked_through(path, passphrase):
            take_in(name, content, manifest)
        go_on_counting(manifest)
        connection.check_constraints()
    require_heads(manifest)


def other_tables(manifest: Manifest) -> str:
    """Until the first release there are no steps from one state of the tables to the next."""
    ours = {model._meta.db_table: {field.column for field in fields_of(model)} for model in tables()}
    theirs = {table: set(told["columns"]) for table, told in manifest.tables.items()}
    if ours == theirs:
        return ""
    other = next(name for name in sorted(ours | theirs) if ours.get(name) != theirs.get(name))
    return f"The backup was made by another state of this program (version {manifest.version}; {other} differs). Restore it with that one."  # fmt: skip


def empty(model: Model) -> None:
    """What laying out the tables has put into them comes from the backup too."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")


def take_in(name: str, content: IO[bytes], manifest: Manifest) -> None:
    if name.startswith(ROWS):
        model = by_table()[name.removeprefix(ROWS).removesuffix(".jsonl.gz")]
        write_rows(model, manifest.tables[model._meta.db_table]["columns"], content)
    elif name.startswith(VAULT):
        put(settings.VAULT_DIR / name.removeprefix(VAULT), content)
    elif name in BESIDE:
        put(settings.DATA_DIR / name, content)


def by_table() -> dict[str, Model]:
    return {model._meta.db_table: model for model in tables()}


def write_rows(model: Model, columns: Sequence[str], content: IO[bytes]) -> None:
    """As they were, field by field: nothing is stamped anew."""
    by_column = {field.column: field for field in fields_of(model)}
    fields = [by_column[column] for column in columns]
    with gzip.open(content) as lines:
        rows = (read_row(model, fields, line) for line in lines)
        size = connection.ops.bulk_batch_size(fields, [None] * BATCH)
        while batch := list(islice(rows, min(size, BATCH))):
            model._base_manager._insert(batch, fields=fields, using=connection.alias, raw=True)  # type: ignore[attr-defined]


def read_row(model: Model, fields: Sequence["models.Field[Any, Any]"], line: bytes) -> models.Model:
    values = zip(fields, json.loads(line), strict=True)
    return model(**{field.attname: as_field(field, value) for field, value in values})


def as_field(field: "models.Field[Any, Any]", value: Any) -> Any:
    if value is None:
        return None
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    return field.to_python(value)


def put(place: Path, content: IO[bytes]) -> None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        shutil.copyfileobj(content, file, 1024 * 1024)
        file.flush()
        os.fsync(file.fileno())


def go_on_counting(manifest: Manifest) -> None:
    """New rows get numbers that were never given before, not even to what was deleted."""
    counted = [model for model in tables() if isinstance(model._meta.pk, models.AutoField)]
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            for statement in connection.ops.sequence_reset_sql(no_style(), counted):
                cursor.execute(statement)
        for table, column, last in numbers(counted, manifest):
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])
            else:
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [f'"{table}"', column, last])  # fmt: skip


def numbers(counted: Sequence[Model], manifest: Manifest) -> Iterator[tuple[str, str, int]]:
    for model in counted:
        there = model._base_manager.aggregate(last=models.Max("pk"))["last"] or 0
        last = max(there, manifest.tables[model._meta.db_table]["last"])
        key = model._meta.pk
        if last and key and key.column:
            yield model._meta.db_table, key.column, last


def require_heads(manifest: Manifest) -> None:
    """The chains end where they ended when the backup was made."""
    for chain, anchor in manifest.chains.items():
        if str(anchor_of(int(chain))) != anchor:
            raise Damaged(f"Chain {chain} ends with {anchor_of(int(chain))}, and the backup says {anchor}.")
