"""What is drawn once for all who see the same, until the chain grows, with places left open that each page fills.

Whoever draws names what the drawing depends on besides the campaign and the language: the day, the reader or their scope,
what they may do. A template that is drawn so is given no request, but what its context brings.
"""

from collections.abc import Callable, Mapping
from secrets import token_hex
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from gongjian.campaigns.models import Campaign
from gongjian.ledger.queries import remembered

# Thrown anew at every start, so that nobody can type one.
TOKEN, HERE, TOPBAR, BANNER = (f"open-{token_hex(12)}" for _ in range(4))
OPEN = {"csrf_token": TOKEN, "here": HERE, "topbar": TOPBAR, "demo": BANNER}
NOTHING: Mapping[str, str] = MappingProxyType({})


def drawn(
    request: HttpRequest, campaign: Campaign, template: str, what: Any, make: Callable[[], dict[str, Any]]
) -> SafeString:
    """The template with the context that `make` gives, drawn where it is not remembered under `what`."""
    key = ("drawn", template, get_language(), what)
    return filled(request, remembered(campaign, key, lambda: render_to_string(template, OPEN | make())))


def filled(request: HttpRequest, drawing: str, parts: Mapping[str, Any] = NOTHING) -> SafeString:
    """The drawing with what is this page's own in its open places."""
    for place, part in parts.items():
        drawing = drawing.replace(place, str(part))
    if TOKEN in drawing:
        drawing = drawing.replace(TOKEN, get_token(request))
    if HERE in drawing:
        drawing = drawing.replace(HERE, conditional_escape(request.get_full_path()))
    return SafeString(drawing)
