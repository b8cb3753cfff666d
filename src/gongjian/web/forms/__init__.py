"""Forms that lose nothing: whatever the answer, what was typed stays, and the reason stands beside it."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Model
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext

from gongjian.kernel.days import FIRST_DAY, LAST_DAY
from gongjian.kernel.verdict import DoneAlready, Incomplete, NotAllowed, Outdated, Refused
from gongjian.kernel.vocabulary import Term
from gongjian.ui.days import day

ROW = re.compile(r"[0-9]{1,18}")
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
            None, gettext("Now there is: %(now)s. Save again to put yours in its place.") % {"now": now}
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


def seen_field() -> forms.IntegerField:
    """Which version of the row somebody had before their eyes."""
    return forms.IntegerField(min_value=0, max_value=2**31, widget=forms.HiddenInput)


def day_field(label: Any, *, required: bool = True, **kwargs: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)],
        **kwargs,
    )


def reason_field(label: Any, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, **kwargs)


def term_field(
    terms: type[Term] | Iterable[Term], label: Any, *, required: bool = True, blank: Any = "", **kwargs: Any
) -> forms.TypedChoiceField:
    """One of our words, said in the reader's language."""
    words = list(terms)

    def choices() -> list[tuple[str, str]]:
        said = [(word.value, gettext(word.label)) for word in words]
        return said if required and not blank else [("", str(blank)), *said]

    return forms.TypedChoiceField(
        label=label,
        choices=choices,
        coerce=type(words[0]).of,
        empty_value=None,
        required=required,
        **kwargs,
    )


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows. What is no number of a row is not among the choices."""

    def _check_values(self, value: Any) -> Any:
        for one in value if isinstance(value, (list, tuple)) else ():
            if not (isinstance(one, Model) or ROW.fullmatch(str(one))):
                raise forms.ValidationError(
                    self.error_messages["invalid_pk_value"], code="invalid_pk_value", params={"pk": one}
                )
        return super()._check_values(value)  # type: ignore[misc]


def row_field(label: Any, *, required: bool = True, **kwargs: Any) -> "forms.ModelChoiceField[Model]":
    """One row; which rows may be chosen is set when the form is made."""
    return forms.ModelChoiceField(queryset=None, label=label, required=required, **kwargs)
