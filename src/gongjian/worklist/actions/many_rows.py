"""Many rows written in one breath, so that others wait for a second and not for ten."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Field

from gongjian.worklist.models import ListRow
from gongjian.worklist.queries.rows import WRITTEN

AS_THEY_ARE = (str, int, type(None))


def put_down(rows: Sequence[ListRow]) -> None:
    """New rows are added, rows that are there already take the new values; the mark says which is which."""
    if not rows:
        return
    fields = [field for field in ListRow._meta.concrete_fields if not field.primary_key]
    with connection.cursor() as cursor:
        cursor.executemany(statement(fields), [values_of(row, fields) for row in rows])


def statement(fields: Iterable[Field]) -> str:
    name = connection.ops.quote_name
    columns = [name(str(field.column)) for field in fields]
    fresh = [name(str(field.column)) for field in fields if field.name in (*WRITTEN, "version")]
    marks = ", ".join(["%s"] * len(columns))
    taken = ", ".join(f"{column} = EXCLUDED.{column}" for column in fresh)
    return (
        f"INSERT INTO {name(ListRow._meta.db_table)} ({', '.join(columns)}) VALUES ({marks}) "
        f"ON CONFLICT ({name('list_version_id')}, {name('key')}) DO UPDATE SET {taken}"
    )


def values_of(row: ListRow, fields: Iterable[Field]) -> list[Any]:
    return [in_the_table(field, getattr(row, field.attname)) for field in fields]


def in_the_table(field: Field, value: Any) -> Any:
    """Plain texts and numbers go as they are; days, amounts and lists as the database wants them."""
    if type(value) in AS_THEY_ARE and field.get_internal_type() not in (
        "DateField",
        "DecimalField",
        "JSONField",
    ):
        return value
    return field.get_db_prep_save(value, connection)
