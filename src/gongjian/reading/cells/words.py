"""Words as they are compared: names, headings, and the units that stand in headings."""

import re
import unicodedata
from functools import lru_cache

import opencc

TO_SIMPLIFIED = opencc.OpenCC("t2s")
PARENTHESES = re.compile(r"[(\[【][^)\]】]*[)\]】]")
MONEY = re.compile(r"(亿元|万元|亿|(?<!平)万(?!平|吨|亩|米)|元)")
NOISE = re.compile(r"[\s*＊:：、,，.。/\\\-—_\"'“”]+|^20\d\d年?")


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """A text as it is compared: in one width, one script, and without any blanks."""
    return re.sub(r"\s+", "", TO_SIMPLIFIED.convert(unicodedata.normalize("NFKC", text))).lower()


@lru_cache(maxsize=4096)
def heading_key(text: str) -> str:
    """A heading without its units and its ornaments."""
    plain = PARENTHESES.sub("", normal(text))
    return NOISE.sub("", plain) or NOISE.sub("", normal(text))


def heading_keys(text: str) -> tuple[str, str, str]:
    """What a heading may be known by: without what stands in brackets, with it, and without a unit of money."""
    key = heading_key(text)
    whole = NOISE.sub("", re.sub(r"[()\[\]【】]", "", normal(text)))
    return key, whole, MONEY.sub("", key)


def money_of(text: str) -> str:
    """The unit of money that a heading names: 总投资（亿元）."""
    found = MONEY.search(normal(text))
    return found[1] if found else ""
