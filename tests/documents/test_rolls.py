"""Minutes say below their text who was there."""

from gongjian.documents.paper import Paper, Paragraph, Roll
from gongjian.documents.pdf import to_pdf
from gongjian.documents.reading_back import text_of_docx, text_of_pdf
from gongjian.documents.word import to_docx

PAPER = Paper(
    title="第6次例会纪要",
    blocks=(Paragraph("会议纪要如下。"),),
    rolls=(Roll("出席", "县教育局、县水利局"), Roll("请假", "")),
)


def test_who_was_there_stands_below_the_text_in_both_formats():
    word, pdf = "".join(text_of_docx(to_docx(PAPER))), "".join(text_of_pdf(to_pdf(PAPER)))

    for text in (word, pdf):
        assert text.index("会议纪要如下") < text.index("出席")
        assert "县教育局、县水利局" in text.replace(" ", "")


def test_a_list_without_names_is_left_out():
    assert "请假" not in "".join(text_of_docx(to_docx(PAPER)))
