"""What an uploaded file really is: decided by its content, never by its name. Runs in the sandbox only."""

import re
from collections.abc import Callable
from pathlib import PurePath

from gongjian.kernel.text import Text
from gongjian.reading.packages import checked_package
from gongjian.reading.pdfs import checked_pdf
from gongjian.reading.pictures import drawn_anew
from gongjian.reading.uploads import ACCEPTED, LONGEST_NAME, CheckedFile, Unacceptable, safe_name

ENDING = re.compile(r"\.(?=[0-9]{0,4}[A-Za-z])[A-Za-z0-9]{1,5}")


def checked(name: str, content: bytes, *, most_bytes: int) -> CheckedFile:
    """The file as it may be kept: pictures drawn anew without their location, papers as they are. Raises Unacceptable.

    The ending of the name becomes that of the kind, so that no other program opens it tomorrow.
    """
    name = safe_name(name)
    if not content:
        raise Unacceptable(name, Text("The file is empty."))
    if len(content) > most_bytes:
        most = Text("The file is larger than %(most)s MB.", most=most_bytes // 1024 // 1024)
        raise Unacceptable(name, most)
    ending, media_type, kept = reader_of(name, content)(name, content)
    return CheckedFile(with_ending(name, ending), media_type, kept)


def reader_of(name: str, content: bytes) -> Callable[[str, bytes], tuple[str, str, bytes]]:
    if content.startswith(b"%PDF-"):
        return checked_pdf
    if content.startswith(b"PK\x03\x04"):
        return checked_package
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n", b"RIFF")):
        return drawn_anew
    raise Unacceptable(name, ACCEPTED)


def with_ending(name: str, ending: str) -> str:
    """What stands behind the last point is an ending only where it can be one: 第1.2版 has none."""
    path = PurePath(name)
    stem = path.stem if ENDING.fullmatch(path.suffix) else name
    return f"{stem[-(LONGEST_NAME - len(ending) - 1) :]}.{ending}"
