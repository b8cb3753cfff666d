"""The language that somebody reads in: what this machine remembers, else the account, else the browser."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from gongjian.accounts.actions import choose_language
from gongjian.accounts.rules import Language
from gongjian.web.http import words_typed


class AccountLanguageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) not in dict(settings.LANGUAGES):
            speak_as_the_account(request)
        return self.get_response(request)


def speak_as_the_account(request: HttpRequest) -> None:
    if request.user.is_authenticated and request.user.language:
        translation.activate(request.user.language)
        request.LANGUAGE_CODE = translation.get_language()


@login_not_required
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Another language for this machine, and for the account of whoever is signed in."""
    typed = words_typed(request, "language", most=10)
    chosen = next((language for language in Language if language.value == typed), None)
    if chosen and request.user.is_authenticated and request.user.language != chosen:
        choose_language(chosen, by=request.user, at=timezone.now())
    return set_language(request)
