"""Steps as people write them in one cell: 9月30日 完成征地（40%）；10月31日 完成审批（100%）."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gongjian.reading.cells.days import Times, day_of

BETWEEN = re.compile(r"[;\n\r]+")
SHARE = re.compile(r"[(\[]\s{0,9}(?:累计|完成|至)?\s{0,9}(\d{1,3}(?:\.\d{1,9})?)\s{0,9}%\s{0,9}[)\]]\s{0,9}$")
FRACTION = re.compile(r"[(\[]\s{0,9}(\d{1,6})/(\d{1,6})\s{0,9}[)\]]\s{0,9}$")
DATED = re.compile(
    r"^\s*(?:\d{1,2}[.、)]\s*)?"
    r"((?:\d{4}|\d{2})[年./-]\d{1,2}[月./-]\d{1,2}[日号]?(?:之?前)?"
    r"|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号](?:之?前)?|上旬|中旬|下旬|底前?|末前?|份)?"
    r"|\d{1,2}[./]\d{1,2}(?!\d)|年底前?)"
    r"\s*[::,,、]?\s*(.*)$",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class WrittenStep:
    on: date
    name: str
    share: Fraction | None


def steps_of(text: str, times: Times) -> tuple[WrittenStep, ...] | None:
    """The steps in their written order; nothing when one of them has no day that can be read."""
    found = []
    for part in parts_of(text):
        match = DATED.match(part)
        on = day_of(match[1], times) if match else None
        if match is None or on is None:
            return None
        name, share = shared(match[2].strip())
        found.append(WrittenStep(on, name, share))
    return tuple(found)


def parts_of(text: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKC", text)
    return (part.strip() for part in BETWEEN.split(plain) if part.strip(" 。.,"))


def shared(text: str) -> tuple[str, Fraction | None]:
    """The name of a step, and the share of the whole that stands in brackets behind it."""
    text = re.sub(r"(?<![\s.,\u3002])[\s.,\u3002]+$", "", text)
    if match := SHARE.search(text):
        return text[: match.start()].strip(), Fraction(match[1]) / 100
    if (match := FRACTION.search(text)) and int(match[2]):
        return text[: match.start()].strip(), Fraction(int(match[1]), int(match[2]))
    return text, None
