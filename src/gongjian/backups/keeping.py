"""Which backups are kept: the newest of each of the last days, weeks and months."""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

NAME = re.compile(r"gongjian-(\d{4})-(\d\d)-(\d\d)-(\d\d)(\d\d)\.backup")


def name_for(at: datetime) -> str:
    return f"gongjian-{at:%Y-%m-%d-%H%M}.backup"


def moment_of(name: str, *, zone: object) -> datetime | None:
    """When a backup of this name was made; None for any other file."""
    found = NAME.fullmatch(name)
    try:
        return datetime(*map(int, found.groups()), tzinfo=zone) if found else None  # type: ignore[arg-type,misc]
    except ValueError:
        return None


def made_in(folder: Path, *, zone: object) -> dict[datetime, Path]:
    """The finished backups of a folder, the newest first."""
    found = {moment_of(path.name, zone=zone): path for path in folder.glob("*.backup")}
    return {moment: found[moment] for moment in sorted((one for one in found if one), reverse=True)}


def to_keep(moments: Iterable[datetime], *, days: int, weeks: int, months: int) -> set[datetime]:
    """The newest one always; then of each stretch its newest."""
    newest_first = sorted(moments, reverse=True)
    kept = set(newest_first[:1])
    kept |= newest_of_each(newest_first, days, lambda at: at.date())
    kept |= newest_of_each(newest_first, weeks, lambda at: at.isocalendar()[:2])
    kept |= newest_of_each(newest_first, months, lambda at: (at.year, at.month))
    return kept


def newest_of_each(
    newest_first: Sequence[datetime], most: int, stretch: Callable[[datetime], Hashable]
) -> set[datetime]:
    found: dict[Hashable, datetime] = {}
    for moment in newest_first:
        found.setdefault(stretch(moment), moment)
    return set(list(found.values())[:most])


def is_due(moments: Iterable[datetime], *, at: datetime) -> bool:
    """One a day. One from the future was made by a clock that was ahead, and counts for nothing."""
    return all(moment.date() != at.date() for moment in moments)
