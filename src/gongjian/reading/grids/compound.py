"""The old binary workbooks (.xls): what is inside them, before they are read."""

import struct

from gongjian.reading.compound import Compound
from gongjian.reading.grids.excel import LOCKED, refuse_too_large
from gongjian.reading.uploads import ACCEPTED_LISTS, DAMAGED, HAS_MACROS, IS_LINKED, Unacceptable

CELLS = {0x0006, 0x00FD, 0x0204, 0x0203, 0x027E, 0x0205, 0x00BD, 0x00D6}  # formula, label, number, RK, …
BOF, FILE_PASS, SUPBOOK = 0x0809, 0x002F, 0x01AE
SMALL = 4096


def refuse_odd_workbooks(name: str, content: bytes) -> None:
    """Macros, passwords, links to other files, and cells so far out that nobody can have meant them."""
    try:
        file = Compound(content)
        streams = {entry: (first, size) for entry, first, size in file.entries()}
        if "_VBA_PROJECT_CUR" in streams or "VBA" in streams or "Macros" in streams:
            raise Unacceptable(name, HAS_MACROS)
        if "EncryptedPackage" in streams:
            raise Unacceptable(name, LOCKED)
        found = streams.get("Workbook") or streams.get("Book")
        if found is None:
            raise Unacceptable(name, ACCEPTED_LISTS)
        first, size = found
        stream = b"".join(file.chain(first))[:size] if size >= SMALL else b""
        refuse_odd_records(name, stream)
    except (struct.error, IndexError, ValueError) as error:
        if isinstance(error, Unacceptable):
            raise
        raise Unacceptable(name, DAMAGED) from error


def refuse_odd_records(name: str, stream: bytes) -> None:
    place, rows, columns = 0, 0, 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        if kind == FILE_PASS:
            raise Unacceptable(name, LOCKED)
        if kind == SUPBOOK and length > 4:
            linked = IS_LINKED
            raise Unacceptable(name, linked)
        if kind == BOF:
            rows = columns = 0
        if kind in CELLS and length >= 4:
            row, column = struct.unpack_from("<HH", stream, place + 4)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            refuse_too_large(name, "", rows, columns)
        place += 4 + length
