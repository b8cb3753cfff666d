"""Nothing of a person stays behind in a browser or in a proxy; what is the same for everybody does."""

from contextlib import closing

import pytest

from gongjian.accounts.models import User
from gongjian.config.keeping import NothingKeptMiddleware
from gongjian.web.answers.handing import handed
from tests.house.test_addresses import addresses

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client):
    client.force_login(User.objects.create_user("admin", name="Admin", is_superuser=True, is_staff=True))
    return client


@pytest.mark.parametrize("address", sorted(set(addresses())))
def test_every_page_says_that_it_is_not_kept(person, address):
    kept = person.get(address).headers.get("Cache-Control", "")

    assert "private" in kept
    assert "no-store" in kept or address.startswith("/feeds/")


def test_a_file_of_a_person_is_not_kept(rf):
    file = NothingKeptMiddleware(lambda request: handed(b"1", name="a.pdf", media_type="application/pdf"))
    answer = file(rf.get("/"))

    assert answer["Cache-Control"] == "private, no-store"


def test_static_files_are_kept(client):
    with closing(client.get("/static/ui/mark.svg")) as answer:
        assert "private" not in answer.headers.get("Cache-Control", "")
