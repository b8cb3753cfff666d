"""The pages on which a list becomes the baseline: drawn up, signed, filed, changed, handed over as a letter."""

from datetime import timedelta
from io import BytesIO

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from gongjian import vault
from gongjian.campaigns.rules import Role
from gongjian.documents.reading_back import tables_of_xlsx
from gongjian.worklist.actions.lists import open_list
from gongjian.worklist.models import ChangeRequest, Item, Letter, ListVersion
from gongjian.worklist.rules.changes import ChangeState
from gongjian.worklist.rules.letters import LetterState
from gongjian.worklist.rules.lists import ListState
from tests.world import (
    NOON,
    PASSWORD,
    a_campaign,
    a_change,
    a_clerk,
    a_filed_list,
    a_list,
    a_person,
    a_row,
    a_signed_list,
    a_unit,
    an_item,
    letters_of,
    signed_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return a_unit(a_campaign("c"), "住建局")


def address(name, unit, *more):
    return reverse(f"worklist:{name}", args=[unit.campaign.slug, unit.organisation_id, *more])


def of_campaign(name, unit, *more):
    return reverse(f"worklist:{name}", args=[unit.campaign.slug, *more])


def a_head(unit):
    head = a_person(Role.HEAD, at=unit)
    head.set_password(PASSWORD)
    head.save()
    return head


def a_picture():
    buffer = BytesIO()
    Image.new("RGB", (20, 20), "white").save(buffer, "JPEG")
    return SimpleUploadedFile("签章页.jpg", buffer.getvalue())


def test_a_unit_begins_its_list_on_its_page(client, unit):
    signed_in(client, a_person(Role.REPORTER, at=unit))

    before = client.get(address("unit_list", unit))
    after = client.post(address("open_list", unit), follow=True)

    assert "Start the list" in before.text
    assert "Being prepared by the unit" in after.text
    assert ListVersion.objects.count() == 1


def test_a_head_signs_with_the_password(client, unit):
    version = a_list(unit)
    signed_in(client, a_head(unit))

    page = client.get(address("list_move", unit, "sign"))
    client.post(address("list_move", unit, "sign"), {"proof": PASSWORD, "seen": version.version})

    version.refresh_from_db()
    assert "Your password" in page.text
    assert version.state == ListState.SIGNED


def test_a_wrong_password_signs_nothing_and_loses_nothing(client, unit):
    version = a_list(unit)
    signed_in(client, a_head(unit))

    answer = client.post(address("list_move", unit, "sign"), {"proof": "wrong", "seen": version.version})

    version.refresh_from_db()
    assert (answer.status_code, version.state) == (422, ListState.DRAFTING)
    assert "Nothing has been signed" in answer.text


def test_passwords_are_not_guessed_on_the_page_of_the_signature(client, unit):
    version = a_list(unit)
    signed_in(client, a_head(unit))
    for _ in range(11):
        answer = client.post(address("list_move", unit, "sign"), {"proof": "x", "seen": version.version})

    assert "Too many attempts" in answer.text


def test_a_version_that_was_changed_meanwhile_is_not_signed(client, unit):
    a_list(unit)
    signed_in(client, a_head(unit))

    answer = client.post(address("list_move", unit, "sign"), {"proof": PASSWORD, "seen": 99})

    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("role", "status"), [(Role.HEAD, 200), (Role.REPORTER, 403), (Role.CLERK, 403), (Role.LEADER, 404)]
)
def test_only_the_head_sees_the_page_of_the_signature(client, unit, role, status):
    a_list(unit)
    signed_in(client, a_person(role, at=unit))

    assert client.get(address("list_move", unit, "sign")).status_code == status


def test_what_cannot_be_done_now_is_a_conflict(client, unit):
    a_signed_list(unit)
    signed_in(client, a_person(Role.HEAD, at=unit))

    assert client.post(address("list_move", unit, "sign"), {"seen": 1}).status_code == 409


