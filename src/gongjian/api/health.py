"""Is it alive, and is it ready?"""

import os
import shutil
import tempfile
from collections.abc import Callable

import chinese_calendar
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongjian.config.database import migrations_waiting, steps_from_elsewhere
from gongjian.rounds.queries.last_backup import how_backups_are
from gongjian.work.queries import workers_alive


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"alive": True})


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """No, if requests would fail or what they ask for would never be done; what only deserves attention is said beside it."""
    ready = {name: run_check(check) for name, check in MUST.items()}
    attention = {name: run_check(check) for name, check in SHOULD.items()}
    well = all(says == "ok" for says in ready.values())
    return JsonResponse({"ready": well, **ready, **attention}, status=200 if well else 503)


def run_check(check: Callable[[], str]) -> str:
    try:
        return check() or "ok"
    except DatabaseError:
        return "the database does not answer"


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def migrations() -> str:
    if steps_from_elsewhere():
        return "the database belongs to a newer version"
    waiting = migrations_waiting()
    return f"{waiting} migrations are not applied" if waiting else ""


def disk() -> str:
    free = shutil.disk_usage(settings.DATA_DIR).free
    return f"only {free // 1024**2} MB are free" if free < settings.FREE_DISK_BYTES else ""


def writing() -> str:
    """Tried, not guessed: a folder can be read-only, and a disk full for others than root."""
    try:
        with tempfile.TemporaryFile(dir=settings.DATA_DIR) as file:
            file.write(b"ready?" * 1000)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return f"the data folder cannot be written to: {error.strerror}"
    return ""


def worker() -> str:
    return "" if workers_alive(timezone.now()) else "no worker has been heard of lately"


def calendar() -> str:
    year = timezone.localdate().year
    published = {day.year for day in chinese_calendar.holidays}
    return "" if year in published else f"the holidays of {year} are not published yet"


def backup() -> str:
    """How old the last good one is; where none are made, nobody is asked."""
    found = how_backups_are(at=timezone.now())
    if found is None or not found.is_late:
        return ""
    return f"the last backup is {found.days} days old" if found.made_at else "there is no backup yet"


MUST = {"database": database, "migrations": migrations, "disk": disk, "writing": writing, "worker": worker}
SHOULD = {"calendar": calendar, "backup": backup}
