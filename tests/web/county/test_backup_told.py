"""Whoever keeps the county sees how old the last good backup is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gongjian.accounts.actions import appoint_administrator
from gongjian.accounts.rules import OrganisationKind
from gongjian.backups.keeping import name_for
from tests.world import NOON, a_person, an_organisation, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(client):
    county = an_organisation("云屏县", kind=OrganisationKind.COUNTY)
    person = a_person(name="秦向晚")
    person.organisation = county
    person.save()
    appoint_administrator(person, county, by=None, at=NOON)
    signed_in(client, person)
    return person


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (None, "There is no backup of this installation yet."),
        (5, "Tell the server operator."),
        (0, "The last good backup is from"),
    ],
)
def test_the_page_of_people_says_how_old_the_last_backup_is(client, keeper, settings, tmp_path, days, said):
    settings.BACKUP_DIR = tmp_path
    if days is not None:
        made = timezone.localtime() - timedelta(days=days, minutes=5)
        (tmp_path / name_for(made)).touch()

    page = client.get("/county/people/").content.decode()

    assert said in page
    assert ("Tell the server operator." in page) == (days != 0)


def test_where_none_are_made_nothing_is_said(client, keeper, settings):
    settings.BACKUP_DAYS = 0

    assert "backup" not in client.get("/county/people/").content.decode()
