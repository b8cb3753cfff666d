"""Whoever signed in with a one-time code chooses a password before anything else."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gongjian.accounts.actions import choose_password
from gongjian.web.forms import DONE, tried, typed_in
from gongjian.web.http import Request, page

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


class ChoosePassword(forms.Form):
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    again = forms.CharField(
        label=_("Password, once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, person: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if (password := typed.get("password")) and self.person:
            try:
                validate_password(password, self.person)
            except forms.ValidationError as complaint:
                self.add_error("password", complaint)
            if typed.get("again") and typed["again"] != password:
                self.add_error("again", gettext("The two passwords are not the same."))
        return typed


@require_http_methods(["GET", "HEAD", "POST"])
def first_password(request: Request) -> HttpResponse:
    if not request.user.code_hash:
        return redirect("/")
    form, status = ChoosePassword(request.user, typed_in(request)), 200
    if form.is_bound:
        status = tried(form, lambda typed: chosen(request, typed["password"]))
        if status == DONE:
            messages.success(request, gettext("Your password is set. The one-time code is no longer valid."))
            return redirect("/")
    return page(request, "accounts/first_password.html", {"form": form}, status=status)


def chosen(request: Request, password: str) -> object:
    person = choose_password(password, by=request.user, at=timezone.now())
    update_session_auth_hash(request, person)
    return person
