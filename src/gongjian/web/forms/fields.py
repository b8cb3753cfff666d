"""Fields that several forms have: a row, a day, a word of ours, the version that was seen."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.kernel.numbers import plain
from gongjian.kernel.vocabulary import Term
from gongjian.ui.choices import Chooser, ManyChooser
from gongjian.ui.day_input import DayField

ROW = re.compile(r"[0-9]{1,18}")


class AmountField(forms.DecimalField):
    """A number as people type it: without zeros at its end."""

    def prepare_value(self, value: Any) -> Any:
        return plain(value) if isinstance(value, Decimal) else value


def seen_field() -> forms.IntegerField:
    """Which version of the row somebody had before their eyes."""
    return forms.IntegerField(min_value=0, max_value=2**31, widget=forms.HiddenInput)


def day_field(label: Any, *, required: bool = True, far: bool = False, **kwargs: Any) -> DayField:
    """A day near the campaign's year; `far`: of any year of our time, as that of an old permit."""
    return DayField(label=label, required=required, far=far, **kwargs)


def reason_field(label: Any, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, **kwargs)


def term_field(
    terms: type[Term] | Iterable[Term], label: Any, *, required: bool = True, blank: Any = "", **kwargs: Any
) -> forms.TypedChoiceField:
    """One of our words, said in the reader's language."""
    words = list(terms)

    def choices() -> list[tuple[str, str]]:
        said = [(word.value, capfirst(gettext(word.label))) for word in words]
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

    widget = ManyChooser

    def _check_values(self, value: Any) -> Any:
        for one in value if isinstance(value, (list, tuple)) else ():
            if not (isinstance(one, Model) or ROW.fullmatch(str(one))):
                raise forms.ValidationError(
                    self.error_messages["invalid_pk_value"], code="invalid_pk_value", params={"pk": one}
                )
        return super()._check_values(value)  # type: ignore[misc]


def row_field(label: Any, *, required: bool = True, **kwargs: Any) -> "forms.ModelChoiceField[Model]":
    """One row; which rows may be chosen is set when the form is made."""
    told = {"widget": Chooser, "empty_label": _("Choose…") if required else "–"} | kwargs
    return forms.ModelChoiceField(queryset=None, label=label, required=required, **told)
