"""Several PDF files in one, so that somebody prints one file."""

from collections.abc import Iterable
from io import BytesIO

import pypdfium2


def in_one(parts: Iterable[bytes]) -> bytes:
    """The pages of all parts, in their order."""
    with pypdfium2.PdfDocument.new() as whole:
        for part in parts:
            with pypdfium2.PdfDocument(part) as source:
                whole.import_pages(source)
        content = BytesIO()
        whole.save(content)
        return content.getvalue()
