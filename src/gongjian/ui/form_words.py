"""What every form says about what was typed: our sentences in the place of the framework's, in all three languages."""

from collections.abc import Mapping

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LENGTHS = {
    "max_length": _("At most %(limit_value)s characters; these are %(show_value)s."),
    "min_length": _("At least %(limit_value)s characters; these are %(show_value)s."),
}
AMOUNTS = {
    "min_value": _("Not less than %(limit_value)s."),
    "max_value": _("Not more than %(limit_value)s."),
    "step_size": _("Only multiples of %(limit_value)s."),
}
A_NUMBER = _("This cannot be read as a number.")
A_DAY = _("This cannot be read as a day.")
OUT_OF_TIME = _("The day must lie between the years 2000 and 2099.")
NOT_OFFERED = _("This is not among the choices. Choose again.")
NOT_A_LIST = _("These cannot be read as choices. Choose again.")
NO_FILE = _("No file has arrived. Choose it again.")

OF_PACKAGES = (_("An authenticator app is not active."),)
"""Sentences of packages whose own translations are not ours: our catalogues come first."""

SENTENCES: Mapping[type[forms.Field], Mapping[str, str | Promise]] = {
    forms.Field: {"required": _("This must be filled in.")},
    forms.CharField: {
        **LENGTHS,
        "null_characters_not_allowed": _("This holds a character that no text may hold."),
    },
    forms.IntegerField: {**AMOUNTS, "invalid": _("This cannot be read as a whole number.")},
    forms.FloatField: {"invalid": A_NUMBER},
    forms.DecimalField: {
        "invalid": A_NUMBER,
        "max_digits": _("At most %(max)s digits."),
        "max_decimal_places": _("At most %(max)s digits after the point."),
        "max_whole_digits": _("At most %(max)s digits before the point."),
    },
    forms.DateField: {"invalid": A_DAY, "min_value": OUT_OF_TIME, "max_value": OUT_OF_TIME},
    forms.TimeField: {"invalid": _("This cannot be read as a time of day, such as 14:30.")},
    forms.DateTimeField: {"invalid": A_DAY},
    forms.EmailField: {"invalid": _("This is no e-mail address, such as name@example.cn.")},
    forms.URLField: {"invalid": _("This is no address of a page, such as https://example.cn/.")},
    forms.SlugField: {"invalid": _("Only Latin letters, digits, hyphens and low lines.")},
    forms.BooleanField: {"required": _("This must be ticked.")},
    forms.ChoiceField: {"invalid_choice": NOT_OFFERED},
    forms.MultipleChoiceField: {"invalid_choice": NOT_OFFERED, "invalid_list": NOT_A_LIST},
    forms.ModelChoiceField: {"invalid_choice": NOT_OFFERED},
    forms.ModelMultipleChoiceField: {
        "invalid_choice": NOT_OFFERED,
        "invalid_list": NOT_A_LIST,
        "invalid_pk_value": NOT_OFFERED,
    },
    forms.FileField: {
        "invalid": NO_FILE,
        "missing": NO_FILE,
        "empty": _("The file is empty."),
        "max_length": _("The name of the file is too long: at most %(max)d characters; it has %(length)d."),
        "contradiction": _("Either choose a file or remove the one that is there, not both."),
    },
}


def speak() -> None:
    """Every field of every form, ours and those of packages: a field reads the words of its classes when it is made."""
    for kind, sentences in SENTENCES.items():
        own = vars(kind).get("default_error_messages", {})
        kind.default_error_messages = {**own, **sentences}  # type: ignore[dict-item]
    UnicodeUsernameValidator.message = _("Only letters, digits and the signs @ . + - _ in a user name.")
