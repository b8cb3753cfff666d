"""Another language, for this machine and for the account."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from gongjian.accounts.actions import choose_language
from gongjian.accounts.rules import Language
from gongjian.web.http import words_typed


@login_not_required
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Another language for this machine, and for the account of whoever is signed in."""
    typed = words_typed(request, "language", most=10)
    chosen = next((language for language in Language if language.value == typed), None)
    if chosen and request.user.is_authenticated and request.user.language != chosen:
        choose_language(chosen, by=request.user, at=timezone.now())
    return set_language(request)
