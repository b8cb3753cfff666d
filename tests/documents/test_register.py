"""A list on A4 landscape."""

from io import BytesIO

import pypdfium2

from gongjian.documents.reading_back import text_of_pdf
from gongjian.documents.register import PaperColumn, PrintedList
from gongjian.documents.register_pdf import to_pdf

COLUMNS = (PaperColumn("序号", 0.5), PaperColumn("攻坚事项", 3.0))


def a_register(rows=3, **more):
    return PrintedList(
        "攻坚清单", "第1版", COLUMNS, tuple((str(n), "完成政策处理") for n in range(rows)), **more
    )


def test_the_paper_lies_on_its_side():
    page = pypdfium2.PdfDocument(BytesIO(to_pdf(a_register())))[0]

    assert (round(page.get_width()), round(page.get_height())) == (842, 595)


def test_everything_that_is_given_stands_on_the_paper():
    told = "\n".join(
        text_of_pdf(to_pdf(a_register(note="指纹码", signatures=("审签",), mark="草稿", foot="页脚")))
    )

    for part in ("攻坚清单", "第1版", "完成政策处理", "指纹码", "审签", "草稿", "页脚"):
        assert part in told


def test_the_head_of_the_table_stands_on_every_page():
    pages = text_of_pdf(to_pdf(a_register(120)))

    assert len(pages) > 2
    assert all("攻坚事项" in page for page in pages[:-1])


def test_the_same_list_gives_the_same_bytes():
    assert to_pdf(a_register(address="https://a.example/")) == to_pdf(
        a_register(address="https://a.example/")
    )


def test_no_text_becomes_markup():
    told = "".join(text_of_pdf(to_pdf(PrintedList("#evil() $x$ *b*", "", COLUMNS, (("1", '#import "x"'),)))))

    assert "#evil() $x$ *b*" in told
