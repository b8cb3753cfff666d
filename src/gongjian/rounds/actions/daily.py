"""One backup a day, by the worker; of the earlier ones a few days', weeks' and months'."""

import logging
import shutil
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from gongjian.backups.keeping import is_due, made_in, name_for, to_keep
from gongjian.backups.telling import lacking
from gongjian.rounds.actions.backing_up import back_up
from gongjian.vault import kept_in

log = logging.getLogger(__name__)


class NoRoom(OSError):
    """A backup would take the last room, which reports and sign-in need."""


def back_up_today(*, at: datetime) -> Path | None:
    """Nothing happens when today has its backup. Earlier ones go only after the new one stands."""
    zone, folder = timezone.get_default_timezone(), Path(settings.BACKUP_DIR)
    here = at.astimezone(zone)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not is_due(made_in(folder, zone=zone), at=here):
        return None
    require_room(folder)
    out = folder / name_for(here)
    made = back_up(out, moment=at, passphrase=settings.BACKUP_PASSPHRASE)
    if warning := lacking(made):
        log.error("%s was made. %s", out.name, warning)
        return out  # the earlier ones may have what it lacks
    thin_out(folder)
    return out


def require_room(folder: Path) -> None:
    """About as much as the kept files and the database take; what can be packed takes less."""
    needed = sum(path.stat().st_size for _, path in kept_in(settings.VAULT_DIR))
    needed += sum(path.stat().st_size for path in Path(settings.DATA_DIR).glob("*.sqlite3"))
    free = shutil.disk_usage(folder).free
    if free - needed < settings.KEEP_FREE_BYTES:
        raise NoRoom(f"No backup today: {needed // 2**20} MB are needed in {folder}, and {free // 2**20} MB are free.")  # fmt: skip


def thin_out(folder: Path) -> None:
    made = made_in(folder, zone=timezone.get_default_timezone())
    kept = to_keep(
        made, days=settings.BACKUP_DAYS, weeks=settings.BACKUP_WEEKS, months=settings.BACKUP_MONTHS
    )
    for moment in made.keys() - kept:
        made[moment].unlink(missing_ok=True)
    for unfinished in folder.glob("gongjian-*.backup.part"):
        unfinished.unlink(missing_ok=True)
