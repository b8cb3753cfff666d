"""Seals on PDF: who puts one on, and what is known of one.

A county with certificates seals by its own file; a provider of recognised electronic seals takes that signer's place
by offering the same one method.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class Signer(Protocol):
    """Whoever puts a seal on a PDF."""

    def seal(self, pdf: bytes, *, reason: str, at: datetime) -> bytes: ...


class SealUnusable(ValueError):
    """The certificate cannot be read, or its passphrase is another one."""


@dataclass(frozen=True, slots=True)
class SealFound:
    """One seal on a file: whose, when, whether the file is what was sealed, and whether we know the sealer."""

    by: str
    at: datetime | None
    intact: bool
    trusted: bool
    covers_all: bool
