"""Whatever lets somebody in as a person ends together, and comes back through no door."""

import pytest
from django.test import Client
from django.urls import reverse

from gongjian.accounts import actions
from gongjian.notices.actions import open_feed
from gongjian.notices.queries import feed_of
from tests.world import NOON, a_campaign, a_clerk, a_person, signed_in, whoever

pytestmark = pytest.mark.django_db
OLD, NEW = "Wengying-2026-a", "Wengying-2026-b"


@pytest.fixture
def keeper():
    return a_clerk(a_campaign())


@pytest.fixture
def person():
    person = a_person()
    person.set_password(OLD)
    person.save()
    return person


def new_password(person, keeper):
    actions.set_password(person, password=NEW, by=keeper, at=NOON)


def closed(person, keeper):
    actions.open_or_close_account(person, is_active=False, by=keeper, at=NOON, may=whoever)


def closed_and_reopened(person, keeper):
    closed(person, keeper)
    actions.open_or_close_account(person, is_active=True, by=keeper, at=NOON, may=whoever)


def a_code(person, keeper):
    actions.give_codes([person], by=None, at=NOON)


def own_password(person, _keeper):
    elsewhere = signed_in(Client(), person)
    answer = elsewhere.post(
        reverse("account_change_password"), {"oldpassword": OLD, "password1": NEW, "password2": NEW}
    )
    assert answer.status_code == 302
    assert elsewhere.get("/", follow=True).wsgi_request.user.is_authenticated  # whoever changed it stays


@pytest.mark.parametrize("verb", [new_password, closed, closed_and_reopened, a_code, own_password])
def test_sessions_the_calendars_address_and_codes_end_together(person, keeper, verb):
    session, address = signed_in(Client(), person), f"/feeds/{open_feed(person, at=NOON)}.ics"
    assert Client().get(address).status_code == 200

    verb(person, keeper)

    assert not session.get("/", follow=True).wsgi_request.user.is_authenticated
    assert Client().get(address).status_code == 404
    assert feed_of(person) is None


def test_a_code_from_before_does_not_open_an_account_that_was_closed_and_opened_again(person, keeper):
    actions.give_codes([person], by=None, at=NOON)

    closed_and_reopened(person, keeper)
    person.refresh_from_db()

    assert not person.code_hash


def test_a_new_address_works_after_the_old_one_has_ended(person, keeper):
    open_feed(person, at=NOON)
    new_password(person, keeper)

    secret = open_feed(person, at=NOON)

    assert Client().get(f"/feeds/{secret}.ics").status_code == 200
