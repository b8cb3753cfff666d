import re

import pytest
from django.test import Client

from gongjian.bulletins.models import Acknowledgement, Bulletin
from gongjian.bulletins.rules import BulletinKind, State
from gongjian.campaigns.rules import Role
from gongjian.documents.reading_back import text_of_pdf
from tests.world import (
    AFTER_CUT_OFF,
    PAPERS,
    a_campaign,
    a_clerk,
    a_draft,
    a_person,
    a_received_report,
    a_unit,
    a_writer,
    an_assignment,
    issued,
    signed_in,
)

pytestmark = pytest.mark.django_db
MOVES = ("propose", "return", "approve", "issue", "discard", "correct", "acknowledge", "words/overall")


@pytest.fixture
def report():
    report = a_received_report()
    report.campaign.clock.at = report.campaign.clock.set_at = AFTER_CUT_OFF
    report.campaign.clock.save()
    return report


@pytest.fixture
def campaign(report):
    return report.campaign


@pytest.fixture
def draft(report):
    return a_draft(report.period)


@pytest.fixture
def clerk(client, campaign):
    return signed_in(client, a_clerk(campaign))


def url(bulletin, move=""):
    return f"/c/{bulletin.campaign.slug}/bulletins/{bulletin.pk}/{move}"


def somebody(role, campaign):
    return signed_in(Client(), a_person(role, campaign=campaign))


def test_the_whole_way_from_the_draft_to_the_issue(campaign, report, clerk):
    director = somebody(Role.DIRECTOR, campaign)
    address = f"/c/{campaign.slug}/bulletins/"

    clerk.post(f"{address}draft/", {"kind": "progress", "period": "2026-09-13"})
    bulletin = Bulletin.objects.get()
    words = {"text": "请各单位加快进度。", "seen": "1"}
    steps = [
        (clerk, "words/demands/", words),
        (clerk, "propose/", {"seen": "2"}),
        (director, "return/", {"seen": "3", "reason": "shorter"}),
        (clerk, "propose/", {"seen": "4"}),
        (director, "approve/", {"seen": "5"}),
        (clerk, "issue/", {"seen": "6"}),
    ]
    for browser, move, sent in steps:
        assert browser.post(url(bulletin, move), sent).status_code == 302, move

    bulletin.refresh_from_db()
    assert (bulletin.state, bulletin.number) == (State.ISSUED, 1)
    assert "请各单位加快进度。" in clerk.get(url(bulletin)).content.decode()


def test_a_typed_figure_is_refused_and_the_text_is_kept(clerk, draft):
    answer = clerk.post(url(draft, "words/overall/"), {"text": "完成率达到98.7%，形势大好", "seen": "1"})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "“98.7” is a typed figure." in page
    assert "完成率达到98.7%，形势大好</textarea>" in page
    draft.refresh_from_db()
    assert (draft.words, draft.version) == ({}, 1)


def test_the_second_of_two_editors_keeps_the_text_and_hears_of_the_first(clerk, draft):
    clerk.post(url(draft, "words/demands/"), {"text": "第一稿。", "seen": "1"})

    answer = clerk.post(url(draft, "words/demands/"), {"text": "第二稿。", "seen": "1"})

    assert answer.status_code == 409
    assert "第二稿。</textarea>" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.words == {"demands": "第一稿。"}


def test_the_editor_calls_figures_by_what_people_call_them(clerk, draft):
    page = clerk.get(url(draft), {"edit": "overall"}).content.decode()
    text = re.search(r"<textarea[^>]*>([^<]*)</textarea>", page)[1]

    answer = clerk.post(url(draft, "words/overall/"), {"text": text, "seen": "1"})

    draft.refresh_from_db()
    assert (answer.status_code, draft.words) == (302, {})
    assert "{light_done}" not in text


def test_a_section_that_was_emptied_can_be_edited_again(clerk, draft):
    clerk.post(url(draft, "words/demands/"), {"text": "", "seen": "1"})

    page = clerk.get(url(draft), {"edit": "demands"}).content.decode()
    answer = clerk.post(url(draft, "words/demands/"), {"text": "请于10月30日前落实。", "seen": "2"})

    assert re.search(r"<textarea[^>]*></textarea>", page)
    draft.refresh_from_db()
    assert (answer.status_code, draft.words) == (302, {"demands": "请于10月30日前落实。"})


def test_one_person_cannot_do_both(campaign, draft):
    director = somebody(Role.DIRECTOR, campaign)
    director.post(url(draft, "propose/"), {"seen": "1"})

    answer = director.post(url(draft, "approve/"), {"seen": "2"})

    assert answer.status_code == 403
    assert "A second person approves" in answer.content.decode()


def test_what_was_not_seen_is_not_approved(campaign, clerk, draft):
    clerk.post(url(draft, "propose/"), {"seen": "1"})

    answer = somebody(Role.DIRECTOR, campaign).post(url(draft, "approve/"), {"seen": "1"})

    assert answer.status_code == 409


@pytest.mark.parametrize(
    "role", [Role.REPORTER, Role.HEAD, Role.OBSERVER, Role.LEADER, Role.MEMBER, Role.EDITOR]
)
def test_drafts_do_not_exist_for_those_who_are_told_when_it_is_issued(campaign, draft, role):
    browser = somebody(role, campaign)

    before = [browser.get(url(draft)).status_code, browser.get(url(draft, "file.pdf")).status_code]
    moved = {browser.post(url(draft, f"{move}/"), {"seen": "1"}).status_code for move in MOVES}
    listed = url(draft) in browser.get(f"/c/{campaign.slug}/bulletins/").content.decode()
    issued(draft)

    assert (before, moved, listed) == ([404, 404], {404}, False)
    assert browser.get(url(draft)).status_code == 200


