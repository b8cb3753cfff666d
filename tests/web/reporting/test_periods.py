import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongjian.campaigns.rules import Role, Series
from tests.world import (
    a_campaign,
    a_clerk,
    a_confirmed_report,
    a_period,
    a_person,
    a_report,
    a_unit,
    a_writer,
    an_item,
    signed_in,
)

pytestmark = pytest.mark.django_db


def a_world(units):
    campaign = a_campaign()
    for _ in range(units):
        an_item(unit=a_unit(campaign, series=Series.TOWNSHIPS))
    a_period(campaign)
    return campaign


def questions(client, url):
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize("address", ["reports/", "reports/2026-09-13/", "desk/", "bulletins/", "ranking/"])
def test_a_page_asks_as_much_for_three_as_for_one(address):
    def asked(units):
        campaign = a_world(units)
        return questions(signed_in(Client(), a_clerk(campaign)), f"/c/{campaign.slug}/{address}")

    assert asked(3) == asked(1)


def test_a_report_asks_as_much_for_three_items_as_for_one():
    def asked(items):
        report = a_report(items=items)
        url = f"/c/{report.campaign.slug}/reports/{report.period}/{report.unit_id}/"
        return questions(signed_in(Client(), a_writer(report)), url)

    assert asked(3) == asked(1)


def test_the_office_sees_every_unit_and_a_unit_itself():
    campaign = a_world(3)
    units = [str(unit) for unit in campaign.units.all()]
    mine = a_person(Role.REPORTER, at=campaign.units.first())
    url = f"/c/{campaign.slug}/reports/2026-09-13/"

    def seen(person):
        page = signed_in(Client(), person).get(url).content.decode()
        return [unit for unit in units if f">{unit}<" in page]

    assert (seen(a_clerk(campaign)), seen(mine)) == (units, units[:1])


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.LEADER, Role.EDITOR])
def test_who_has_no_report_in_a_period_hears_so(client, role):
    campaign = a_world(1)

    answer = signed_in(client, a_person(role, campaign=campaign)).get(
        f"/c/{campaign.slug}/reports/2026-09-13/"
    )

    assert answer.status_code == 403
    assert "Your seats have no reports in this period." in answer.content.decode()


@pytest.mark.parametrize(
    ("wanted", "count"), [("", 1), ("waiting", 1), ("missed", 0), ("empty", 0), ("rubbish", 0)]
)
def test_the_list_can_be_narrowed(client, wanted, count):
    report = a_confirmed_report()

    answer = signed_in(client, a_clerk(report.campaign)).get(
        f"/c/{report.campaign.slug}/reports/2026-09-13/", {"show": wanted}
    )

    assert len(answer.context["rows"]) == count


def test_the_part_that_htmx_gets_stands_in_the_whole_page(client):
    report = a_confirmed_report()
    browser, url = (
        signed_in(client, a_clerk(report.campaign)),
        f"/c/{report.campaign.slug}/reports/2026-09-13/",
    )

    part = browser.get(url, headers={"HX-Request": "true"}).content.decode().strip()

    assert part in browser.get(url).content.decode()
    assert "<html" not in part
