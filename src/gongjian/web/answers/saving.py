"""The answers to what is kept while somebody types: of a kind of their own, so that no other page passes for them."""

from typing import Any

from django.http import HttpRequest, JsonResponse

SAVED = "application/vnd.gongjian.saved+json"


def is_quiet(request: HttpRequest) -> bool:
    """A script asks on its own while somebody types; nobody reads a page as its answer."""
    return SAVED in request.headers.get("Accept", "")


def kept(said: dict[str, Any], *, status: int = 200) -> JsonResponse:
    return JsonResponse(said, status=status, content_type=SAVED)
