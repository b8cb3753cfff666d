"""Pages travel compressed; a page that shows a secret beside what was typed does not."""

import gzip

import pytest
from django.http import HttpResponse

from gongjian.accounts.models import User
from gongjian.config.compressing import PagesMiddleware

pytestmark = pytest.mark.django_db

ASKING = {"Accept-Encoding": "gzip, deflate, br"}
WITH_A_SECRET = (
    "/accounts/login/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/recovery-codes/",
    "/first-password/",
    "/me/notices/",
    "/county/people/",
    "/c/none/admin/people/1/",
    "/c/none/notices/channels/",
)


@pytest.fixture
def person(client):
    client.force_login(User.objects.create_user("admin", name="Admin", is_superuser=True, is_staff=True))
    return client


def test_a_page_travels_compressed_and_says_on_what_that_depends(person):
    plain = person.get("/campaigns/")
    packed = person.get("/campaigns/", headers=ASKING)

    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert len(packed.content) < len(plain.content) / 2
    assert gzip.decompress(packed.content).startswith(b"<!doctype html>")


def test_who_does_not_ask_for_it_gets_the_page_as_it_is(person):
    assert "Content-Encoding" not in person.get("/campaigns/").headers


@pytest.mark.parametrize("address", WITH_A_SECRET)
def test_a_page_with_a_secret_is_never_compressed(person, address):
    assert "Content-Encoding" not in person.get(address, headers=ASKING).headers


def test_the_door_itself_is_never_compressed(client):
    assert "Content-Encoding" not in client.get("/accounts/login/", headers=ASKING).headers


@pytest.mark.parametrize("kind", ["application/pdf", "application/zip", "image/png", "text/calendar"])
def test_files_are_handed_on_as_they_are(rf, kind):
    answer = PagesMiddleware(lambda request: HttpResponse(b"1" * 1000, content_type=kind))(
        rf.get("/c/x/worklist/export.xlsx", headers=ASKING)
    )

    assert "Content-Encoding" not in answer.headers


def test_the_token_of_a_form_looks_different_in_every_answer(person):
    first, second = (person.get("/campaigns/").context["csrf_token"] for _ in range(2))

    assert str(first) != str(second)
