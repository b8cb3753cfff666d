"""Forms that lose nothing: whatever the answer, what was typed stays, and the reason stands beside it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext

from gongjian.kernel.verdict import DoneAlready, Incomplete, NotAllowed, Outdated, Refused
from gongjian.ui.days import day

DONE, INVALID, FORBIDDEN, CONFLICT = 303, 422, 403, 409


def tried(form: forms.BaseForm, verb: Callable[[dict[str, Any]], object]) -> int:
    """Act on what was typed. Every answer but DONE is the status under which the form is shown again."""
    if not form.is_valid():
        return INVALID
    try:
        verb(form.cleaned_data)
    except Incomplete as refusal:
        for name, problem in refusal.problems.items():
            form.add_error(name if name in form.fields else None, problem.say(gettext))
        return INVALID
    except DoneAlready:
        raise
    except Outdated as refusal:
        return show_what_changed(form, refusal)
    except Refused as refusal:
        form.add_error(None, refusal.reason.say(gettext))
        return FORBIDDEN if isinstance(refusal, NotAllowed) else CONFLICT
    return DONE


def typed_in(request: HttpRequest) -> QueryDict | None:
    """What was sent with a form; nothing when somebody only looks."""
    return request.POST if request.method == "POST" else None


def show_what_changed(form: forms.BaseForm, refusal: Outdated) -> int:
    """Say what stands there now. Saving once more is then meant."""
    changed = [change.say(gettext) for change in refusal.changed]
    for name in form.changed_data:
        if name != "seen" and name in form.initial:
            changed.append(f"{form.fields[name].label}: {initial_in_words(form, name)}")
    if changed:
        now = "; ".join(changed)
        form.add_error(
            None, gettext("Current value: %(now)s. Save again to replace it with yours.") % {"now": now}
        )
    form.add_error(None, refusal.reason.say(gettext))
    if "seen" in form.initial:
        form.data = {**form.data.dict(), form.add_prefix("seen"): str(form.initial["seen"])}  # type: ignore[attr-defined]
    return CONFLICT


def initial_in_words(form: forms.BaseForm, name: str) -> str:
    """A value as the reader of the form would write it."""
    value, field = form.initial[name], form.fields[name]
    if isinstance(value, date):
        return day(value, "long")
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(getattr(value, "pk", value), value))  # type: ignore[arg-type]
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return str(value) or "–"
