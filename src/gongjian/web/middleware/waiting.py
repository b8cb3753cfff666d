"""While the sample campaign is still being lived, visitors read; whoever acts is told which day to wait for."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from gongjian.kernel.verdict import Refused, require
from gongjian.simulation.permissions import may_act
from gongjian.simulation.queries import passage_under_way
from gongjian.web.answers.refusals import refusal

READING = {"GET", "HEAD", "OPTIONS"}


class WaitingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: list[object], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if not settings.DEMO or request.method in READING or "slug" not in kwargs:
            return None
        under_way = passage_under_way()
        if not under_way or under_way.campaign.slug != kwargs["slug"]:
            return None
        try:
            require(may_act(under_way.campaign))
        except Refused as refused:
            return refusal(request, refused)
        return None
