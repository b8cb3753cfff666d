"""The sheets of a file, by what the file is and not by what it is called."""

import zipfile
import zlib
from io import BytesIO

from gongjian.kernel.text import Text
from gongjian.reading.checking import checked
from gongjian.reading.compound import MAGIC
from gongjian.reading.grids.compound import refuse_odd_workbooks
from gongjian.reading.grids.excel import sheets_of_xls, sheets_of_xlsx
from gongjian.reading.grids.grid import MOST_BYTES, Grid
from gongjian.reading.grids.separated import sheet_of_text
from gongjian.reading.grids.word import left_out_of, tables_of
from gongjian.reading.uploads import ACCEPTED_LISTS, DAMAGED, Unacceptable, safe_name
from gongjian.reading.word.package import BODY


def grids_of(name: str, content: bytes) -> list[Grid]:
    """All sheets of the file in their order. Raises Unacceptable with a sentence for the person."""
    name = safe_name(name)
    if not content.strip(b"\x00 \r\n\t"):
        raise Unacceptable(name, Text("The file is empty."))
    if len(content) > MOST_BYTES:
        most = Text("The file is larger than %(most)s MB.", most=MOST_BYTES // 1024 // 1024)
        raise Unacceptable(name, most)
    if content.startswith(b"PK\x03\x04"):
        try:
            return sheets_of_package(name, content)
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise Unacceptable(name, DAMAGED) from error
    if content.startswith(MAGIC):
        refuse_odd_workbooks(name, content)
        return sheets_of_xls(name, content)
    if content.startswith((b"%PDF-", b"\xff\xd8\xff", b"\x89PNG", b"{\\rtf", b"GIF8", b"RIFF")):
        raise Unacceptable(name, ACCEPTED_LISTS)
    return [sheet_of_text(name, content)]


def sheets_of_package(name: str, content: bytes) -> list[Grid]:
    checked(name, content, most_bytes=MOST_BYTES)
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = set(package.namelist())
        if "xl/workbook.xml" in parts:
            return sheets_of_xlsx(name, content, package)
        if BODY in parts:
            return tables_of(name, package)
    raise Unacceptable(name, ACCEPTED_LISTS)


def left_out(name: str, content: bytes) -> tuple[Text, ...]:
    """What of a file that was read stands in none of its sheets: only Word has such things."""
    if not content.startswith(b"PK\x03\x04"):
        return ()
    with zipfile.ZipFile(BytesIO(content)) as package:
        return left_out_of(name, package) if BODY in package.namelist() else ()
