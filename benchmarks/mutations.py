"""Files as nobody should make them: small whole ones of each kind, with something changed, cut or written over and over."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image

from gongjian.documents.pdf import to_pdf
from tests.cases.made import permits, usual_list
from tests.documents.samples import bulletin
from tests.intake.files import as_text, as_word, messy_xlsx
from tests.intake.test_files import old_workbook
from tests.reading.test_uploads import a_pdf, compressed

TEXTS = Path(__file__).parent.parent / "tests" / "reading" / "plan" / "texts"
MOST = 4 * 1024 * 1024  # bytes of a mutated part
ODD = (
    *(b"-1", b"0", b"4294967296", b"99999999999999999999", b"1e999", b"NaN", b"true", b"", b"\xff\xfe", b"\0", b"xfd1048576", b"A1:XFD1048576"),
    *("1月-".encode(), "一、项目(1(1".encode(), "由组和".encode(), "2026年13月45日".encode(), b"../../x", b"&#0;", b"]]>", b"<!--", b"<a ", b"stream\n"),
)  # fmt: skip
NAMED = re.compile(rb"=\"[^\"<>]{0,80}\"")
NUMBERS = re.compile(rb"\d{1,9}")
TAGS = re.compile(rb"<[^<>]{1,200}>")


def seeds() -> dict[str, list[bytes]]:
    pictures = [
        picture(kind, mode) for kind, mode in (("PNG", "RGB"), ("PNG", "P"), ("PNG", "RGBA"), ("JPEG", "RGB"))
    ]
    pdfs = [to_pdf(bulletin()), a_pdf(compressed(b"BT (x) Tj ET"))]
    plans = [path.read_bytes() for path in sorted(TEXTS.rglob("*.txt"))[:6]]
    pages = [
        b"<html><body><table><tr><td>" + plan[:3000].replace(b"\n", b"</td></tr><tr><td>")
        for plan in plans[:2]
    ]
    return {
        "xlsx": [usual_list(), permits(), messy_xlsx()],
        "docx": [as_word()],
        "xls": [old_workbook([["项目名称", "攻坚事项", "完成时限"], ["城东安置小区", "完成征地", 46352.0]])],
        "csv": [as_text(), as_text(separator="\t", encoding="gb18030")],
        "txt": plans,
        "html": pages,
        "pdf": pdfs,
        "png": pictures,
    }


def picture(kind: str, mode: str) -> bytes:
    kept = BytesIO()
    Image.new(mode, (60, 40), 7 if mode == "P" else None).save(kept, kind)
    return kept.getvalue()


def mutated(content: bytes, luck: Random) -> bytes:
    for _ in range(luck.choice((1, 1, 2, 3))):
        if content.startswith(b"PK") and luck.random() < 0.8:
            content = with_other_members(content, luck)
        else:
            content = luck.choice(CHANGES)(content, luck)[:MOST]
    return content


def with_other_members(content: bytes, luck: Random) -> bytes:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except Exception:  # it was changed before
        return luck.choice(CHANGES)(content, luck)
    one, other = luck.choice([*parts]), luck.choice([*parts])
    way = luck.random()
    if way < 0.1:
        parts[one], parts[other] = parts[other], parts[one]
    elif way < 0.15:
        del parts[one]
    elif way < 0.2:
        parts[luck.choice((other, one.upper(), "../" + one, one + "\0"))] = parts[one]
    else:
        parts[one] = luck.choice((*CHANGES, *WRITTEN, *WRITTEN))(parts[one], luck)[:MOST]
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", luck.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as package:
        for name, inside in parts.items():
            package.writestr(name, inside)
    return kept.getvalue()


def flipped(content: bytes, luck: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(luck.randint(1, 12) if content else 0):
        changed[luck.randrange(len(changed))] = luck.randrange(256)
    return bytes(changed)


def cut(content: bytes, luck: Random) -> bytes:
    return content[: luck.randrange(len(content) + 1)]


def doubled(content: bytes, luck: Random) -> bytes:
    first, last = sorted(luck.randrange(len(content) + 1) for _ in range(2))
    return content[:last] + content[first:last] * luck.choice((1, 1, 2, 30)) + content[last:]


def without(content: bytes, luck: Random) -> bytes:
    first = luck.randrange(len(content) + 1)
    return content[:first] + content[first + luck.randint(1, 200) :]


def with_odd_words(content: bytes, luck: Random) -> bytes:
    place = luck.randrange(len(content) + 1)
    return content[:place] + luck.choice(ODD) * luck.choice((1, 3, 40, 2_000, 20_000)) + content[place:]


def with_another(pattern: re.Pattern[bytes], shape: bytes) -> Callable[[bytes, Random], bytes]:
    def change(content: bytes, luck: Random) -> bytes:
        places = [match.span() for match in pattern.finditer(content[:200_000])]
        if not places:
            return flipped(content, luck)
        first, last = luck.choice(places)
        return content[:first] + shape % (luck.choice(ODD) * luck.choice((1, 1, 1, 500))) + content[last:]

    return change


def with_tags_again(content: bytes, luck: Random) -> bytes:
    places = [match.span() for match in TAGS.finditer(content[:200_000])]
    if not places:
        return doubled(content, luck)
    first, last = luck.choice(places)
    return content[:last] + content[first:last] * luck.choice((1, 50, 5_000, 60_000)) + content[last:]


CHANGES = (flipped, cut, doubled, without, with_odd_words, with_another(NUMBERS, b"%s"))
WRITTEN = (with_another(NAMED, b'="%s"'), with_another(NUMBERS, b"%s"), with_tags_again)
