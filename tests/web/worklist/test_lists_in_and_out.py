"""A clerk brings an Excel list, mends it, applies it, types into it and takes it out again."""

import json
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl.utils import get_column_letter

from gongjian.campaigns.models import LineOfWork
from gongjian.campaigns.rules import Role
from gongjian.worklist.actions import imports
from gongjian.worklist.actions.lists import open_list
from gongjian.worklist.models import ListImport, ListRow, ListVersion
from gongjian.worklist.rules.columns import CELLS
from tests.intake.files import as_text, messy_xlsx, plain_xlsx, with_part
from tests.reading.word_files import rows_of, word_file
from tests.world import NOON, a_campaign, a_clerk, a_person, a_unit, signed_in

pytestmark = pytest.mark.django_db
ROWS = [["甲项目", "完成征地", "9月底"], ["甲项目", "完成审批", "10月底"]]


@pytest.fixture
def unit():
    campaign = a_campaign("county")
    LineOfWork.objects.create(campaign=campaign, code="QQ", name="重大前期工程", position=1)
    return a_unit(campaign, "县住建局")


@pytest.fixture
def browser(client, unit):
    return signed_in(client, a_person(Role.REPORTER, at=unit))


def address(unit, end=""):
    return f"/c/county/lists/{unit.organisation_id}/{end}"


def bring(browser, unit, content, name="清单.xlsx"):
    return browser.post(address(unit, "import/"), {"file": SimpleUploadedFile(name, content)}, follow=True)


def typed(browser, unit, **sent):
    return browser.post(address(unit, "sheet/rows/"), json.dumps(sent), content_type="application/json")


def test_a_file_is_looked_at_applied_and_taken_back(browser, unit):
    page = bring(browser, unit, messy_xlsx())
    assert "New rows: 3" in page.content.decode()
    where = page.redirect_chain[-1][0]

    applied = browser.post(f"{where}apply/", follow=True).content.decode()
    assert "The file has been applied" in applied
    assert ListRow.objects.count() == 3
    taken_back = browser.post(f"{where}undo/", follow=True).content.decode()
    assert "The import was undone" in taken_back
    assert ListRow.objects.count() == 0


def test_problems_stand_on_the_page_and_in_a_marked_copy_of_the_file(browser, unit):
    page = bring(browser, unit, plain_xlsx([*ROWS, ["乙", "拖", "月底"]]))

    assert "<strong>C</strong> due date" in page.content.decode()
    assert "Apply the file" not in page.content.decode()
    copy = browser.get(f"{page.redirect_chain[-1][0]}annotated.xlsx")
    book = openpyxl.load_workbook(BytesIO(copy.content))
    assert "is not one definite date" in book["Sheet"]["C4"].comment.text
    assert book.worksheets[-1]["E2"].value == "月底"


def test_a_marked_copy_of_a_text_file_is_a_workbook(browser, unit):
    content = as_text(encoding="gb18030").replace("9月底前".encode("gb18030"), "月底".encode("gb18030"))
    page = bring(browser, unit, content, "清单.csv")

    copy = browser.get(f"{page.redirect_chain[-1][0]}annotated.xlsx")
    book = openpyxl.load_workbook(BytesIO(copy.content))
    assert [cell.value for row in book["1"] for cell in row if cell.comment] == ["月底"]


def test_a_file_that_is_refused_says_why_in_place(browser, unit):
    page = bring(browser, unit, with_part(messy_xlsx(), "xl/vbaProject.bin"))

    assert page.status_code == 422
    assert "macros" in page.content.decode()
    assert browser.post(address(unit, "import/")).status_code == 422
    assert not ListImport.objects.exists()


def test_columns_are_chosen_by_hand(browser, unit):
    content = plain_xlsx([["甲", "乙", "9月底", "x"]], ("项目名称", "要做的事", "完成时限", "备注"))
    page = bring(browser, unit, content)
    assert "There is no column for" in page.content.decode()

    chosen = {"heading": ["要做的事"], "column": ["name"]}
    again = browser.post(f"{page.redirect_chain[-1][0]}columns/", chosen, follow=True)

    assert "New rows: 1" in again.content.decode()


