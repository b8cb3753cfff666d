"""What a person sees in a Word file is what is read, once; what is not read is named."""

import io
import json
import zipfile

import pytest
from django.core.management import call_command
from django.utils import translation

from gongjian.reading.grids.files import grids_of, left_out
from gongjian.reading.plan import Unreadable
from gongjian.reading.plan.files import read_file, words_in
from tests.reading.word_files import (
    box,
    cell,
    control,
    line,
    row,
    rows_of,
    run,
    said,
    table,
    tracked,
    word_file,
)
from tests.steps import steps_of

HIDDEN, SHOWN = "<w:vanish/>", '<w:vanish w:val="0"/>'
SECRET = '<w:rStyle w:val="secret"/>'
NOTES = '<w:footnote w:id="-1" w:type="separator"><w:p><w:r><w:t>———</w:t></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>以审定概算为准。</w:t></w:r></w:p></w:footnote>'
REFERENCE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def lines(body, **parts):
    return read_file("plan.docx", word_file(body, **parts)).split("\n")


def cells(body):
    return [grid.rows for grid in grids_of("list.docx", word_file(body))]


@pytest.mark.parametrize(
    ("inside", "seen"),
    [
        (tracked("ins", "15") + tracked("del", "12"), "15"),
        (f'<w:moveTo w:id="1">{run("15")}</w:moveTo><w:moveFrom w:id="1">{run("12")}</w:moveFrom>', "15"),
        (f'<w:ins w:id="1">{run("1")}{tracked("del", "2")}{run("5")}</w:ins>', "15"),
        (f"<w:smartTag>{run('15')}</w:smartTag>", "15"),
        (control(run("15")), "15"),
        (control(f"<w:smartTag>{control(run('15'))}</w:smartTag>"), "15"),
        (f"<w:hyperlink>{run('15')}</w:hyperlink>", "15"),
        (f"<w:fldSimple>{run('15')}</w:fldSimple>", "15"),
        (f"<w:r><w:instrText>= 3*5</w:instrText></w:r>{run('15')}", "15"),
        (f"{run('12', HIDDEN)}{run('15', SHOWN)}", "15"),
        (f"{run('12', SECRET)}{run('15')}", "15"),
        (f"<w:ruby><w:rt>{run('shiwu')}</w:rt><w:rubyBase>{run('15')}</w:rubyBase></w:ruby>", "15"),
        (f"<mc:AlternateContent><mc:Choice>{run('15')}</mc:Choice><mc:Fallback>{run('15')}</mc:Fallback></mc:AlternateContent>", "15"),
        (f"<mc:AlternateContent><mc:Fallback>{run('15')}</mc:Fallback></mc:AlternateContent>", "15"),
    ],
)  # fmt: skip
def test_a_line_says_what_a_person_sees_in_plans_and_in_cells(inside, seen):
    styles = '<w:style w:styleId="dark"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="secret"><w:basedOn w:val="dark"/></w:style>'
    sentence = line(run("完成投资"), inside, run("亿元。"))

    assert lines(sentence, styles=styles) == [f"完成投资{seen}亿元。"]
    [[[found]]] = [
        grid.rows for grid in grids_of("a.docx", word_file(table(row(cell(sentence))), styles=styles))
    ]
    assert found == f"完成投资{seen}亿元。"


def test_content_controls_around_paragraphs_tables_rows_and_cells_are_looked_into():
    inside = table(
        control(row(cell(said("甲")), control(cell(said("乙"))))), row(cell(said("丙")), cell(said("丁")))
    )
    body = control(said("9月30日前拆迁300户。")) + control(inside)

    assert lines(body) == ["9月30日前拆迁300户。", "甲\t乙", "丙\t丁"]
    assert cells(body) == [[["甲", "乙"], ["丙", "丁"]]]


