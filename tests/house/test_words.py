"""One thing has one word in each language: the catalogues are read for the words that docs/language.md has ruled out."""

import re

import pytest

from scripts import messages
from tests.house.plan import ROOT

MAINLAND = (
    "登錄碼", "導入", "導出", "打印", "服務器", "默認", "鏈接", "字段", "賬", "數據", "設置", "保存", "搜索", "視圖", "網絡", "屏幕", "軟件",
    "信息", "專案", "考覈", "籤", "臺", "釋出", "“", "”", "‘", "’",
)  # fmt: skip


def ruled_out():
    """The rows of the table in docs/language.md: the words never used, in Chinese and in English."""
    page = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    table = page.split("## One thing, one word")[1].split("\n## ")[0]
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 5 and not set(line) <= set("|- "):
            for place, language in ((2, "zh_Hans"), (4, "en")):
                yield from ((language, word) for word in re.findall(r"`([^`]+)`", cells[place]))


NEVER = sorted(ruled_out())


@pytest.fixture(scope="module")
def traditional():
    return messages.translations("zh_Hant")


def sentences(language):
    said = messages.translations("zh_Hans")
    return [key.rpartition(messages.GLUE)[2] for key in said] if language == "en" else list(said.values())


def test_the_page_rules_words_out():
    assert {language for language, _ in NEVER} == {"zh_Hans", "en"}
    assert ("zh_Hans", "专项组") in NEVER


@pytest.mark.parametrize(("language", "word"), NEVER)
def test_no_sentence_has_another_word_for_the_same_thing(language, word):
    whole = rf"\b{re.escape(word)}\b" if language == "en" else re.escape(word)

    assert [text for text in sentences(language) if re.search(whole, text, re.IGNORECASE)] == []


@pytest.mark.parametrize("word", MAINLAND)
def test_traditional_chinese_is_written_as_in_taiwan(traditional, word):
    assert [text for text in traditional.values() if word in text] == []


def test_the_words_of_the_campaign_stay_its_own_in_traditional_chinese(traditional):
    assert traditional["project"] == "項目"
    assert traditional["Sign in"] == "登入"
    assert traditional["Print"] == "列印"
    assert traditional["Row"] == "列"
    assert traditional["Column"] == "欄"
