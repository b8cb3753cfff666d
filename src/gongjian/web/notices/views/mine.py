"""How somebody wants to be told, and the secret address for the own calendar."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gongjian.accounts.actions import choose_address
from gongjian.notices.actions import choose_email, close_feed, open_feed
from gongjian.notices.queries import feed_of, wants_email
from gongjian.web.forms.trying import DONE, tried, typed_in
from gongjian.web.http import Request
from gongjian.web.notices.forms import MyNotices

SHOWN_ONCE = "feed_secret"


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: Request) -> HttpResponse:
    at = timezone.now()
    initial = {"email": request.user.email, "by_email": wants_email(request.user) or not request.user.email}
    form, status = MyNotices(typed_in(request), initial=initial), 200
    if form.is_bound:

        def keep(typed: dict[str, object]) -> None:
            choose_address(str(typed["email"]), by=request.user, at=at)
            choose_email(request.user, by_email=bool(typed["by_email"]), at=at)

        status = tried(form, keep)
        if status == DONE:
            messages.success(request, _("Saved."))
            return redirect("notices:mine")
    secret = request.session.pop(SHOWN_ONCE, "") if request.method == "GET" else ""
    context = {
        "form": form,
        "feed": feed_of(request.user),
        "address": settings.SITE_ADDRESS + reverse("notices:feed", args=[secret]) if secret else "",
        "sends_email": bool(settings.EMAIL_HOST),
    }
    return render(request, "notices/mine.html", context, status=status)


@require_POST
def open_address(request: Request) -> HttpResponse:
    """The secret is shown on the next page, once, and kept nowhere."""
    request.session[SHOWN_ONCE] = open_feed(request.user, at=timezone.now())
    return redirect("notices:mine")


@require_POST
def close_address(request: Request) -> HttpResponse:
    if feed := feed_of(request.user):
        close_feed(feed, by=request.user, at=timezone.now())
        messages.success(request, _("The address no longer works."))
    return redirect("notices:mine")
