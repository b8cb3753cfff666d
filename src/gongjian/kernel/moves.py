"""State machines as tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from gongjian.kernel.text import Text
from gongjian.kernel.verdict import YES, Verdict, no
from gongjian.kernel.vocabulary import Term

S = TypeVar("S", bound=Term)
M = TypeVar("M", bound=Term)


@dataclass(frozen=True)
class Moves(Generic[M, S]):
    """Which move leads from which states to which state."""

    table: Mapping[M, tuple[frozenset[S], S]]
    beyond: Mapping[M, frozenset[S]] = field(
        default_factory=dict
    )  # where a move can arrive at once, past its target

    def check(self, move: M, state: str, about: Any = None) -> Verdict:
        """Whether the move is possible now. Where it has been made already, the answer carries the row it is about."""
        sources, target = self.table[move]
        if state in sources:
            return YES
        if about is not None and state in {target, *self.beyond.get(move, ())}:
            return Verdict(Text("“%(move)s” has already been done.", move=Text(move.label)), reached=about)
        allowed = [source for source in type(next(iter(sources))) if source in sources]
        return no(
            "“%(move)s” is possible only while: %(states)s.", move=Text(move.label), states=tuple(allowed)
        )

    def target(self, move: M) -> S:
        return self.table[move][1]

    def arrows(self) -> Iterator[tuple[S, M, S]]:
        for move, (sources, target) in self.table.items():
            for source in sorted(sources):
                yield source, move, target
