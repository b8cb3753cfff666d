"""Nobody overwrites what they have not seen."""

from collections.abc import Iterable

from gongjian.kernel.text import Text
from gongjian.kernel.verdict import Outdated


def unchanged(seen: int, version: int, changed: Iterable[Text] = ()) -> None:
    """Raise Outdated when the row has moved on since this person looked at it."""
    if seen != version:
        raise Outdated(
            Text("Somebody else has changed this in the meantime. Your version was not saved over theirs."),
            tuple(changed),
        )
