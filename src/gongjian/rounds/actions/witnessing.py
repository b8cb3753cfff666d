"""What the chains are like is written where nobody who reaches the database alone can change it."""

import os
from datetime import UTC, datetime

from gongjian.ledger.models import Chain
from gongjian.ledger.rules import Anchor, anchor_at
from gongjian.rounds.queries.witnesses import last_witnesses, the_sealer, witness_file
from gongjian.rounds.rules.witnesses import line_of


def bear_witness(*, at: datetime) -> dict[int, Anchor]:
    """A line for every chain that has moved on since its last one. The file is only added to."""
    known, last = last_witnesses()
    heads = Chain.objects.filter(number__gt=0).order_by("campaign_id").values_list("campaign_id", "number", "sha256")  # fmt: skip
    moved = {chain: anchor_at(number, seal) for chain, number, seal in heads}
    moved = {chain: anchor for chain, anchor in moved.items() if known.get(chain) != anchor}
    lines, sealer = [], the_sealer()
    for chain, anchor in moved.items():
        line = line_of(at.astimezone(UTC).isoformat(timespec="seconds"), chain, anchor, last)
        last = f"{line} {sealer.seal(line)}" if sealer else line
        lines.append(last)
    add(lines)
    return moved


def add(lines: list[str]) -> None:
    if not lines:
        return
    handle = os.open(witness_file(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as file:
        file.write("".join(f"{line}\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())
