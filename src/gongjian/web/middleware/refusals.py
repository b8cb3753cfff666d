"""A refused action is an answer, not an accident: say why, where the click was."""

import logging
from collections.abc import Callable

from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import page_not_found

from gongjian import vault
from gongjian.kernel.text import Text
from gongjian.kernel.verdict import DoneAlready, NotSeen, Refused
from gongjian.reading.uploads import Unacceptable
from gongjian.web.answers.done_already import answer_again
from gongjian.web.answers.refusals import refusal
from gongjian.web.answers.storage import storage_page as cannot_now
from gongjian.web.answers.storage import trouble_of

log = logging.getLogger(__name__)
NOT_THIS_WAY = 405
TOO_LARGE = "22003"  # SQLSTATE: numeric value out of range
UNFIT = {
    vault.State.MISSING: Text("The stored file is missing. Tell the server operator; anyone who has the same file can "
        "upload it again."),
    vault.State.DAMAGED: Text("The stored file is damaged. Tell the server operator; anyone who has the same file can "
        "upload it again."),
}  # fmt: skip


class RefusalMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == NOT_THIS_WAY and not response.content:
            page = render(request, "405.html", status=NOT_THIS_WAY)
            page["Allow"] = response.get("Allow", "")
            return page
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not_of_ours := from_below(request, error):
            return not_of_ours
        answer = as_refusal(request, error)
        if isinstance(answer, HttpResponse):
            return answer
        return refusal(request, answer) if isinstance(answer, Refused) else None


def as_refusal(request: HttpRequest, error: Exception) -> Exception | HttpResponse:
    """What has a sentence of its own is an answer too: done already, a kept file that is gone, a file nobody can read."""
    if isinstance(error, NotSeen):
        return page_not_found(request, Http404())
    if isinstance(error, DoneAlready):
        return answer_again(request, error)
    if isinstance(error, Unacceptable):
        return Refused(error.reason)
    if isinstance(error, vault.Unfit):
        log.error("%s, asked for at %s", error, request.path)
        return Refused(UNFIT[error.state])
    return error


def from_below(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """What the database or the disk could not do."""
    if is_beyond_the_database(error):
        log.warning("A number beyond the database, asked for at %s", request.path, exc_info=error)
        return page_not_found(request, error)
    if trouble := trouble_of(error):
        log.error("%s: %r, asked for at %s", trouble.name, error, request.path)
        return cannot_now(request, trouble)
    return None


def is_beyond_the_database(error: Exception) -> bool:
    """No row has such a number: SQLite's driver says so before it asks, PostgreSQL when it is asked."""
    on_postgres = isinstance(error, DataError) and getattr(error.__cause__, "sqlstate", "") == TOO_LARGE
    return on_postgres or (isinstance(error, OverflowError) and "SQLite INTEGER" in str(error))
