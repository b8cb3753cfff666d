import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from gongjian.config.database import bring_up_to_date, other_than_the_models

pytestmark = pytest.mark.django_db
TABLE = "CREATE TABLE django_migrations (id integer, app varchar(255), name varchar(255), applied timestamp)"


def applied(app, name):
    """As a later version leaves it; the tables of the tests came without this one."""
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
        cursor.execute("INSERT INTO django_migrations VALUES (1, %s, %s, '2027-01-01')", [app, name])


@pytest.mark.both_databases
def test_a_database_that_was_just_laid_out_is_as_the_models_are():
    assert other_than_the_models() == []


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "change", ["ADD COLUMN of_another_state integer", "RENAME COLUMN beat_at TO beaten_at"]
)
def test_given_tables_of_another_state_when_it_starts_then_it_says_so_and_stops(change):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE work_worker {change}")

    with pytest.raises(ImproperlyConfigured, match=r"another state of this program.*\(work_worker\)"):
        bring_up_to_date(print)


@pytest.mark.both_databases
@pytest.mark.parametrize("step", [("accounts", "0002_of_tomorrow"), ("trainings", "0001_initial")])
def test_given_a_database_that_a_newer_version_laid_out_when_it_starts_then_it_says_so_and_stops(step):
    applied(*step)

    with pytest.raises(
        ImproperlyConfigured, match=rf"newer version of this program \({step[0]}\.{step[1]}\)"
    ):
        bring_up_to_date(print)
