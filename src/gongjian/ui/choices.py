"""Lists to choose from. The script makes long ones searchable: by their words, and by the initials that the server gives."""

from typing import Any

from django import forms

from gongjian.reading.pinyin import initials_of


class Chooser(forms.Select):
    """One of many: units, projects, people."""

    def create_option(self, *given: Any, **named: Any) -> dict[str, Any]:
        return searched(super().create_option(*given, **named))


class ManyChooser(forms.SelectMultiple):
    """Several of many."""

    def create_option(self, *given: Any, **named: Any) -> dict[str, Any]:
        return searched(super().create_option(*given, **named))


def searched(option: dict[str, Any]) -> dict[str, Any]:
    if option["value"]:
        option["attrs"]["data-keys"] = initials_of(str(option["label"]))
    return option
