"""What the styles of a workbook say about its cells: which are shown in percent, which are struck through."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
STYLES, STRINGS = "xl/styles.xml", "xl/sharedStrings.xml"
BUILT_IN_PERCENT = {"9", "10"}
STRING = re.compile(rb"<(?:\w{1,20}:)?si\b|<(?:\w{1,20}:)?strike\b([^<>]{0,60})>")
OFF = re.compile(rb"val\s{0,9}=\s{0,9}[\"'](?:0|false)[\"']")
CHUNK = 4 * 1024 * 1024
LONGEST_TAG = 100
LONGEST_FORMAT = 255  # as the program allows


@dataclass(frozen=True, slots=True)
class Styles:
    """By the numbers of the styles; texts are the shared ones of which a part is struck through."""

    percent: frozenset[bytes] = frozenset()
    struck: frozenset[bytes] = frozenset()
    struck_texts: frozenset[bytes] = frozenset()


def small_tree(package: zipfile.ZipFile, part: str) -> ElementTree.Element:
    with package.open(part) as file:
        xml = file.read(CHUNK)
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise ValueError("no document of ours declares entities")
    return ElementTree.fromstring(xml)


def styles_of(package: zipfile.ZipFile) -> Styles:
    names = set(package.namelist())
    texts = struck_texts(package) if STRINGS in names else frozenset()
    if STYLES not in names:
        return Styles(struck_texts=texts)
    tree = small_tree(package, STYLES)
    cells = list(both(tree, "cellXfs/{}xf"))
    formats = [one for space in (MAIN, STRICT) for one in tree.iter(f"{space}numFmt")]
    percent = {one.get("numFmtId", "") for one in formats if is_percent(one.get("formatCode", ""))}
    fonts = {str(at) for at, font in enumerate(both(tree, "fonts/{}font")) if is_struck(font)}
    return Styles(
        frozenset(
            b"%d" % at for at, one in enumerate(cells) if one.get("numFmtId") in percent | BUILT_IN_PERCENT
        ),
        frozenset(b"%d" % at for at, one in enumerate(cells) if one.get("fontId") in fonts),
        texts,
    )


def both(tree: ElementTree.Element, path: str) -> Iterator[ElementTree.Element]:
    """In the usual words of the format, and in its strict ones."""
    for space in (MAIN, STRICT):
        yield from tree.iterfind(space + path.format(space))


def is_percent(code: str) -> bool:
    """A percent sign that counts: not one in quotes or behind a backslash."""
    return "%" in re.sub(r'"[^"]{0,255}"|\\.|\[[^\]]{0,255}\]', "", code[:LONGEST_FORMAT])


def is_struck(font: ElementTree.Element) -> bool:
    lines = (font.find(f"{space}strike") for space in (MAIN, STRICT))
    return any(line is not None and line.get("val", "1") not in ("0", "false") for line in lines)


def has_strike(xml: bytes) -> bool:
    return any(tag[1] is not None and not OFF.search(tag[1]) for tag in STRING.finditer(xml))


def struck_texts(package: zipfile.ZipFile) -> frozenset[bytes]:
    """By their numbers, as cells name them. Read piece by piece: these texts are as long as the workbook."""
    found, number, rest = set[bytes](), -1, b""
    with package.open(STRINGS) as file:
        for chunk in iter(lambda: file.read(CHUNK), b""):
            piece, end = rest + chunk, 0
            for tag in STRING.finditer(piece):
                end = tag.end()
                if tag[1] is None:
                    number += 1
                elif not OFF.search(tag[1]):
                    found.add(b"%d" % number)
            rest = piece[max(end, len(piece) - LONGEST_TAG) :]
    return frozenset(found)
