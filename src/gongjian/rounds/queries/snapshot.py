"""All rows as they were at one moment, read while people go on working."""

import base64
import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from typing import IO, Any
from uuid import UUID

from django.apps import apps
from django.db import connection, connections, models, transaction

from gongjian.kernel.text import Text

ALIAS = "snapshot"
CHUNK = 2000
NOT_TAKEN = {"sessions.Session", "work.Worker"}  # whoever was signed in, and who worked: of the moment only
Model = type[models.Model]


@contextmanager
def one_moment() -> Iterator[str]:
    """A connection of its own that sees the database as it is now, and holds nobody up."""
    seen = connection.copy(ALIAS)
    if connection.vendor == "sqlite":
        seen.settings_dict["OPTIONS"] = {**seen.settings_dict["OPTIONS"], "transaction_mode": "DEFERRED"}
    connections[ALIAS] = seen
    try:
        with transaction.atomic(using=ALIAS):
            if connection.vendor == "postgresql":
                with seen.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield ALIAS
    finally:
        seen.close()
        del connections[ALIAS]


def tables() -> list[Model]:
    """Every table that belongs to an installation."""
    everything = apps.get_models(include_auto_created=True)
    ours = [one for one in everything if one._meta.managed and not one._meta.proxy]
    return sorted((one for one in ours if one._meta.label not in NOT_TAKEN), key=lambda one: one._meta.db_table)  # fmt: skip


def fields_of(model: Model) -> list["models.Field[Any, Any]"]:
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def write_rows(model: Model, file: IO[bytes], using: str) -> int:
    """One JSON list for each row, in the order of the columns; how many there were."""
    fields, count = fields_of(model), 0
    rows = model._base_manager.using(using).order_by("pk").values_list(*(field.attname for field in fields))
    with gzip.GzipFile("", "wb", 3, file, mtime=0) as lines:
        for row in rows.iterator(chunk_size=CHUNK):
            count += 1
            plain = [plainly(value) for value in row]
            lines.write(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    return count


def plainly(value: Any) -> Any:
    """What JSON can carry, and the field reads back as the same; times to the microsecond, since seals are over them."""
    if isinstance(value, Text):
        return value.to_json()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode("ascii")
    return value


def last_number(model: Model, using: str) -> int:
    """The last number that was ever given, so that one that was deleted is not given again."""
    key = model._meta.pk
    if not isinstance(key, models.AutoField):
        return 0
    seen = connections[using]
    with seen.cursor() as cursor:
        if seen.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        else:
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [seen.ops.quote_name(model._meta.db_table), key.column])  # fmt: skip
            cursor.execute(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {cursor.fetchone()[0]}")  # fmt: skip
        found = cursor.fetchone()
    return int(found[0]) if found else 0
