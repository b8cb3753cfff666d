"""The words of a plan document, whatever file it comes in."""

import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from io import BytesIO

import pypdfium2

from gongjian.kernel.signs import keepable
from gongjian.kernel.text import Text
from gongjian.reading.plan.encodings import decoded
from gongjian.reading.plan.web_page import page_lines
from gongjian.reading.plan.words import MOST_BYTES, MOST_CHARACTERS, Unreadable, Words
from gongjian.reading.uploads import DAMAGED
from gongjian.reading.word import BadWord, read_word, sentences_about

MOST_UNPACKED = 30 * 1024 * 1024  # bytes of the parts of a Word file that hold words
MOST_PAGES = 300
ANTIWORD_SECONDS = 5
SCANNED = Text("The PDF contains only scanned pages. Run text recognition first, or import the Word file.")
OLD_WORD = Text("This server cannot read the old .doc format. Save the file as .docx and import it again.")
TOO_LONG = Text("The text is too long for a plan: %(most)s characters at most.", most=MOST_CHARACTERS)


def read_file(name: str, content: bytes) -> str:
    """The text of a plan document. Raises Unreadable."""
    return words_in(name, content).text


def words_in(name: str, content: bytes) -> Words:
    """A plan document is read by what the file is, not by what it is called. Raises Unreadable."""
    if not content.strip(b"\x00 \r\n\t"):
        raise Unreadable(Text("The file is empty."))
    if len(content) > MOST_BYTES:
        raise Unreadable(Text("The file is larger than %(most)s MB.", most=10))
    words = reader_of(name, content)(content)
    text = keepable(words.text).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Unreadable(Text("The file contains no text."))
    if len(text) > MOST_CHARACTERS:
        raise Unreadable(TOO_LONG)
    return Words(text, words.left_out)


def reader_of(name: str, content: bytes) -> Callable[[bytes], Words]:
    if content.startswith(b"PK\x03\x04"):
        return words_of_docx
    if content.startswith(b"%PDF-"):
        return words_of_pdf
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return words_of_doc
    if content.startswith(
        (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"MZ", b"\x7fELF")
    ):
        raise Unreadable(Text("Accepted: .docx, .doc, .pdf with text, .txt and .html."))
    start = content[:2000].lower()
    if name.lower().endswith((".html", ".htm")) or b"<html" in start or b"<!doctype html" in start:
        return words_of_html
    return words_of_txt


def words_of_txt(content: bytes) -> Words:
    text = decoded(content)
    if text is None:
        raise Unreadable(
            Text("The text encoding of the file is not supported (UTF-8, UTF-16 and GB18030 are).")
        )
    return Words(text)


def words_of_docx(content: bytes) -> Words:
    refuse_bomb(content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            document = read_word(package, most_unpacked=MOST_UNPACKED)
            return Words("\n".join(document.lines()), sentences_about(document.left))
    except BadWord as refusal:
        raise Unreadable(refusal.reason) from refusal


def refuse_bomb(content: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise Unreadable(DAMAGED) from error
    if "word/document.xml" not in {part.filename for part in parts}:
        raise Unreadable(Text("Accepted: .docx, .doc, .pdf with text, .txt and .html."))
    written = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
    if sum(part.file_size for part in written) > MOST_UNPACKED or len(parts) > 5000:
        raise Unreadable(Text("The file unpacks to far more than it should."))
    if sum(part.file_size for part in parts) > 10 * MOST_UNPACKED:
        raise Unreadable(Text("The file unpacks to far more than it should."))


def words_of_pdf(content: bytes) -> Words:
    try:
        with pypdfium2.PdfDocument(content) as document:
            if len(document) > MOST_PAGES:
                raise Unreadable(Text("The PDF has more than %(most)s pages.", most=MOST_PAGES))
            pages = [page.get_textpage().get_text_bounded() for page in document]
    except pypdfium2.PdfiumError as error:
        raise Unreadable(Text("The PDF cannot be read, or it is locked with a password.")) from error
    text = "\n".join(pages)
    if len(text.strip()) < 20 * len(pages):
        raise Unreadable(SCANNED)
    return Words(text)


def words_of_doc(content: bytes) -> Words:
    program = shutil.which("antiword")
    if not program:
        raise Unreadable(OLD_WORD)
    with tempfile.NamedTemporaryFile(suffix=".doc") as kept:
        kept.write(content)
        kept.flush()
        words = [program, "-w", "0", "-m", "UTF-8.txt", kept.name]
        try:
            done = subprocess.run(words, capture_output=True, timeout=ANTIWORD_SECONDS, check=True)
        except (subprocess.SubprocessError, OSError) as error:
            raise Unreadable(DAMAGED) from error
    return Words(done.stdout.decode("utf-8", "replace").replace("|", "\t"))


def words_of_html(content: bytes) -> Words:
    lines = page_lines(words_of_txt(content).text, most=MOST_CHARACTERS)
    if lines is None:
        raise Unreadable(TOO_LONG)
    return Words("\n".join(lines))
