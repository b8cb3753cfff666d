"""A password that somebody chooses."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from gongjian.accounts.models import User


def password_field(**kwargs: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(label=_("Password"), max_length=128, strip=False, widget=widget, **kwargs)


def complain_about(form: forms.Form, password: str, person: User) -> None:
    try:
        validate_password(password, person)
    except forms.ValidationError as complaint:
        form.add_error("password", complaint)
