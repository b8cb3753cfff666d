"""How one entry of the ledger seals the one before it, and what it says of rows outside."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from gongjian.kernel.text import Text

BEGINNING = "0" * 64
ANCHOR_DIGITS = 16
ANCHOR = re.compile(rf"(?<![0-9a-f:])([1-9][0-9]{{0,11}}):([0-9a-f]{{{ANCHOR_DIGITS}}})(?![0-9a-f])")


@dataclass(frozen=True, slots=True)
class Link:
    number: int
    previous: str
    sha256: str
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as the ledger, the seals or the witnesses say."""

    campaign: int  # whose chain; 0 for what belongs to no campaign
    about: str  # "worklist.letter:12", "ledger:37", the fingerprint of a file
    what: Text


@dataclass(frozen=True, slots=True)
class Anchor:
    """How long a chain was, and how its seal began: enough to know it again, short enough for the foot of a paper."""

    number: int
    digits: str

    def __str__(self) -> str:
        return f"{self.number}:{self.digits}"


@dataclass(slots=True)
class Walk:
    """A chain while somebody walks along it."""

    number: int = 0
    seal: str = BEGINNING
    broken: list[int] = field(default_factory=list)

    def step(self, link: Link) -> bool:
        fits = (
            link.number == self.number + 1
            and link.previous == self.seal
            and link.sha256 == sealed(self.seal, link.content)
        )
        if not fits:
            self.broken.append(link.number)
        self.number, self.seal = link.number, link.sha256
        return fits


def canonical(value: Any) -> str:
    """Sorted keys, UTF-8, no spaces."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def sealed(previous: str, content: Mapping[str, Any]) -> str:
    """SHA-256 over the seal before and the entry as canonical JSON."""
    return hashlib.sha256(f"{previous}\n{canonical(content)}".encode()).hexdigest()


def broken(links: Iterable[Link]) -> list[int]:
    """The numbers of the entries at which the chain does not hold."""
    walk = Walk()
    for link in links:
        walk.step(link)
    return walk.broken


def anchor_at(number: int, seal: str) -> Anchor:
    return Anchor(number, seal[:ANCHOR_DIGITS])


def anchors_in(text: str) -> list[Anchor]:
    """Every anchor that stands in the text, as the foot of a paper carries it."""
    return [Anchor(int(number), digits) for number, digits in ANCHOR.findall(text)]
