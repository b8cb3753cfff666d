"""The witness file: what the chains were like, evening by evening, outside the database."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from gongjian.documents.text_seals import TextSealer
from gongjian.kernel.text import Text
from gongjian.ledger.queries import OUTSIDE_CAMPAIGNS, lost
from gongjian.ledger.rules import ANCHOR, Anchor, Finding
from gongjian.rounds.rules.witnesses import link_of

LINE = re.compile(rf"(?P<when>\S{{1,40}}) (?P<chain>[0-9]{{1,18}}) {ANCHOR.pattern} (?P<behind>[0-9a-f]{{16}})(?: (?P<seal>\S{{1,9000}}))?")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Witness:
    """One line of the file."""

    number: int
    line: str
    chain: int
    anchor: Anchor
    behind: str  # how the line before is known again
    seal: str

    @property
    def unsealed(self) -> str:
        return self.line.removesuffix(f" {self.seal}") if self.seal else self.line


def witness_file() -> Path:
    return Path(settings.DATA_DIR) / "witness"


def the_sealer() -> TextSealer | None:
    """Whoever seals the lines, where the county has a certificate."""
    if not settings.SEAL_CERTIFICATE:
        return None
    return TextSealer(settings.SEAL_CERTIFICATE, settings.SEAL_PASSPHRASE)


def witnesses() -> Iterator[Witness | int]:
    """The lines of the file; only the number of one that cannot be read."""
    try:
        with witness_file().open(encoding="utf-8", errors="replace") as file:
            for number, line in enumerate(file, start=1):
                yield read(number, line.rstrip("\n")) or number
    except FileNotFoundError:
        return


def read(number: int, line: str) -> Witness | None:
    found = LINE.fullmatch(line)
    if not found:
        return None
    anchor = Anchor(int(found[3]), found[4])
    return Witness(number, line, int(found["chain"]), anchor, found["behind"], found["seal"] or "")


def last_witnesses() -> tuple[dict[int, Anchor], str]:
    """What the file knows last of every chain, and its last line."""
    known, last = {}, ""
    for one in witnesses():
        if isinstance(one, Witness):
            known[one.chain], last = one.anchor, one.line
    return known, last


def against_witnesses() -> Iterator[Finding]:
    """Every line is behind the one before it, sealed by us where it is sealed, and true."""
    before, sealer = "", the_sealer()
    for one in witnesses():
        if isinstance(one, int):
            yield Finding(OUTSIDE_CAMPAIGNS, f"witness:{one}", Text("This line of the witness file cannot be read."))  # fmt: skip
            continue
        about = f"witness:{one.number}"
        if one.behind != link_of(before) or (
            sealer and one.seal and not sealer.holds(one.unsealed, one.seal)
        ):
            yield Finding(one.chain, about, Text("The witness file was changed at this line."))
        if what := lost(one.anchor, one.chain, witness="witness"):
            yield Finding(one.chain, about, what)
        before = one.line
