"""What pages remember is never older than what was written, and they say the same without it."""

import re
from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gongjian.campaigns.actions.calendar import set_special_day
from gongjian.campaigns.actions.clock import move_clock
from gongjian.campaigns.actions.people import end_role, give_role
from gongjian.campaigns.rules import DayKind, Role
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import Refused
from gongjian.ledger.queries import remembering
from gongjian.notices.models import Notice
from gongjian.obstacles.actions import raise_obstacle
from gongjian.obstacles.models import Obstacle
from gongjian.reporting.actions.evidence import attach_reference
from tests.obstacles.world import a_draft
from tests.standing.test_projection import verbs
from tests.world import a_campaign, a_clerk, a_period, a_person, a_unit, an_item, noon

pytestmark = pytest.mark.django_db
EACH_TIME_ANEW = re.compile(
    rb'nonce="[^"]*"|name="?csrfmiddlewaretoken"? value="?[^">]*|name="csrf-token" content="[^"]*"|X-CSRFToken[^}]*|request-number">[^<]*'
)
TOKEN = re.compile('csrf(?:-token" content|middlewaretoken" value)="(.{64})"')


def page(client, path):
    answer = client.get(path)
    return answer.status_code, EACH_TIME_ANEW.sub(b"", answer.content)


def without_memory(client, path):
    """As if nothing had been read before. What is remembered stays for what happens next."""
    put_aside = dict(remembering.MEMORIES)
    remembering.MEMORIES.clear()
    said = page(client, path)
    remembering.MEMORIES.clear()
    remembering.MEMORIES.update(put_aside)
    return said


@pytest.mark.parametrize("seed", range(3))
def test_after_any_verbs_a_page_says_what_it_says_without_its_memory(seed):
    dice, campaign = Random(seed), a_campaign(stands_at=noon(9, 9))
    director = a_person(Role.DIRECTOR, campaign=campaign)
    units = [a_unit(campaign) for _ in range(3)]
    items = [an_item(unit=unit) for unit in units for _ in range(2)]
    period = a_period(campaign)
    reports = list(period.reports.all())
    keeper = a_person(Role.ADMINISTRATOR, campaign=campaign)
    people = [director, a_person(Role.REPORTER, campaign=campaign, at=units[0].organisation)]
    clients = [signed_in(person) for person in people]
    possible = [
        *verbs(campaign, reports, items, director),
        lambda at, dice: seated(campaign, dice.choice(people), dice.choice(units), by=keeper, at=at),
        lambda at, dice: end_role(
            campaign.role_assignments.filter(role=Role.HEAD).latest("pk"), by=keeper, at=at
        ),
        lambda at, dice: set_special_day(
            campaign, at.date(), kind=DayKind.OFF, name="flood", by=director, at=at
        ),
        lambda at, dice: an_obstacle(dice.choice(items).project, by=director, at=at),
        lambda at, dice: attach_reference(
            reports[0].rows.filter(item=items[0]).get(), "档案室", by=people[1], at=at
        ),
    ]
    at = noon(9, 9)
    for _ in range(8):
        at += timedelta(hours=dice.randint(1, 30))
        move_clock(campaign, to=at, real=timezone.now())
        with suppress(Refused, ObjectDoesNotExist):
            dice.choice(possible)(at, dice)
        here = f"/c/{campaign.slug}/"
        paths = [here, f"{here}desk/", f"{here}worklist/", f"{here}reports/", f"{here}reports/{period}/"]
        paths += [f"{here}items/{items[0].code}/", f"{here}projects/{items[0].project.code}/"]
        paths += [f"{here}ranking/", f"{here}reports/{period}/{units[0].organisation_id}/"]
        paths += [f"{here}obstacles/{one.number}/" for one in Obstacle.objects.filter(campaign=campaign)[:1]]
        for client in clients:
            for path in dice.sample(paths, 2):
                page(client, path)
                assert page(client, path) == without_memory(client, path), path


def seated(campaign, person, unit, *, by, at):
    give_role(campaign, person, role=Role.HEAD, organisation=unit.organisation, by=by, at=at)


def an_obstacle(project, *, by, at):
    raise_obstacle(project, a_draft(project.campaign), by=by, at=at)


def test_what_was_asked_once_is_not_asked_again_until_something_happens():
    item = an_item(a_campaign())
    clerk, path = a_clerk(item.campaign), f"/c/{item.campaign.slug}/items/{item.code}/"
    client = signed_in(clerk)
    client.get(path)

    first, second = queries(client, path), queries(client, path)
    assert first == second
    set_special_day(item.campaign, noon(9, 9).date(), kind=DayKind.OFF, name="flood", by=clerk, at=noon(9, 9))
    assert queries(client, path) > first


