"""Many rows in one statement, however many they are."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, Model


def insert(rows: Sequence[Model]) -> None:
    """The rows are added; their numbers are not known afterwards."""
    if not rows:
        return
    table, fields = type(rows[0])._meta, [f for f in type(rows[0])._meta.concrete_fields if not f.primary_key]
    columns, marks = ", ".join(map(quoted, fields)), ", ".join(["%s"] * len(fields))
    name = connection.ops.quote_name(table.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {name} ({columns}) VALUES ({marks})", [values(row, fields) for row in rows]
        )


def update(rows: Sequence[Model], names: Sequence[str]) -> None:
    """These fields of these rows take their new values."""
    if not rows:
        return
    table = type(rows[0])._meta
    fields, key = [table.get_field(name) for name in names], table.pk
    sets = ", ".join(f"{quoted(field)} = %s" for field in fields)
    name = connection.ops.quote_name(table.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {name} SET {sets} WHERE {quoted(key)} = %s",
            [[*values(row, fields), row.pk] for row in rows],
        )


def quoted(field: Any) -> str:
    return connection.ops.quote_name(str(field.column))


def values(row: Model, fields: Sequence[Any]) -> list[Any]:
    return [in_the_table(field, getattr(row, field.attname)) for field in fields]


def in_the_table(field: Field, value: Any) -> Any:
    return field.get_db_prep_save(value, connection)
