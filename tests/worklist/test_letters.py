"""Letters of responsibility: issued together, signed for, issued anew."""

from io import BytesIO

import pypdfium2
import pytest
from django.db import IntegrityError, transaction

from gongjian import vault
from gongjian.campaigns.models import Campaign, Target
from gongjian.campaigns.rules import Counting, Role
from gongjian.campaigns.rules.life import Life
from gongjian.documents.reading_back import tables_of_docx, text_of_docx, text_of_pdf
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import NotAllowed, Refused
from gongjian.ledger.actions import seal_chain
from gongjian.ledger.models import Entry
from gongjian.sandbox.papers import in_one
from gongjian.worklist.actions.letters import (
    bytes_of,
    issue_letters,
    print_letters,
    record_letter,
    sign_for_letter,
    whole_set,
)
from gongjian.worklist.actions.lists import open_list
from gongjian.worklist.models import Letter
from gongjian.worklist.papers.letters import letter_content, pressed
from gongjian.worklist.papers.whole_set import zipped
from gongjian.worklist.permissions import may_sign_for
from gongjian.worklist.rules.letters import (
    LETTER_MOVES,
    LetterMove,
    LetterState,
    code_for_letters,
    letter_number,
)
from tests.world import (
    NOON,
    a_campaign,
    a_clerk,
    a_filed_list,
    a_list,
    a_person,
    a_row,
    a_scan,
    a_target,
    a_unit,
    letters_of,
    noon,
    the_rhythm_of,
)


def test_letters_have_their_own_series_and_say_which_revision_they_are():
    assert letter_number("云攻坚任", 2026, 3, 0) == "云攻坚任〔2026〕3号"
    assert letter_number("云攻坚任", 2026, 3, 2) == "云攻坚任〔2026〕3号\uff08修订2\uff09"
    assert code_for_letters("云攻坚办") == "云攻坚任"


def test_the_whole_set_as_a_zip_is_the_same_twice():
    assert zipped([("一.pdf", b"1")]) == zipped([("一.pdf", b"1")])


pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def campaign():
    return a_campaign()


def test_one_verb_issues_a_letter_to_every_unit_whose_list_is_filed(campaign):
    for _ in range(2):
        a_filed_list(a_unit(campaign))
    a_list(a_unit(campaign))

    letters = letters_of(campaign)

    assert [letter.number for letter in letters] == [1, 2]
    assert len(Entry.objects.latest("number").facts["letters"]) == 2


def test_there_is_nothing_to_issue_twice(campaign):
    a_filed_list(a_unit(campaign))
    letters_of(campaign)

    with pytest.raises(Refused, match="has a letter"):
        letters_of(campaign)


def test_only_the_office_issues(campaign):
    with pytest.raises(NotAllowed):
        issue_letters(campaign, rule=[], by=a_person(Role.SUPERVISOR, campaign=campaign), at=NOON)


def test_a_letter_names_items_people_targets_duties_and_the_rule(campaign):
    the_rhythm_of(campaign)
    version = a_list(a_unit(campaign, "住建局"), rows=0)
    a_target(campaign, code="T-1")
    a_row(version, name="完成政策处理", person="李勤", leading_official="王小满", target_codes="T-1")
    a_filed_list(version=version)

    letter = letters_of(campaign)[0]

    told = "\n".join(text_of_docx(pressed(letter, "docx")))
    for part in ("住建局", "李勤", "王小满", "Target", "13", "28", "规则如此", str(letter)):
        assert part in told + str(tables_of_docx(pressed(letter, "docx"))), part
    assert "完成政策处理" in str(tables_of_docx(pressed(letter, "docx")))


def test_a_letter_carries_the_units_own_share_and_never_the_countys_total(campaign):
    version = a_list(a_unit(campaign, "住建局"), rows=0)
    a_target(campaign, code="T-1", value=42)
    a_target(campaign, code="T-2", value=160_000, unit="平方米", counting=Counting.SUM)
    Target.objects.update(name="开工项目")  # the world numbers its names
    for name in ("甲", "乙"):
        a_row(version, name="达到年度目标", project_name=name, target_codes="T-1")
    for amount in (15_000, 25_000):
        a_row(version, name="改造", measure="quantity", target=amount, unit_of_measure="平方米", target_codes="T-2")  # fmt: skip
    a_filed_list(version=version)

    first, second = letters_of(campaign)[0].content["targets"]

    assert "项目2个、攻坚事项2项" in first
    assert "完成4万平方米\uff08攻坚事项2项\uff09" in second
    assert "42" not in first
    assert "16" not in second


def test_both_parties_have_a_place_for_signature_seal_and_day(campaign):
    a_filed_list(a_unit(campaign, "住建局"))

    letter = letters_of(campaign)[0]

    [head, [office, unit]] = tables_of_docx(pressed(letter, "docx"))[0]
    assert head == ["甲方", "乙方"]
    for party, cell in ((campaign.office_name, office), ("住建局", unit)):
        assert f"单位\uff08盖章\uff09\uff1a{party}" in cell
        assert "负责人\uff08签字\uff09" in cell
        assert "".join(cell.split()).endswith("年月日")


def test_the_bytes_are_printed_once(campaign, settings):
    a_filed_list(a_unit(campaign))
    letters = letters_of(campaign)

    print_letters(letters, at=NOON)
    print_letters(letters, at=noon(9, 20))

    files = {file.format: file for file in letters[0].files.all()}
    assert sorted(files) == ["docx", "pdf"]
    assert any(
        str(letters[0]) in page for page in text_of_pdf(vault.fetch(settings.VAULT_DIR, files["pdf"].sha256))
    )


