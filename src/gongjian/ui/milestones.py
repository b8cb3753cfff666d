"""Milestones as lines of text, which the script shows as a small table: a day, the share reached by then, a name."""

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


class MilestonesInput(forms.Textarea):
    """Without script the lines are typed as they stand: 2026-09-30; 40; name."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        text = super().render(name, value, attrs, renderer)
        return render_to_string("ui/_milestones.html", {"text": text})
