"""What the migrations make, what the models say, and how long the way is."""

import os
import subprocess
import sys
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection, connections
from django.db.migrations.operations import AddConstraint, AddIndex

from tests.house.plan import SRC

THIRD_PARTIES = ("auth_",)
INTEGER, BIG_INTEGER = "23", "20"  # as PostgreSQL numbers its types
MOST_RELOADS = 220  # one per table, and those of the third-party migrations; it was 346
GONE_THROUGH = """
import django; django.setup()
from django.core.management import call_command
from django.db.migrations.state import ProjectState
drawn, real = [], ProjectState._reload
ProjectState._reload = lambda self, models: drawn.append(1) or real(self, models)
call_command("migrate", interactive=False, verbosity=0)
call_command("createcachetable", verbosity=0)
print(len(drawn))
"""
LAID_OUT = """
import django; django.setup()
from gongjian.config.database import bring_up_to_date
bring_up_to_date(print)
"""


@pytest.fixture(scope="module")
def empty(tmp_path_factory, django_db_blocker):
    """Environments of installations whose database is empty, on the kind of database that the tests run on."""
    made = []

    def one():
        folder = tmp_path_factory.mktemp(uuid4().hex, numbered=False)
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "gongjian.config.settings",
            "GONGJIAN_DATA_DIR": str(folder),
        }
        if address := os.environ.get("GONGJIAN_DATABASE_URL"):
            name = f"empty_{folder.name}"
            run_sql(f'CREATE DATABASE "{name}"')
            made.append(name)
            environment["GONGJIAN_DATABASE_URL"] = address.replace("/postgres?", f"/{name}?")
        return environment

    with django_db_blocker.unblock():
        yield one
        for name in made:
            run_sql(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def gone_through(empty):
    """A database that the migrations have made one by one, and how often they drew the models anew."""
    environment = empty()
    return environment, int(python(GONE_THROUGH, environment))


def run_sql(statement):
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


def python(program, environment):
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def kind_of(column, table):
    """A third party's own links are numbered in four bytes by its old migrations, in eight by its models. Ours never differ."""
    if table.startswith(THIRD_PARTIES) and str(column.type_code) in {INTEGER, BIG_INTEGER}:
        return "some integer"
    return str(column.type_code), column.internal_size


def tables(environment):
    """Every table with its columns, its constraints and its indexes, without their order."""
    wanted = settings.DATABASES["default"] | {
        "NAME": f"{environment['GONGJIAN_DATA_DIR']}/gongjian.sqlite3",
        "OPTIONS": settings.DATABASES["default"].get("OPTIONS", {}),
    }
    if address := environment.get("GONGJIAN_DATABASE_URL"):
        wanted["NAME"] = address.partition("?")[0].rpartition("/")[2]
    connections.databases["other"] = connections.databases["default"] | wanted
    other = connections["other"]
    try:
        with other.cursor() as cursor:
            return {
                name: (
                    sorted(
                        (one.name, kind_of(one, name), one.null_ok, one.default)
                        for one in other.introspection.get_table_description(cursor, name)
                    ),
                    sorted(
                        (told["columns"], *(bool(told[kind]) for kind in ("unique", "primary_key", "check", "index")), told["foreign_key"])
                        for told in other.introspection.get_constraints(cursor, name).values()
                    ),
                )
                for name in other.introspection.table_names(cursor)
            }  # fmt: skip
    finally:
        other.close()
        del connections["other"], connections.databases["other"]


@pytest.mark.both_databases
def test_an_empty_database_laid_out_at_once_is_the_one_that_the_migrations_make(empty, gone_through):
    at_once, (step_by_step, _) = empty(), gone_through

    python(LAID_OUT, at_once)

    laid_out, walked = tables(at_once), tables(step_by_step)
    assert laid_out.keys() == walked.keys()
    assert laid_out == walked
    python("import django; django.setup()\nfrom gongjian.config.database import migrations_waiting\nassert migrations_waiting() == 0", at_once)  # fmt: skip


@pytest.mark.both_databases
def test_two_processes_that_meet_one_empty_database_lay_it_out_once(empty):
    environment = empty()
    command = [sys.executable, "-c", LAID_OUT]
    both = [
        subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for _ in range(2)
    ]
    said = [one.communicate(timeout=90)[0] for one in both]

    assert [one.returncode for one in both] == [0, 0], said
    assert sorted(said) == ["", "Laying out the database.\n"]


def test_going_through_the_migrations_draws_the_models_anew_no_oftener_than_it_must(gone_through):
    _, reloads = gone_through

    assert reloads < MOST_RELOADS


def test_constraints_and_indexes_of_a_new_table_come_with_the_table():
    by_hand = {AddConstraint.__name__, AddIndex.__name__}
    found = [
        f"{path.parent.parent.name}: {word}"
        for path in SRC.glob("*/migrations/0001_initial.py")
        for word in by_hand
        if f"migrations.{word}(" in path.read_text(encoding="utf-8")
    ]

    assert found == []


def test_laying_out_says_what_it_does_and_leaves_nothing_to_do(empty):
    environment = empty()

    first, second = python(LAID_OUT, environment), python(LAID_OUT, environment)

    assert (first, second) == ("Laying out the database.\n", "")
