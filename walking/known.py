"""What may stand on a page although no catalogue says it: names, codes, and what people typed."""

import importlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from django.apps import apps
from django.db import models

import gongjian
from gongjian.kernel.vocabulary import Term

LATIN = re.compile(r"[A-Za-z][A-Za-z'’]*[A-Za-z]")
HAN = re.compile(r"[\u3400-\u9fff]")
NAMES = {
    "Excel",
    "PowerPoint",
    "Word",
    "PDF",
    "CSV",
    "URL",
    "PNG",
    "JPEG",
    "JPG",
    "HTML",
    "JSON",
    "SHA",
    "XLSX",
    "DOCX",
    "WPS",
    "SQLite",
    "PostgreSQL",
    "Redis",
    "TOTP",
    "QR",
    "ID",
    "IP",
    "APP",
    "Ctrl",
    "Esc",
    "Enter",
    "Tab",
    "Alt",
    "Shift",
    "Authenticator",
    "Google",
    "Microsoft",
    "iCalendar",
    "ICS",
    "HTTPS",
    "GB",
    "MB",
    "KB",
    "AM",
    "PM",
    "UTC",
    "zip",
    "xlsx",
    "xls",
    "docx",
    "doc",
    "txt",
    "csv",
    "pdf",
    "ofd",
    "png",
    "jpg",
    "jpeg",
    "ics",
    "English",
    "Gongjian",
    "SM",
    "SSL",
    "OFD",
    "GBK",
    "UTF",
}
IDENTITIES = {"username", "code", "slug", "email", "address", "letter_code", "paper_code", "ranking_code"}


@dataclass(frozen=True, slots=True)
class Known:
    """`typed` is one long text of everything that people wrote, `whole` its values one by one."""

    typed: str
    whole: frozenset[str]
    latin: frozenset[str]
    codes: frozenset[str]
    english: frozenset[str]
    said: dict[str, frozenset[str]]  # language: what its catalogue says

    @classmethod
    def gathered(cls) -> "Known":
        said = {language: catalogue(folder) for language, folder in FOLDERS.items()}
        english = frozenset(msgids())
        values = {value for value in typed_values() if value not in english}
        latin = {word for value in values if HAN.search(value) for word in LATIN.findall(value)}
        named = {word for value in identities() for word in [value, *LATIN.findall(value)]}
        return cls(
            "\n".join(
                [*values, *(one for one in english if HAN.search(one))]
            ),  # examples in our own sentences
            frozenset(values),
            frozenset(latin | named),
            frozenset(codes() - english),
            english,
            said,
        )


FOLDERS = {"zh-hans": "zh_Hans", "zh-hant": "zh_Hant"}


def messages_of(folder: str) -> Iterator[Any]:
    path = Path(gongjian.__file__).parent / "locale" / folder / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        yield from (message for message in read_po(file) if message.id)


def catalogue(folder: str) -> frozenset[str]:
    return frozenset(str(message.string) for message in messages_of(folder))


def msgids() -> Iterator[str]:
    return (str(message.id) for message in messages_of("zh_Hans"))


def codes() -> set[str]:
    """The stored codes of our words, whose labels stand on pages in their place."""
    for app in apps.get_app_configs():
        if app.name.startswith("gongjian."):
            importlib.import_module(app.name)
    return {term.value for kind in kinds_of(Term) for term in kind if term.value != term.label}


def kinds_of(kind: type[Term]) -> Iterator[type[Term]]:
    for below in kind.__subclasses__():
        yield below
        yield from kinds_of(below)


def rows_of(wanted: Iterable[str] | None = None) -> Iterator[tuple[models.Field, Any]]:  # type: ignore[type-arg]
    for model in apps.get_models():
        if not model.__module__.startswith("gongjian."):
            continue
        fields = [one for one in model._meta.concrete_fields if wanted is None or one.name in wanted]
        fields = [
            one for one in fields if isinstance(one, models.CharField | models.TextField | models.JSONField)
        ]
        fields = [one for one in fields if not one.choices]
        for field in fields:
            for value in model._base_manager.values_list(field.attname, flat=True).distinct():
                yield field, value


def typed_values() -> Iterator[str]:
    for _, value in rows_of():
        yield from leaves(value)


def identities() -> Iterator[str]:
    return (str(value) for _, value in rows_of(IDENTITIES) if value)


def leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, dict):
        yield from (leaf for name, part in value.items() if name != "text" for leaf in leaves(part))
    elif isinstance(value, list | tuple):
        yield from (leaf for part in value for leaf in leaves(part))
    elif hasattr(value, "params"):
        yield from (leaf for part in value.params.values() for leaf in leaves(part))
