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
    context = {**said, "may_not": isinstance(error, NotAllowed), "wrote": wrote(request)}
    return render(request, template, context, status=status_of(error))


def wrote(request: HttpRequest) -> bool:
    """Whether the form that was sent held words. A button sends numbers, and names of ours without a space."""
    values = (value.strip() for _name, several in request.POST.lists() for value in several)
    return any(
        sign.isspace() or (sign.isalpha() and not sign.isascii()) for value in values for sign in value
    )


def status_of(error: Refused) -> int:
    return 403 if isinstance(error, NotAllowed) else 409
