"""When a worker counts as lost, and when a task is given up."""

from datetime import datetime, timedelta

BEAT_SECONDS = 5
SILENT_SECONDS = 30
MOST_CLAIMS = 3
KEEP_DAYS = 30


def counts_as_alive(last_beat: datetime, *, at: datetime) -> bool:
    return abs(at - last_beat) < timedelta(seconds=SILENT_SECONDS)


def is_given_up(claims: int) -> bool:
    """A task that has taken several workers down with it is not tried for ever."""
    return claims >= MOST_CLAIMS


def is_due(due_at: datetime, *, every_seconds: int, at: datetime) -> bool:
    """A turn further away than the next one was set by a clock that was ahead: it is due now."""
    return due_at <= at or due_at > at + timedelta(seconds=every_seconds)


def next_time(due_at: datetime, *, every_seconds: int, at: datetime) -> datetime:
    """The next due moment after now, on the same beat; what was missed while nobody worked is not made up."""
    every = timedelta(seconds=every_seconds)
    if due_at > at + every:
        return at + every
    missed = max((at - due_at) // every, 0)
    return due_at + every * (missed + 1)
