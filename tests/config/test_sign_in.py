import pytest
from django.core.cache import cache

from gongjian.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return User.objects.create_user("office", password="a long password", name="Office")


def sign_in(client, password):
    return client.post("/accounts/login/", {"login": "office", "password": password})


def test_the_right_password_opens_the_door(client, person):
    assert sign_in(client, "a long password").status_code == 302


def test_after_five_failures_even_the_right_password_is_refused_for_a_while(client, person):
    for _ in range(5):
        assert sign_in(client, "a wrong one").status_code == 200

    refused = sign_in(client, "a long password")

    assert refused.status_code == 200
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("page", ["signup/", "email/", "password/reset/", "confirm-email/"])
def test_nobody_signs_up_or_gets_in_by_email(client, page):
    assert client.get(f"/accounts/{page}").status_code == 404


def test_lockouts_are_kept_where_every_process_sees_them(settings):
    cache.set("seen", "by all")

    assert cache.get("seen") == "by all"
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
