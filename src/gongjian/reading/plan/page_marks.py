"""Marks such as `3、` that a conversion left in the middle of sentences where a page of the original ended."""

import re

from gongjian.reading.plan.copy import Copy

HAN = "\u3400-\u9fff"
MARK = re.compile(rf"(?<=[{HAN},、(%)》])(?<!第)(?<!之)(\d{{1,3}})、(?=[{HAN},;。(《)%])")
BESIDE_DIGITS = re.compile(rf"(\d{{1,7}})、(?=[\d{HAN}.%])")
MEASURED = re.compile(r"(?:[个项家户处座所条栋套亩人名米吨亿万千%.日月年号]|公里|平方)")
MOST_PAGES = 60
LISTED = re.compile(r"\d{1,2}(?:[、和及]\d{1,2}){0,6}[日号月季]")


def without_page_marks(copy: Copy) -> Copy:
    """A mark between characters goes; one beside digits only when it is the page that has to come next."""
    spots = [*plain_marks(copy.text), *marks_beside_digits(copy.text)]
    if not spots:
        return copy
    gone: set[int] = set()
    for first, last in spots:
        gone.update(range(first, last))
    stay = [place for place in range(len(copy.text)) if place not in gone]
    return Copy(
        "".join(copy.text[place] for place in stay),
        [copy.starts[place] for place in stay],
        [copy.ends[place] for place in stay],
    )


def plain_marks(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in MARK.finditer(text) if not is_quantity(text, match)]


def is_quantity(text: str, match: re.Match[str]) -> bool:
    """163、万平方米 holds a quantity, whatever page ends in it; few papers have as many pages."""
    return int(match[1]) > MOST_PAGES and MEASURED.match(text, match.end()) is not None


def marks_beside_digits(text: str) -> list[tuple[int, int]]:
    """Pages count up: after the marks of pages 1 and 2, `163、万平方米` holds the mark of page 3."""
    known = [(match.start(), int(match[1])) for match in MARK.finditer(text) if not is_quantity(text, match)]
    return [
        spot
        for match in BESIDE_DIGITS.finditer(text)
        if (spot := mark_in(text, match, expected_at(known, match.start())))
    ]


def expected_at(known: list[tuple[int, int]], place: int) -> str:
    """The page between the last mark before a place and the first mark after it, when just one is missing."""
    before = [page for where, page in known if where < place][-1:]
    after = [page for where, page in known if where > place][:1]
    if before and after and after[0] - before[0] == 2:
        return str(before[0] + 1)
    return ""


def mark_in(text: str, match: re.Match[str], expected: str) -> tuple[int, int] | None:
    digits, following = match[1], text[match.end() : match.end() + 12]
    if not expected or not digits.endswith(expected) or LISTED.match(following):
        return None
    alone = digits == expected
    if alone != following[:1].isdigit() and not (not alone and MEASURED.match(following)):
        return None
    return match.end() - 1 - len(expected), match.end()
