"""A page that says the same until the chain grows is drawn once for each of its readers, for an address and a day."""

import zlib
from collections.abc import Callable
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from gongjian.ledger.queries import memory_of, remembered
from gongjian.web.drawing import OPEN
from gongjian.web.http import Request, page, today


class OpenPage(HttpResponse):
    """A page with open places, which `middleware/filling.py` fills: the head of the frame, the demo's strip, the token."""

    drawing = ""


def page_once(
    request: Request, template: str, what: Any, make: Callable[[], dict[str, Any]], *, part: str = ""
) -> HttpResponse:
    """`make` gives the context where the page is not remembered. What it reads beside the chain (a cookie, drafts, what has
    been read) has to stand in `what`.
    """
    campaign = request.campaign
    if memory_of(campaign) is None or request.htmx or len(get_messages(request)):
        return page(request, template, make(), part=part)

    def draw() -> bytes:
        return zlib.compress(render_to_string(template, make() | OPEN, request).encode(), 1)

    address, reader = request.get_full_path(), request.user.pk
    key = ("page", template, address, reader, get_language(), today(request), what)
    response = OpenPage()
    response.drawing = zlib.decompress(remembered(campaign, key, draw)).decode()
    patch_vary_headers(response, ["HX-Request"])
    return response
