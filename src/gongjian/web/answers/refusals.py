"""The page, or the part of one, on which a refusal says why."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from gongjian.kernel.verdict import NotAllowed, Outdated, Refused
from gongjian.web.answers.saving import is_quiet, kept


def refusal(request: HttpRequest, error: Refused) -> HttpResponse:
    changed = error.changed if isinstance(error, Outdated) else ()
    said = {"reason": error.reason.say(gettext), "changed": [change.say(gettext) for change in changed]}
    if is_quiet(request):
        return kept(said, status=status_of(error))
    small = bool(request.headers.get("HX-Request"))
    template = "refused.html#part" if small else "refused.html"
    return render(request, template, said, status=status_of(error))


def status_of(error: Refused) -> int:
    return 403 if isinstance(error, NotAllowed) else 409
