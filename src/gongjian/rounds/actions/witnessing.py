"""What the chains are like is written where nobody who reaches the database alone can change it."""

import fcntl
import os
from collections.abc import Sequence
from datetime import UTC, datetime

from gongjian.ledger.models import Chain
from gongjian.ledger.rules import Anchor, anchor_at
from gongjian.rounds.queries.witnesses import last_witnesses, the_sealer, witness_file
from gongjian.rounds.rules.witnesses import line_of


def bear_witness(*, at: datetime) -> dict[int, Anchor]:
    """A line for every chain that has moved on since its last one. The file is only added to, by one at a time."""
    handle = os.open(witness_file(), os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        known, last = last_witnesses()
        moved = moved_since(known)
        append_lines(handle, witness_lines(moved, last, at=at))
    finally:
        os.close(handle)
    return moved


def moved_since(known: dict[int, Anchor]) -> dict[int, Anchor]:
    heads = Chain.objects.filter(number__gt=0).order_by("campaign_id").values_list("campaign_id", "number", "sha256")  # fmt: skip
    now = {chain: anchor_at(number, seal) for chain, number, seal in heads}
    return {chain: anchor for chain, anchor in now.items() if known.get(chain) != anchor}


def witness_lines(moved: dict[int, Anchor], last: str, *, at: datetime) -> list[str]:
    """Takes the chains that have moved and the last line; gives a line for each, sealed if there is a seal."""
    lines, sealer = [], the_sealer()
    for chain, anchor in moved.items():
        line = line_of(at.astimezone(UTC).isoformat(timespec="seconds"), chain, anchor, last)
        last = f"{line} {sealer.seal(line)}" if sealer else line
        lines.append(last)
    return lines


def append_lines(handle: int, lines: Sequence[str]) -> None:
    """Writes lines behind the witness and waits for the disk. Behind half a line, which a power cut may
    have left, a new one begins.
    """
    if not lines:
        return
    size = os.fstat(handle).st_size
    halved = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
    os.write(handle, ("\n" * halved + "".join(f"{line}\n" for line in lines)).encode())
    os.fsync(handle)
