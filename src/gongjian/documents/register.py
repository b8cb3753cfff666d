"""What a wide list consists of, with places for signature and seal and a code that leads to its verification."""

from dataclasses import dataclass

from gongjian.documents.paper import Align, Language


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column: its head, its width beside the others, and where its cells stand."""

    head: str
    width: float = 1.0
    align: str = Align.LEFT


@dataclass(frozen=True, slots=True)
class PrintedList:
    title: str
    lead: str
    columns: tuple[PaperColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    signatures: tuple[str, ...] = ()
    foot: str = ""
    mark: str = ""  # what stands in red: a draft, sample data
    address: str = ""  # where the code leads
    language: str = Language.SIMPLIFIED
