"""How one entry of the ledger seals the one before it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

BEGINNING = "0" * 64


@dataclass(frozen=True, slots=True)
class Link:
    number: int
    previous: str
    sha256: str
    content: Mapping[str, Any]


def sealed(previous: str, content: Mapping[str, Any]) -> str:
    """SHA-256 over the seal before and the entry as canonical JSON (sorted keys, UTF-8, no spaces)."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{canonical}".encode()).hexdigest()


def broken(links: Iterable[Link]) -> list[int]:
    """The numbers of the entries at which the chain does not hold."""
    found, number, seal = [], 0, BEGINNING
    for link in links:
        number += 1
        if link.number != number or link.previous != seal or link.sha256 != sealed(seal, link.content):
            found.append(link.number)
        number, seal = link.number, link.sha256
    return found
