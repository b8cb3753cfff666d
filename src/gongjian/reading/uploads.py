"""What an uploaded file really is: checked by its content, never by its name."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

import pypdfium2
from PIL import Image, ImageOps, UnidentifiedImageError

from gongjian.kernel.text import Text

MOST_PIXELS = 60_000_000
LONGEST_SIDE = 2400  # pixels; enough to read a sign in a photograph
MOST_UNPACKED = 200 * 1024 * 1024  # bytes
MOST_RATIO = 200  # unpacked to packed, beyond which a file is taken for a bomb
LONGEST_NAME = 120
PDF_DANGERS = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?)(?![A-Za-z])")
PDF_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)  # compressed: any letters turn up in it
OFFICE = {
    "word/": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xl/": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "ppt/": ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
}
ACCEPTED = Text(
    "Accepted are JPEG, PNG and WebP images, PDF, and Word, Excel and PowerPoint files (.docx, .xlsx, .pptx)."
)


class Unacceptable(ValueError):
    """The file cannot be taken. Says which file, and why."""

    def __init__(self, name: str, reason: Text) -> None:
        super().__init__(f"{name}: {reason}")
        self.name, self.reason = name, reason


@dataclass(frozen=True, slots=True)
class CheckedFile:
    name: str
    media_type: str
    content: bytes


def checked(name: str, content: bytes, *, most_bytes: int) -> CheckedFile:
    """The file as it may be kept: images drawn anew without their location, papers as they are. Raises Unacceptable."""
    name = safe_name(name)
    if not content:
        raise Unacceptable(name, Text("The file is empty."))
    if len(content) > most_bytes:
        most = Text("The file is larger than %(most)s MB.", most=most_bytes // 1024 // 1024)
        raise Unacceptable(name, most)
    return reader_of(name, content)(name, content)


def reader_of(name: str, content: bytes) -> Callable[[str, bytes], CheckedFile]:
    if content.startswith(b"%PDF-"):
        return checked_pdf
    if content.startswith(b"PK\x03\x04"):
        return checked_office
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n", b"RIFF")):
        return checked_image
    raise Unacceptable(name, ACCEPTED)


def safe_name(name: str) -> str:
    """The last part of a name, without what file systems and browsers stumble over."""
    plain = re.sub(
        r"[\x00-\x1f\x7f<>:\"/\\|?*\u200e\u200f\u202a-\u202e]", "", PurePath(name.replace("\\", "/")).name
    )
    return plain.strip(" .")[-LONGEST_NAME:] or "file"


def checked_image(name: str, content: bytes) -> CheckedFile:
    """Draw the picture anew: what a telephone wrote beside it, its place above all, stays behind."""
    try:
        with Image.open(BytesIO(content), formats=["JPEG", "PNG", "WEBP"]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Unacceptable(name, Text("The picture has too many pixels."))
            drawn = in_colour(ImageOps.exif_transpose(image))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        if isinstance(error, Unacceptable):
            raise
        raise Unacceptable(name, Text("The picture cannot be read.")) from error
    drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    buffer = BytesIO()
    drawn.save(buffer, "JPEG", quality=85)
    return CheckedFile(f"{PurePath(name).stem}.jpg", "image/jpeg", buffer.getvalue())


def in_colour(image: Image.Image) -> Image.Image:
    """As a person sees it on white paper: what is transparent is white, and sixteen bits of grey become eight."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda grey: grey / 257).convert("L").convert("RGB")
    if not image.has_transparency_data:
        return image.convert("RGB")
    seen = image.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    paper.alpha_composite(seen)
    return paper.convert("RGB")


def checked_pdf(name: str, content: bytes) -> CheckedFile:
    dangerous = bool(PDF_DANGERS.search(PDF_STREAM.sub(b"", content)))
    try:
        with pypdfium2.PdfDocument(content) as document:
            pages = len(document)
            dangerous = dangerous or holds_more_than_pages(document)
    except pypdfium2.PdfiumError as error:
        raise Unacceptable(name, Text("The PDF cannot be read, or it is locked with a password.")) from error
    if dangerous:
        raise Unacceptable(name, Text("The PDF holds scripts or other files. Print it to PDF once more."))
    if not pages:
        raise Unacceptable(name, Text("The PDF has no pages."))
    return CheckedFile(name, "application/pdf", content)


def holds_more_than_pages(document: pypdfium2.PdfDocument) -> bool:
    """Scripts and files that lie hidden in compressed parts, as a reader of PDF finds them."""
    scripts = pypdfium2.raw.FPDFDoc_GetJavaScriptActionCount(document)
    return bool(scripts > 0 or pypdfium2.raw.FPDFDoc_GetAttachmentCount(document) > 0)


def checked_office(name: str, content: bytes) -> CheckedFile:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            refuse_dangers(name, package, len(content))
            names = package.namelist()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise Unacceptable(name, Text("The file is damaged and cannot be opened.")) from error
    for folder, (_, media_type) in OFFICE.items():
        if "[Content_Types].xml" in names and any(part.startswith(folder) for part in names):
            return CheckedFile(name, media_type, content)
    raise Unacceptable(name, ACCEPTED)


def refuse_dangers(name: str, package: zipfile.ZipFile, packed: int) -> None:
    unpacked = sum(part.file_size for part in package.infolist())
    if unpacked > MOST_UNPACKED or unpacked > packed * MOST_RATIO:
        raise Unacceptable(name, Text("The file unpacks to far more than it should."))
    if any(part.filename.lower().endswith(("vbaproject.bin", ".exe", ".dll")) for part in package.infolist()):
        raise Unacceptable(name, Text("The file holds macros. Save it without macros (.docx, .xlsx)."))
    if any("externallinks/" in part.filename.lower() for part in package.infolist()):
        raise Unacceptable(
            name, Text("The file is linked to other files. Break the links and save it again.")
        )
