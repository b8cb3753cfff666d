"""PDF that somebody hands in: its objects are looked at, however their names are spelled and wherever they are packed."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import pypdfium2
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from gongjian.kernel.text import Text
from gongjian.reading.uploads import Unacceptable

MOST_OBJECTS = 200_000
ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/ImportData",
    "/SubmitForm",
    "/GoToE",
    "/Rendition",
    "/RichMediaExecute",
}
KEYS = {"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/RichMediaContent", "/XFA"}
DANGEROUS = Text("The PDF contains scripts or other files. Print it to PDF again.")
LOCKED = Text("The PDF cannot be read, or it is locked with a password.")
BROKEN = Text("The PDF is malformed. Print it to PDF again.")


def checked_pdf(name: str, content: bytes) -> tuple[str, str, bytes]:
    """Ending, media type and the same bytes. Raises Unacceptable."""
    try:
        with pypdfium2.PdfDocument(content) as document:
            pages = len(document)
            dangerous = holds_more_than_pages(document)
    except pypdfium2.PdfiumError as error:
        raise Unacceptable(name, LOCKED) from error
    if not pages:
        raise Unacceptable(name, Text("The PDF has no pages."))
    if dangerous or any(is_dangerous(one) for one in objects_of(name, content)):
        raise Unacceptable(name, DANGEROUS)
    return "pdf", "application/pdf", content


def holds_more_than_pages(document: pypdfium2.PdfDocument) -> bool:
    """As the reader of PDF finds it."""
    scripts = pypdfium2.raw.FPDFDoc_GetJavaScriptActionCount(document)
    return bool(scripts > 0 or pypdfium2.raw.FPDFDoc_GetAttachmentCount(document) > 0)


def objects_of(name: str, content: bytes) -> Iterator[Any]:
    """Every dictionary that the file names, in all its revisions. Raises Unacceptable where nobody can tell."""
    try:
        reader = PdfFileReader(BytesIO(content), strict=False)
        if reader.encrypted:
            reader.decrypt(b"")
        yield from dictionaries([reader.trailer_view, *named_in(reader)])
    except (
        Exception
    ) as error:  # whatever falls in the reader of strangers' objects, they are not as they should be
        raise Unacceptable(name, BROKEN) from error


def named_in(reader: PdfFileReader) -> Iterator[Any]:
    seen: set[tuple[int, int]] = set()
    for revision in range(reader.xrefs.total_revisions):
        for reference in reader.xrefs.explicit_refs_in_revision(revision):
            place = (reference.idnum, reference.generation)
            if place in seen:
                continue
            seen.add(place)
            if len(seen) > MOST_OBJECTS:
                raise ValueError("more objects than a paper has")
            asked = generic.Reference(*place, pdf=reader)
            yield reader.get_object(asked, transparent_decrypt=False)  # type: ignore[no-untyped-call]


def dictionaries(objects: Iterable[Any]) -> Iterator[Any]:
    """These and all that lie inside; what is only named is one of the objects itself."""
    waiting = list[Any]()
    for one in objects:
        waiting.append(one)
        while waiting:
            inside = waiting.pop()
            if isinstance(inside, generic.DictionaryObject):
                yield inside
                waiting += [inside.raw_get(key) for key in inside]
            elif isinstance(inside, list):
                waiting += list.__iter__(inside)


def is_dangerous(one: Any) -> bool:
    """A script, a program to start, or a file inside: by the names as they are read, `/J#61vaScript` too."""
    if KEYS & set(one):
        return True
    return any(str(one.raw_get(key)) in ACTIONS for key in ("/S", "/Subtype") if key in one)