def test_the_page_of_a_move_whose_time_is_not_now_leads_to_the_list(client, unit):
    a_list(unit)
    signed_in(client, a_clerk(unit.campaign))

    assert client.get(address("list_move", unit, "file"))["Location"] == address("unit_list", unit)


def test_another_units_list_does_not_exist(client, unit):
    a_list(unit)
    signed_in(client, a_person(Role.HEAD, at=a_unit(unit.campaign)))

    for name, more in (("unit_list", ()), ("list_move", ("sign",)), ("list_paper", (1,))):
        assert client.get(address(name, unit, *more)).status_code == 404


def test_the_office_files_or_sends_back(client, unit):
    version = a_signed_list(unit)
    signed_in(client, a_clerk(unit.campaign))

    page = client.get(address("unit_list", unit))
    client.post(address("list_move", unit, "send_back"), {"reason": "第二项有误", "seen": version.version})
    version.refresh_from_db()
    assert "File the list" in page.text
    assert version.sent_back_because == "第二项有误"

    again = a_signed_list(version=version)
    client.post(address("list_move", unit, "file"), {"seen": again.version})
    again.refresh_from_db()
    assert again.state == ListState.FILED


def test_the_office_records_a_list_signed_on_paper(client, unit):
    version = a_list(unit)
    signed_in(client, a_clerk(unit.campaign))

    client.post(address("list_move", unit, "record"), {"file": a_picture(), "seen": version.version})

    version.refresh_from_db()
    assert version.on_paper
    assert client.get(address("list_scan", unit, 1))["Content-Type"] == "image/jpeg"


def test_the_scan_of_the_sealed_page_lies_beside(client, unit):
    version = a_signed_list(unit)
    signed_in(client, a_person(Role.REPORTER, at=unit))

    client.post(address("list_scan_form", unit), {"file": a_picture(), "seen": version.version})

    version.refresh_from_db()
    assert version.scan_name.endswith(".jpg")


def test_the_paper_of_a_signed_list_is_handed_out_as_it_was_kept(client, unit, settings):
    draft = a_list(unit)
    signed_in(client, a_person(Role.REPORTER, at=unit))
    assert client.get(address("list_paper", unit, 1)).content.startswith(b"%PDF")

    signed = a_signed_list(version=draft)

    assert client.get(address("list_paper", unit, 1)).content == vault.fetch(settings.VAULT_DIR, signed.paper)


def test_the_office_sees_who_has_filed_and_every_difference(client, unit):
    campaign = unit.campaign
    a_filed_list(unit, rows=2)
    a_unit(campaign, "交通局")
    campaign.planned_projects, campaign.planned_items = 162, 524
    campaign.save()
    campaign.lines_of_work.update(planned_projects=3)
    signed_in(client, a_clerk(campaign))

    page = client.get(of_campaign("lists", unit)).text

    assert "The plan counts 162 projects, the filed lists 2: 160 are missing." in page
    assert "The plan counts 524 items, the filed lists 2: 522 are missing." in page
    assert "not started" in page
    assert "交通局" in client.get(of_campaign("lists", unit) + "?state=none").text
    assert client.get(of_campaign("lists", unit) + "?state=nonsense").status_code == 404


def test_the_page_of_all_lists_is_a_workbook_too(client, unit):
    a_filed_list(unit)
    signed_in(client, a_clerk(unit.campaign))

    answer = client.get(of_campaign("lists_export", unit))

    assert "住建局" in str(tables_of_xlsx(answer.content))


def test_a_unit_sees_its_own_list_only_and_a_leader_none(client, unit):
    a_unit(unit.campaign, "交通局")
    own = signed_in(client, a_person(Role.REPORTER, at=unit)).get(of_campaign("lists", unit))
    assert "住建局" in own.text
    assert "交通局" not in own.text

    assert (
        signed_in(client, a_person(Role.LEADER, campaign=unit.campaign))
        .get(of_campaign("lists", unit))
        .status_code
        == 404
    )


