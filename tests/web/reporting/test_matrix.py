"""The matrix of reports: trouble first, and nobody is asked to choose an order for one unit."""

from types import SimpleNamespace

import pytest

from gongjian.campaigns.rules import Role, Series
from gongjian.reporting.rules import Filing, Punctuality
from gongjian.web.reporting.shown.table import MatrixRow, worst_first
from tests.world import (
    a_campaign,
    a_clerk,
    a_confirmed_report,
    a_period,
    a_person,
    a_unit,
    an_item,
    signed_in,
)


def a_row(unit, filing=Filing.ON_TIME, **record):
    return MatrixRow(unit, Punctuality(**record), [SimpleNamespace(filing=filing, empty=False), None])


def test_who_owes_one_now_comes_first_then_who_missed_then_who_was_late():
    rows = [
        a_row("calm"),
        a_row("late", late=1),
        a_row("also calm"),
        a_row("missed", missed=1),
        a_row("owes", Filing.OVERDUE),
    ]

    assert [row.unit for row in worst_first(rows)] == ["owes", "missed", "late", "calm", "also calm"]


@pytest.mark.django_db
def test_the_office_chooses_between_trouble_and_the_official_order(client):
    campaign = a_campaign()
    for _ in range(2):
        an_item(unit=a_unit(campaign, series=Series.TOWNSHIPS))
    a_period(campaign)
    office = signed_in(client, a_clerk(campaign))

    pages = [office.get(f"/c/{campaign.slug}/reports/{query}") for query in ("", "?sort=official")]

    assert [page.context["by_trouble"] for page in pages] == [True, False]
    assert all("?sort=official" in page.content.decode() for page in pages)


@pytest.mark.django_db
def test_a_unit_reads_its_own_without_an_order(client):
    campaign = a_campaign()
    unit = a_unit(campaign, series=Series.TOWNSHIPS)
    an_item(unit=unit)
    a_period(campaign)
    mine = signed_in(client, a_person(Role.REPORTER, at=unit))

    page = mine.get(f"/c/{campaign.slug}/reports/")

    assert [row.unit for row in page.context["rows"]] == [unit.organisation]
    assert "?sort=official" not in page.content.decode()


@pytest.mark.django_db
def test_what_stops_a_reader_from_writing_is_no_part_of_a_report(client):
    report = a_confirmed_report()

    page = signed_in(client, a_clerk(report.campaign)).get(
        f"/c/{report.campaign.slug}/reports/{report.period}/{report.unit_id}/"
    )

    assert page.context["writing"].reason
    assert str(page.context["writing"].reason) not in page.content.decode()
