"""Word, Excel and PowerPoint files: what is in one is said by its content types and relationships, not by file names."""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree

from gongjian.kernel.text import Text
from gongjian.reading.compound import MAGIC, names_in
from gongjian.reading.uploads import ACCEPTED, DAMAGED, HAS_MACROS, IS_LINKED, Unacceptable

MOST_UNPACKED = 200 * 1024 * 1024  # bytes
MOST_RATIO = 200  # unpacked to packed, beyond which a file is taken for a bomb
MOST_PARTS = 5_000
MOST_INSIDE = 32 * 1024 * 1024  # bytes of a file inside the file
MOST_LISTED = 4 * 1024 * 1024  # bytes of a list of types or relationships
TYPES = "[Content_Types].xml"
OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS = {  # the type of the main part: ending, media type
    f"{OFFICE}wordprocessingml.document.main+xml": ("docx", f"{OFFICE}wordprocessingml.document"),
    f"{OFFICE}spreadsheetml.sheet.main+xml": ("xlsx", f"{OFFICE}spreadsheetml.sheet"),
    f"{OFFICE}presentationml.presentation.main+xml": ("pptx", f"{OFFICE}presentationml.presentation"),
    f"{OFFICE}presentationml.slideshow.main+xml": ("pptx", f"{OFFICE}presentationml.presentation"),
}
FOLDERS = {
    "word/document.xml": f"{OFFICE}wordprocessingml.document.main+xml",
    "xl/workbook.xml": f"{OFFICE}spreadsheetml.sheet.main+xml",
    "ppt/presentation.xml": f"{OFFICE}presentationml.presentation.main+xml",
}
MACROS = ("macroenabled", "vbaproject", "vbadata", "activex", "macrosheet", "msdownload")
LEADS_OUT = ("/hyperlink",)  # a person has to follow it; everything else is fetched by the program
FETCHES = ("/externallink", "/connections", "/querytable")
HAS_FILES = Text("The file contains other files. Remove them and save it again.")
TOO_LARGE = Text("The file unpacks to far more than it should.")


@dataclass(frozen=True, slots=True)
class Relation:
    kind: str
    target: str
    is_outside: bool


class Types:
    """The content type of every part."""

    def __init__(self, tree: ElementTree.Element) -> None:
        self.by_part, self.by_ending = dict[str, str](), dict[str, str]()
        for one in tree:
            kind = one.get("ContentType", "").strip().lower()
            if one.tag.endswith("}Override"):
                self.by_part[one.get("PartName", "").lstrip("/").lower()] = kind
            elif one.tag.endswith("}Default"):
                self.by_ending[one.get("Extension", "").lower()] = kind

    def of(self, part: str) -> str:
        part = part.lower()
        return self.by_part.get(part) or self.by_ending.get(part.rpartition(".")[2], "")

    def every(self) -> set[str]:
        return {*self.by_part.values(), *self.by_ending.values()}


def checked_package(name: str, content: bytes) -> tuple[str, str, bytes]:
    """Ending, media type and the same bytes. Raises Unacceptable."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            refuse_bomb(name, package, len(content))
            ending, media_type = kind_of(name, package)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, LookupError, ValueError, ElementTree.ParseError) as error:  # fmt: skip
        if isinstance(error, Unacceptable):
            raise
        raise Unacceptable(name, DAMAGED) from error
    return ending, media_type, content


def refuse_bomb(name: str, package: zipfile.ZipFile, packed: int) -> None:
    parts = package.infolist()
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED or unpacked > packed * MOST_RATIO or len(parts) > MOST_PARTS:
        raise Unacceptable(name, TOO_LARGE)
    if len({part.filename for part in parts}) < len(parts):
        raise Unacceptable(name, DAMAGED)  # two programs would read two different files


def kind_of(name: str, package: zipfile.ZipFile) -> tuple[str, str]:
    parts = package.namelist()
    if TYPES not in parts:
        raise Unacceptable(name, ACCEPTED)
    types = Types(tree_of(package, TYPES))
    relations = [
        one for part in parts if part.lower().endswith(".rels") for one in relations_in(package, part)
    ]
    refuse_dangers(name, types, relations, parts)
    refuse_files_inside(name, package, parts)
    main = next(
        (one.target for one in relations_in(package, "_rels/.rels") if one.kind.endswith("/officedocument")),
        "",
    )
    kind = KINDS.get(types.of(main.lstrip("/"))) or kind_by_folder(parts)
    if kind is None:
        raise Unacceptable(name, ACCEPTED)
    return kind


def kind_by_folder(parts: list[str]) -> tuple[str, str] | None:
    """Of a package whose maker says nothing of its main part; programs open such ones too."""
    return next((KINDS[FOLDERS[part]] for part in parts if part in FOLDERS), None)


def refuse_dangers(name: str, types: Types, relations: list[Relation], parts: list[str]) -> None:
    said = [*types.every(), *(one.kind for one in relations), *(part.lower() for part in parts)]
    if any(word in one for one in said for word in MACROS):
        raise Unacceptable(name, HAS_MACROS)
    outside = (one for one in relations if one.is_outside and not one.kind.endswith(LEADS_OUT))
    named = any(
        "externallinks/" in part.lower() or part.lower().endswith("connections.xml") for part in parts
    )
    if named or any(outside) or any(one.kind.endswith(FETCHES) for one in relations):
        raise Unacceptable(name, IS_LINKED)


def refuse_files_inside(name: str, package: zipfile.ZipFile, parts: list[str]) -> None:
    """Old documents and packages that lie inside, whatever they are called."""
    for part in parts:
        with package.open(part) as opened:
            content = opened.read(len(MAGIC))
            if not content.startswith((MAGIC, b"PK\x03\x04")):
                continue
            content += opened.read(MOST_INSIDE)
        if content.startswith(MAGIC):
            refuse_old_document(name, content)
        else:
            refuse_inner_package(name, content)


def refuse_old_document(name: str, content: bytes) -> None:
    found = names_in(content)
    if found & {"VBA", "_VBA_PROJECT", "_VBA_PROJECT_CUR", "Macros"}:
        raise Unacceptable(name, HAS_MACROS)
    if "\x01Ole10Native" in found:
        raise Unacceptable(name, HAS_FILES)


def refuse_inner_package(name: str, content: bytes) -> None:
    with zipfile.ZipFile(BytesIO(content)) as inner:
        refuse_bomb(name, inner, len(content))
        if TYPES not in inner.namelist():
            raise Unacceptable(name, HAS_FILES)
        refuse_dangers(name, Types(tree_of(inner, TYPES)), [], inner.namelist())


def relations_in(package: zipfile.ZipFile, part: str) -> Iterator[Relation]:
    if part not in package.namelist():
        return
    folder = posixpath.dirname(posixpath.dirname(part))
    for one in tree_of(package, part):
        target, outside = one.get("Target", ""), one.get("TargetMode", "").strip().lower() == "external"
        whole = (
            target
            if outside or target.startswith("/")
            else posixpath.normpath(posixpath.join(folder, target))
        )
        yield Relation(one.get("Type", "").strip().lower(), whole, outside)


def tree_of(package: zipfile.ZipFile, part: str) -> ElementTree.Element:
    """A list of types or relationships: small, and without entities."""
    with package.open(part) as opened:
        xml = opened.read(MOST_LISTED + 1)
    if len(xml) > MOST_LISTED or b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or b"\0" in xml:
        raise ValueError("no list of ours looks like this")
    return ElementTree.fromstring(xml)
