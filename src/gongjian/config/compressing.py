"""Pages travel compressed, but for those that show a secret.

What is compressed tells by its length how much of it repeats what somebody typed (BREACH). Django masks its own token and
pads what it compresses; a password, a one-time code, a key or the address of a calendar would still stand in the
clear beside what was typed, so their pages travel as they are."""

import re

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

SHOWS_A_SECRET = re.compile(
    r"^/(accounts|me|feeds|first-password|county)/"  # signing in, second factors, feeds, slips, keys
    r"|^/c/[^/]+/(admin|notices/channels)/"  # a first password, the address of a robot
)


class PagesMiddleware(GZipMiddleware):
    """Files are compressed already, or their kind is none that shrinks; only pages are looked at."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if not is_page or SHOWS_A_SECRET.match(request.path_info):
            return response
        return super().process_response(request, response)
