"""What is kept while somebody types is answered in a kind of its own, whoever answers."""

import pytest

from gongjian.campaigns.rules import Role
from gongjian.web.answers.saving import SAVED
from tests.world import (
    a_campaign,
    a_filed_list,
    a_person,
    a_report,
    a_submitted_report,
    a_unit,
    a_writer,
    signed_in,
)

pytestmark = pytest.mark.django_db
QUIETLY = {"headers": {"Accept": SAVED}}


def address(report):
    return f"/c/{report.campaign.slug}/reports/{report.period}/{report.unit_id}/save/"


def test_whoever_is_signed_out_is_told_so_and_no_sign_in_page_passes_for_an_answer(client):
    report = a_report()

    quiet = client.post(address(report), {"value-1": "5"}, **QUIETLY)
    page = client.post(address(report), {"value-1": "5"})

    assert (quiet.status_code, quiet["Content-Type"]) == (401, SAVED)
    assert (page.status_code, page["Location"].startswith("/accounts/login/")) == (302, True)


def test_what_comes_after_the_submission_gets_a_sentence_and_no_page(client):
    report = a_submitted_report()
    signed_in(client, a_writer(report))
    item = report.rows.get().item_id

    answer = client.post(address(report), {f"value-{item}": "7", "seen": f"{item}:9"}, **QUIETLY)

    assert (answer.status_code, answer["Content-Type"]) == (409, SAVED)
    assert answer.json()["reason"]


def test_a_colleagues_change_comes_as_a_part_of_the_page(client):
    report = a_report()
    signed_in(client, a_writer(report))
    row = report.rows.get()
    client.post(
        address(report), {f"value-{row.item_id}": "5", "seen": f"{row.item_id}:{row.version}"}, **QUIETLY
    )

    answer = client.post(
        address(report), {f"value-{row.item_id}": "6", "seen": f"{row.item_id}:0"}, **QUIETLY
    )

    assert (answer.status_code, answer["Content-Type"]) == (409, SAVED)
    assert "data-refusal" in answer.json()["html"]


def test_the_sheet_answers_in_the_same_way_and_says_why_nothing_is_kept(client):
    version = a_filed_list(a_unit(a_campaign()))
    address = f"/c/{version.campaign.slug}/lists/{version.unit_id}/sheet/rows/"
    typed = {
        "data": '{"save": [{"key": "new-1", "seen": 0, "values": {"name": "甲"}}], "delete": {}}',
        "content_type": "application/json",
    }

    signed_out = client.post(address, **typed, **QUIETLY)
    signed_in(client, a_person(Role.REPORTER, at=version.unit, campaign=version.campaign))
    refused = client.post(address, **typed, **QUIETLY)

    assert [(one.status_code, one["Content-Type"]) for one in (signed_out, refused)] == [
        (401, SAVED),
        (409, SAVED),
    ]
    assert refused.json()["reason"]
