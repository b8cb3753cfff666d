"""The exported list of a unit on paper: one sheet of A3 wide, and nothing too small to be read."""

import ctypes

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from gongjian.worklist.papers.list_sheet import list_sheet, template
from gongjian.worklist.rules.columns import CELLS
from tests.office import printed
from tests.world import NOON, a_campaign, a_list, a_unit

MM = 72 / 25.4
READABLE = 6.8  # points
MOST_WIDTH = 230  # signs: with 240 the last column goes to a page of its own


@pytest.mark.django_db
def test_the_exported_list_is_readable_on_a3(tmp_path):
    unit = a_unit(a_campaign())
    version = a_list(unit, rows=3)
    files = {
        "list": list_sheet(version, at=NOON),
        "blank": template(version.campaign, unit.organisation, at=NOON),
    }

    for content in printed(files, tmp_path, kind="xlsx").values():
        first = pypdfium2.PdfDocument(content)[0]
        assert first.get_size() == pytest.approx((420 * MM, 297 * MM), abs=1)
        assert "对应目标" in first.get_textpage().get_text_bounded()
        assert min(sizes_on(first)) >= READABLE


def test_the_columns_of_a_sheet_are_narrow_enough_for_one_page_of_a3():
    """A further column takes its width from the others: together they are as wide as the page shows legibly."""
    assert sum(cell.width for cell in CELLS.values()) <= MOST_WIDTH


def sizes_on(page):
    for text in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        size = ctypes.c_float()
        pdfium.FPDFTextObj_GetFontSize(text.raw, size)
        yield size.value * text.get_matrix().d
