"""Whoever came with a one-time code chooses a password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from gongjian.accounts.actions import choose_password
from gongjian.web.accounts.forms import ChoosePassword
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request, page


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