def test_a_text_box_follows_its_paragraph_and_is_read_once():
    body = line(run("一、目标"), box(said("完成投资15亿元。"), rows_of(("甲", "乙")))) + said("二、步骤")

    assert lines(body) == ["一、目标", "完成投资15亿元。", "甲\t乙", "二、步骤"]
    assert cells(body) == [[["甲", "乙"]]]


def test_a_table_in_a_cell_follows_the_row_that_it_stands_in():
    inner = rows_of(("任务", "时限"), ("建成中学", "9月底"))
    body = table(row(cell(said("一组")), cell(said("见下"), inner, said("共一项"))), row(cell(said("二组"))))

    assert lines(body) == ["一组\t见下 共一项", "任务\t时限", "建成中学\t9月底", "二组"]
    assert cells(body) == [
        [["一组", "见下\n共一项"], ["二组"]],
        [["任务", "时限"], ["建成中学", "9月底"]],
    ]


def test_a_cell_under_another_says_the_same_and_empty_columns_before_a_row_are_kept():
    down = "<w:vMerge/>"
    body = table(
        row(cell(said("局"), properties='<w:vMerge w:val="restart"/>'), cell(said("甲"))),
        row(cell(said(""), properties=down), cell(said("乙"))),
        row(cell(said("丙")), properties='<w:gridBefore w:val="1"/>'),
    )

    assert lines(body) == ["局\t甲", "局\t乙", "\t丙"]
    assert cells(body) == [[["局", "甲"], [None, "乙"], [None, "丙"]]]


def test_a_footnote_follows_its_paragraph_and_is_no_part_of_a_cell():
    body = line(run("完成投资15亿元"), REFERENCE, run("。")) + said("二、步骤")
    in_a_cell = word_file(table(row(cell(line(run("甲项目"), REFERENCE)))), footnotes=NOTES)

    assert lines(body, footnotes=NOTES) == ["完成投资15亿元。", "以审定概算为准。", "二、步骤"]
    assert grids_of("a.docx", in_a_cell)[0].rows == [["甲项目"]]
    assert [str(one) for one in left_out("a.docx", in_a_cell)] == ["Footnotes of cells are not read: 1."]


@pytest.mark.parametrize(
    "mark", ['<w:del w:id="1"/>', '<w:moveFrom w:id="1"/>', "<w:vanish/><w:specVanish/>"]
)
def test_a_paragraph_whose_end_nobody_sees_goes_on_in_the_next_one(mark):
    first = line(run("完成投资"), properties=f"<w:rPr>{mark}</w:rPr>")

    assert lines(first + said("15亿元。")) == ["完成投资15亿元。"]


def test_rows_and_cells_that_are_deleted_or_hidden_are_not_read():
    body = table(
        row(cell(said("甲")), cell(said("乙"), properties='<w:cellDel w:id="1"/>')),
        row(cell(said("丙")), properties='<w:del w:id="1"/>'),
        row(cell(said("丁")), properties="<w:hidden/>"),
    )

    assert lines(body) == ["甲"]
    assert cells(body) == [[["甲"]]]


NOT_READ = [
    ("", {"header": said("内部资料")}, "Headers and footers are not read."),
    ("", {"footer": said("甲县人民政府办公室")}, "Headers and footers are not read."),
    ("", {"comments": '<w:comment w:id="1"/><w:comment w:id="2"/>'}, "Comments are not read: 2."),
    (run("密", HIDDEN), {}, "Hidden text is not read. Places: 1."),
    (tracked("del", "12"), {}, "Tracked changes are read as accepted. Deleted passages skipped: 1."),
    ("<w:r><w:drawing><pic:pic/></w:drawing></w:r>", {}, "Pictures are not read: 1."),
    ("<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>", {}, "Pictures are not read: 1."),
    ("<w:r><w:drawing><c:chart/></w:drawing></w:r>", {}, "Charts and diagrams are not read: 1."),
    ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", {}, "Equations are not read: 1."),
    (
        "<w:r><w:object><v:shape><v:imagedata/></v:shape></w:object></w:r>",
        {},
        "Embedded objects are not read: 1.",
    ),
    ('<w:r><w:sym w:char="F0FE"/></w:r>', {}, "Signs of symbol fonts are not read: 1."),
    (
        control(run("单击此处输入"), "<w:showingPlcHdr/>"),
        {},
        "Fields not filled in are treated as empty: 1.",
    ),
]


