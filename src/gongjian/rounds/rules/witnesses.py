"""How a line of the witness file knows the one before it."""

import hashlib

LINK_DIGITS = 16


def link_of(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()[:LINK_DIGITS]


def line_of(when: str, chain: int, anchor: object, before: str) -> str:
    return f"{when} {chain} {anchor} {link_of(before)}"
