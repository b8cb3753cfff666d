"""What every pile of a desk is made of."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OnDesk:
    """One thing on a desk, one click from being done."""

    title: str
    detail: str
    url: str
    due_on: date | None = None
    is_late: bool = False
    icon: str = "report"
