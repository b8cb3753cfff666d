"""Twice the file takes twice the steps, whatever a stranger wrote into it."""

from contextlib import suppress
from datetime import date

import pytest

from gongjian.intake.rules import Choices
from gongjian.reading.cells.days import Times, day_of
from gongjian.reading.grids import Grid
from gongjian.reading.grids.grid import MOST_MERGED
from gongjian.reading.plan import Unreadable
from gongjian.reading.plan.files import read_file
from gongjian.reading.plan.reader import read_plan
from gongjian.reading.plan.words import MOST_CHARACTERS
from gongjian.worklist.rules.reading import sheets_read
from tests.steps import steps_of

TIMES = Times(2026, date(2026, 8, 25), date(2026, 12, 25))
FIRST, THEN = 1_500, 3_000  # signs


def grows_by(function, word):
    few, many = (steps_of(function, word * (signs // len(word))) for signs in (FIRST, THEN))
    return many / few


@pytest.mark.parametrize(
    "word", ["<!--", "</", "<p>", '<p a="', "<script>", "<![CDATA[", "&#1", "<", "<head></p>"]
)
def test_a_web_page_is_read_once_from_its_beginning_to_its_end(word):
    def read(text):
        with suppress(Unreadable):
            read_file("plan.html", f"<html>计划{text}".encode())

    assert grows_by(read, word) < 2.5


def test_a_web_page_with_more_words_than_a_plan_is_refused():
    with pytest.raises(Unreadable, match="too long for a plan"):
        read_file("plan.html", f"<html>{'字' * (MOST_CHARACTERS + 1)}".encode())


def test_signs_that_do_not_exist_are_read_as_lost_ones():
    assert read_file("plan.html", f"<html>甲&#{'9' * 5_000};乙&lt;丙".encode()) == "甲\ufffd;乙<丙"


@pytest.mark.parametrize(
    "word",
    ["由组和", "下设推进组和协调组和", "的按", "1月-", "第一次未完成的,", "\n ", "1、", "《甲", "报县政府、"],
)
def test_a_plan_is_read_in_steps_by_its_length(word):
    assert grows_by(read_plan, word) < 2.6


@pytest.mark.parametrize("word", ["1月-", "1月至1", "2026年", "之前", "〇"])
def test_a_cell_that_names_day_behind_day_is_no_day(word):
    assert day_of(word * 2_000, TIMES) is None


def test_many_large_merged_cells_are_walked_no_further_than_one_sheet_may_have():
    rows = [[None] * 400 for _ in range(200)]
    whole = (0, 0, 199, 399)

    few, many = (steps_of(Grid("清单", rows, merged=(whole,) * count).covered) for count in (40, 80))

    assert many - few < 1_000
    assert few < 4 * MOST_MERGED


@pytest.mark.parametrize("words", ["一、项目(1(1(1", "一、项目【1[1", "合计", "1、", "一一"])
def test_a_section_of_any_length_is_read_in_steps_by_its_length(words):
    def read(text):
        head = ["序号", "项目名称", "攻坚事项", "完成时限"]
        sheets_read([Grid("清单", [head, [text], ["1", "甲", "乙", "9月底"]])], Choices(), TIMES)

    assert grows_by(read, words) < 2.5
