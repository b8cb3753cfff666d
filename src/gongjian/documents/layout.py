"""The numbers of GB/T 9704-2012, which the Word press and the PDF press share."""

from gongjian.documents.paper import Annex, Language, Paper, Table
from gongjian.documents.printable import ems, on_one_line

POINTS_PER_MM = 72 / 25.4
PAGE_WIDTH_MM, PAGE_HEIGHT_MM = 210.0, 297.0
TOP_MM, LEFT_MM = 37.0, 28.0
TYPE_WIDTH_MM, TYPE_HEIGHT_MM = 156.0, 225.0
RIGHT_MM = PAGE_WIDTH_MM - LEFT_MM - TYPE_WIDTH_MM
BOTTOM_MM = PAGE_HEIGHT_MM - TOP_MM - TYPE_HEIGHT_MM
LINES, CHARACTERS = 22, 28

TYPE_WIDTH = TYPE_WIDTH_MM * POINTS_PER_MM
LINE = TYPE_HEIGHT_MM * POINTS_PER_MM / LINES
CHARACTER = TYPE_WIDTH / CHARACTERS

MASTHEAD_BELOW_TOP_MM = 35.0
RED_LINE_BELOW_NUMBER_MM = 4.0
PAGE_NUMBER_BELOW_TYPE_AREA_MM = 7.0

ANCHOR_SIZE = 7.5  # points
SIZE_2, SIZE_3, SIZE_4 = 22.0, 16.0, 14.0  # 2号, 3号, 4号 in points
TITLE_LINE = 36.0
TABLE_SIZE, WIDE_TABLE_SIZE = 12.0, 10.5  # 小四, 五号
TABLE_LINE, TABLE_INSET, NOTE_SIZE = (
    1.4,
    0.22,
    0.9,
)  # of the table's size: pitch, room above and below, its note
FOOT_LINE = 1.7  # of its size
WIDE_TABLE_COLUMNS = 6
MASTHEAD_SIZES = (22.0, 56.0)
DATE_FROM_RIGHT = 4  # characters, on a paper that gets a seal
RED = "FF0000"

COLON = "\N{FULLWIDTH COLON}"
WORDS = {
    Language.SIMPLIFIED: {
        "annex": "附件",
        "colon": COLON,
        "copied_to": "抄送" + COLON,
        "printed": "印发",
        "ledger": "操作台账",
    },
    Language.TRADITIONAL: {
        "annex": "附件",
        "colon": COLON,
        "copied_to": "抄送" + COLON,
        "printed": "印發",
        "ledger": "操作台帳",
    },
    Language.ENGLISH: {
        "annex": "Annex",
        "colon": ": ",
        "copied_to": "Copied to: ",
        "printed": "",
        "ledger": "ledger",
    },
}


def words(paper: Paper) -> dict[str, str]:
    return WORDS[Language(paper.language)]


def masthead_size(masthead: str) -> float:
    """As large as one line of the type area allows, within what looks dignified."""
    smallest, largest = MASTHEAD_SIZES
    return round(max(smallest, min(largest, TYPE_WIDTH * 0.98 / max(ems(masthead), 1.0))), 1)


def table_size(table: Table) -> float:
    return WIDE_TABLE_SIZE if len(table.head) > WIDE_TABLE_COLUMNS else TABLE_SIZE


def signature_indents(paper: Paper) -> tuple[float, float]:
    """Left and right indent in points: the date ends four characters from the right, the issuer is centred over it.

    There is room to spare, because LibreOffice sets Hanzi and digits apart.
    """
    date, issuer = (ems(on_one_line(text)) for text in (paper.date_text, paper.issuer))
    width = min(max(date, issuer) + 4.0, float(CHARACTERS))
    right = max(DATE_FROM_RIGHT - (width - date) / 2, 0.0)
    return max(CHARACTERS - width - right, 0.0) * CHARACTER, right * CHARACTER


def annex_note(paper: Paper) -> tuple[tuple[str, str], ...]:
    """The lines that name the annexes: what hangs at the left of each, and its name."""
    label = words(paper)["annex"] + words(paper)["colon"]
    if len(paper.annexes) == 1:
        return ((label, paper.annexes[0].title),)
    return tuple(
        (f"{label if place == 1 else ''}{place}.", annex.title)
        for place, annex in enumerate(paper.annexes, start=1)
    )


def label_width(paper: Paper, label: str | None = None) -> float:
    """Characters that a label of the annex note takes; without one, the widest."""
    labels = [label] if label is not None else [each for each, _ in annex_note(paper)]
    return max((ems(each) for each in labels), default=0.0)


def rolls(paper: Paper) -> tuple[tuple[str, str], ...]:
    """The lists of who was there, each with its label; a list without names is left out."""
    return tuple((roll.label + words(paper)["colon"], roll.names) for roll in paper.rolls if roll.names)


def annexes_to_print(paper: Paper) -> tuple[tuple[str, Annex], ...]:
    """The annexes that have pages of their own, each with the label at its head."""
    gap = " " if paper.language == Language.ENGLISH else ""
    several = len(paper.annexes) > 1
    labels = (
        words(paper)["annex"] + (f"{gap}{place}" if several else "")
        for place in range(1, len(paper.annexes) + 1)
    )
    return tuple((label, annex) for label, annex in zip(labels, paper.annexes, strict=True) if annex.blocks)


def anchor_line(paper: Paper) -> str:
    """Which ledger stood behind the paper when it was issued: its length, and how its seal began."""
    return f"{words(paper)['ledger']} {paper.anchor}" if paper.anchor else ""


def printing_line(paper: Paper) -> tuple[str, str]:
    """Who printed it at the left of the foot, and when at its right."""
    return paper.printed_by, paper.printed_on + (words(paper)["printed"] if paper.printed_on else "")
