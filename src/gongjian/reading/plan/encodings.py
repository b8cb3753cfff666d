"""What bytes say, when nobody says in which encoding."""

import codecs
import re

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
USUAL = re.compile("[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\n\r\t -~]")
SAMPLE = 20_000  # characters, enough to tell


def decoded(content: bytes) -> str | None:
    """The text in the encoding that its mark names, or in the one in which it reads most like Chinese."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    tried = [text for encoding in likely(content) if (text := attempted(content, encoding)) is not None]
    best = max(tried, key=likeness, default=None)
    return best if best is not None and likeness(best) > 0.8 else nearly_utf8(content)


def likely(content: bytes) -> list[str]:
    wide = ["utf-16-le", "utf-16-be"] if len(content) % 2 == 0 else []
    return [*wide, "gb18030", "big5"]


def attempted(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def likeness(text: str) -> float:
    sample = text[:SAMPLE]
    return len(USUAL.findall(sample)) / len(sample) if sample else 0.0


def nearly_utf8(content: bytes) -> str | None:
    """A text with a few broken bytes is still a text; its lost characters stay visible."""
    for encoding in ("utf-8", "gb18030"):
        text = content.decode(encoding, "replace")
        if likeness(text) > 0.9:
            return text
    return None
