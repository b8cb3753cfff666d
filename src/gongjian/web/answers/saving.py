"""The answers to what is kept while somebody types: of a kind of their own, so that no other page passes for them."""

from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse

from gongjian.web.answers.coming_back import where_from

SAVED = "application/vnd.gongjian.saved+json"


def is_quiet(request: HttpRequest) -> bool:
    """A script asks on its own while somebody types; nobody reads a page as its answer."""
    return SAVED in request.headers.get("Accept", "")


def kept(said: dict[str, Any], *, status: int = 200) -> JsonResponse:
    return JsonResponse(said, status=status, content_type=SAVED)


class SignInMiddleware(LoginRequiredMiddleware):
    """Whoever is signed out goes to the sign-in page; a script that saves is told, and the page stays.

    After a button one comes back to the page that it stood on: its own address takes only a button.
    """

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponse:
        if is_quiet(request):
            return kept({}, status=401)
        if request.method not in ("GET", "HEAD"):
            return redirect_to_login(where_from(request))
        return super().handle_no_permission(request, view_func)
