"""The old binary workbooks (.xls): what is inside them, before they are read."""

import struct
from collections.abc import Iterator

from gongjian.kernel.text import Text
from gongjian.reading.grids.excel import DAMAGED, LOCKED, refuse_too_large
from gongjian.reading.uploads import Unacceptable

END_OF_CHAIN = 0xFFFFFFFA
CELLS = {0x0006, 0x00FD, 0x0204, 0x0203, 0x027E, 0x0205, 0x00BD, 0x00D6}  # formula, label, number, RK, …
BOF, FILE_PASS, SUPBOOK = 0x0809, 0x002F, 0x01AE
SMALL = 4096


class Compound:
    """A file of streams in one file: its sectors, their chains and its directory."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.size = 1 << struct.unpack_from("<H", content, 30)[0]
        count, self.first_directory = (
            struct.unpack_from("<I", content, 44)[0],
            struct.unpack_from("<I", content, 48)[0],
        )
        if self.size not in (512, 4096) or count > len(content) // self.size + 1:
            raise ValueError("no compound file")
        blocks = struct.unpack_from("<109I", content, 76)[: min(count, 109)]
        self.next: list[int] = []
        for block in blocks:
            self.next += struct.unpack_from(f"<{self.size // 4}I", self.sector(block))

    def sector(self, number: int) -> bytes:
        start = (number + 1) * self.size
        return self.content[start : start + self.size].ljust(self.size, b"\0")

    def chain(self, number: int) -> Iterator[bytes]:
        for _ in range(len(self.next)):
            if number >= END_OF_CHAIN or number >= len(self.next):
                return
            yield self.sector(number)
            number = self.next[number]

    def entries(self) -> Iterator[tuple[str, int, int]]:
        """The names in the directory, each with its first sector and its size."""
        directory = b"".join(self.chain(self.first_directory))
        for start in range(0, len(directory) - 127, 128):
            entry = directory[start : start + 128]
            length = struct.unpack_from("<H", entry, 64)[0]
            if 2 <= length <= 64:
                name = entry[: length - 2].decode("utf-16-le", "replace")
                yield name, *struct.unpack_from("<II", entry, 116)


def refuse_odd_workbooks(name: str, content: bytes) -> None:
    """Macros, passwords, links to other files, and cells so far out that nobody can have meant them."""
    try:
        file = Compound(content)
        streams = {entry: (first, size) for entry, first, size in file.entries()}
        if "_VBA_PROJECT_CUR" in streams or "VBA" in streams or "Macros" in streams:
            raise Unacceptable(name, Text("The file holds macros. Save it without macros (.docx, .xlsx)."))
        if "EncryptedPackage" in streams:
            raise Unacceptable(name, LOCKED)
        found = streams.get("Workbook") or streams.get("Book")
        if found is None:
            accepted = (
                "Accepted are Excel files (.xlsx, .xls), text with separators (.csv) and Word tables (.docx)."
            )
            raise Unacceptable(name, Text(accepted))
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
            linked = Text("The file is linked to other files. Break the links and save it again.")
            raise Unacceptable(name, linked)
        if kind == BOF:
            rows = columns = 0
        if kind in CELLS and length >= 4:
            row, column = struct.unpack_from("<HH", stream, place + 4)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            refuse_too_large(name, "", rows, columns)
        place += 4 + length