def test_the_whole_set_is_one_pdf(campaign):
    for _ in range(2):
        a_filed_list(a_unit(campaign))
    papers = [pressed(letter, "pdf") for letter in letters_of(campaign)]

    whole = in_one(papers)

    pages = sum(len(pypdfium2.PdfDocument(paper)) for paper in papers)
    assert len(pypdfium2.PdfDocument(BytesIO(whole))) == pages


def test_a_head_signs_for_the_letter_of_the_own_unit(campaign):
    unit = a_unit(campaign)
    a_filed_list(unit)
    letter = letters_of(campaign)[0]
    with pytest.raises(NotAllowed):
        sign_for_letter(letter, by=a_person(Role.HEAD, at=a_unit(campaign)), at=NOON, seen=1)

    signed = sign_for_letter(letter, by=a_person(Role.HEAD, at=unit), at=NOON, seen=1)

    assert signed.state == LetterState.SIGNED_FOR
    with pytest.raises(Refused):
        sign_for_letter(signed, by=signed.signed_by, at=NOON, seen=signed.version)


def test_the_office_records_what_was_signed_at_the_kick_off(campaign):
    a_filed_list(a_unit(campaign))

    signed = record_letter(letters_of(campaign)[0], a_scan(), by=a_clerk(campaign), at=NOON, seen=1)

    assert (signed.state, signed.on_paper, bool(signed.scan)) == (LetterState.SIGNED_FOR, True, True)


def test_a_newer_list_makes_a_revision_under_the_same_number(campaign):
    unit = a_unit(campaign)
    a_filed_list(unit)
    a_filed_list(a_unit(campaign))
    first = letters_of(campaign)[0]
    later = open_list(campaign, unit.organisation, by=a_clerk(campaign), at=noon(9, 20))
    a_row(later)
    a_filed_list(version=later, at=noon(9, 21))

    [revised] = letters_of(campaign, at=noon(9, 22))

    assert (revised.number, revised.revision, revised.state) == (first.number, 1, LetterState.ISSUED)
    first.refresh_from_db()
    assert first.state == LetterState.REPLACED


@pytest.mark.parametrize("role", list(Role))
def test_who_may_make_which_move(role):
    unit = a_unit(a_campaign())
    a_filed_list(unit)
    letter, person = letters_of(unit.campaign)[0], a_person(role, at=unit)
    office = role in (Role.CLERK, Role.DIRECTOR)
    allowed = {LetterMove.SIGN_FOR: role == Role.HEAD, LetterMove.RECORD: office, LetterMove.REPLACE: office}

    for move in LetterMove:
        letter.state = next(state for state in LetterState if LETTER_MOVES.check(move, state))
        assert bool(may_sign_for(move, letter, by=person)) == allowed[move], move


def test_units_see_their_own_letters_only(campaign):
    a_filed_list(a_unit(campaign))
    letters_of(campaign)

    assert not Letter.objects.visible_to(a_person(Role.HEAD, at=a_unit(campaign)), campaign)
    assert Letter.objects.visible_to(a_person(Role.ASSESSOR, campaign=campaign), campaign)


@pytest.mark.parametrize("wrong", [{"signed_at": NOON}, {"state": "signed_for"}, {"on_paper": True}])
def test_the_database_says_no_to_what_cannot_be(campaign, wrong):
    a_filed_list(a_unit(campaign))
    letter = letters_of(campaign)[0]

    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(**wrong)


def test_issuing_sixty_letters_costs_few_statements(campaign, django_assert_max_num_queries):
    for _ in range(5):
        a_filed_list(a_unit(campaign))

    clerk = a_clerk(campaign)
    with django_assert_max_num_queries(30):
        issue_letters(campaign, rule=[Text("x")], by=clerk, at=NOON)


def test_an_empty_list_of_targets_leaves_the_section_out(campaign):
    version = a_filed_list(a_unit(campaign))
    letter = Letter(campaign=campaign, unit=version.unit, list_version=version, number=1, issued_at=NOON)

    content = letter_content(letter, list(version.rows.all()), {}, rule=[])

    assert content["targets"] == []
    assert "2026年11月29日" in content["items"][0]


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_in_the_archive_a_letter_that_was_never_printed_is_printed_for_its_reader(campaign, kind):
    a_filed_list(a_unit(campaign))
    printed, never = letters_of(campaign)[0], a_filed_list(a_unit(campaign))
    [never] = [one for one in letters_of(campaign) if one.unit_id == never.unit_id]
    print_letters([printed], at=NOON)
    Campaign.objects.filter(pk=campaign.pk).update(life=Life.ARCHIVED, began_at=NOON, closed_at=NOON, archived_at=NOON)  # fmt: skip
    seal_chain(campaign, at=NOON)
    before = Entry.objects.count()

    contents = [bytes_of(Letter.objects.get(pk=one.pk), kind, at=noon(9, 20)) for one in (printed, never)]

    assert contents[1] == pressed(never, kind)
    assert whole_set(Letter.objects.filter(pk__in=[printed.pk, never.pk]), "zip", at=noon(9, 20))
    assert (Entry.objects.count(), never.files.count()) == (before, 0)
