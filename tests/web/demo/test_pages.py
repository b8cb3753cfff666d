from datetime import date

import pytest
from django.core.management import call_command

from gongjian.campaigns.models import Clock
from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import no, require
from gongjian.simulation.actions import ask_for_days, passing
from gongjian.simulation.actions.folk import Folk
from gongjian.simulation.models import Passage
from tests.world import NOON, a_campaign, a_person, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return a_campaign()


@pytest.fixture
def person(campaign):
    others = {"director": Role.DIRECTOR, "supervisor": Role.SUPERVISOR, "assessor": Role.ASSESSOR}
    for username, role in others.items():
        a_person(role, campaign=campaign, username=username)
    return a_person(Role.CLERK, campaign=campaign, username="office")


def test_outside_the_demo_nobody_enters_with_one_click_and_nobody_moves_time(client, campaign, person):
    entered = client.post("/demo/enter/", {"username": "office"})
    moved = signed_in(client, person).post(f"/c/{campaign.slug}/demo/clock/")

    assert (entered.status_code, moved.status_code) == (404, 404)


def test_in_the_demo_one_click_is_enough(client, settings, person):
    settings.DEMO = True

    answer = client.post("/demo/enter/", {"username": "office"})

    assert (answer.status_code, client.session["_auth_user_id"]) == (302, str(person.pk))


def test_who_is_not_of_the_demo_is_not_entered_as(client, settings, campaign):
    settings.DEMO = True
    a_person(username="elsewhere")

    for username in ("elsewhere", "nobody", "", "\0"):
        assert client.post("/demo/enter/", {"username": username}).status_code == 404


def test_neither_is_done_by_looking(client, settings, campaign, person):
    settings.DEMO = True

    looked = client.get("/demo/enter/")
    moved = signed_in(client, person).get(f"/c/{campaign.slug}/demo/clock/")

    assert (looked.status_code, moved.status_code) == (405, 405)


def test_a_stranger_does_not_move_the_time_of_a_campaign(client, settings, campaign):
    settings.DEMO = True
    stranger = a_person(Role.CLERK, campaign=a_campaign())

    assert signed_in(client, stranger).post(f"/c/{campaign.slug}/demo/clock/").status_code == 404


@pytest.mark.parametrize(
    ("sent", "leads_to"),
    [
        ({}, "/"),
        ({"next": "/ui/"}, "/ui/"),
        ({"next": "https://elsewhere.example/"}, "/"),
        ({"to": "next-deadline"}, "/"),
        ({"to": "rubbish"}, "/"),
    ],
)
def test_time_goes_on_to_the_next_day_or_deadline(client, settings, campaign, person, sent, leads_to):
    settings.DEMO = True

    answer = signed_in(client, person).post(f"/c/{campaign.slug}/demo/clock/", sent)
    call_command("worker", "--once")

    clock = Clock.objects.get(campaign=campaign)
    assert (answer.status_code, answer["Location"]) == (302, leads_to)
    assert campaign.day_of(clock.at).day == 11
    assert not Passage.objects.filter(ended_at=None).exists()


def test_a_second_press_is_told_that_the_days_are_passing_already(client, settings, campaign, person):
    settings.DEMO = True
    signed_in(client, person).post(f"/c/{campaign.slug}/demo/clock/")

    again = client.post(f"/c/{campaign.slug}/demo/clock/")

    assert (again.status_code, Passage.objects.count()) == (409, 1)


def test_while_days_pass_everything_can_be_read_and_acting_is_told_which_day_to_wait_for(
    client, settings, campaign, person
):
    settings.DEMO = True
    ask_for_days(campaign, date(2026, 9, 14), by=None, real=NOON)
    signed_in(client, person)

    read = client.get(f"/c/{campaign.slug}/reports/")
    acted = client.post(f"/c/{campaign.slug}/settings/", {"name": "Another"})

    assert (read.status_code, acted.status_code) == (200, 409)
    assert "14 Sep 2026" in acted.content.decode()


def test_who_stands_at_the_door_sees_how_far_it_is_and_is_called_when_it_is_done(client, settings, campaign):
    settings.DEMO = True
    ask_for_days(campaign, date(2026, 9, 12), by=None, real=NOON)

    door, passing = client.get("/accounts/login/"), client.get("/demo/progress/")
    call_command("worker", "--once")
    done = client.get("/demo/progress/")

    assert "<progress" in door.content.decode()
    assert "9月10日" in passing.content.decode()
    assert (done.headers.get("HX-Refresh"), passing.headers.get("HX-Refresh")) == ("true", None)


def test_outside_the_demo_nobody_asks_how_far_it_is(client, campaign):
    assert client.get("/demo/progress/").status_code == 404


def test_what_a_simulated_person_was_refused_stands_on_the_page_of_the_days(
    client, settings, campaign, person
):
    settings.DEMO = True
    folk = Folk(campaign)

    with folk.attempt("list of the township", date(2026, 9, 10)):
        require(no("Only drafts are signed."))
    with folk.attempt("report of the county", date(2026, 9, 10)):
        folk.people["nobody"]
    page = signed_in(client, person).get(f"/c/{campaign.slug}/demo/").content.decode()

    assert "list of the township" in page
    assert "Only drafts are signed." in page
    assert "KeyError" in page


def test_a_day_that_cannot_be_lived_ends_the_passage_where_it_is(campaign, person, monkeypatch):
    passage = ask_for_days(campaign, date(2026, 9, 14), by=None, real=NOON, in_background=False)
    monkeypatch.setattr(passing, "evening_round", lambda campaign, at: {}["not there"])

    with pytest.raises(KeyError):
        passing.go_on(passage, real=NOON)

    passage.refresh_from_db()
    assert (passage.ended_at, passage.through) == (NOON, passage.begins_on)