def test_strangers_learn_nothing(draft):
    issued(draft)
    browser = somebody(Role.CLERK, a_campaign())

    assert {browser.get(url(draft)).status_code, browser.get(url(draft, "file.pdf")).status_code} == {404}


def test_nothing_happens_by_looking(clerk, draft):
    assert {clerk.get(url(draft, f"{move}/")).status_code for move in MOVES} == {405}


def test_figures_lead_to_the_entries_behind_them_as_known_at_the_cut_off(clerk, draft):
    page = clerk.get(url(draft)).content.decode()
    links = re.findall(r'<a class="figure" href="([^"]*)">', page)

    assert len(links) > 5
    for link in links:
        assert "on=2026-09-15" in link
        assert clerk.get(link.replace("&amp;", "&")).status_code == 200


def test_units_read_figures_without_links_into_other_units_items(report, draft):
    issued(draft)
    page = signed_in(Client(), a_writer(report)).get(url(draft)).content.decode()

    assert ('<span class="figure">50.0%</span>' in page, '<a class="figure"' in page) == (True, False)


def test_a_unit_acknowledges_with_a_button_and_never_by_looking(report, draft):
    issued(draft)
    browser = signed_in(Client(), a_writer(report))

    browser.get(url(draft))
    browser.get(url(draft, "file.pdf"))
    nothing = browser.post(url(draft, "acknowledge/"), {})
    looked = Acknowledgement.objects.count()
    for _ in range(2):
        assert browser.post(url(draft, "acknowledge/"), {"unit": report.unit_id}).status_code == 302

    assert (nothing.status_code, looked, Acknowledgement.objects.get().unit) == (409, 0, report.unit)
    assert 'id="acknowledge"' not in browser.get(url(draft)).content.decode()


def test_a_unit_acknowledges_for_nobody_else(report, campaign, draft):
    issued(draft)
    other = a_unit(campaign)

    answer = signed_in(Client(), a_writer(report)).post(
        url(draft, "acknowledge/"), {"unit": other.organisation_id}
    )

    assert (answer.status_code, Acknowledgement.objects.count()) == (403, 0)


def test_who_answers_for_two_units_is_asked_until_both_have_acknowledged(report, campaign, draft):
    issued(draft)
    person, other = a_writer(report), a_unit(campaign)
    an_assignment(person, Role.HEAD, at=other)
    browser = signed_in(Client(), person)

    browser.post(url(draft, "acknowledge/"), {"unit": report.unit_id})

    assert "Acknowledge the" in browser.get(f"/c/{campaign.slug}/desk/").content.decode()


@pytest.mark.parametrize(
    ("kind", "media_type", "begins"),
    [
        ("pdf", "application/pdf", b"%PDF-"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    ],
)
def test_files_of_an_issue_repeat_byte_for_byte(clerk, draft, kind, media_type, begins):
    bulletin = issued(draft)

    first, again = (clerk.get(url(bulletin, f"file.{kind}")) for _ in range(2))

    assert (first["Content-Type"], first.content[: len(begins)]) == (media_type, begins)
    assert first["Content-Disposition"] == f'attachment; filename="progress-2026-001-2026-09-13.{kind}"'
    assert first.content == again.content


def test_the_paper_says_the_same_figures_as_the_page(clerk, draft):
    bulletin = issued(draft)
    figures = re.findall(r'class="figure"[^>]*>([^<]+)<', clerk.get(url(bulletin)).content.decode())

    printed = squeezed("".join(text_of_pdf(clerk.get(url(bulletin, "file.pdf")).content)))

    assert len(figures) > 10
    assert [figure for figure in figures if squeezed(figure) not in printed] == []


def squeezed(text):
    return re.sub(r"\s", "", text)


def test_a_correction_says_what_has_changed_and_leaves_the_first_alone(clerk, campaign, draft):
    bulletin = issued(draft)

    answer = clerk.post(url(bulletin, "correct/"), {"reason": "a figure was wrong"})
    correction = Bulletin.objects.get(corrects=bulletin)

    assert (answer.status_code, correction.state) == (302, State.DRAFT)
    assert "There is a correction of this bulletin." in clerk.get(url(bulletin)).content.decode()
    assert "a figure was wrong" in clerk.get(url(correction)).content.decode()
    reader = somebody(Role.REPORTER, campaign).get(url(bulletin)).content.decode()
    assert "There is a correction of this bulletin." not in reader


@pytest.mark.parametrize("kind", list(BulletinKind))
def test_both_kinds_are_drafted_by_those_who_answer_for_them(campaign, report, kind):
    address = f"/c/{campaign.slug}/bulletins/draft/"
    sent = {"kind": kind.value, "period": "2026-09-13"}
    other = next(roles[0] for one, roles in PAPERS.items() if one != kind)

    refused = somebody(other, campaign).post(address, sent)
    taken = somebody(PAPERS[kind][0], campaign).post(address, sent)

    assert (refused.status_code, taken.status_code) == (403, 302)


def test_a_sign_that_no_font_has_is_named_beside_the_bulletin(clerk, draft):
    before = clerk.get(url(draft)).content.decode()
    clerk.post(url(draft, "words/demands/"), {"text": "请甲\U00031350牵头，甲\U00031350负责。", "seen": "1"})
    page = clerk.get(url(draft)).content.decode()

    assert "missing-signs" not in before
    assert page.count("(U+31350)") == 1
