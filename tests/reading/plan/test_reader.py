"""What must hold for every plan, whatever it says."""

from functools import cache
from itertools import pairwise

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongjian.reading.plan import FactKind, Script
from gongjian.reading.plan.cleaning import fair_copy
from gongjian.reading.plan.reader import read_plan
from tests.reading.plan.expected import TEXTS, Score, scored
from tests.steps import steps_of

FILES = sorted(TEXTS.glob("*/*.txt"))
WORDS = ["确保", "力争", "完成", "投资", "5亿元", "以上", "《", "》", "(", ")", "、", "每月13日", "及28日前", "6月底前", "县发改局", "牵头", "责任单位:", "一、", "(一)", "1.", "百分之", "十", "未完成的,", "约谈", "由", "任组长", "成立", "领导小组", "\n", "\t", " ", "?", "\ufffd", "3、", "\u3000", "。", "\uff0c", "分别", "阶段", "2021年", "13月45日"]  # fmt: skip
CHINESE_DIGITS = "一二三四五六七八九十百千"


@cache
def said_unmarked(text):
    return said(read_plan(text))


def said(draft):
    """Facts without their places."""
    return [
        (fact.kind, fact.item, fact.value, fact.unit, fact.op, fact.level, fact.date, fact.role, fact.lead, fact.members, fact.trigger, fact.step)
        for fact in draft.facts
    ]  # fmt: skip


@pytest.mark.parametrize("folder", ["seen", "held_out"])
def test_the_corpus_is_read_as_a_careful_clerk_reads_it(folder):
    score: Score = scored(folder)

    assert score.precision(*FactKind) >= 0.97, score.inventions
    assert score.recall(*FactKind) >= 0.97, score.misses


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_quote_is_the_source_itself(file):
    text = file.read_text("utf-8")

    for found in (*read_plan(text).facts, *read_plan(text).questions):
        assert text[found.start : found.end] == found.quote


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_both_scripts_of_a_text_state_the_same_facts(file):
    text = opencc.OpenCC("t2s").convert(file.read_text("utf-8"))

    assert said(read_plan(opencc.OpenCC("s2tw").convert(text))) == said(read_plan(text))


@cache
def spots(text):
    """Where a page can end without a digit beside it that would swallow the mark's own, and after no full stop."""
    beside = "0123456789.%Xx\t\n-~" + CHINESE_DIGITS
    return [
        place
        for place in range(1, len(text) - 1)
        if all(
            "\u4e00" <= character <= "\u9fff" and character not in beside
            for character in text[place - 1 : place + 1]
        )
        and text[place - 1] not in "第之"
    ]


PAGE = 20  # signs: a page holds more


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_page_marks_change_no_fact(file, data):
    text = file.read_text("utf-8")
    drawn = st.lists(st.sampled_from(spots(text)), min_size=1, max_size=4, unique=True).map(sorted)
    places = data.draw(drawn.filter(lambda found: all(b - a > PAGE for a, b in pairwise(found))))
    marked, last = "", 0
    for page, place in enumerate(places, start=2):
        marked += text[last:place] + f"{page}、"
        last = place

    assert said(read_plan(marked + text[last:])) == said_unmarked(text)


def test_a_mark_beside_a_digit_goes_when_it_is_the_page_that_must_come():
    text = "通2、过攻坚行动\uff0c确保完成163、万平方米的改造工作\uff0c逐个梳理存在问题\uff0c分4、析原因\u3002"

    [target] = read_plan(text).of_kind(FactKind.TARGET)

    assert (target.value, target.unit) == (16, "万平方米")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join) | st.text(max_size=200))
def test_no_text_makes_the_reader_stumble(text):
    draft = read_plan(text)

    for fact in draft.facts:
        assert text[fact.start : fact.end] == fact.quote


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="攻堅方案確保\uff0c\uff08\uff09“” \n1、?\ufffd縣", max_size=120))
def test_the_fair_copy_knows_where_each_character_stood(text):
    copy = fair_copy(text)

    assert len(copy.text) == len(copy.starts) == len(copy.ends)
    assert all(first <= second for first, second in zip(copy.starts, copy.starts[1:], strict=False))
    assert all(0 <= start < end <= len(text) for start, end in zip(copy.starts, copy.ends, strict=True))


@pytest.mark.parametrize(
    "piece", ["攻坚", "1亿元", "对未完成的", "\uff08", "《", " ", "县发改局、", "8月25日至", "?"]
)
def test_hostile_texts_take_no_more_steps_than_long_ones(piece):
    def steps(signs):
        return steps_of(read_plan, piece * (signs // len(piece)))

    assert steps(100_000) < 12 * steps(10_000)


def test_four_times_the_pages_take_four_times_the_steps():
    text = "".join(file.read_text("utf-8") for file in FILES) * 3
    read_plan(text[:3_500])  # what is worked out once, and for all

    assert steps_of(read_plan, text[:14_000]) < 6 * steps_of(read_plan, text[:3_500])


def test_a_script_is_told():
    assert read_plan("縣區重大項目攻堅行動方案").script == Script.TRADITIONAL
    assert read_plan("县区重大项目攻坚行动方案").script == Script.SIMPLIFIED


def test_what_something_is_added_to_is_no_target_and_connectives_are_no_names():
    text = "一方面要确保新开工项目30个以上，另一方面要力争在年度计划287亿元的基础上增加投资20亿元。"

    found = [(fact.item, fact.value) for fact in read_plan(text).of_kind(FactKind.TARGET)]

    assert [value for _, value in found] == [30, 20]
    assert found[0][0] == "新开工项目"
