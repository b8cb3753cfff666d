"""Whoever signed in with a one-time code chooses a password before anything else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

OPEN = {"first_password", "account_logout", "set_language", "javascript-catalog"}


class FirstPasswordMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        came_with_code = request.user.is_authenticated and request.user.code_hash
        if not came_with_code or getattr(request.resolver_match, "view_name", "") in OPEN:
            return None
        return redirect("first_password")
