"""When the last good backup was made. A backup gets its name only after it was read again, so a name is proof enough."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from gongjian.backups.keeping import made_in

LATE_AFTER = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class LastBackup:
    """How old the newest one is."""

    made_at: datetime | None
    days: int
    is_late: bool


def last_backup(*, at: datetime) -> datetime | None:
    """The moment of the newest one in the folder of the daily backups; one from the future counts for nothing."""
    zone = timezone.get_default_timezone()
    try:
        return next((one for one in made_in(settings.BACKUP_DIR, zone=zone) if one <= at), None)
    except OSError:
        return None


def how_backups_are(*, at: datetime) -> LastBackup | None:
    """None where none are made: in a demo, and where the operator makes them in another way."""
    if settings.DEMO or not settings.BACKUP_DAYS:
        return None
    made = last_backup(at=at)
    age = at - made if made else LATE_AFTER
    return LastBackup(made, age.days, age >= LATE_AFTER)
