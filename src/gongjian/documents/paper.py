"""What an official paper consists of. All text is already in the language of the paper."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from gongjian.documents.printable import ems

WIDEST_COLUMN, NARROWEST_COLUMN = 16.0, 2.6  # characters
CHINESE_DIGITS = "〇一二三四五六七八九"
ROMAN_DIGITS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class Language(StrEnum):
    SIMPLIFIED = "zh-hans"
    TRADITIONAL = "zh-hant"
    ENGLISH = "en"


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a paragraph; strong text is set in 黑体."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 reads 一、, level 2 (一), level 3 1. once the blocks are numbered."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str | tuple[Run, ...]

    @property
    def runs(self) -> tuple[Run, ...]:
        return (Run(self.text),) if isinstance(self.text, str) else self.text


@dataclass(frozen=True, slots=True)
class Table:
    """Widths are relative; without them the columns follow what they hold."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    note: str = ""
    widths: tuple[float, ...] = ()
    align: tuple[Align, ...] = ()

    def __post_init__(self) -> None:
        sizes = {len(row) for row in self.rows} | {len(part) for part in (self.widths, self.align) if part}
        if not self.head or sizes - {len(self.head)}:
            raise ValueError(
                "Every row, the widths and the alignments of a table have as many columns as its head."
            )

    @property
    def shares(self) -> tuple[float, ...]:
        """The share of the type area that each column takes."""
        widths = self.widths or tuple(
            _natural_width(column) for column in zip(self.head, *self.rows, strict=True)
        )
        return tuple(width / sum(widths) for width in widths)

    @property
    def alignment(self) -> tuple[Align, ...]:
        return self.align or tuple(Align.CENTRE for _ in self.head)


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Annex:
    """Named below the text; printed on pages of its own where it has blocks."""

    title: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Roll:
    """Who was there, as minutes say it below their text: 出席, 请假, 列席."""

    label: str
    names: str


@dataclass(frozen=True, slots=True)
class Paper:
    """An official paper. Whatever is empty is left out; a line break in the title breaks the line."""

    title: str
    blocks: tuple[Block, ...]
    masthead: str = ""
    document_number: str = ""
    addressee: str = ""
    issuer: str = ""
    date_text: str = ""
    annexes: tuple[Annex, ...] = ()
    rolls: tuple[Roll, ...] = ()
    copied_to: str = ""
    printed_by: str = ""
    printed_on: str = ""
    sample_mark: str = ""
    anchor: str = ""  # of the ledger, at the inner side of every page number
    language: str = Language.SIMPLIFIED


def number_headings(blocks: Iterable[Block], *, language: str = Language.SIMPLIFIED) -> tuple[Block, ...]:
    """The headings with their numbers: 一、 then (一) then 1., each level counted anew under the one above."""
    counts = [0, 0, 0]
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            counts[block.level - 1] += 1
            counts[block.level :] = [0] * (3 - block.level)
            block = replace(block, text=_number(block.level, counts[block.level - 1], language) + block.text)
        result.append(block)
    return tuple(result)


def _number(level: int, count: int, language: str) -> str:
    if level == 3:
        return f"{count}. " if language == Language.ENGLISH else f"{count}."
    if language == Language.ENGLISH:
        return f"{_roman(count)}. " if level == 1 else f"({_roman(count).lower()}) "
    return (
        f"{_chinese(count)}、"
        if level == 1
        else f"\N{FULLWIDTH LEFT PARENTHESIS}{_chinese(count)}\N{FULLWIDTH RIGHT PARENTHESIS}"
    )


def _chinese(count: int) -> str:
    tens, ones = divmod(count, 10)
    if not tens:
        return CHINESE_DIGITS[ones]
    return (CHINESE_DIGITS[tens] if tens > 1 else "") + "十" + (CHINESE_DIGITS[ones] if ones else "")


def _roman(count: int) -> str:
    result = ""
    for value, sign in ROMAN_DIGITS:
        result += sign * (count // value)
        count %= value
    return result


def _natural_width(column: tuple[str, ...]) -> float:
    head, *cells = (max(ems(line) for line in text.split("\n")) for text in column)
    width = max([min(head, 5.0), *cells])
    return min(max(width, NARROWEST_COLUMN), WIDEST_COLUMN) + 1.0