def test_a_large_file_shows_how_far_it_has_been_read(browser, unit, monkeypatch):
    monkeypatch.setattr(imports, "LARGE_PACKAGE", 10)
    page = bring(browser, unit, plain_xlsx(ROWS))
    where = page.redirect_chain[-1][0]

    part = browser.get(where, headers={"HX-Request": "true"}).content.decode()

    assert "is being read" in part
    assert 'hx-trigger="every 1s"' in part
    assert "<html" not in part


def test_the_sheet_takes_what_is_typed_and_says_what_is_wrong(browser, unit):
    bring_and_apply(browser, unit)
    row = ListRow.objects.first()

    good = typed(
        browser,
        unit,
        save=[{"key": row.key, "seen": 1, "values": {"due_on": "10月15日", "measure": "percentage"}}],
    )
    bad = typed(browser, unit, save=[{"key": row.key, "seen": 2, "values": {"due_on": "尽快"}}])
    late = typed(browser, unit, save=[{"key": row.key, "seen": 1, "values": {"due_on": "11月"}}])

    assert good.json()["rows"][0]["cells"]["due_on"] == "2026-10-15"
    assert "definite date" in bad.json()["rows"][0]["problems"]["due_on"]
    assert late.status_code == 409
    assert "2026-10-15" in late.json()["changed"][0]
    assert typed(browser, unit, delete={row.key: 2}).json()["deleted"] == [row.key]
    assert ListRow.objects.count() == 1


def bring_and_apply(browser, unit):
    page = bring(browser, unit, plain_xlsx(ROWS))
    browser.post(f"{page.redirect_chain[-1][0]}apply/")


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "[]",
        "{",
        '{"save": 3}',
        '{"save": [3, {}, {"key": []}]}',
        '{"delete": [1]}',
        '{"save": [{"key": "x", "seen": "y", "values": {"due_on": [1]}}]}',
        '{"save": [{"key": "\\ud800", "mark": "\\udfff", "seen": "1", "values": {"\\ud800": "\\ud800"}}], "delete": ["\\ud800"]}',
        "[" * 100_000,
    ],
)
def test_rubbish_in_the_sheet_is_no_accident(browser, unit, sent):
    bring_and_apply(browser, unit)

    answer = browser.post(address(unit, "sheet/rows/"), sent, content_type="application/json")

    assert answer.status_code in (200, 404)
    assert ListRow.objects.count() == 2


def test_the_sheet_has_a_plain_table_beside_it(browser, unit):
    assert browser.get(address(unit, "sheet/")).status_code == 302
    bring_and_apply(browser, unit)

    page = browser.get(address(unit, "sheet/")).content.decode()

    assert 'data-island="list-sheet"' in page
    assert '<td data-label="Due date">2026-09-30</td>' in page


def test_a_filed_list_is_shown_and_not_edited(browser, unit):
    bring_and_apply(browser, unit)
    ListVersion.objects.update(
        state="filed",
        signed_at=NOON,
        signed_by=a_person(),
        filed_at=NOON,
        filed_by=a_person(),
        fingerprint="0" * 64,
        paper="0" * 64,
    )

    page = browser.get(address(unit, "sheet/")).content.decode()

    assert "Changes need a change request" in page
    assert typed(browser, unit, delete={"x": 1}).status_code == 409
    assert bring(browser, unit, plain_xlsx(ROWS)).status_code == 422


def test_lists_and_blank_lists_are_taken_out(browser, unit):
    bring_and_apply(browser, unit)

    book = openpyxl.load_workbook(BytesIO(browser.get(address(unit, "export.xlsx")).content))
    blank = openpyxl.load_workbook(BytesIO(browser.get(address(unit, "template.xlsx")).content))

    page = book.worksheets[0]
    assert page.column_dimensions[get_column_letter(len(CELLS))].hidden  # the key of a row
    assert page.freeze_panes == "D4"
    assert [rule.type for rule in page.data_validations.dataValidation].count(
        "list"
    ) == 3  # line of work, way of counting, priority
    assert book.worksheets[-1].sheet_state == "veryHidden"
    assert len(blank.worksheets) == 3


