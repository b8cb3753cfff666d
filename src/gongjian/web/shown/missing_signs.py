"""Which signs of a paper no font of this server has, said beside the paper."""

from typing import Any

from django.conf import settings

from gongjian.documents.missing import FontsMissing
from gongjian.documents.printable import texts_in
from gongjian.kernel.text import Text
from gongjian.sandbox.papers import signs_missing

MOST = 20
ONE = Text("%(sign)s (%(code)s), as in “%(place)s”")


def unprinted(content: Any, language: str) -> list[Text]:
    """For every text in the content; nothing where this server can print no PDF at all."""
    try:
        found = signs_missing(texts_in(content), language=language, font_dir=settings.FONT_DIR)
    except FontsMissing:
        return []
    said = [Text(ONE.msgid, sign=one.sign, code=one.code, place=one.place) for one in found[:MOST]]
    return said + ([Text("and %(count)s more", count=len(found) - MOST)] if len(found) > MOST else [])
