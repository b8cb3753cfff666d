"""The parts of a Word file, opened with bounds: a stranger's file stops nobody."""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from gongjian.kernel.text import Text
from gongjian.reading.uploads import DAMAGED
from gongjian.reading.word.names import REL, STRICT, TRANSITIONAL, TYPE_END, W, is_on, value_of

BODY = "word/document.xml"
MOST_UNPACKED = 40 * 1024 * 1024  # bytes of all parts that are read
MOST_TAGS = 6_000_000
MOST_PARTS = 60  # headers and footers that are looked into
TOO_LARGE = Text("The file unpacks to far more than it should.")
Element = ElementTree.Element


class BadWord(ValueError):
    """The file cannot be read. Says why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(slots=True)
class Parts:
    """The body, and what belongs to it."""

    body: Element
    notes: dict[tuple[str, str], Element] = field(default_factory=dict)  # kind and number: a foot- or endnote
    hidden_styles: frozenset[str] = frozenset()
    headers: tuple[Element, ...] = ()
    comments: int = 0


class Opener:
    """Reads part after part and counts: no file may unpack to more than the whole is allowed."""

    def __init__(self, package: zipfile.ZipFile, most_unpacked: int) -> None:
        self.package, self.left, self.tags = package, most_unpacked, MOST_TAGS
        self.names = frozenset(package.namelist())

    def open(self, name: str) -> Element:
        size = self.package.getinfo(name).file_size
        if size > self.left:
            raise BadWord(TOO_LARGE)
        self.left -= size
        xml = self.unpacked(name)
        self.tags -= xml.count(b"<")
        if self.tags < 0:
            raise BadWord(TOO_LARGE)
        plain = xml.replace(b"\x00", b"") if b"\x00" in xml[:200] else xml
        if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
            raise BadWord(DAMAGED)
        for strict, usual in zip(STRICT, TRANSITIONAL, strict=True):
            xml = xml.replace(strict, usual)
        try:
            return ElementTree.fromstring(xml)
        except (ElementTree.ParseError, ValueError, LookupError) as error:
            raise BadWord(DAMAGED) from error

    def unpacked(self, name: str) -> bytes:
        try:
            return self.package.read(name)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            OSError,
        ) as error:
            raise BadWord(DAMAGED) from error

    def related(self) -> Iterator[tuple[str, str]]:
        """What kind of part belongs to the body, and its name."""
        name = "word/_rels/document.xml.rels"
        if name not in self.names:
            return
        for relation in self.open(name).iter(f"{REL}Relationship"):
            target = relation.get("Target", "")
            part = posixpath.normpath(posixpath.join("word", target)).lstrip("/")
            if relation.get("TargetMode") != "External" and part in self.names:
                yield TYPE_END.sub("", relation.get("Type", "")), part


def parts_of(package: zipfile.ZipFile, *, most_unpacked: int = MOST_UNPACKED) -> Parts:
    """The body and the parts that it names. Raises BadWord."""
    opener = Opener(package, most_unpacked)
    if BODY not in opener.names:
        raise BadWord(DAMAGED)
    try:
        parts = Parts(opener.open(BODY))
        related = list(dict.fromkeys(opener.related()))
        for kind in ("footnote", "endnote"):
            for name in related_names(related, f"{kind}s"):
                parts.notes |= notes_of(opener.open(name), kind)
        for name in related_names(related, "styles"):
            parts.hidden_styles |= hidden_styles(opener.open(name))
        heads = [*related_names(related, "header"), *related_names(related, "footer")]
        parts.headers = tuple(opener.open(name) for name in heads[:MOST_PARTS])
        parts.comments = sum(
            len(opener.open(name).findall(f"{W}comment")) for name in related_names(related, "comments")
        )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, KeyError) as error:  # fmt: skip
        if isinstance(error, BadWord):
            raise
        raise BadWord(DAMAGED) from error
    return parts


def related_names(related: list[tuple[str, str]], wanted: str) -> list[str]:
    return [name for kind, name in related if kind == wanted]


def notes_of(part: Element, kind: str) -> dict[tuple[str, str], Element]:
    """Without the lines that separate notes from the text, which are kept as notes, too."""
    return {
        (kind, note.get(f"{W}id", "")): note
        for note in part.findall(f"{W}{kind}")
        if note.get(f"{W}type", "normal") == "normal"
    }


def hidden_styles(part: Element) -> frozenset[str]:
    """The styles whose text is hidden, by themselves or by what they are based on."""
    own: dict[str, bool | None] = {}
    based: dict[str, str] = {}
    for style in part.findall(f"{W}style"):
        key = style.get(f"{W}styleId", "")
        vanish = style.find(f"{W}rPr/{W}vanish")
        own[key] = None if vanish is None else is_on(vanish)
        based[key] = value_of(style.find(f"{W}basedOn"))
    return frozenset(key for key in own if is_hidden(key, own, based))


def is_hidden(key: str, own: dict[str, bool | None], based: dict[str, str]) -> bool:
    for _ in range(20):  # styles that are based on each other in a circle end here, too
        said = own.get(key)
        if said is not None:
            return said
        key = based.get(key, "")
    return False
