"""The declared columns in the reader's language: their heads on the page and on paper, and what stands in them."""

from typing import Any

from django.utils.translation import gettext

from gongjian.documents.sheet import Column
from gongjian.kernel.text import Text
from gongjian.kernel.vocabulary import Term
from gongjian.standing.rules import Standing
from gongjian.standing.rules.declaring import Attribute


def on_paper(attribute: Attribute[Standing]) -> Column:
    label, unit = gettext(attribute.word.label), attribute.unit.say(gettext)
    head = f"{label}({unit})" if unit else label
    return Column(head, attribute.width, attribute.paper, attribute.places)


def in_sheet(attribute: Attribute[Standing], one: Standing) -> Any:
    value = attribute.read(one)
    return "" if value is None and attribute.paper == "text" else value_in_words(value)


def value_in_words(value: Any) -> Any:
    """Words and sentences in the reader's language; everything else as it is."""
    if isinstance(value, Term):
        return gettext(value.label)
    return value.say(gettext) if isinstance(value, Text) else value
