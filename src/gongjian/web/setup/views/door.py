"""The first door: a set-up address from the terminal leads to the first administrator."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gongjian.accounts import actions
from gongjian.accounts.models import User
from gongjian.accounts.queries import is_founded
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.setup.forms import FirstForm


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def first(request: HttpRequest, key: str) -> HttpResponse:
    """Nobody learns from an address whether it is the right one before a form is sent with it."""
    if is_founded() or settings.DEMO:
        raise Http404
    form, status, found = FirstForm(typed_in(request)), 200, []
    if form.is_bound:
        status = tried(form, lambda typed: found.append(founded(typed, key)))
        if status == DONE:
            login(request, found[0], backend=settings.AUTHENTICATION_BACKENDS[0])
            return redirect("setup:guide")
    return render(request, "setup/first.html", {"form": form}, status=status)


def founded(typed: dict[str, Any], key: str) -> User:
    return actions.found_county(
        typed["county"],
        name=typed["name"],
        username=typed["username"],
        password=typed["password"],
        key=key,
        at=timezone.now(),
    )
