"""An uploaded file as it may be kept, and the refusal of one that may not."""

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from gongjian.kernel.text import Text

LONGEST_NAME = 120
ACCEPTED = Text(
    "Accepted: JPEG, PNG and WebP images, PDF, and Word, Excel and PowerPoint files (.docx, .xlsx, .pptx)."
)
ACCEPTED_LISTS = Text(
    "Accepted: Excel files (.xlsx, .xls), text with separators (.csv) and Word tables (.docx)."
)
DAMAGED = Text("The file is damaged and cannot be opened.")
HAS_MACROS = Text("The file contains macros. Save it without macros (.docx, .xlsx).")
IS_LINKED = Text("The file is linked to other files. Break the links and save it again.")


class Unacceptable(ValueError):
    """The file cannot be taken. Says which file, and why."""

    def __init__(self, name: str, reason: Text) -> None:
        super().__init__(f"{name}: {reason}")
        self.name, self.reason = name, reason

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.name, self.reason)


@dataclass(frozen=True, slots=True)
class CheckedFile:
    name: str
    media_type: str
    content: bytes


def safe_name(name: str) -> str:
    """The last part of a name, without what file systems and browsers stumble over."""
    plain = re.sub(
        r"[\x00-\x1f\x7f<>:\"/\\|?*\u200e\u200f\u202a-\u202e]", "", PurePath(name.replace("\\", "/")).name
    )
    return plain.strip(" .")[-LONGEST_NAME:] or "file"
