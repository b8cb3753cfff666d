"""The second template language, for the one hot table."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext
from jinja2 import Environment, StrictUndefined


def environment(**options: Any) -> Environment:
    made = Environment(
        **options | {"extensions": ["jinja2.ext.i18n"], "undefined": StrictUndefined, "autoescape": True}
    )
    made.install_gettext_callables(gettext, ngettext, newstyle=True, pgettext=pgettext)  # type: ignore[attr-defined]
    made.globals.update(static=static, url=reverse)
    return made
