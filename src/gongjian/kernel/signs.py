"""Which signs a text may hold. Only what a format forbids and what deceives the eye is deleted, never a rare character:
what is assigned in Unicode grows each year, and a table of categories that was made before a character deletes it from names.
"""

import re

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
)  # by XML 1.0, and so by .docx and .xlsx
UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")  # by databases, and in UTF-8
UNSEEN = re.compile(  # controls, marks and overrides of direction, joiners, soft hyphens, tags
    "[\x7f-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f]"
)
SHAPES = re.compile(
    "[\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)  # they choose a shape of the sign before them
HAN = "\u2e80-\u9fff\ue000-\uf8ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff\U000f0000-\U0010fffd"


def allowed(text: str) -> str:
    """Without what no file may hold."""
    return FORBIDDEN.sub("", text)


def keepable(text: str) -> str:
    """Without what no database may hold."""
    return UNKEEPABLE.sub("", text)


def in_one_line(text: str) -> str:
    """For places where a line break or a hidden sign would begin something else: a header, a list, a calendar."""
    return " ".join(visible(allowed(text)).split())


def visible(text: str) -> str:
    """Without what no file may hold and what nobody sees; tabs and ends of lines stay."""
    return UNSEEN.sub("", allowed(text))


def code_point(sign: str) -> str:
    return f"U+{ord(sign):04X}"
