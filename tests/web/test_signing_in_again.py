"""Whoever was signed out in between comes back to a page, never to an address that only takes a button."""

import pytest

from tests.world import a_report, a_writer, signed_in

pytestmark = pytest.mark.django_db


def test_after_a_button_one_comes_back_to_the_page_that_it_stood_on(client):
    report = a_report()
    page = f"/c/{report.campaign.slug}/reports/{report.period}/{report.unit_id}/"

    answer = client.post(f"{page}submit/", headers={"Referer": f"http://testserver{page}"})
    stranger = client.post(f"{page}submit/", headers={"Referer": "https://elsewhere.example/x"})

    assert answer["Location"] == f"/accounts/login/?next={page}"
    assert stranger["Location"] == "/accounts/login/?next=/"


def test_an_address_that_only_takes_a_button_says_so_when_it_is_opened(client):
    report = a_report()
    signed_in(client, a_writer(report))

    answer = client.get(f"/c/{report.campaign.slug}/reports/{report.period}/{report.unit_id}/submit/")

    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "works only through a button" in answer.text
