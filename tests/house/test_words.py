"""One thing has one word in each language: the catalogues are read for the words that docs/language.md has ruled out."""

import pytest

from scripts import messages

MAINLAND = (
    "登錄碼", "導入", "導出", "打印", "服務器", "默認", "鏈接", "字段", "賬", "數據", "設置", "保存", "搜索", "視圖", "網絡", "屏幕", "軟件",
    "信息", "專案", "考覈", "籤", "臺", "釋出", "“", "”", "‘", "’",
)  # fmt: skip


@pytest.fixture(scope="module")
def traditional():
    return messages.translations("zh_Hant")


@pytest.mark.parametrize("word", MAINLAND)
def test_traditional_chinese_is_written_as_in_taiwan(traditional, word):
    assert [text for text in traditional.values() if word in text] == []


def test_the_words_of_the_campaign_stay_its_own_in_traditional_chinese(traditional):
    assert traditional["project"] == "項目"
    assert traditional["Sign in"] == "登入"
    assert traditional["Print"] == "列印"
    assert traditional["Row"] == "列"
    assert traditional["Column"] == "欄"
