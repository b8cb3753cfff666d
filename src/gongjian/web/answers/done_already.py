"""Whoever asks twice for the same thing learns that it is done, by whom and when; not that it cannot be done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from gongjian.kernel.text import Text
from gongjian.kernel.verdict import DoneAlready, Refused
from gongjian.ledger.models import Entry
from gongjian.ledger.queries import history
from gongjian.ui.days import moment
from gongjian.web.answers.coming_back import away_from
from gongjian.web.answers.saving import is_quiet

FREE_WORDS = ("reason", "words", "note")


def answer_again(request: HttpRequest, error: DoneAlready) -> HttpResponse | Refused:
    """The answer that was lost, where the same person asked for the same; else the refusal with a name and a time."""
    entry = history([error.about]).first()
    if entry is None:
        return error
    if entry.actor_id != request.user.pk or not says_the_same(request, entry) or is_quiet(request):
        done = {"name": entry.actor, "what": entry.verb, "when": moment(entry.at)}
        return Refused(Text("%(name)s did this first, %(when)s: %(what)s.", **done))
    what, when = Text(entry.verb.msgid, **entry.verb.params).say(gettext), moment(entry.at)
    messages.success(request, gettext("Done at %(when)s: %(what)s.") % {"when": when, "what": what})
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return redirect(away_from(request))


def says_the_same(request: HttpRequest, entry: Entry) -> bool:
    """What differs from what is kept would be lost: another reason, another day."""
    kept = {name: str(value).strip() for name, value in entry.facts.items()}
    typed = {name: value.strip() for name, value in request.POST.items() if isinstance(value, str)}
    differs = any(kept[name] != typed[name] for name in kept.keys() & typed.keys())
    words = {typed.get(name, "") for name in FREE_WORDS} - {""}
    return not differs and words <= set(kept.values())
