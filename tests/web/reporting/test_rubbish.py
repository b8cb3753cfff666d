"""Whatever is sent to the pages of reports, bulletins, ranking, desk and demo: an answer, never an accident."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongjian.bulletins.rules import BulletinKind
from gongjian.campaigns.rules import Role
from gongjian.reporting.actions import attach_reference
from tests.built import built_once
from tests.world import (
    AFTER_CUT_OFF,
    NOON,
    a_draft,
    a_period,
    a_person,
    a_received_report,
    a_unit,
    an_assignment,
    an_item,
    issued,
    signed_in,
)

pytestmark = pytest.mark.django_db
HUGE = "9" * 30
ENDLESS = "9" * 6000
WORDS = [
    "",
    "\0",
    "x" * 70_000,
    HUGE,
    ENDLESS,
    "-1",
    "1e9999999",
    "NaN",
    "<script>",
    "２０２６",
    "{",
    "\ud7ff",
]
FIELDS = (
    *("seen", "no_change", "reason", "until", "excuses", "reference", "text", "period", "kind", "unit"),
    *("username", "to", "next", "file"),
)


@built_once
def world():
    """A report that is written, a bulletin that is drafted, one that is issued; somebody who is everything."""
    report = a_received_report()
    campaign = report.campaign
    unit = a_unit(campaign)
    an_item(unit=unit)
    written = a_period(campaign, date(2026, 9, 28), at=NOON).reports.get(unit=unit.organisation)
    row = written.rows.get()
    person = a_person(username="everybody")
    for role in Role:
        an_assignment(person, role, campaign=campaign)
    for role in (Role.REPORTER, Role.HEAD):
        an_assignment(person, role, at=written.unit, campaign=campaign)
    evidence = attach_reference(row, "a document", by=person, at=NOON)
    campaign.clock.at = campaign.clock.set_at = AFTER_CUT_OFF
    campaign.clock.save()
    return {
        "slug": campaign.slug,
        "day": "2026-09-28",
        "unit": written.unit_id,
        "item": row.item_id,
        "evidence": evidence.pk,
        "draft": a_draft(report.period).pk,
        "issued": issued(a_draft(report.period, BulletinKind.RANKING)).pk,
        "person": person,
    }


REPORT = "c/{slug}/reports/{day}/{unit}/"
DRAFT, ISSUED = "c/{slug}/bulletins/{draft}/", "c/{slug}/bulletins/{issued}/"
POSTED = [
    *(f"{REPORT}{move}/" for move in ("save", "submit", "take-back", "confirm", "decline")),
    *(f"{REPORT}{move}/" for move in ("receive", "send-back", "reopen", "items/{item}/evidence")),
    f"{REPORT}evidence/{{evidence}}/remove/",
    "c/{slug}/reports/{day}/receive/",
    "c/{slug}/bulletins/draft/",
    *(f"{DRAFT}{move}/" for move in ("words/overall", "words/nowhere", "propose", "return", "approve")),
    *(f"{DRAFT}{move}/" for move in ("issue", "discard", "correct", "acknowledge")),
    *(f"{ISSUED}{move}/" for move in ("words/overall", "correct", "acknowledge", "issue")),
    "demo/enter/",
    "c/{slug}/demo/clock/",
]
LOOKED_AT = [
    *("", "c/{slug}/desk/", "c/{slug}/ranking/", "c/{slug}/bulletins/", "c/{slug}/reports/"),
    *("c/{slug}/reports/{day}/", REPORT, DRAFT, ISSUED, f"{ISSUED}file.pdf"),
]


@pytest.mark.parametrize("address", POSTED)
def test_rubbish_is_answered(client, settings, world, address):
    settings.DEMO = address == "demo/enter/"
    browser = signed_in(client, world["person"])
    url = "/" + address.format(**world)
    item = world["item"]
    names = (
        *FIELDS,
        f"value-{item}",
        f"cause-{item}",
        f"forecast-{item}",
        f"value-{ENDLESS}",
        f"value-{HUGE}",
    )
    sent = [
        {},
        b"\xff\xfe not a form",
        *(dict.fromkeys(names, word) for word in WORDS),
        *({**dict.fromkeys(names, "1"), "seen": f"{item}:{number}"} for number in (HUGE, ENDLESS)),
        {"file": SimpleUploadedFile("\0/../x.pdf", b"\xff\xd8\xff")},
    ]

    for typed in sent:
        raw = {"content_type": "application/octet-stream"} if isinstance(typed, bytes) else {}
        answer = browser.post(url, typed, **raw)
        assert 300 <= answer.status_code < 500, (typed, answer.status_code)


@pytest.mark.parametrize("address", LOOKED_AT)
def test_rubbish_in_an_address_is_answered(client, world, address):
    browser = signed_in(client, world["person"])
    url = "/" + address.format(**world)

    for word in WORDS:
        answer = browser.get(
            url, dict.fromkeys(("show", "period", "edit", "on", "page", "sort"), word[:3000])
        )
        assert answer.status_code in (200, 302, 404), word[:40]


@pytest.mark.parametrize("wrong", [HUGE, ENDLESS[:4000], "0"])
@pytest.mark.parametrize(
    "address", [REPORT, ISSUED, f"{ISSUED}file.pdf", f"{REPORT}evidence/{{evidence}}/remove/"]
)
def test_rows_that_cannot_be_do_not_exist(client, world, address, wrong):
    browser = signed_in(client, world["person"])
    wrongly = world | {"unit": wrong, "issued": wrong}
    ask = browser.post if address.endswith("remove/") else browser.get

    assert ask("/" + address.format(**wrongly)).status_code == 404


def test_a_format_that_is_not_printed_does_not_exist(client, world):
    browser = signed_in(client, world["person"])

    for kind in ("exe", "", "pdf%00", "PDF"):
        assert browser.get(f"/c/{world['slug']}/bulletins/{world['issued']}/file.{kind}").status_code == 404
