"""User names as they are proposed: the name in pinyin, as names are read, and a number where it is taken."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Container
from functools import lru_cache
from importlib import import_module

from gongjian.reading.cells.words import TO_SIMPLIFIED
from gongjian.reading.pinyin import READ_AS, reader

FITS = re.compile(r"^[\w.@+-]{1,150}$")
LONGEST, MOST_INITIALS = 60, 6


@lru_cache(maxsize=20_000)
def pinyin_of(name: str) -> str:
    plain = TO_SIMPLIFIED.convert(re.sub(r"\s+", "", unicodedata.normalize("NFKC", name)))
    surname = next((plain[:size] for size in (2, 1) if plain[:size] in READ_AS), "")
    rest = plain[len(surname) :]
    read = READ_AS.get(surname, "") + "".join(reader()(rest) if rest else [])
    return re.sub(r"[^a-z0-9]", "", read.lower())[:LONGEST]


def has_initials(word: str) -> bool:
    """Whether somebody may have typed the initials of a name."""
    return word.isascii() and word.isalpha() and 2 <= len(word) <= MOST_INITIALS


def is_read_so(name: str, letters: str) -> bool:
    """Whether the name begins with these initials, whichever of its readings a character has."""
    signs = "".join(name.split())
    return len(signs) >= len(letters) and all(
        sign in read_with().get(letter, letter) for sign, letter in zip(signs, letters, strict=False)
    )


@lru_cache(maxsize=1)
def read_with() -> dict[str, str]:
    """By letter, the common characters that are read with it, in both scripts."""
    reader()
    read = import_module("pypinyin").pinyin
    first = import_module("pypinyin").Style.FIRST_LETTER
    signs = [chr(number) for number in range(0x4E00, 0xA000)]
    found: dict[str, str] = defaultdict(str)
    for sign, letters in zip(signs, read(signs, style=first, heteronym=True), strict=True):
        for letter in set(letters):
            if letter.isascii() and letter.isalpha():
                found[letter] += sign
    return dict(found)


def proposed(name: str, taken: Container[str]) -> str:
    """The first free one: wangfang, wangfang2, wangfang3 …"""
    plain = pinyin_of(name) or "user"
    number, username = 1, plain
    while username in taken:
        number += 1
        username = f"{plain}{number}"
    return username
