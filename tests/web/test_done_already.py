"""Whoever asks twice, because the answer was lost or the button was pressed twice, learns that it is done."""

import re

import pytest

from gongjian.campaigns.rules import Role
from gongjian.reporting.rules import State
from gongjian.web.answers.saving import SAVED
from gongjian.worklist.actions.signing import sign_list
from tests.house.plan import SRC
from tests.world import (
    NOON,
    a_campaign,
    a_clerk,
    a_confirmed_report,
    a_list,
    a_person,
    a_report,
    a_submitted_report,
    a_unit,
    a_writer,
    filled,
    signed_in,
)

pytestmark = pytest.mark.django_db


def address(report, move=""):
    return f"/c/{report.campaign.slug}/reports/{report.period}/{report.unit_id}/{move}"


def form_of(report):
    row = report.rows.get()
    return {f"value-{row.item_id}": "50", "seen": f"{row.item_id}:{row.version}"}


def test_a_report_that_is_submitted_twice_with_the_same_content_was_submitted_at_its_time(client):
    report = filled(a_report())
    signed_in(client, a_writer(report))
    typed = form_of(report)

    first = client.post(address(report, "submit/"), typed)
    again = client.post(
        address(report, "submit/"),
        typed,
        follow=True,
        headers={"Referer": f"http://testserver{address(report)}"},
    )

    assert (first.status_code, again.status_code) == (302, 200)
    assert again.redirect_chain == [(address(report), 302)]
    assert re.search(r"\d\d:\d\d", "".join(str(one) for one in again.context["messages"]))
    report.refresh_from_db()
    assert (report.state, report.submissions.count()) == (State.SUBMITTED, 1)


def test_other_content_is_not_swallowed(client):
    report = a_submitted_report()
    signed_in(client, a_writer(report))
    row = report.rows.get()

    answer = client.post(
        address(report, "submit/"), {f"value-{row.item_id}": "51", "seen": f"{row.item_id}:{row.version}"}
    )

    assert answer.status_code == 409


def test_another_person_reads_who_was_faster_and_when(client):
    report = a_confirmed_report()
    head = a_person(Role.HEAD, at=report.unit, campaign=report.campaign)
    signed_in(client, head)

    answer = client.post(address(report, "confirm/"))

    first = report.submissions.get().confirmed_by
    assert answer.status_code == 409
    assert first.name in answer.text
    assert re.search(r"\d\d:\d\d", answer.text)


def test_the_same_move_with_another_reason_is_refused_and_not_taken_for_the_first(client):
    report = a_confirmed_report()
    signed_in(client, a_clerk(report.campaign))
    client.post(address(report, "send-back/"), {"reason": "数字有误"})

    same = client.post(address(report, "send-back/"), {"reason": "数字有误"})
    other = client.post(address(report, "send-back/"), {"reason": "缺佐证"})

    assert (same.status_code, other.status_code) == (302, 409)


def test_a_script_that_saves_gets_a_sentence(client):
    report = a_submitted_report()
    signed_in(client, a_writer(report))

    answer = client.post(address(report, "take-back/"), headers={"Accept": SAVED})
    again = client.post(address(report, "take-back/"), headers={"Accept": SAVED})

    assert (answer.status_code, again.status_code, again["Content-Type"]) == (302, 409, SAVED)


def test_every_table_of_moves_is_asked_with_the_row_that_is_moved():
    asked = [
        (path.name, line.strip())
        for path in SRC.glob("*/permissions.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if "MOVES.check(move, " in line
    ]

    assert len(asked) > 8
    assert [one for one in asked if not re.search(r"MOVES\.check\(move, (\w+)\.\w+, \1\)", one[1])] == []


def test_a_form_whose_page_is_its_own_address_never_leads_back_to_itself(client):
    version = a_list(a_unit(a_campaign()))
    head = a_person(Role.HEAD, at=version.unit, campaign=version.campaign)
    page = f"/c/{version.campaign.slug}/lists/{version.unit_id}/move/sign/"
    sign_list(version, by=head, at=NOON, seen=version.version)
    signed_in(client, head)

    again = client.post(page, {"seen": version.version}, headers={"Referer": f"http://testserver{page}"})
    looked = client.get(page, headers={"Referer": f"http://testserver{page}"})

    here = f"/c/{version.campaign.slug}/lists/{version.unit_id}/"
    assert [(one.status_code, one["Location"]) for one in (again, looked)] == [(302, here), (302, here)]
    assert client.get(here).status_code == 200
