"""The one form in which words are searched for: script, width, case and blanks make no difference."""

import re
import unicodedata
from collections.abc import Iterable
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
