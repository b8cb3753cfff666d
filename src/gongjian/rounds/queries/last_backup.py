"""When the last good backup was made. A backup gets its name only after it was read again, so a name is proof enough."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from gongjian.backups.keeping import made_in


def last_backup(*, at: datetime) -> datetime | None:
    """The moment of the newest one in the folder of the daily backups; one from the future counts for nothing."""
    zone = timezone.get_default_timezone()
    try:
        return next((one for one in made_in(settings.BACKUP_DIR, zone=zone) if one <= at), None)
    except OSError:
        return None
