import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import gettext, override

from gongjian.accounts.actions.codes import end_ways
from gongjian.accounts.models import User
from gongjian.config.attempts import COOKIE
from gongjian.config.second_factor import CodeForm

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return User.objects.create_user("office", password="a long password", name="Office")


def sign_in(client, password):
    return client.post("/accounts/login/", {"login": "office", "password": password})


def test_the_right_password_opens_the_door(client, person):
    assert sign_in(client, "a long password").status_code == 302


def is_in(client):
    return "_auth_user_id" in client.session


def guesses(client, times, address="10.0.0.66"):
    for _ in range(times):
        client.post("/accounts/login/", {"login": "office", "password": "a wrong one"}, REMOTE_ADDR=address)


def tries(client, address="10.0.0.7", password="a long password"):
    client.post("/accounts/login/", {"login": "office", "password": password}, REMOTE_ADDR=address)
    return is_in(client)


def test_whoever_guesses_five_times_is_not_heard_for_a_while_even_when_right(client, person):
    guesses(client, 5)

    assert not tries(client, address="10.0.0.66")
    assert tries(Client(), address="10.0.0.7")


@pytest.mark.parametrize("attackers", [1, 60])
def test_no_number_of_wrong_passwords_shuts_somebody_out_at_the_own_browser(client, person, attackers):
    assert tries(client)
    client.post("/accounts/logout/")
    for number in range(attackers):
        guesses(Client(), 6, address=f"10.1.{number}.1")
    guesses(Client(), 70, address="10.0.0.7")  # also from the next room, behind the same address

    assert tries(client)


def test_no_number_of_wrong_passwords_from_elsewhere_shuts_somebody_out_at_the_own_address(client, person):
    assert tries(client)
    for number in range(30):
        guesses(Client(), 6, address=f"10.1.{number}.1")

    assert tries(Client(), address="10.0.0.7")


def test_who_mistypes_at_the_own_browser_is_not_shut_out(client, person):
    assert tries(client)
    client.post("/accounts/logout/")
    guesses(client, 10, address="10.0.0.7")

    assert tries(client)


def test_guesses_from_everywhere_are_slowed_down_by_account(person):
    guessed = 0
    for number in range(60):
        stranger = Client()
        guessed += tries(stranger, address=f"10.2.{number}.1")
        stranger.logout()
        guesses(stranger, 1, address=f"10.2.{number}.2")

    assert guessed <= 13  # ten in five minutes, then one every twenty seconds


def test_the_cookie_of_somebody_else_is_no_place_of_this_person(client, person):
    User.objects.create_user("other", password="a long password", name="Other")
    client.post(
        "/accounts/login/", {"login": "other", "password": "a long password"}, REMOTE_ADDR="10.0.0.66"
    )
    client.post("/accounts/logout/")
    guesses(client, 5)

    assert not tries(client, address="10.0.0.66")


def test_a_cookie_that_somebody_wrote_by_hand_is_no_place(client, person):
    client.cookies[COOKIE] = "eyJudW1iZXIiOiJ4IiwicGVvcGxlIjpbMV19:1x:forged"
    guesses(client, 5)

    assert not tries(client, address="10.0.0.66")


def test_a_place_is_told_to_nobody_but_the_sign_in_pages(client, person):
    tries(client)

    told = client.cookies[COOKIE]
    assert (told["path"], told["httponly"], told["samesite"]) == ("/accounts/", True, "Lax")


@pytest.mark.parametrize(
    "password", ["73920184", "7392 0184", "2026-11-28", "138-0578-1234", "７３９２０１８４"]
)
def test_a_password_of_digits_only_is_refused(password):
    with pytest.raises(ValidationError, match="数字"):
        validate_password(password)


def test_a_password_with_letters_among_its_digits_is_taken():
    validate_password("73920184 云屏县")


@pytest.mark.parametrize("page", ["signup/", "email/", "password/reset/", "confirm-email/"])
def test_nobody_signs_up_or_gets_in_by_email(client, page):
    assert client.get(f"/accounts/{page}").status_code == 404


def test_lockouts_are_kept_where_every_process_sees_them(settings):
    cache.set("seen", "by all")

    assert cache.get("seen") == "by all"
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")


def test_a_place_is_one_no_longer_when_the_ways_in_of_this_person_are_ended_together(client, person):
    """A new password, or an account opened again: whoever sat at that browser before is a stranger like all others."""
    assert tries(client, address="10.0.0.8")
    client.post("/accounts/logout/")
    end_ways(person)
    person.save()

    for number in range(10):
        guesses(Client(), 1, address=f"10.0.1.{number}")
    guesses(Client(), 1, address="10.0.2.1")

    assert not tries(client, address="10.0.0.8")


def right_code(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def gives_code(client, code, address):
    client.post("/accounts/login/", {"login": "office", "password": "a long password"}, REMOTE_ADDR=address)
    client.post("/accounts/2fa/authenticate/", {"code": code}, REMOTE_ADDR=address)
    return is_in(client)


def test_wrong_codes_of_a_second_factor_slow_down_where_they_come_from_and_shut_nobody_out(person):
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    for _ in range(6):
        assert not gives_code(Client(), "000000", "10.0.0.66")

    assert not gives_code(Client(), right_code(secret), "10.0.0.66")
    assert gives_code(Client(), right_code(secret), "10.0.0.7")


def test_the_code_of_a_second_factor_is_not_called_as_an_item_numbers_are():
    with override("zh-hans"):
        assert CodeForm(user=None).fields["code"].label == "动态验证码"
        assert gettext("Confirm") == "确认"
