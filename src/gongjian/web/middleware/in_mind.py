"""Every page of a campaign keeps it in mind for the pages that belong to none."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from gongjian.web.in_mind import keep_in_mind


class InMindMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        keep_in_mind(request, response)
        return response
