"""What was drawn once is handed out with what belongs to this request alone."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from gongjian.web.context import frame
from gongjian.web.drawing import BANNER, TOPBAR, filled
from gongjian.web.once import OpenPage


class FillingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, OpenPage):
            around = frame(request)
            parts = {TOPBAR: around["topbar"], BANNER: around["demo"]}
            response.content = filled(request, response.drawing, parts)
        return response
