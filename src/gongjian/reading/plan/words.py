"""The words of a plan document, or why there are none."""

from dataclasses import dataclass
from typing import Any

from gongjian.kernel.text import Text

MOST_BYTES = 10 * 1024 * 1024 - 1
MOST_CHARACTERS = 100_000  # some 120 pages; what is longer is no plan


class Unreadable(ValueError):
    """The file gives no words. Says why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.reason,)


@dataclass(frozen=True, slots=True)
class Words:
    """The text of a file, and what of the file is not in it."""

    text: str
    left_out: tuple[Text, ...] = ()
