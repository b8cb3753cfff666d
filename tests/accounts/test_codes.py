"""One-time codes open an account until a password has been chosen, and nothing else."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from gongjian.accounts import papers
from gongjian.accounts.actions import (
    appoint_administrator,
    choose_password,
    give_codes,
    open_or_close_account,
    set_password,
)
from gongjian.accounts.models import User
from gongjian.accounts.rules.codes import ALPHABET, as_given, code_in_groups
from gongjian.kernel.verdict import NotAllowed, Refused
from gongjian.ledger.models import Entry
from tests.world import NOON, a_person, an_organisation, whoever

pytestmark = pytest.mark.django_db

SIGN_IN, CHOOSE = "/accounts/login/", "/first-password/"
GOOD = "一个很长的密码 2026"


@pytest.fixture(autouse=True)
def _no_lock_out():
    cache.clear()
    yield
    cache.clear()


def a_code(person, **more):
    more = {"at": timezone.now(), "by": None} | more
    return give_codes([person], **more)[0].code


def signs_in(client, person, code):
    client.cookies["django_language"] = "en"
    return client.post(SIGN_IN, {"login": person.username, "password": code})


@given(st.text(alphabet=ALPHABET, min_size=12, max_size=12))
def test_a_code_is_read_however_it_is_typed(code):
    assert (
        as_given(code_in_groups(code))
        == as_given(f" {code.lower()} ")
        == as_given(code_in_groups(code).replace("-", " "))
        == code
    )


def test_a_code_looks_like_nothing_else_and_only_its_seal_is_kept():
    person = a_person()
    code = a_code(person)

    assert re.fullmatch(r"([2-9A-HJ-NP-Z]{4}-){2}[2-9A-HJ-NP-Z]{4}", code)
    person.refresh_from_db()
    assert as_given(code) not in person.code_hash
    assert not any(
        as_given(code) in str(entry.facts) or code in str(entry.facts) for entry in Entry.objects.all()
    )


def test_user_name_and_code_lead_to_the_choice_of_a_password_and_nowhere_else(client):
    person = a_person()
    code = a_code(person)

    assert signs_in(client, person, code.lower().replace("-", " ")).status_code == 302
    assert client.get("/").headers["Location"] == CHOOSE
    assert client.get("/accounts/password/change/").headers["Location"] == CHOOSE
    assert client.get(CHOOSE).status_code == 200
    assert client.post("/i18n/setlang/", {"language": "en"}).headers.get("Location") != CHOOSE
    client.post("/accounts/logout/")
    assert client.get("/").headers["Location"].startswith(SIGN_IN)


def test_choosing_a_password_destroys_the_code_and_stays_signed_in(client):
    person = a_person()
    code = a_code(person)
    signs_in(client, person, code)

    assert client.post(CHOOSE, {"password": GOOD, "again": GOOD}).headers["Location"] == "/"
    assert client.get("/").headers.get("Location") != CHOOSE
    person.refresh_from_db()
    assert (person.check_password(GOOD), person.code_hash, person.code_expires_at) == (True, "", None)
    client.post("/accounts/logout/")
    assert signs_in(client, person, code).status_code == 200
    assert signs_in(client, person, GOOD).status_code == 302


@pytest.mark.parametrize(("password", "again"), [("12345", "12345"), (GOOD, "another one"), ("", "")])
def test_a_weak_or_mistyped_password_is_not_taken(client, password, again):
    person = a_person()
    signs_in(client, person, a_code(person))

    assert client.post(CHOOSE, {"password": password, "again": again}).status_code == 422
    person.refresh_from_db()
    assert person.code_hash


def test_whoever_has_a_password_is_not_asked_for_one(client):
    client.force_login(a_person())

    assert client.get(CHOOSE).headers["Location"] == "/"
    with pytest.raises(Refused, match="already"):
        choose_password(GOOD, by=a_person(), at=NOON)


def test_a_code_replaces_the_password_and_a_newer_code_the_older(client):
    person = a_person()
    set_password(person, password=GOOD, by=a_person(), at=NOON)
    first, second = a_code(person), a_code(person)

    assert signs_in(client, person, GOOD).status_code == 200
    assert signs_in(client, person, first).status_code == 200
    assert signs_in(client, person, second).status_code == 302


def test_a_password_that_an_administrator_sets_ends_the_code(client):
    person = a_person()
    code = a_code(person)
    set_password(person, password=GOOD, by=a_person(), at=NOON)

    assert signs_in(client, person, code).status_code == 200
    assert signs_in(client, person, GOOD).status_code == 302


def test_whoever_is_not_let_in_reads_the_same_sentence_whatever_the_reason(client):
    late, closed = a_person(), a_person()
    code = a_code(late, at=timezone.now() - timedelta(days=15))
    set_password(closed, password=GOOD, by=a_person(), at=NOON)
    User.objects.filter(pk=closed.pk).update(is_active=False)

    answers = [
        signs_in(client, late, code),
        signs_in(client, late, "ABCD-EFGH-JKLM"),
        signs_in(client, closed, GOOD),
    ]

    assert {(answer.status_code, sentence_of(answer)) for answer in answers} == {
        (200, sentence_of(answers[0]))
    }
    assert "closed" in sentence_of(answers[0])
    assert not client.session.get("_auth_user_id")


def sentence_of(answer):
    return str(answer.context["form"].non_field_errors()[0])


def test_the_sign_in_page_says_whom_to_ask(client, settings):
    settings.CONTACT = "县攻坚办 0578-6812345"

    assert "县攻坚办 0578-6812345" in client.get("/accounts/login/").text


def test_a_closed_account_opens_with_no_code_and_gets_none(client):
    person = a_person()
    code = a_code(person)
    open_or_close_account(person, is_active=False, by=a_person(), at=NOON, may=whoever)

    answer = signs_in(client, person, code)
    assert (answer.status_code, client.session.get("_auth_user_id")) == (200, None)
    with pytest.raises(Refused, match="closed"):
        a_code(person)


def test_codes_are_locked_out_like_passwords(client):
    person = a_person()
    code = a_code(person)
    for _ in range(5):
        signs_in(client, person, "ABCD-EFGH-JKLM")

    assert signs_in(client, person, code).status_code != 302
    assert not client.session.get("_auth_user_id")


def test_an_administrator_gives_codes_to_those_whom_they_keep():
    unit = an_organisation()
    keeper, clerk, stranger = a_person(), a_person(), a_person()
    User.objects.filter(pk=clerk.pk).update(organisation=unit)
    appoint_administrator(keeper, unit, by=None, at=NOON)

    assert give_codes([User.objects.get(pk=clerk.pk)], by=keeper, at=NOON)[0].expires_at == NOON + timedelta(
        14
    )
    with pytest.raises(NotAllowed):
        give_codes([clerk, stranger], by=keeper, at=NOON)
    with pytest.raises(Refused, match="1 to"):
        give_codes([clerk], by=keeper, at=NOON, days=0)


def test_many_codes_are_given_in_as_many_statements_as_few():
    a_code(a_person())
    counted = []
    for count in (3, 120):
        people = [a_person() for _ in range(count)]
        with CaptureQueriesContext(connection) as queries:
            give_codes(people, by=None, at=NOON)
        counted.append(len(queries))

    assert counted[0] == counted[1]


def test_slips_are_printed_ten_on_a_page_with_all_that_somebody_needs():
    unit = an_organisation("县住房和城乡建设局")
    people = [a_person(name=f"王小{number}") for number in range(11)]
    User.objects.filter(pk__in=[one.pk for one in people]).update(organisation=unit)
    given = give_codes(people, by=None, at=NOON)

    content = papers.slips_of(
        given, address="https://gongjian.example", language="zh-hans", zone=ZoneInfo("Asia/Shanghai"), at=NOON
    )

    pages = text_of(content)
    assert len(pages) == 2
    for needed in (
        "王小0",
        "县住房和城乡建设局",
        given[0].code,
        "https://gongjian.example",
        "2026年9月24日",
        people[0].username,
    ):
        assert needed in pages[0]
    assert "首次登录后请设置自己的密码" in pages[0]


def text_of(content):
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]


def test_the_database_itself_refuses_a_code_without_an_end():
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username="x", name="x", code_hash="x")
