"""What a tree of organisations must not do, and what stands below one of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from gongjian.kernel.verdict import YES, Verdict, no


def may_stand_under(organisation: int, parent: int | None, *, parents: Mapping[int, int | None]) -> Verdict:
    """An organisation cannot be moved below itself."""
    seen = parent
    while seen is not None:
        if seen == organisation:
            return no("An organisation cannot be below itself.")
        seen = parents.get(seen)
    return YES


def all_below(tops: Iterable[int], *, parents: Mapping[int, int | None]) -> frozenset[int]:
    """These organisations and all that stand below them."""
    children: dict[int | None, list[int]] = defaultdict(list)
    for child, parent in parents.items():
        children[parent].append(child)
    found, waiting = set[int](), list(tops)
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += children[one]
    return frozenset(found)
