import pytest

from gongjian.campaigns.models import Clock
from gongjian.campaigns.rules import Role
from tests.world import a_campaign, a_person, signed_in

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
    ("sent", "day", "leads_to"),
    [
        ({}, 11, "/"),
        ({"next": "/ui/"}, 11, "/ui/"),
        ({"next": "https://elsewhere.example/"}, 11, "/"),
        ({"to": "next-deadline"}, 11, "/"),
        ({"to": "rubbish"}, 11, "/"),
    ],
)
def test_time_goes_on_to_the_next_day_or_deadline(client, settings, campaign, person, sent, day, leads_to):
    settings.DEMO = True

    answer = signed_in(client, person).post(f"/c/{campaign.slug}/demo/clock/", sent)

    clock = Clock.objects.get(campaign=campaign)
    assert (answer.status_code, answer["Location"]) == (302, leads_to)
    assert campaign.day_of(clock.at).day == day
