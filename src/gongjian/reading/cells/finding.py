"""The one form in which words are searched for: script, width, case and blanks make no difference."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from gongjian.kernel.signs import visible
from gongjian.reading.cells.words import TO_SIMPLIFIED


@lru_cache(maxsize=100_000)
def normal_form(text: str) -> str:
    """Simplified, half-width, small letters, no blanks: 供水（一期） and 供水 (一期) are the same."""
    return re.sub(r"\s+", "", TO_SIMPLIFIED.convert(unicodedata.normalize("NFKC", visible(text)))).lower()


def wanted_words(typed: str) -> tuple[str, ...]:
    """What somebody typed, word by word; each must be found somewhere."""
    return tuple(dict.fromkeys(form for word in typed.split() if (form := normal_form(word))))


def is_found(wanted: Iterable[str], texts: Iterable[str]) -> bool:
    forms = [normal_form(text) for text in texts if text]
    return all(any(word in form for form in forms) for word in wanted)


MOST_WORDS, LONGEST_WORD = 6, 40
SIZES = (4, 3, 2)  # as many signs as one sign may read as
BETWEEN = "[\\s\u200b-\u200f\u2060\ufeff]*"
WRITTEN_IN = ((0x20, 0xA000), (0xF900, 0xFB00), (0xFE30, 0xFFF0), (0x20000, 0x2FA20))


def words_typed(typed: str) -> Iterator[tuple[str, str]]:
    """For a database: each typed word, and what it looks like in any text whose normal form holds it."""
    for word in wanted_words(typed)[:MOST_WORDS]:
        yield word, pattern_of(word[:LONGEST_WORD])


def pattern_of(word: str) -> str:
    """A regular expression without any nested repetition, for Python and PostgreSQL."""
    parts, place = [], 0
    while place < len(word):
        length = next((size for size in SIZES if word[place : place + size] in written_as()[1]), 1)
        parts.append(block(word[place : place + length]))
        place += length
    return BETWEEN.join(parts)


def block(form: str) -> str:
    """A few signs that may be written as fewer: mm2 as m㎡, ㎜2 or ㎟."""
    signs, several = written_as()
    if len(form) == 1:
        return among(signs.get(form, form))
    ways = [f"{among(signs.get(form[0], form[0]))}{BETWEEN}{block(form[1:])}"]
    for size in SIZES:
        if size < len(form) and form[:size] in several:
            ways.append(f"{among(several[form[:size]])}{BETWEEN}{block(form[size:])}")
    if form in several:
        ways.append(among(several[form]))
    return f"(?:{'|'.join(ways)})" if len(ways) > 1 else ways[0]


def among(signs: str) -> str:
    """One of these; only letters and signs of other scripts stand in a class as they are."""
    told = "".join(sign if sign.isalnum() or ord(sign) > 0x2FF else f"\\{sign}" for sign in signs)
    return f"[{told}]" if len(signs) > 1 or len(told) > 1 else told


@lru_cache(maxsize=1)
def written_as() -> tuple[dict[str, str], dict[str, str]]:
    """By what they read as: the signs that are read as one sign, and those that are read as several (㎡ as m2)."""
    signs = [chr(number) for first, last in WRITTEN_IN for number in range(first, last)]
    plain = [unicodedata.normalize("NFKC", sign).lower() for sign in signs]
    read = TO_SIMPLIFIED.convert("\n".join(plain)).split("\n")
    one: dict[str, str] = defaultdict(str)
    several: dict[str, str] = defaultdict(str)
    for sign, form in zip(signs, read, strict=True):
        if form.strip():
            (one if len(form) == 1 else several)[form] += sign
    for form in one:
        one[form] = form + one[form].replace(form, "")
    return dict(one), {form: found for form, found in several.items() if 2 <= len(form) <= 4}
