"""Yes, or no and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gongjian.kernel.text import Text

SILENCE = Text("")


@dataclass(frozen=True, slots=True)
class Verdict:
    """An answer that can explain itself. Truthy when the answer is yes."""

    reason: Text = SILENCE
    personal: bool = False  # somebody else might be allowed
    reached: Any = None  # what was asked for has been done to this already
    hidden: bool = False  # for this person there is nothing here

    def __bool__(self) -> bool:
        return not self.reason


YES = Verdict()


def no(reason: str, /, **params: Any) -> Verdict:
    return Verdict(Text(reason, **params))


def not_you(reason: str, /, **params: Any) -> Verdict:
    return Verdict(Text(reason, **params), personal=True)


def nothing_here() -> Verdict:
    """No, and whoever asks does not learn what there would be."""
    return Verdict(Text("There is nothing here for you."), personal=True, hidden=True)


class Refused(Exception):
    """The rules say no. The message is fit for the person who asked."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


class NotAllowed(Refused):
    """The rules say no to this person."""


class NotSeen(NotAllowed):
    """For this person there is nothing here: the same answer as for an address that leads nowhere."""


class DoneAlready(Refused):
    """What was asked for has been done: an answer was lost, a button pressed twice, or somebody else was faster.

    Carries the row; its history knows who did it and when.
    """

    def __init__(self, reason: Text, about: Any) -> None:
        super().__init__(reason)
        self.about = about


class Outdated(Refused):
    """Somebody else changed it since this person looked. Carries what changed."""

    def __init__(self, reason: Text, changed: tuple[Text, ...] = ()) -> None:
        super().__init__(reason)
        self.changed = changed


class Incomplete(Refused):
    """Something is still missing. Carries what, by the name of the field."""

    def __init__(self, reason: Text, problems: Mapping[str, Text]) -> None:
        super().__init__(reason)
        self.problems = problems


def require(verdict: Verdict) -> None:
    if verdict.reached is not None:
        raise DoneAlready(verdict.reason, verdict.reached)
    if verdict.hidden:
        raise NotSeen(verdict.reason)
    if not verdict:
        raise (NotAllowed if verdict.personal else Refused)(verdict.reason)
