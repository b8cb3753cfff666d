"""What kinds of organisations there are, and what a tree of them must not do."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from gongjian.kernel.verdict import YES, Verdict, no
from gongjian.kernel.vocabulary import Term


class Kind(Term):
    """What an organisation is (plan, part 4, and the usual make-up of a county)."""

    COUNTY = "county", "county"
    LEADERSHIP = "leadership", "county leadership"
    DEPARTMENT = "department", "department"
    TOWNSHIP = "township", "township"
    ENTERPRISE = "enterprise", "state-owned enterprise"
    GROUP = "group", "command-centre group"
    SUPERVISION = "supervision", "supervision office"
    PUBLICITY = "publicity", "publicity department"


class Language(Term):
    SIMPLIFIED = "zh-hans", "Simplified Chinese"
    TRADITIONAL = "zh-hant", "Traditional Chinese"
    ENGLISH = "en", "English"


def may_stand_under(organisation: int, parent: int | None, *, parents: Mapping[int, int | None]) -> Verdict:
    """An organisation cannot be moved below itself."""
    seen = parent
    while seen is not None:
        if seen == organisation:
            return no("An organisation cannot stand below itself.")
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
