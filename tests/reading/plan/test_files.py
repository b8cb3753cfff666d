"""The words of a plan, whatever file it comes in; and what is refused."""

import io
import zipfile

import docx
import pytest

from gongjian.reading.plan import FactKind, Unreadable
from gongjian.reading.plan.files import read_file
from gongjian.reading.plan.reader import read_plan
from tests.steps import steps_of

MOST_STEPS = 50_000
TEXT = "某县项目攻坚行动方案\n确保完成投资5亿元。\n6月底前全部开工。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_text_is_read_in_any_usual_encoding(encoding):
    assert read_file("plan.txt", (TEXT * 5).encode(encoding)) == TEXT * 5


def test_a_word_file_gives_paragraphs_and_tables_in_order():
    document = docx.Document()
    document.add_paragraph("某县攻坚方案")
    table = document.add_table(rows=2, cols=3)
    for row, words in zip(
        table.rows, (("任务", "牵头单位", "完成时限"), ("建成中学", "县教育局", "6月底前")), strict=True
    ):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    document.add_paragraph("确保完成投资5亿元。")
    kept = io.BytesIO()
    document.save(kept)

    text = read_file("plan.docx", kept.getvalue())

    assert text.splitlines()[1:3] == ["任务\t牵头单位\t完成时限", "建成中学\t县教育局\t6月底前"]
    assert {fact.kind for fact in read_plan(text).facts} == {
        FactKind.UNIT,
        FactKind.DEADLINE,
        FactKind.TARGET,
    }


def test_a_web_page_gives_its_words_without_scripts():
    page = "<html><head><title>x</title></head><body><script>var a='确保完成9亿元'</script><p>确保完成投资<b>5亿元</b>。</p></body></html>"

    assert read_file("plan.html", page.encode()) == "确保完成投资5亿元。"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"x" * (10 * 1024 * 1024), "larger"),
        ("攻坚".encode() * 100_000, "too long"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "Accepted"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"%PDF-1.4 broken", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken", "doc"),
        (bytes(range(128, 256)) * 40, "encoding"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(content, reason, monkeypatch):
    monkeypatch.setenv("PATH", "")

    def refused():
        with pytest.raises(Unreadable, match=reason):
            read_file("plan", content)

    assert steps_of(refused) < MOST_STEPS


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<x/>")
        package.writestr("word/document.xml", b" " * 60_000_000)

    with pytest.raises(Unreadable, match="unpacks"):
        read_file("plan.docx", kept.getvalue())
