"""The language that somebody reads in: what this machine remembers, else the account, else the browser."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


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
