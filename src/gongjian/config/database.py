"""Whether the database is what the code expects, and how it becomes so."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

Tell = Callable[[str], None]
LOCK = 20260825  # any number, the same for every process that changes the tables


def migrations_waiting() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def is_empty() -> bool:
    return not connection.introspection.table_names()


def steps_from_elsewhere() -> list[str]:
    """What a later version of this program did to the database: steps beyond the last one known here."""
    loader = MigrationLoader(connection)
    last: dict[str, str] = {}
    for app, name in loader.disk_migrations:
        last[app] = max(last.get(app, ""), name)
    return sorted(f"{app}.{name}" for app, name in loader.applied_migrations if name > last.get(app, ""))


def refuse_newer_database() -> None:
    if steps := steps_from_elsewhere():
        raise ImproperlyConfigured(
            f"The database in use was laid out by a newer version of this program ({', '.join(steps[:3])}). "
            "Run that version, or go back to a backup from before it."
        )


@contextmanager
def alone() -> Iterator[None]:
    """Only one process at a time changes the tables; the next one waits, and finds them changed."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            yield
        finally:
            with suppress(DatabaseError), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
        return
    with (settings.DATA_DIR / "tables.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def bring_up_to_date(tell: Tell) -> None:
    """Lay out an empty database, or take one that is older through the steps that it lacks."""
    with alone():
        refuse_newer_database()
        take_steps(tell)


def take_steps(tell: Tell) -> None:
    if is_empty():
        tell("Laying out the database.")
        lay_out()
    elif waiting := migrations_waiting():
        tell(f"Bringing the database up to date: {waiting} steps.")
        step_by_step(tell)
    call_command("createcachetable", verbosity=0)
    if tables := other_than_the_models():
        raise ImproperlyConfigured(
            f"The database in use is of another state of this program, from before its first release ({', '.join(tables[:3])}), "
            "and cannot be taken along. Go back to the state that laid it out, or begin with an empty one."
        )


def other_than_the_models() -> list[str]:
    """Until the first release first migrations are written anew: what is recorded as applied may not be what stands."""
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if not model._meta.managed or model._meta.proxy:
                continue
            table = model._meta.db_table
            try:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} LIMIT 0")
            except DatabaseError:
                found.append(table)
                continue
            if {column[0] for column in cursor.description} != {
                field.column for field in model._meta.local_concrete_fields
            }:
                found.append(table)
    return found


def lay_out() -> None:
    """Make all tables as the models are now, at once or not at all.

    The way through the migrations ends at the same, many times slower; a test of the house holds both together.
    """
    executor = MigrationExecutor(connection)
    with connection.schema_editor() as editor:
        editor.create_model(executor.recorder.Migration)
        for model in apps.get_models():
            if model._meta.managed and not model._meta.proxy:
                editor.create_model(model)
        for app, name in executor.loader.graph.nodes:
            executor.recorder.record_applied(app, name)
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)


def step_by_step(tell: Tell) -> None:
    def progress(action: str, migration: Any = None, fake: Any = False) -> None:
        if action == "apply_success":
            tell(f"  {migration}")

    executor = MigrationExecutor(connection, progress)
    executor.migrate(executor.loader.graph.leaf_nodes())
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
