"""The words may be edited, the figures may not: a figure stands in the text as its name in braces."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from gongjian.kernel.verdict import YES, Verdict, no

FIGURE = re.compile(r"\{([^{}]*)\}")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
YEAR, D29 = r"(?:19|20)\d\d", r"(?:[12]\d|0?[1-9])"
MONTHS = (("0?[13578]|1[02]", f"(?:3[01]|{D29})"), ("0?[469]|11", f"(?:30|{D29})"), ("0?2", D29))
MONTH_AND_DAYS = "|".join(
    f"(?:{month})月(?:{day}[日号號](?:[、至到和—–－-]{day}[日号號])*)?" for month, day in MONTHS
)
IN_ENGLISH = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?"
    "|Aug(?:ust)?|Sep(?:tember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)
FREELY_TYPED = re.compile(
    rf"""(?<![\d.,])(?:
        (?:{YEAR}年)?(?:{MONTH_AND_DAYS})  # 10月, 10月30日, 2026年12月1日至5日
        | {YEAR}年
        | {YEAR}-(?:1[0-2]|0[1-9])-(?:3[01]|{D29})(?!\d)
        | (?:(?:3[01]|{D29})\ )?(?:{IN_ENGLISH})\ {YEAR}(?!\d)
        | (?:3[01]|{D29})\ (?:{IN_ENGLISH})(?![A-Za-z])
        | (?<=〔){YEAR}〕\d+[号號]  # 示攻坚办〔2026〕8号
    )""",
    re.VERBOSE,
)
LONGEST = 5000  # characters of a bulletin's text (rules on reducing burdens, 6 August 2024)


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a bulletin: its key, its heading, and its text with the names of figures in braces."""

    key: str
    heading: str
    text: str


def figures_in(text: str) -> list[str]:
    return FIGURE.findall(text)


def filled(text: str, figures: Mapping[str, str]) -> str:
    """The text with its figures in place."""
    return FIGURE.sub(lambda found: figures.get(found[1], found[0]), text)


def loose_numbers(text: str) -> Iterator[str]:
    """Numbers that somebody typed instead of naming a figure. Dates and document numbers are words."""
    return (found[0] for found in NUMBER.finditer(FREELY_TYPED.sub(" ", FIGURE.sub(" ", text))))


def check_words(text: str, *, known: Set[str], before: str) -> Verdict:
    """Words may change, figures may move or go, but no figure is typed and none is invented."""
    unknown = [name for name in figures_in(text) if name not in known]
    if unknown:
        return no("There is no figure called {%(name)s}. Choose one from the list.", name=unknown[0])
    if "{" in FIGURE.sub("", text) or "}" in FIGURE.sub("", text):
        return no("A brace is not closed.")
    typed = Counter(loose_numbers(text)) - Counter(loose_numbers(before))
    if typed:
        number = next(iter(typed))
        return no(
            "“%(number)s” is a typed figure. Figures come from the data: use a name in braces. "
            "Only dates (10月30日, 2026年) and document numbers (〔2026〕8号) may be typed.",
            number=number,
        )
    if len(text) > LONGEST:
        return no("The text is too long: at most %(most)s characters.", most=LONGEST)
    return YES
