"""Every address of the product."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path

handler400 = "gongjian.web.answers.storage.not_understood"
handler500 = "gongjian.web.answers.storage.went_wrong"
CLOSED = r"^accounts/(signup|email|confirm-email|password/reset|inactive)/"


@login_not_required
def not_here(request: HttpRequest, page: str) -> HttpResponse:
    """Nobody signs up or asks for a password by e-mail: an administrator gives accounts and passwords."""
    raise Http404(page)


urlpatterns = [
    path("", include("gongjian.api.urls")),
    re_path(CLOSED, not_here),
    path("accounts/", include("allauth.urls")),
    path("", include("gongjian.web.urls")),
]