@pytest.mark.parametrize("items", [1, 9])
def test_a_page_that_was_drawn_before_asks_only_who_reads_and_what_is_new(items):
    """The session, the person, where the chains end, the unread notices; a desk the answers, a report its draft."""
    campaign = a_campaign()
    unit = a_unit(campaign)
    known = [an_item(unit=unit) for _ in range(items)]
    period = a_period(campaign)
    client, here = signed_in(a_clerk(campaign)), f"/c/{campaign.slug}/"
    asked = {
        "": 4,
        "worklist/": 4,
        f"items/{known[0].code}/": 4,
        f"projects/{known[0].project.code}/": 4,
        "ranking/": 4,
        "reports/": 4,
        f"reports/{period}/": 4,
        f"reports/{period}/{unit.organisation_id}/": 5,
        "desk/": 5,
    }
    type(campaign).objects.filter(pk=campaign.pk).update(life="running", began_at=noon(8, 25))
    for path in asked:
        client.get(here + path)

    assert {path: queries(client, here + path) for path in asked} == asked


def queries(client, path):
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return len(found)


def test_a_page_that_was_drawn_before_has_its_own_token_and_the_notices_of_now():
    campaign = a_campaign()
    clerk, path = a_clerk(campaign), f"/c/{campaign.slug}/worklist/"
    client = signed_in(clerk)
    before, same = (client.get(path).content.decode() for _ in range(2))
    told = {"title": Text("a notice"), "day": noon(9, 9).date(), "made_at": noon(9, 9)}
    Notice.objects.create(campaign_id=campaign.pk, person=clerk, key="new", **told)
    after = client.get(path).content.decode()

    tokens = [set(re.findall(TOKEN, text)) for text in (before, same, after)]
    assert [bool(one) for one in tokens] == [True] * 3
    assert not tokens[0] & tokens[1] | tokens[1] & tokens[2]
    assert ["nav-count" in text for text in (before, same, after)] == [False, False, True]
    assert not re.search("open-[0-9a-f]{24}", before + same + after)


def test_what_somebody_is_told_stands_on_one_page_only():
    campaign = a_campaign()
    client, path = signed_in(a_clerk(campaign)), f"/c/{campaign.slug}/worklist/"
    client.get(path)
    client.post(f"/c/{campaign.slug}/worklist/views/", {"name": "mine", "query": "light=serious"})

    told = [client.get(path).content.decode().count("data-toast") for _ in range(3)]

    assert told == [1, 0, 0]


def test_everybody_reads_a_page_in_their_own_language_and_under_their_own_name():
    campaign = a_campaign()
    people = [a_clerk(campaign), a_clerk(campaign), a_person(Role.DIRECTOR, campaign=campaign)]
    path = f"/c/{campaign.slug}/"
    for _ in range(2):
        for person in people:
            client = signed_in(person)
            for language in ("zh-hans", "en"):
                client.cookies["django_language"] = language
                said = client.get(path).content.decode()
                assert f'data-user="{person.username}"' in said
                assert f'lang="{language}"' in said


def test_what_could_not_be_brought_up_to_date_is_not_remembered():
    campaign = a_campaign()
    remembering.Heads().begin_to_remember(campaign)
    remembering.remembered(campaign, "old", lambda: remembering.forget(campaign))

    remembering.Heads().begin_to_remember(campaign)
    assert remembering.remembered(campaign, "old", lambda: "new") == "new"


def test_a_form_that_is_handed_in_remembers_nothing():
    campaign = a_campaign()
    client = signed_in(a_clerk(campaign))

    client.post(f"/c/{campaign.slug}/obstacles/raise/", {})

    assert not remembering.MEMORIES


def test_no_more_is_remembered_than_has_room(monkeypatch):
    monkeypatch.setattr(remembering, "MOST_THINGS", 3)
    monkeypatch.setattr(remembering, "MOST", 2)
    for _ in range(3):
        campaign = a_campaign()
        remembering.Heads().begin_to_remember(campaign)
        for place in range(5):
            assert remembering.remembered(campaign, place, lambda place=place: [place]) == [place]

    assert len(remembering.MEMORIES) <= 2
    assert all(len(one.things) <= 3 for one in remembering.MEMORIES.values())


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client
