"""Which pages somebody may open. Each room has a table; doors open by it, and every way to a page is drawn by it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from gongjian.kernel.verdict import YES, Verdict

Rule = Callable[[Any, Any], Verdict]
"""Asked with a person and a campaign."""


@dataclass(frozen=True, slots=True)
class Page:
    opens: Rule
    offers: Rule | None = None  # to whom it is offered, where others may open it and find nothing of theirs
    acts: Rule | None = None  # who may send something there, where others may read


Pages = Mapping[str, Page]


def pages(
    names: str, opens: Rule, offers: Rule | None = None, *, acts: Rule | None = None
) -> dict[str, Page]:
    """Several pages with the same rule."""
    return {name: Page(opens, offers, acts) for name in names.split()}


def offered(page: Page, person: Any, campaign: Any) -> bool:
    """Nothing is offered that does not open."""
    offers = page.offers(person, campaign) if page.offers else YES
    return bool(page.opens(person, campaign) and offers)