def test_the_page_of_all_lists_asks_the_same_for_one_unit_and_for_three(
    client, unit, django_assert_num_queries
):
    a_filed_list(unit)
    signed_in(client, a_clerk(unit.campaign))
    with CaptureQueriesContext(connection) as one:
        client.get(of_campaign("lists", unit))
    for _ in range(2):
        a_filed_list(a_unit(unit.campaign))

    with django_assert_num_queries(len(one)):
        client.get(of_campaign("lists", unit))


@pytest.fixture
def item(unit):
    return a_filed_list(unit).rows.get().item


def change_of(item, **more):
    plan = item.baseline
    return {
        "due_on": plan.due_on + timedelta(7),
        "starts_on": plan.starts_on,
        "target": "100",
        "curve": plan.curve.value,
        "steps": "",
        "unit": plan.unit_id,
        "person": "",
        "reason": "征地",
        "reference": "纪要",
        "seen": item.version,
    } | more


def test_a_change_is_asked_for_agreed_and_granted(client, unit, item):
    signed_in(client, a_person(Role.REPORTER, at=unit))
    answer = client.post(of_campaign("ask_change", unit, item.code), change_of(item), follow=True)
    assert "Nothing changes until" in answer.text

    signed_in(client, a_person(Role.HEAD, at=unit))
    client.post(of_campaign("change_move", unit, 1, "agree"), {"seen": 1})
    signed_in(client, a_clerk(unit.campaign))
    client.post(of_campaign("change_move", unit, 1, "grant"), {"seen": 2, "reason": ""})

    item = Item.objects.get(pk=item.pk)
    assert ChangeRequest.objects.get().state == ChangeState.GRANTED
    assert item.baseline.number == 2
    page = client.get(of_campaign("item", unit, item.code)).text
    assert "as signed" in page
    assert "postponed 1 times, 5 working days" in page


def test_a_request_without_evidence_comes_back_with_what_was_typed(client, unit, item):
    signed_in(client, a_person(Role.REPORTER, at=unit))

    answer = client.post(of_campaign("ask_change", unit, item.code), change_of(item, reference=""))

    assert answer.status_code == 422
    assert "征地" in answer.text


def test_the_file_of_a_request_is_kept_for_those_who_see_it(client, unit, item):
    signed_in(client, a_person(Role.REPORTER, at=unit))
    client.post(
        of_campaign("ask_to_withdraw", unit, item.code), {"reason": "取消", "file": a_picture(), "seen": 1}
    )

    assert client.get(of_campaign("change_evidence", unit, 1))["Content-Type"] == "image/jpeg"
    signed_in(client, a_person(Role.HEAD, at=a_unit(unit.campaign)))
    assert client.get(of_campaign("change_evidence", unit, 1)).status_code == 404


def test_a_refusal_wants_a_reason(client, unit):
    change = a_change(unit)
    signed_in(client, a_clerk(unit.campaign))

    answer = client.post(of_campaign("change_move", unit, change.number, "refuse"), {"seen": 1, "reason": ""})

    assert answer.status_code == 422


def test_the_direct_pages_lead_to_a_request_when_the_item_is_filed(client, unit, item):
    signed_in(client, a_clerk(unit.campaign))

    for name in ("rebaseline", "withdraw"):
        assert client.get(of_campaign(name, unit, item.code)).status_code == 302
    free = an_item(unit.campaign, unit=unit)
    assert client.get(of_campaign("rebaseline", unit, free.code)).status_code == 200


def test_requests_are_listed_by_state(client, unit):
    a_change(unit)
    signed_in(client, a_clerk(unit.campaign))

    assert "征地未完成" in client.get(of_campaign("changes", unit) + "?state=requested").text
    assert "征地未完成" not in client.get(of_campaign("changes", unit) + "?state=granted").text
    assert client.get(of_campaign("changes", unit) + "?state=x").status_code == 404