@pytest.mark.parametrize(("inside", "parts", "sentence"), NOT_READ)
def test_what_is_not_read_is_named(inside, parts, sentence):
    content = word_file(line(run("完成投资15亿元。"), inside), **parts)

    words = words_in("plan.docx", content)
    assert words.text == "完成投资15亿元。"
    assert [str(one) for one in words.left_out] == [sentence]
    assert [str(one) for one in left_out("list.docx", content)] == [sentence]


def test_a_table_of_contents_is_not_read_twice_and_numbers_of_word_are_named():
    contents = control(
        said("一、目标……1"),
        '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>',
    )
    numbered = line(run("目标"), properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>')
    words = words_in("plan.docx", word_file(contents + numbered))

    assert words.text == "目标"
    assert [str(one) for one in words.left_out] == [
        "The table of contents is not read.",
        "Automatic numbering in Word is not read. Paragraphs: 1.",
    ]


def test_a_footer_with_nothing_but_the_number_of_the_page_is_nothing_to_speak_of():
    assert words_in("plan.docx", word_file(said("目标"), footer=said("— 3 —"))).left_out == ()


def test_a_file_whose_parts_lie_too_deep_is_refused_and_stops_nobody():
    deep = said("甲")
    for _ in range(400):
        deep = table(row(cell(deep, said(""))))
    content = word_file(deep)

    def refused():
        with pytest.raises(Unreadable, match="too deep"):
            read_file("plan.docx", content)

    assert steps_of(refused) < 100_000


def test_notes_that_lead_to_each_other_end():
    notes = '<w:footnote w:id="2"><w:p><w:r><w:t>见注。</w:t><w:footnoteReference w:id="2"/></w:r></w:p></w:footnote>'

    assert lines(line(run("目标"), REFERENCE), footnotes=notes) == ["目标", "见注。"]


def test_ten_times_the_lines_take_ten_times_as_many_steps():
    def steps(count):
        body = "".join(line(run("甲"), box(said("乙")), tracked("ins", "丙")) for _ in range(count))
        content = word_file(table(row(cell(body))) + rows_of(*[("甲", "乙")] * count))
        return steps_of(grids_of, "a.docx", content)

    assert steps(1000) < 12 * steps(100)


def test_a_file_that_declares_entities_of_its_own_is_refused():
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file(said("甲")))) as old, zipfile.ZipFile(kept, "w") as new:
        for name in old.namelist():
            bomb = b'<!DOCTYPE w [<!ENTITY a "b">]>' if name == "word/document.xml" else b""
            new.writestr(name, bomb + old.read(name))

    with pytest.raises(Unreadable, match="damaged"):
        read_file("plan.docx", kept.getvalue())


def test_the_command_prints_what_was_not_read(tmp_path):
    file = tmp_path / "plan.docx"
    file.write_bytes(word_file(said("完成投资15亿元。"), header=said("内部资料")))
    printed = io.StringIO()

    with translation.override("en"):
        call_command("read_plan", file, "--json", stdout=printed)

    assert json.loads(printed.getvalue())["left_out"] == ["Headers and footers are not read."]


def test_struck_words_are_read_and_said():
    body = line(
        run("9月30日", "<w:strike/>"), run("完成", '<w:strike w:val="0"/>'), run("封顶", "<w:dstrike/>")
    )
    words = words_in("plan.docx", word_file(body))

    assert words.text == "9月30日完成封顶"
    assert [str(one) for one in words.left_out] == ["Struck-through words are read anyway. Places: 2."]
