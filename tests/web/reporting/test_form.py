"""The report as a form: how it answers to what somebody types."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from gongjian.campaigns.rules import Role
from gongjian.reporting.models import Evidence, Figure, Report
from gongjian.reporting.rules import State
from gongjian.web.answers.saving import SAVED
from gongjian.web.forms.versions import seen_token, versions_seen
from gongjian.web.reporting.forms import number_in, typed_number
from tests.reading.test_uploads import a_picture
from tests.world import (
    NOON,
    a_campaign,
    a_clerk,
    a_confirmed_report,
    a_person,
    a_report,
    a_submitted_report,
    a_unit,
    a_writer,
    filled,
    noon,
    signed_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return a_report(items=2)


@pytest.fixture
def reporter(report):
    return a_writer(report)


@pytest.fixture
def browser(client, reporter):
    return signed_in(client, reporter)


def url(report, move=""):
    return f"/c/{report.campaign.slug}/reports/{report.period}/{report.unit_id}/{move}"


def seen(report):
    return seen_token({row.item_id: row.version for row in report.rows.all()})


def fields(report, *values, **more):
    """What a browser sends that has typed these values, row by row."""
    rows = zip(report.rows.order_by("position"), values, strict=False)
    return {"seen": seen(report), **{f"value-{row.item_id}": value for row, value in rows}, **more}


def values(report):
    return [row.value for row in report.rows.order_by("position")]


def autosaved(browser, report, typed):
    return browser.post(url(report, "save/"), typed, headers={"Accept": SAVED})


def test_what_is_typed_is_saved_quietly_and_answers_with_the_new_versions(browser, report):
    first, second = report.rows.order_by("position")

    answer = autosaved(browser, report, fields(report, "33.5"))

    told = answer.json()
    assert told.pop("saved_at").startswith("2026-09-10T")
    assert told == {"version": f"{first.item_id}:2,{second.item_id}:1", "errors": {}}
    assert values(report) == [Decimal("33.5"), None]


def test_a_form_that_is_opened_again_shows_what_was_typed_since(browser, report):
    browser.get(url(report))
    autosaved(browser, report, fields(report, "4321"))

    assert "4321" in browser.get(url(report)).content.decode()


def test_quiet_saving_names_the_field_that_cannot_be_read(browser, report):
    item = report.rows.first().item_id

    answer = autosaved(browser, report, fields(report, "many", "40"))

    assert answer.json()["errors"] == {f"value-{item}": "“many” is not a number."}
    assert values(report) == [None, 40]


def test_a_colleague_who_was_faster_is_named_and_nothing_is_overwritten(browser, report):
    before = fields(report, "33")
    colleague = a_writer(report)
    filled(report, 44, by=colleague)

    answer = autosaved(browser, report, before)

    assert answer.status_code == 409
    assert f"{colleague} wrote for" in answer.content.decode()
    assert "<html" not in answer.content.decode()
    assert values(report) == [44, 44]


def test_the_second_of_two_browsers_keeps_what_was_typed_and_may_save_once_more(browser, report):
    typed = fields(report, "33", "34")
    filled(report, 44, by=a_writer(report))

    conflict = browser.post(url(report, "submit/"), typed)
    page = conflict.content.decode()
    again = browser.post(url(report, "submit/"), fields(report, "33", "34"))

    assert conflict.status_code == 409
    assert [f'value="{value}"' in page for value in ("33", "34")] == [True, True]
    assert 'name="seen" value="' + seen_of(page) in page
    assert (again.status_code, values(report)) == (302, [33, 34])


def seen_of(page):
    return re.search(r'name="seen" value="([^"]*)"', page)[1]


def test_what_is_lacking_stands_beside_its_field_and_typed_values_stay(browser, report):
    answer = browser.post(url(report, "submit/"), fields(report, "55", "0"))
    page = answer.content.decode()

    assert answer.status_code == 422
    assert 'value="55"' in page
    assert page.count("The item has fallen behind.") == 2
    assert (values(report), Report.objects.get().state) == ([55, None], State.OPEN)


def test_what_cannot_be_read_stays_as_it_was_typed_and_nothing_is_saved(browser, report):
    answer = browser.post(url(report, "save/"), fields(report, "<b>half</b>", "50"))

    assert answer.status_code == 422
    assert "&lt;b&gt;half&lt;/b&gt;" in answer.content.decode()
    assert "<b>half" not in answer.content.decode()
    assert values(report) == [None, None]


def test_a_page_asked_for_carries_what_the_next_answer_needs(browser, report):
    page = browser.get(url(report)).content.decode()

    assert seen_of(page) == seen(report)
    assert f'data-autosave="{url(report, "save/")}"' in page


@pytest.mark.parametrize("which", ["all", "one"])
def test_without_script_no_change_is_a_button_too(browser, report, which):
    first = report.rows.first()
    asked = "all" if which == "all" else str(first.item_id)

    answer = browser.post(url(report, "submit/"), fields(report, "", "", no_change=asked))

    assert answer.status_code == 302
    unchanged = [row.unchanged for row in report.rows.order_by("position")]
    assert unchanged == ([True, True] if which == "all" else [True, False])
    assert Report.objects.get().state == State.OPEN


def test_an_ordinary_report_of_nine_items_is_one_typed_field_per_changed_item(client):
    report = a_report(items=9)
    report.rows.update(previous=20)
    reporter = signed_in(client, a_writer(report))

    blanks = [""] * 8
    reporter.post(url(report, "save/"), fields(report, "31", *blanks, no_change="all"))
    answer = reporter.post(url(report, "submit/"), {"seen": seen(report)})

    assert (answer.status_code, Report.objects.get().state) == (302, State.SUBMITTED)
    assert [(row.value, row.unchanged) for row in report.rows.order_by("position")] == [
        (31, False),
        *[(None, True)] * 8,
    ]


def test_a_number_that_is_the_same_as_last_time_is_no_change(browser, report):
    report.rows.update(previous=20)

    browser.post(url(report, "save/"), fields(report, "20.00", "２１％"))

    assert [(row.value, row.unchanged) for row in report.rows.order_by("position")] == [
        (None, True),
        (21, False),
    ]


def test_who_was_signed_out_is_asked_to_sign_in_and_finds_the_report_again(client, report):
    answer = client.post(url(report, "submit/"), fields(report, "50"))

    assert (answer.status_code, answer["Location"].startswith("/accounts/login/?next=")) == (302, True)
    assert values(report) == [None, None]


def test_the_whole_way_from_the_reporter_to_the_office(client, report):
    head, clerk = a_writer(report, Role.HEAD), a_clerk(report.campaign)
    steps = [
        (a_writer(report), "submit/", fields(report, "50", "60"), State.SUBMITTED),
        (head, "decline/", {"reason": "check"}, State.SENT_BACK),
        (a_writer(report), "submit/", fields(report, "51", "60"), State.SUBMITTED),
        (a_writer(report), "take-back/", {}, State.OPEN),
        (a_writer(report), "submit/", {}, State.SUBMITTED),
        (head, "confirm/", {}, State.CONFIRMED),
        (clerk, "send-back/", {"reason": "no bills"}, State.SENT_BACK),
        (a_writer(report), "submit/", {}, State.SUBMITTED),
        (head, "confirm/", {}, State.CONFIRMED),
        (clerk, "receive/", {}, State.RECEIVED),
    ]

    for person, move, sent, state in steps:
        sent = sent | ({"seen": seen(report)} if "seen" in sent else {})
        sent = sent | ({"seen": Report.objects.get().version} if move == "confirm/" else {})
        answer = signed_in(client, person).post(url(report, move), sent)
        assert (answer.status_code, answer.headers.get("Location")) == (302, url(report)), move
        assert Report.objects.get().state == state, move
    assert Figure.objects.filter(ended_at=None).count() == 2


def test_a_head_does_not_confirm_what_was_handed_in_anew_meanwhile(client, report):
    head = a_writer(report, Role.HEAD)
    signed_in(client, a_writer(report)).post(url(report, "submit/"), fields(report, "50", "60"))
    before = Report.objects.get().version
    signed_in(client, a_writer(report)).post(url(report, "take-back/"))
    signed_in(client, a_writer(report)).post(url(report, "submit/"), {"seen": seen(report)})

    answer = signed_in(client, head).post(url(report, "confirm/"), {"seen": before})

    assert (answer.status_code, Report.objects.get().state) == (409, State.SUBMITTED)


def test_the_reason_for_sending_back_is_the_first_thing_the_unit_reads(client):
    report = a_confirmed_report()
    signed_in(client, a_clerk(report.campaign)).post(url(report, "send-back/"), {"reason": "No bills\0 yet"})

    page = signed_in(client, a_writer(report)).get(url(report)).content.decode()

    assert "No bills yet" in page


def test_everything_that_waits_is_received_in_one_go(client):
    report = a_confirmed_report()

    signed_in(client, a_clerk(report.campaign)).post(
        f"/c/{report.campaign.slug}/reports/{report.period}/receive/"
    )

    assert Report.objects.get().state == State.RECEIVED


def test_proof_is_attached_and_taken_away(browser, report):
    row = report.rows.first()
    attach = url(report, f"items/{row.item_id}/evidence/")
    photo = SimpleUploadedFile("现场.jpg", a_picture())

    browser.post(attach, {"file": photo, "reference": "文件〔2026〕4号"})
    page = browser.get(url(report)).content.decode()
    shown = [str(one) in page for one in Evidence.objects.all()]
    for evidence in Evidence.objects.all():
        browser.post(url(report, f"evidence/{evidence.pk}/remove/"))

    assert (shown, Evidence.objects.filter(removed_at=None).count()) == ([True, True], 0)


def test_a_file_that_is_not_taken_is_named_with_the_reason(browser, report):
    row = report.rows.first()
    file = SimpleUploadedFile("macro.exe", b"MZ\x90")

    answer = browser.post(url(report, f"items/{row.item_id}/evidence/"), {"file": file})

    assert answer.status_code == 422
    assert "<strong>macro.exe</strong> Accepted:" in answer.content.decode()


def test_of_several_files_the_good_ones_are_taken_and_the_page_says_what_happened_to_each(browser, report):
    row = report.rows.first()
    files = [SimpleUploadedFile("现场.jpg", a_picture()), SimpleUploadedFile("macro.exe", b"MZ\x90")]

    answer = browser.post(url(report, f"items/{row.item_id}/evidence/"), {"file": files})

    region = answer.content.decode().split('id="evidence"')[1]
    assert Evidence.objects.get().file_name == "现场.jpg"
    assert (
        "<strong>现场.jpg</strong> is attached." in region,
        "<strong>macro.exe</strong> Accepted" in region,
    ) == (True, True)


def test_reopening_by_the_director_lets_the_unit_write_again(client):
    report = a_report()
    report.period.closed_at = noon(9, 16)
    report.period.save()
    report.campaign.clock.at = report.campaign.clock.set_at = noon(9, 17)
    report.campaign.clock.save()
    director = a_person(Role.DIRECTOR, campaign=report.campaign)

    nameless = signed_in(client, director).post(url(report, "reopen/"), {"reason": "flood", "until": "soon"})
    answer = client.post(url(report, "reopen/"), {"reason": "flood", "until": "2026-09-18"})

    assert (nameless.status_code, answer.status_code) == (422, 302)
    page = signed_in(client, a_writer(report)).get(url(report)).content.decode()
    assert 'id="report-form"' in page


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.REPORTER, Role.HEAD)])
def test_nobody_else_submits_and_who_may_look_hears_why(client, report, role):
    person = a_person(role, campaign=report.campaign)
    browser = signed_in(client, person)
    sees = role in (Role.CLERK, Role.DIRECTOR, Role.SUPERVISOR, Role.ASSESSOR, Role.ADMINISTRATOR)

    looked, sent = browser.get(url(report)), browser.post(url(report, "submit/"), fields(report, "50", "50"))

    assert (looked.status_code, sent.status_code) == ((200, 403) if sees else (404, 404))
    if sees:
        assert f"Only a reporter of {report.unit} may do this." in sent.content.decode()
    assert values(report) == [None, None]


def test_another_unit_and_another_campaign_learn_nothing(client, report):
    neighbour = a_person(Role.REPORTER, at=a_unit(report.campaign))
    stranger = a_person(Role.CLERK, campaign=a_campaign())

    for person in (neighbour, stranger):
        browser = signed_in(client, person)
        assert browser.get(url(report)).status_code == 404
        assert browser.post(url(report, "save/"), fields(report, "1")).status_code == 404


def test_a_submitted_report_is_read_and_no_longer_written(client):
    report = a_submitted_report(at=NOON)
    browser = signed_in(client, a_writer(report))

    page, sent = (
        browser.get(url(report)).content.decode(),
        browser.post(url(report, "save/"), fields(report, "1")),
    )

    assert ("report-form" in page, sent.status_code) == (False, 409)
    assert values(report) == [50]


def test_moves_are_never_made_by_looking(browser, report):
    moves = ("save", "submit", "take-back", "confirm", "decline", "receive", "send-back", "reopen")

    assert {browser.get(url(report, f"{move}/")).status_code for move in moves} == {405}


def test_a_day_without_a_period_does_not_exist(browser, report):
    for day in ("2026-09-14", "2026-02-30", "0000-00-00"):
        address = f"/c/{report.campaign.slug}/reports/{day}/{report.unit_id}/"
        assert browser.get(address).status_code == 404
    assert report.period.nominal_on == date(2026, 9, 13)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1,234.5", "1234.5"),
        (" 55％ ", "55"),
        ("１２", "12"),
        ("-3", "-3"),
        ("", None),
        ("1e3", "1e3"),
        ("1e9999999", None),
        ("-1e9999999", None),
        ("1e-9999999", "1e-9999999"),
        ("NaN", None),
        ("sNaN", None),
        ("Infinity", None),
        ("twelve", None),
        ("1000000000001", None),
        ("1,5", None),
        ("3,00", None),
    ],
)
def test_numbers_are_read_as_people_type_them(typed, expected):
    assert number_in(typed) == (Decimal(expected) if expected else None)


@pytest.mark.parametrize(
    ("typed", "unit", "said"),
    [
        ("50%", "万元", "50% or 50万元"),
        ("1,5", "万元", "1.5 or 15"),
        ("3亩", "户", "3亩 or 3户"),
        ("1亩", "平方米", "more than two decimals"),
    ],
)
def test_a_figure_that_can_be_read_in_two_ways_is_asked_about(typed, unit, said):
    assert said in str(typed_number(typed, unit))


def test_a_figure_may_be_typed_in_another_unit_of_its_kind():
    assert typed_number("1.5亿元", "万元") == 15000
    assert typed_number("16万", "平方米") == 160_000


@given(st.text())
def test_no_text_upsets_the_reader_of_numbers(text):
    value = number_in(text)

    assert value is None or abs(value) <= 10**12


@given(st.dictionaries(st.integers(1, 10**12), st.integers(1, 10**9), max_size=5))
def test_the_versions_that_a_page_saw_come_back_as_they_were(versions):
    assert versions_seen(seen_token(versions)) == versions


@given(st.text())
def test_no_text_upsets_the_reader_of_versions(text):
    assert all(item >= 0 for item in versions_seen(text))
