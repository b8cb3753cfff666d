"""What the walk through all pages finds, on pages made for it."""

import pytest

from walking.faults import faults
from walking.known import Known
from walking.page import read

KNOWN = Known(
    typed="高湖道路改造工程\n甲县财政局",
    whole=frozenset({"高湖道路改造工程"}),
    latin=frozenset({"unit01"}),
    codes=frozenset({"applied", "in_hand"}),
    english=frozenset({"Due on", "Such as 户, 宗."}),
    said={"zh-hans": frozenset({"截止日期", "网络"}), "zh-hant": frozenset({"截止日期", "網路"})},
)


def found(html, language="zh-hans"):
    return [fault.what for fault in faults(read(html), language, KNOWN)]


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ("<p>报告 2026-11-02</p>", "an ISO date"),
        ("<p>09:15:00</p>", "an ISO time"),
        ("<p>in_hand</p>", "a raw code"),
        ("<p>applied → granted</p>", "a raw code"),
        ("<td>meetings.meeting:13</td>", "a dotted name"),
        ("<p>{'text': 'Meet on site'}</p>", "a repr"),
        ("<td>None</td>", "a repr"),
        ("<p>%(count)s项</p>", "a repr"),
        ("<h2> </h2>", "an empty heading"),
        ("<title> · 攻坚</title>", "an empty heading"),
        ("<p>这是overdue的</p>", "English"),
        ("<button aria-label='Save'></button>", "English"),
        ("<p>網路</p>", "the other script"),
    ],
)
def test_what_no_reader_should_meet_is_found(html, what):
    assert what in found(html)


@pytest.mark.parametrize("html", ["<p>截止日期</p>", "<p>从未输入</p>"])
def test_chinese_words_of_the_product_are_found_on_an_english_page(html):
    assert found(html, "en") == ["Chinese"]


@pytest.mark.parametrize(
    ("html", "language"),
    [
        ("<p>11月2日 Excel KC-007 unit01 a@b.cn 名单.xlsx</p>", "zh-hans"),
        ("<input type='date' value='2026-11-02'><a href='/reports/2026-11-02/'>11月2日</a>", "zh-hans"),
        ("<code>in_hand</code><kbd>Enter</kbd><script>None</script>", "zh-hans"),
        ("<p lang='en'>English</p><p translate='no'>Anything at all</p>", "zh-hans"),
        ("<p>Due on 高湖道路改造工程</p><p>Such as 户, 宗.</p>", "en"),
        ("<p>财政局</p>", "en"),
    ],
)
def test_names_data_and_what_marks_itself_are_left_alone(html, language):
    assert found(html, language) == []
