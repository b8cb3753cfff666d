"""The field for a day: one line of text that reads every form of docs/language.md; the script adds a month to choose from."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from gongjian.kernel.days import day_of
from gongjian.kernel.text import Text
from gongjian.kernel.typed_days import LONGEST
from gongjian.ui.days import typed_day, whole_day, year_of_page
from gongjian.ui.sprite import icon


class DayInput(forms.DateInput):
    """Without script a field to type in."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        told: dict[str, Any] = {"maxlength": LONGEST, "autocomplete": "off", "spellcheck": "false"}
        return in_day_field(super().render(name, value, told | (attrs or {}), renderer), value)


class DayField(forms.DateField):
    """Reads what people type; refuses it with the same sentences as the script does."""

    widget = DayInput

    def __init__(self, *, far: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.far = far
        if far:
            self.widget.attrs["data-far"] = True

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        read = typed_day(str(value), far=self.far)
        if isinstance(read, Text):
            raise ValidationError(read.say(gettext), code="invalid")
        return read


def in_day_field(field: SafeString, value: Any) -> SafeString:
    """The field with what it means behind it: 2026年11月12日(周四)."""
    known = value if isinstance(value, date) else day_of(str(value or ""))
    return format_html(
        '<span class="day-field" data-island="day" data-year="{}">{}<span class="day-said">{}</span>'
        '<button type="button" class="day-open" aria-label="{}" aria-haspopup="dialog" aria-expanded="false">{}</button></span>',
        year_of_page() or "",
        field,
        whole_day(known) if known else "",
        gettext("Choose a day"),
        icon("calendar"),
    )
