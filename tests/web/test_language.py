import pytest

from gongjian.accounts.models import User
from gongjian.campaigns.rules import Role
from gongjian.ledger.models import Entry
from tests.world import a_campaign, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return a_person(Role.CLERK, campaign=a_campaign())


def switched(client, language):
    return client.post("/i18n/setlang/", {"language": language, "next": "/ui/"})


def language_of(client, **headers):
    answer = client.get("/", follow=True, headers=headers)
    return answer.headers["Content-Language"]


def test_a_switch_is_remembered_on_the_account_once(client, person):
    client.force_login(person)

    answers = [switched(client, "en"), switched(client, "en")]

    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, "/ui/")] * 2
    assert User.objects.get(pk=person.pk).language == "en"
    entry = Entry.objects.get(subject=f"accounts.user:{person.pk}")
    assert (entry.campaign_id, entry.actor_id) == (0, person.pk)
    assert "English" in str(entry.verb)


def test_another_machine_speaks_the_language_of_the_account(client, person):
    User.objects.filter(pk=person.pk).update(language="zh-hant")
    client.force_login(person)

    assert language_of(client, accept_language="en") == "zh-hant"


@pytest.mark.parametrize(("cookie", "spoken"), [("en", "en"), ("rubbish", "zh-hant")])
def test_what_the_machine_remembers_comes_first(client, person, cookie, spoken):
    User.objects.filter(pk=person.pk).update(language="zh-hant")
    client.force_login(person)
    client.cookies["django_language"] = cookie

    assert language_of(client) == spoken


def test_without_any_choice_the_browser_is_asked(client, person):
    client.force_login(person)

    assert language_of(client, accept_language="en") == "en"


def test_the_language_of_one_person_does_not_reach_the_next(client, person):
    User.objects.filter(pk=person.pk).update(language="en")
    client.force_login(person)
    language_of(client)
    client.logout()

    assert client.get("/accounts/login/").headers["Content-Language"] == "zh-hans"


def test_nobody_in_particular_switches_this_machine_only(client, person):
    assert switched(client, "en").cookies["django_language"].value == "en"
    assert not Entry.objects.filter(subject__startswith="accounts.user:").exists()


@pytest.mark.parametrize("rubbish", ["", "xx", "\0", "e" * 5000])
def test_a_language_that_nobody_speaks_changes_nothing(client, person, rubbish):
    client.force_login(person)

    assert switched(client, rubbish).status_code == 302
    assert not User.objects.get(pk=person.pk).language


def test_looking_switches_nothing(client):
    assert client.get("/i18n/setlang/?language=en").status_code == 405
