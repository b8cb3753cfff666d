"""On pages of a campaign its own year goes without saying; every other year is written."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from gongjian.ui.days import years_written


class YearsMiddleware:
    """Where no campaign is in hand, every day bears its year."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with years_written():
            return self.get_response(request)
