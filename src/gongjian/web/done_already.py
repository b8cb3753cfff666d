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
from gongjian.web.coming_back import where_from
from gongjian.web.saving import is_quiet


def answer_again(request: HttpRequest, error: DoneAlready) -> HttpResponse | Refused:
    """The answer that was lost, where the same person asked for the same; else the refusal with a name and a time."""
    entry = history([error.about]).first()
    if entry is None:
        return error
    if entry.actor_id != request.user.pk or not says_the_same(request, entry) or is_quiet(request):
        done = {"name": entry.actor, "what": entry.verb, "when": moment(entry.at)}
        return Refused(Text("%(name)s was faster, %(when)s: %(what)s.", **done))
    what, when = Text(entry.verb.msgid, **entry.verb.params).say(gettext), moment(entry.at)
    messages.success(request, gettext("Done at %(when)s: %(what)s.") % {"when": when, "what": what})
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return redirect(where_from(request))


def says_the_same(request: HttpRequest, entry: Entry) -> bool:
    """A reason that differs from the one that is kept would be lost."""
    typed = request.POST.get("reason", "").strip()
    return not typed or typed in {str(value).strip() for value in entry.facts.values()}
