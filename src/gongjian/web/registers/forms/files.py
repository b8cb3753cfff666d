"""Files and photos that go into the fields of an entry."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.reading.uploads import CheckedFile
from gongjian.registers.actions.files import MOST_FILES
from gongjian.registers.rules import FieldRule, FieldType
from gongjian.web.forms.uploads import checked_upload
from gongjian.web.registers.forms.entries import EntryForm

ACCEPTED = "image/*,.pdf,.docx,.xlsx,.pptx"


class ManyFiles(forms.FileInput):
    """A telephone offers its camera for it."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in files


class FilesField(forms.FileField):
    """Several files at once, each checked for itself."""

    def __init__(self, **told: Any) -> None:
        super().__init__(widget=ManyFiles(attrs={"accept": ACCEPTED}), **told)

    def clean(self, data: Any, initial: Any = None) -> list[CheckedFile]:
        files = [data] if data and not isinstance(data, list) else data or []
        if not files:
            super().clean(None, initial)
        if len(files) > MOST_FILES:
            raise ValidationError(gettext("A field can hold at most %(most)s files.") % {"most": MOST_FILES})
        return [checked_upload(super(FilesField, self).clean(one, initial)) for one in files]


class AttachForm(forms.Form):
    """More files for one field."""

    more = FilesField(label=_("Files or photos"))


class AddForm(EntryForm):
    """A new entry, with its photos in the same form. They are never forced."""

    def __init__(self, *args: Any, begun: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {**self.initial, **begun}
        self.for_files = [rule for rule in self.layout.fields if rule.type == FieldType.FILE]
        for rule in self.for_files:
            self.fields[f"file_{rule.code}"] = FilesField(
                label=rule.label, required=False, help_text=help_of(rule)
            )

    def files_typed(self) -> Iterator[tuple[str, CheckedFile]]:
        for rule in self.for_files:
            yield from ((rule.code, one) for one in self.cleaned_data[f"file_{rule.code}"])


def help_of(rule: FieldRule) -> str:
    read_by = gettext("Read by: %(consumer)s") % {"consumer": rule.consumer}
    return f"{rule.help} {read_by}".strip()