def test_letters_are_issued_signed_for_and_handed_out(client, unit, item):
    signed_in(client, a_clerk(unit.campaign))
    client.post(of_campaign("issue_letters", unit))
    letter = Letter.objects.get()

    signed_in(client, a_head(unit))
    page = client.get(of_campaign("letter", unit, letter.pk)).text
    client.post(of_campaign("letter_move", unit, letter.pk, "sign_for"), {"proof": PASSWORD, "seen": 1})

    letter.refresh_from_db()
    assert str(letter) in page
    assert letter.state == LetterState.SIGNED_FOR
    for kind, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert client.get(of_campaign("letter_file", unit, letter.pk, kind)).content.startswith(start)
    for kind, start in (("pdf", b"%PDF"), ("zip", b"PK")):
        assert client.get(of_campaign("letter_set", unit, kind)).content.startswith(start)


def test_the_page_says_which_letters_are_out_of_date(client, unit, item):
    letters_of(unit.campaign)
    signed_in(client, a_clerk(unit.campaign))
    assert "The list is newer" not in client.get(of_campaign("letters", unit)).text

    later = open_list(unit.campaign, unit.organisation, by=a_clerk(unit.campaign), at=NOON)
    a_row(later)
    a_filed_list(version=later)

    assert "The list is newer" in client.get(of_campaign("letters", unit)).text


def test_the_self_check_holds_promises_against_what_was_done(client, unit, item):
    letter = letters_of(unit.campaign)[0]
    signed_in(client, a_person(Role.REPORTER, at=unit))

    page = client.get(of_campaign("self_check", unit, letter.pk)).text

    assert item.name in page
    assert "0 of 1 items done" in page


def test_the_office_records_a_letter_signed_on_paper(client, unit, item):
    letter = letters_of(unit.campaign)[0]
    signed_in(client, a_clerk(unit.campaign))

    client.post(of_campaign("letter_move", unit, letter.pk, "record"), {"file": a_picture(), "seen": 1})

    letter.refresh_from_db()
    assert letter.on_paper
    assert client.get(of_campaign("letter_scan", unit, letter.pk))["Content-Type"] == "image/jpeg"


def test_a_leader_sees_no_letters(client, unit):
    signed_in(client, a_person(Role.LEADER, campaign=unit.campaign))

    assert client.get(of_campaign("letters", unit)).status_code == 404


def test_items_that_left_are_listed_with_their_reason(client, unit, item):
    head = a_person(Role.HEAD, at=unit)
    signed_in(client, head)
    client.post(
        of_campaign("ask_to_withdraw", unit, item.code),
        {"reason": "项目取消", "reference": "批复", "seen": 1},
    )
    signed_in(client, a_clerk(unit.campaign))
    client.post(of_campaign("change_move", unit, 1, "grant"), {"seen": 1, "reason": ""})

    assert "项目取消" in client.get(of_campaign("left_items", unit)).text


def test_who_has_a_second_factor_signs_with_its_code(client, unit):
    version, head = a_list(unit), a_head(unit)
    secret = generate_totp_secret()
    TOTP.activate(head, secret)
    signed_in(client, head)
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))

    by_password = client.post(
        address("list_move", unit, "sign"), {"proof": PASSWORD, "seen": version.version}
    )
    by_code = client.post(address("list_move", unit, "sign"), {"proof": code, "seen": version.version})

    assert (by_password.status_code, by_code.status_code) == (422, 302)


@pytest.mark.parametrize("name", ["letters", "changes"])
def test_every_list_asks_the_same_for_one_row_and_for_three(client, unit, name, django_assert_num_queries):
    a_change(unit)
    letters_of(unit.campaign)
    signed_in(client, a_clerk(unit.campaign))
    with CaptureQueriesContext(connection) as one:
        client.get(of_campaign(name, unit))
    for _ in range(2):
        a_change(a_unit(unit.campaign))
    letters_of(unit.campaign)

    with django_assert_num_queries(len(one)):
        client.get(of_campaign(name, unit))


def test_a_workbook_of_the_worklist_shows_the_date_as_signed(client, unit, item):
    signed_in(client, a_clerk(unit.campaign))

    assert "2026" in client.get(of_campaign("list", unit) + "?cols=due,signed_due").text
    assert "Due as signed" in client.get(of_campaign("list", unit) + "?cols=due,signed_due").text
