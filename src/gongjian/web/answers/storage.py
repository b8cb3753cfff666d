"""What people read when something cannot be kept or fetched: the disk is full, the folder is closed, the database is away.

One home for all of it. An accident of this kind is answered with 503, a sentence that is true, and the typed text in
hand: a button sends the same once more.
"""

import errno
import logging
import sys
from collections.abc import Iterator
from datetime import datetime
from enum import Enum

from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import get_template
from django.utils.translation import gettext
from django.views.defaults import bad_request, server_error

from gongjian.campaigns.models import Campaign
from gongjian.config.unkept import NotCounted
from gongjian.kernel.text import Text
from gongjian.ledger.queries import forget
from gongjian.sandbox.work import NoAnswer, Why
from gongjian.standing.actions import bring_up_to_date

log = logging.getLogger(__name__)
AGAIN_SECONDS = 30
MOST_KEPT = 500_000  # signs of what was typed, given back on the page
NOT_GIVEN_BACK = ("password", "csrfmiddlewaretoken")
AT_THE_DOOR = ("/accounts/", "/first-password/", "/setup/")


class Trouble(Enum):
    """Why something cannot be kept or fetched just now."""

    FULL = Text(
        "The server is full. What you just submitted was not saved; everything saved before is "
        "safe. Tell the server operator."
    )
    SHUT = Text(
        "The server cannot write at the moment. What you just submitted was not saved; "
        "everything saved before is safe. Tell the server operator."
    )
    AWAY = Text(
        "The database is not responding. What you submitted was probably not saved: check before "
        "you submit it again."
    )
    BUSY = Text("The server is busy. What you just submitted was not saved; submit it again in a moment.")
    NO_ROOM_FOR_FILES = Text(
        "The server's remaining space is reserved for reports, so it accepts no files now. "
        "Nothing was saved. Submit without the file, or tell the server operator."
    )
    NOBODY_FREE = Text(
        "The server is busy creating and reading files. Nothing was changed. Try again in a moment."
    )
    NOT_DRAWN = Text("This paper could not be made just now. Nothing was changed. If it happens again, tell the Campaign Office the time and what you were doing.")  # fmt: skip


OF_FILES = {
    errno.ENOSPC: Trouble.FULL,
    errno.EDQUOT: Trouble.FULL,
    errno.EROFS: Trouble.SHUT,
    errno.EACCES: Trouble.SHUT,
    errno.EPERM: Trouble.SHUT,
    errno.EIO: Trouble.SHUT,
}
OF_SQLITE = {  # what its errors are numbered, without the part that says more
    5: Trouble.BUSY,
    6: Trouble.BUSY,
    3: Trouble.SHUT,
    8: Trouble.SHUT,
    10: Trouble.SHUT,
    13: Trouble.FULL,
    14: Trouble.AWAY,
}
OF_POSTGRESQL = (
    ("53100", Trouble.FULL),
    ("25006", Trouble.SHUT),
    ("55P03", Trouble.BUSY),
    ("40", Trouble.BUSY),
    ("08", Trouble.AWAY),
    ("53", Trouble.AWAY),
    ("57P", Trouble.AWAY),
    ("58", Trouble.AWAY),
)


def trouble_of(error: BaseException | None) -> Trouble | None:
    """What is behind an accident, when it is of this kind; None for a mistake of ours."""
    if isinstance(error, NotCounted):
        return Trouble.SHUT
    if isinstance(error, NoAnswer):
        return Trouble.NOBODY_FREE if error.why is Why.WAITED else Trouble.NOT_DRAWN
    if isinstance(error, OSError):
        return OF_FILES.get(error.errno or 0)
    if isinstance(error, InterfaceError):
        return Trouble.AWAY
    return of_database(error) if isinstance(error, DatabaseError) else None


def of_database(error: DatabaseError) -> Trouble | None:
    cause = error.__cause__
    if (number := getattr(cause, "sqlite_errorcode", None)) is not None:
        return OF_SQLITE.get(number & 0xFF)
    if cause is None or not hasattr(cause, "sqlstate"):
        return None
    if cause.sqlstate is None:  # the driver has not reached it, or has lost it
        return Trouble.AWAY if type(cause).__name__ == "OperationalError" else None
    return next((kind for state, kind in OF_POSTGRESQL if cause.sqlstate.startswith(state)), None)


def storage_page(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """The page for a request that the database or the disk could not serve. Neither it nor its template
    asks the database.
    """
    sends = request.method not in ("GET", "HEAD")
    context = {
        "reason": trouble.value.say(gettext),
        "sends": sends,
        "typed": list(typed(request)) if sends else [],
        "token": get_token(request),
        "address": request.get_full_path(),
        "had_files": sends and had_files(request),
    }
    response = HttpResponse(get_template("503.html").render(context), status=503)
    response["Retry-After"] = str(AGAIN_SECONDS)
    return response


def typed(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """What stood in the form, so that it is sent again with one button. Passwords are typed again."""
    left = MOST_KEPT
    if request.path.startswith(AT_THE_DOOR):
        return
    try:
        fields = list(request.POST.lists())
    except Exception:  # what was sent could not even be read
        return
    for name, values in fields:
        for value in values:
            left -= len(name) + len(value)
            if left > 0 and not any(word in name for word in NOT_GIVEN_BACK):
                yield name, value


def had_files(request: HttpRequest) -> bool:
    try:
        return bool(request.FILES)
    except Exception:
        return True


def went_wrong(request: HttpRequest) -> HttpResponse:
    """The last answer to every accident, wherever it happened: in a view, before it or after it."""
    trouble = trouble_of(sys.exc_info()[1])
    return storage_page(request, trouble) if trouble else mistake_of_ours(request)


def mistake_of_ours(request: HttpRequest) -> HttpResponse:
    """In the frame, where it can still be drawn; what broke the page may be in the frame itself."""
    try:
        return HttpResponse(get_template("wrong.html").render({}, request), status=500)
    except Exception as error:
        log.error("the frame could not be drawn either: %r", error)
        return server_error(request)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A session that cannot be written looks like one that somebody ended; what is behind it tells."""
    trouble = None
    behind: BaseException | None = exception if isinstance(exception, SessionInterrupted) else None
    while behind and not trouble:
        trouble, behind = trouble_of(behind), behind.__cause__ or behind.__context__
    return storage_page(request, trouble) if trouble else bad_request(request, exception)


def as_of_now(campaign: Campaign, *, at: datetime) -> str:
    """Today's standings, or the last ones where they cannot be written: who only reads is not stopped."""
    try:
        return bring_up_to_date(campaign, at=at)
    except DatabaseError as error:
        if trouble_of(error) is None:
            raise
        forget(campaign)
        log.error("the standings of %s stay as they were: %s", campaign.slug, error)
        return f"as they were, {at.isoformat()}"
