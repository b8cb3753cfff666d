"""No form speaks in the framework's words: neither ours nor those of packages, in none of the languages."""

from importlib import import_module
from pathlib import Path

import django
import pytest
from babel.messages.pofile import read_po
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from gongjian.accounts.models import User
from gongjian.web.forms.fields import day_field

FRAMEWORK = Path(django.__file__).parent
CATALOGUES = ("conf", "contrib/auth")
OF_PAGES = ("gongjian", "allauth.account", "allauth.mfa")


def framework_sentences(language):
    """What the framework itself says: its English, or its translation."""
    for room in CATALOGUES:
        path = FRAMEWORK / room / "locale" / language / "LC_MESSAGES" / "django.po"
        with path.open("rb") as file:
            for message in read_po(file):
                ids, strings = (
                    one if isinstance(one, tuple) else (one,) for one in (message.id, message.string)
                )
                yield from (*ids, *strings)


def forms_below(kind):
    for below in kind.__subclasses__():
        yield below
        yield from forms_below(below)


def fields():
    for form in {*forms_below(forms.BaseForm)}:
        if form.__module__.startswith(OF_PAGES):
            yield from ((f"{form.__qualname__}.{name}", field) for name, field in form.base_fields.items())


TYPED = {
    forms.CharField(max_length=3, min_length=2): ["", "1234", "1", "a\0"],
    forms.IntegerField(min_value=1, max_value=5, step_size=2): ["", "x", "0", "6", "2"],
    forms.FloatField(): ["x"],
    forms.DecimalField(max_digits=4, decimal_places=1): ["x", "12345", "1.23", "12345.1", "NaN"],
    forms.DateField(): ["", "x", "2026-02-30"],
    day_field("day"): ["1999-12-31", "2100-01-01"],
    forms.TimeField(): ["x"],
    forms.DateTimeField(): ["x"],
    forms.EmailField(): ["x"],
    forms.URLField(assume_scheme="https"): ["x y"],
    forms.SlugField(): ["ä ö"],
    forms.BooleanField(): [""],
    forms.ChoiceField(choices=[("a", "a")]): ["", "b"],
    forms.MultipleChoiceField(choices=[("a", "a")]): [[], ["b"], "b"],
    forms.ModelChoiceField(User.objects.all()): ["", "7", "x"],
    forms.ModelMultipleChoiceField(User.objects.all()): [["7"], ["x"], "x"],
    forms.FileField(max_length=3): [
        None,
        "x",
        SimpleUploadedFile("1.txt", b""),
        SimpleUploadedFile("12345", b"1"),
    ],
}


def said(field, typed):
    try:
        field.clean(typed)
    except ValidationError as refused:
        return refused.messages
    return []


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
@pytest.mark.parametrize("field", TYPED, ids=lambda field: type(field).__name__)
def test_what_cannot_be_read_is_answered_in_our_words(field, language):
    folder = {"en": "en", "zh-hans": "zh_Hans", "zh-hant": "zh_Hant"}[language]
    with override(language):
        answers = {str(typed): said(field, typed) for typed in TYPED[field]}
        theirs = set(framework_sentences(folder))

    assert [typed for typed, found in answers.items() if not found] == []
    assert [one for found in answers.values() for one in found if one in theirs] == []
    assert [one for found in answers.values() for one in found if "Ensure" in one or "确保" in one] == []


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_no_field_of_any_form_has_the_frameworks_words(language):
    import_module("gongjian.config.urls")
    folder = {"en": "en", "zh-hans": "zh_Hans", "zh-hant": "zh_Hant"}[language]
    theirs = set(framework_sentences(folder)) - {""}
    with override(language):
        found = {
            f"{where}: {code}": str(sentence)
            for where, field in fields()
            for code, sentence in field.error_messages.items()
            if isinstance(sentence, str) or hasattr(sentence, "_proxy____args")
        }

    assert {where: sentence for where, sentence in found.items() if sentence in theirs} == {}


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("short-7", "The password is too short: at least 8 characters."),
        ("password", "This password is too common. Choose another."),
        (
            "linjing-of-the-office",
            "The password is too similar to the name, user name or address of the person.",
        ),
    ],
)
def test_a_password_is_refused_in_our_words(password, sentence):
    person = User(username="linjing-of-the-office", name="Lin Jing")
    with override("en"), pytest.raises(ValidationError) as refused:
        validate_password(password, person)

    assert refused.value.messages == [sentence]
