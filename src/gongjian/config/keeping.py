"""Nothing of a person stays behind in a browser or a proxy."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class NothingKeptMiddleware:
    """Every page and file says so, unless it says itself how long it may be kept. Static files do not come by here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response
