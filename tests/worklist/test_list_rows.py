"""What a row of a list must be, and what a file would change."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.reading.cells.days import Times
from gongjian.worklist.rules import Curve, Measure
from gongjian.worklist.rules.codes import CodeBook, numbers_given
from gongjian.worklist.rules.columns import ListColumn as C
from gongjian.worklist.rules.judging import judged
from gongjian.worklist.rules.merging import Change, FileRow, Kept, KnownRows, cell_changes, placed
from gongjian.worklist.rules.outcome import from_json, to_json
from gongjian.worklist.rules.row_words import row_in_words
from gongjian.worklist.rules.rows import EDITED, ListFacts, ListRowValues

FACTS = ListFacts(
    Times(2026, date(2026, 8, 31), date(2026, 12, 10)),
    lines={"重大前期工程": "QQ", "qq": "QQ", "城市建设": "CJ", "cj": "CJ"},
    line_names={"QQ": "重大前期工程", "CJ": "城市建设"},
    units={"县住建局": 1, "县水利局": 2},
    own_unit=1,
    targets={"t1": "T1", "t2": "T2"},
)
NEEDED = {C.PROJECT_NAME: "安置小区", C.NAME: "完成征地", C.DUE_ON: "9月底前"}


def row_of(facts=FACTS, **cells):
    values = NEEDED | {C.of(name): value for name, value in cells.items()}
    return judged(values, facts)


def wrong(found):
    return [problem.column for problem in found.problems]


def test_three_cells_are_enough():
    found = row_of()

    assert found.problems == ()
    assert found.row == ListRowValues(
        project_name="安置小区", name="完成征地", starts_on=date(2026, 8, 31), due_on=date(2026, 9, 30)
    )


@pytest.mark.parametrize("missing", [C.PROJECT_NAME, C.NAME, C.DUE_ON])
def test_what_is_needed_is_asked_for(missing):
    assert wrong(judged(NEEDED | {missing: " "}, FACTS)) == [missing]


def test_the_unit_of_the_target_tells_the_measure():
    measures = {
        "60%": (Measure.QUANTITY, "%", 60),
        "100%": (Measure.PERCENT, "", 100),
        "13个": (Measure.QUANTITY, "个", 13),
        "1.5亿元": (Measure.INVESTMENT, "万元", 15000),
        "3,000万": (Measure.INVESTMENT, "万元", 3000),
        "": (Measure.PERCENT, "", 100),
    }
    for written, meant in measures.items():
        row = row_of(target=written).row
        assert (row.measure, row.unit_of_measure, row.target) == meant


QUESTIONS = {
    ("0.6", "%", ""): ("60%", "0.6%"),
    (0.6, "", ""): ("60%", "0.6"),
    ("50%", "万元", ""): ("50%", "50万元"),
    ("50", "万元", "百分比"): ("50万元", "50%"),
    ("3亿元", "亩", ""): ("3亿元", "3亩"),
    ("1,5", "万元", ""): ("1.5", "15"),
}


@pytest.mark.parametrize(("cells", "readings"), QUESTIONS.items(), ids=str)
def test_a_target_that_can_be_read_in_two_ways_is_a_question_with_both(cells, readings):
    target, unit, measure = cells

    found = row_of(target=target, unit_of_measure=unit, measure=measure)

    assert wrong(found) == [C.TARGET]
    assert tuple(found.problems[0].text.params.values()) == readings


def test_a_target_takes_its_unit_from_its_cell_its_column_or_its_heading():
    def read(target, unit="", heading=""):
        values = NEEDED | {C.TARGET: target, C.UNIT_OF_MEASURE: unit}
        row = judged(values, FACTS, money={C.TARGET: heading} if heading else {}).row
        return row.target, row.unit_of_measure

    assert read("16万", "平方米") == (16, "万平方米")
    assert read(13, "家") == (13, "家")
    assert read(300, heading="亩") == (300, "亩")
    assert read("1.5亿元", "万元") == (15000, "万元")
    assert read(1.5, heading="亿元") == (15000, "万元")


def test_the_unit_above_the_table_speaks_for_money_only():
    def read(**more):
        values = NEEDED | {C[name.upper()]: value for name, value in more.items()}
        row = judged(values, FACTS, caption="亿元").row
        return row.target, row.unit_of_measure

    assert read(target=1.5, measure="投资额") == (15000, "万元")
    assert read(target=1.5, measure="投资额", unit_of_measure="万元") == (Decimal("1.5"), "万元")
    assert read(target=13, unit_of_measure="家") == (13, "家")
    assert read(target=13) == (13, "")


@pytest.mark.parametrize("column", [C.TOTAL_INVESTMENT, C.TARGET, C.PERSON, C.UNIT_OF_MEASURE, C.WEIGHT])
@pytest.mark.parametrize("shown_as", ["#REF!", "#N/A"])
def test_a_failed_formula_is_a_problem_of_its_cell_and_never_an_empty_one(column, shown_as):
    assert wrong(judged(NEEDED | {column: shown_as}, FACTS)) == [column]


def test_a_number_that_nobody_can_mean_is_a_problem_of_its_cell():
    for column in (C.TOTAL_INVESTMENT, C.TARGET, C.WEIGHT):
        assert wrong(judged(NEEDED | {column: "9" * 40}, FACTS)) == [column]


def test_an_item_that_cannot_be_added_to_its_target_is_said_before_it_is_filed():
    facts = replace(FACTS, sums={"T1": "亿元"})

    def notes(**cells):
        values = NEEDED | {C[name.upper()]: value for name, value in cells.items()}
        return [str(note.text) for note in judged(values, facts).notes if note.column == C.TARGET_CODES]

    assert "do not measure the same" in notes(target="13户", target_codes="T1")[0]
    assert notes(target="3000万元", target_codes="T1") == []
    assert notes(target="13户", target_codes="T2") == []


def test_money_that_loses_a_digit_when_it_is_kept_is_said():
    found = row_of(total_investment="12345元")

    assert found.row.total_investment == Decimal("1.23")
    assert [note.column for note in found.notes if note.column == C.TOTAL_INVESTMENT]


def test_named_steps_are_milestones_and_the_due_date_is_the_last_of_them():
    found = row_of(steps="9月30日 完成征地（40%）；10月31日 完成审批（100%）", due_on="")

    assert found.problems == ()
    assert (found.row.measure, found.row.curve, found.row.due_on) == (
        Measure.MILESTONE,
        Curve.MILESTONES,
        date(2026, 10, 31),
    )
    assert [step.share for step in found.row.steps] == [Fraction(2, 5), 1]


def test_steps_of_a_quantity_are_its_curve():
    row = row_of(steps="9月15日（30%）；9月30日（100%）", target="13个").row

    assert (row.measure, row.curve, len(row.steps)) == (Measure.QUANTITY, Curve.STEPS, 2)


def test_steps_without_shares_bring_the_same_each():
    row = row_of(steps="9月1日 甲；9月15日 乙；9月30日 丙").row

    assert [step.share for step in row.steps] == [Fraction(1, 3), Fraction(2, 3), 1]


WRONG = {
    "due_on": ["月底", "春节前", "2018.9.30"],
    "starts_on": ["10月1日", "待定"],
    "target": ["若干", "0个", "-3个"],
    "steps": ["完成征地", "9月30日 甲（40%）", "9月15日 甲（40%）；9月30日 乙"],
    "line_of_work": ["天气", "工程与建设"],
    "measure": ["随便"],
    "weight": ["重", "0", "1000"],
    "total_investment": ["很多", "-3", "3个"],
    "project_code": ["甲-1", "-x"],
    "target_codes": ["T9"],
    "unit": ["县水利局", "某局"],
    "remark": ["长" * 301],
}


@pytest.mark.parametrize(
    ("column", "value"), [(column, value) for column, values in WRONG.items() for value in values]
)
def test_what_is_wrong_is_said_of_its_cell_with_what_is_accepted(column, value):
    found = row_of(**{column: value})

    assert wrong(found) == [C.of(column)]
    assert found.problems[0].value == value[:80]


def test_the_first_unit_leads_and_the_others_support_it():
    found = row_of(unit="县住建局、县水利局")

    assert (found.unit, found.row.supporting_units) == (1, "县水利局")


def test_a_line_of_work_may_be_written_shorter():
    assert row_of(line_of_work="前期工程").row.line_of_work == "QQ"
    assert judged(NEEDED, FACTS, section="城市建设").row.line_of_work == "CJ"


texts = st.text(st.characters(codec="utf-8"), max_size=40)
cells = st.one_of(
    texts,
    st.sampled_from(
        ["9月底前", "2026-10-31", "1.5亿元", "60%", "13个", "=1+1", "-", "节点", "数量", "投资额", "按月均衡"]
    ),
    st.sampled_from(
        ["9月30日 甲（40%）；10月31日 乙（100%）", "9月15日（1/3）；9月30日", "重大前期工程", "T1、T2"]
    ),
    st.decimals(0, 10**9, places=2),
    st.floats(),
    st.integers(-5, 10**9),
    st.dates(date(2026, 9, 1), date(2026, 12, 1)),
    st.none(),
)
written = st.dictionaries(st.sampled_from(list(C)), cells, max_size=12)


@given(written)
def test_no_row_is_too_odd_to_be_judged(values):
    judged(values, FACTS)


@given(written)
def test_a_row_in_words_reads_as_the_same_row(values):
    found = judged({**NEEDED, **values}, FACTS)
    if not found.problems:
        again = judged(row_in_words(found.row, FACTS), FACTS)
        assert (again.row, again.problems) == (found.row, ())
        assert from_json(to_json(found.row)) == found.row


def a_file(*rows, columns=frozenset(EDITED)):
    return [FileRow("清单", number, values, columns, {}) for number, values in enumerate(rows, start=2)]


def kept(key="k1", **more):
    return Kept(
        key,
        1,
        ListRowValues(
            project_name="安置小区",
            name="完成征地",
            starts_on=date(2026, 8, 31),
            due_on=date(2026, 9, 30),
            **more,
        ),
    )


def compared(rows, *kept_rows, taken=()):
    return list(placed(rows, KnownRows.of(kept_rows, dict.fromkeys(taken, "")), FACTS))


def test_rows_are_found_again_by_mark_code_or_names():
    by_mark = compared(a_file(NEEDED | {C.KEY: "k1", C.NAME: "改名"}), kept())[0]
    by_code = compared(a_file(NEEDED | {C.ITEM_CODE: "qq-1-1", C.NAME: "改名"}), kept(item_code="QQ-1-1"))[0]
    by_name = compared(a_file(NEEDED | {C.PROJECT_NAME: "安置 小区"}), kept())[0]

    assert [row.key for row in (by_mark, by_code, by_name)] == ["k1"] * 3
    assert cell_changes(by_mark.old, by_mark.judged.row, FACTS) == [(C.NAME, "完成征地", "改名")]


def test_columns_that_a_file_does_not_have_stay_as_they_are():
    columns = frozenset({C.PROJECT_NAME, C.NAME, C.DUE_ON})
    stands = kept(
        remark="难点", measure=Measure.QUANTITY, target=Decimal(13), unit_of_measure="个", item_code="QQ-1-1"
    )

    found = compared(a_file(NEEDED, columns=columns), stands)[0]

    assert found.change == Change.UNCHANGED


def test_the_same_quantity_in_another_unit_is_no_change():
    stands = kept(measure=Measure.QUANTITY, target=Decimal(160_000), unit_of_measure="平方米")

    same = compared(a_file(NEEDED | {C.TARGET: "16万平方米"}), stands)[0]
    more = compared(a_file(NEEDED | {C.TARGET: "17万平方米"}), stands)[0]

    assert (same.change, same.judged.row.unit_of_measure) == (Change.UNCHANGED, "平方米")
    assert (more.change, more.judged.row.unit_of_measure) == (Change.CHANGED, "万平方米")


def test_a_bare_number_is_counted_as_the_row_is_counted_already():
    columns = frozenset({C.PROJECT_NAME, C.NAME, C.DUE_ON, C.TARGET})
    stands = kept(measure=Measure.INVESTMENT, target=Decimal(100), unit_of_measure="万元")

    found = compared(a_file(NEEDED | {C.TARGET: "50"}, columns=columns), stands)[0].judged.row

    assert (found.measure, found.target, found.unit_of_measure) == (Measure.INVESTMENT, 50, "万元")


def test_a_copied_row_is_a_new_one_with_a_code_of_its_own():
    twice = [
        NEEDED | {C.KEY: "k1", C.ITEM_CODE: "QQ-1-1"},
        NEEDED | {C.KEY: "k1", C.ITEM_CODE: "QQ-1-1", C.NAME: "另一项"},
    ]

    first, second = compared(a_file(*twice), kept(item_code="QQ-1-1"))

    assert (first.change, second.change) == (Change.UNCHANGED, Change.NEW)
    assert (second.judged.row.item_code, second.judged.problems) == ("", ())


def test_nothing_stands_twice_in_a_file_and_no_code_belongs_to_two():
    rows = [NEEDED, NEEDED, NEEDED | {C.NAME: "乙", C.ITEM_CODE: "X-1-1"}]

    _, second, third = compared(a_file(*rows), taken=["x-1-1"])

    assert wrong(second.judged) == [C.NAME]
    assert wrong(third.judged) == [C.ITEM_CODE]


def test_codes_are_given_once_and_never_again():
    book = numbers_given(["QQ-007", "QQ-007-2"], {"QQ": 9})

    rows = [ListRowValues(project_name=name, name="x", line_of_work="QQ") for name in ("甲", "甲", "乙")]

    assert [book.coded(row).item_code for row in rows] == ["QQ-010-1", "QQ-010-2", "QQ-011-1"]
    assert (
        book.coded(ListRowValues(project_name="丙", name="x", project_code="QQ-007")).item_code == "QQ-007-3"
    )
    assert book.touched == {"QQ", "QQ-010", "QQ-011", "QQ-007"}
    assert CodeBook().coded(ListRowValues(project_name="丁", name="x")).item_code == "XM-001-1"
