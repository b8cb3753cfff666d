"""One piece of work for a child, and how it ends."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from gongjian.sandbox.limits import Limits


@dataclass(frozen=True, slots=True)
class Work:
    """A function by module and name, what it is called with, and what it may take."""

    function: str  # module:name
    given: tuple[Any, ...] = ()
    named: dict[str, Any] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)


class End(StrEnum):
    VALUE = "value"
    REFUSED = "refused"  # a refusal of ours with its sentence
    FAILED = "failed"  # a mistake, as a traceback
    MEMORY = "memory"


class Why(StrEnum):
    """Why there is no answer."""

    WAITED = "waited"  # nobody was free for a whole minute
    TIME = "time"
    MEMORY = "memory"
    DIED = "died"
    FAILED = "failed"
    LEFT = "left"  # the child had left before it was asked


class NoAnswer(Exception):
    """The work was not done. Says why; `details` is for the log."""

    def __init__(self, why: Why, details: str = "") -> None:
        super().__init__(f"{why}: {details}" if details else str(why))
        self.why, self.details = why, details
