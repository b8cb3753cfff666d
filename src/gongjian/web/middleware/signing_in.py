"""Who is signed in reads on; everybody else signs in first."""

from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from gongjian.web.answers.coming_back import where_from
from gongjian.web.answers.saving import is_quiet, kept


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