WHO = {
    (Role.REPORTER, True): {"sheet/": 302, "import/": 200, "template.xlsx": 200},
    (Role.REPORTER, False): {"sheet/": 404, "import/": 404, "template.xlsx": 404},
    (Role.HEAD, True): {"sheet/": 302, "import/": 200},
    (Role.CLERK, None): {"sheet/": 302, "import/": 200, "../import/": 200, "../export.xlsx": 200},
    (Role.SUPERVISOR, None): {"sheet/": 302, "import/": 403, "../import/": 403, "../export.xlsx": 200},
    (Role.LEADER, None): {"sheet/": 404, "import/": 404, "../import/": 404, "../export.xlsx": 404},
}


@pytest.mark.parametrize(("who", "pages"), WHO.items(), ids=str)
def test_who_sees_and_brings_lists(client, unit, who, pages):
    role, own = who
    at = (unit if own else a_unit(unit.campaign)) if own is not None else None
    browser = signed_in(client, a_person(role, at=at, campaign=unit.campaign))

    found = {
        page: browser.get(
            address(unit).rstrip("/").rsplit("/", 1)[0] + page[2:]
            if page.startswith("..")
            else address(unit, page)
        ).status_code
        for page in pages
    }

    assert found == pages


def test_the_import_of_another_unit_does_not_exist(client, unit):
    clerk, stranger = a_clerk(unit.campaign), a_person(Role.REPORTER, at=a_unit(unit.campaign))
    open_list(unit.campaign, unit.organisation, by=clerk, at=NOON)
    found = imports.take_in(unit.campaign, unit.organisation, "a.xlsx", plain_xlsx(ROWS), by=clerk, at=NOON)
    browser = signed_in(client, stranger)

    for end, ask in (
        ("", browser.get),
        ("apply/", browser.post),
        ("undo/", browser.post),
        ("annotated.xlsx", browser.get),
    ):
        assert ask(f"/c/county/lists/imports/{found.pk}/{end}").status_code == 404


def test_what_was_not_read_stands_beside_what_was_and_is_taken_or_left_out(browser, unit):
    rows = [["甲项目", "完成征地", "9月底"], ["小计", None, None], ["乙项目", "开工", "月底"]]
    page = bring(browser, unit, plain_xlsx(rows))
    where = page.redirect_chain[-1][0]
    look = browser.get(f"{where}?tab=reckoning").content.decode()
    assert "Read it anyway" in look
    assert "sub-total" in look

    chosen = {"sheet": "Sheet", "row": "4", "taken": "no"}
    left = browser.post(f"{where}take/", chosen, follow=True).content.decode()
    assert "skipped manually" in left
    assert "No problems in the file. New rows: 1" in left

    after = browser.post(f"{where}take/", {"sheet": "Sheet", "row": "4", "taken": ""}, follow=True)
    assert "Problems in the file: 1" in after.content.decode()


def test_what_was_not_read_of_a_word_list_is_named_in_its_dry_run(browser, unit):
    rows = [("项目名称", "攻坚事项", "完成时限"), *ROWS]
    content = word_file(rows_of(*map(tuple, rows)), comments='<w:comment w:id="1"/>')
    page = bring(browser, unit, content, "清单.docx").content.decode()

    assert "New rows: 2" in page
    assert "Comments are not read: 1." in page
    assert "How this file was read" not in bring(browser, unit, messy_xlsx()).content.decode()


def test_a_rare_sign_stays_in_the_list_and_its_page_says_that_no_font_has_it(browser, unit):
    page = bring(browser, unit, plain_xlsx([["甲\U00031350工程", "完成征地", "9月底"], ["乙\U00031350", "完成审批", "10月底"]]))  # fmt: skip
    browser.post(f"{page.redirect_chain[-1][0]}apply/")

    assert sorted(ListRow.objects.values_list("project_name", flat=True)) == [
        "乙\U00031350",
        "甲\U00031350工程",
    ]
    shown = browser.get(address(unit)).content.decode()
    assert shown.count("(U+31350)") == 1
    assert "as in “甲\U00031350工程”" in shown


def test_a_list_of_usual_signs_is_not_warned_about(browser, unit):
    page = bring(browser, unit, messy_xlsx())
    browser.post(f"{page.redirect_chain[-1][0]}apply/")

    assert "missing-signs" not in browser.get(address(unit)).content.decode()
