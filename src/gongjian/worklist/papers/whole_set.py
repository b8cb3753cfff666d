"""All letters at once: as one zip, or as one PDF to print."""

import zipfile
from collections.abc import Iterable
from io import BytesIO

import pypdfium2


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The same files give the same bytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files:
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def merged(papers: Iterable[bytes]) -> bytes:
    whole = pypdfium2.PdfDocument.new()
    for paper in papers:
        with pypdfium2.PdfDocument(paper) as one:
            whole.import_pages(one)
    buffer = BytesIO()
    whole.save(buffer)
    whole.close()
    return buffer.getvalue()
