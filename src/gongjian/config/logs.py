"""What the log looks like: one line of JSON for each event, with the number of the request it belongs to."""

import json
import logging
import re
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
GIVEN = re.compile(r"[\w-]{8,64}")
current: ContextVar[str] = ContextVar("current", default="")


class RequestIdMiddleware:
    """Every request has a number, its own or the proxy's, which the answer and the log carry."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        number = given if GIVEN.fullmatch(given) else secrets.token_hex(8)
        request.number = number  # type: ignore[attr-defined]
        token = current.set(number)
        try:
            response = self.get_response(request)
        finally:
            current.reset(token)
        response[HEADER] = number
        return response


def number_of_request() -> str:
    return current.get()


class RequestIdFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        """Django writes refusals down when the request has left: such a line brings its request along."""
        record.request_id = getattr(getattr(record, "request", None), "number", "") or current.get()
        return True


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "request": getattr(record, "request_id", ""),
            "says": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps({key: value for key, value in line.items() if value}, ensure_ascii=False)
