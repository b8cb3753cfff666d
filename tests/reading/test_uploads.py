import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook
from PIL import Image

from gongjian.reading.uploads import LONGEST_SIDE, Unacceptable, checked, safe_name

MOST = 3 * 1024 * 1024
GPS, MAKE = 0x8825, 0x010F


def a_picture(kind="JPEG", size=(40, 20), *, exif=None):
    buffer = BytesIO()
    Image.new("RGB", size, "red").save(buffer, kind, **({"exif": exif} if exif else {}))
    return buffer.getvalue()


def a_package(parts):
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def a_workbook():
    buffer = BytesIO()
    Workbook().save(buffer)
    return buffer.getvalue()


def a_pdf(extra=b""):
    buffer = BytesIO()
    Image.new("RGB", (20, 20)).save(buffer, "PDF")
    return buffer.getvalue() + extra


def refusal(name, content):
    with pytest.raises(Unacceptable) as caught:
        checked(name, content, most_bytes=MOST)
    return str(caught.value.reason)


WORD = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}


def test_the_place_where_a_photograph_was_taken_stays_behind():
    exif = Image.Exif()
    exif[MAKE] = "A telephone"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (28.0, 6.0, 40.5)
    content = a_picture(exif=exif)
    assert b"A telephone" in content

    kept = checked("现场.JPG", content, most_bytes=MOST)

    again = Image.open(BytesIO(kept.content)).getexif()
    assert (dict(again), dict(again.get_ifd(GPS))) == ({}, {})
    assert (b"A telephone" in kept.content, kept.name, kept.media_type) == (False, "现场.jpg", "image/jpeg")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_pictures_are_drawn_anew_and_not_larger_than_needed(kind):
    kept = checked("photo", a_picture(kind, (LONGEST_SIDE * 2, 30)), most_bytes=MOST)

    with Image.open(BytesIO(kept.content)) as image:
        assert (image.format, image.size) == ("JPEG", (LONGEST_SIDE, 15))


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.pdf", a_pdf(), "application/pdf"),
        ("a.xlsx", a_workbook(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (
            "a.docx",
            a_package(WORD),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    ],
    ids=lambda part: "bytes" if isinstance(part, bytes) else None,
)
def test_papers_are_kept_as_they_are(name, content, media_type):
    kept = checked(name, content, most_bytes=MOST)

    assert (kept.name, kept.media_type, kept.content) == (name, media_type, content)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.pdf", b"", "The file is empty."),
        ("large.pdf", b"%PDF-" + b" " * MOST, "The file is larger than 3 MB."),
        ("page.html", b"<html>", "Accepted are"),
        ("photo.jpg", b"MZ\x90\x00", "Accepted are"),
        ("picture.svg", b"<svg onload='alert(1)'/>", "Accepted are"),
        ("broken.jpg", b"\xff\xd8\xff" + b"rubbish" * 9, "The picture cannot be read."),
        ("half.png", a_picture("PNG")[:50], "The picture cannot be read."),
        ("sound.webp", b"RIFF\x00\x00\x00\x00WAVEfmt ", "The picture cannot be read."),
        (
            "script.pdf",
            a_pdf(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
            "The PDF holds scripts",
        ),
        ("files.pdf", a_pdf(b"/EmbeddedFile"), "The PDF holds scripts"),
        ("broken.pdf", b"%PDF-1.7 rubbish", "The PDF cannot be read"),
        ("macros.docm", a_package({**WORD, "word/vbaProject.bin": b"x"}), "The file holds macros."),
        ("macros.docx", a_package({**WORD, "word/VBAPROJECT.BIN": b"x"}), "The file holds macros."),
        (
            "linked.xlsx",
            a_package({"[Content_Types].xml": "", "xl/externalLinks/1.xml": ""}),
            "The file is linked",
        ),
        ("bomb.docx", a_package({**WORD, "word/a.xml": b"0" * 9_000_000}), "The file unpacks to far more"),
        ("plain.zip", a_package({"readme.txt": "hello"}), "Accepted are"),
        ("torn.docx", a_package(WORD)[:60], "The file is damaged"),
    ],
    ids=lambda part: "bytes" if isinstance(part, bytes) else None,
)
def test_what_is_not_what_it_says_is_refused_with_a_reason(name, content, reason):
    assert refusal(name, content).startswith(reason)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\报告.docx", "报告.docx"),
        ("a\x00b\u202ecod.exe", "abcod.exe"),
        ("...", "file"),
        ("", "file"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_is_only_a_name(name, expected):
    assert safe_name(name) == expected


def test_what_is_compressed_in_a_pdf_is_not_read_as_words():
    scanned = a_pdf().replace(b"endstream", b"/JS /Launch endstream", 1)
    assert checked("scan.pdf", scanned, most_bytes=MOST).media_type == "application/pdf"


def drawn(image, kind="PNG", **how):
    buffer = BytesIO()
    image.save(buffer, kind, **how)
    return Image.open(BytesIO(checked("plan.png", buffer.getvalue(), most_bytes=MOST).content))


@pytest.mark.parametrize(
    ("image", "how"),
    [
        (Image.new("RGBA", (20, 20), (0, 0, 0, 0)), {}),
        (Image.new("LA", (20, 20), (0, 0)), {}),
        (Image.new("P", (20, 20), 0), {"transparency": 0}),
        (Image.new("RGB", (20, 20), "black"), {"transparency": (0, 0, 0)}),
        (Image.new("L", (20, 20), 0), {"transparency": 0}),
        (Image.new("1", (20, 20), 0), {"transparency": 0}),
    ],
)
def test_what_is_transparent_is_white_like_the_paper_under_it(image, how):
    assert drawn(image, **how).getpixel((10, 10)) == (255, 255, 255)


def test_what_is_half_transparent_is_half_white():
    red, green, blue = drawn(Image.new("RGBA", (20, 20), (0, 0, 0, 128))).getpixel((10, 10))

    assert 120 < red == green == blue < 135


@pytest.mark.parametrize(("deep", "grey"), [(0, 0), (32896, 128), (65535, 255), (300, 1)])
def test_sixteen_bits_of_grey_stay_grey(deep, grey):
    image = Image.new("I;16", (20, 20), deep)

    assert abs(drawn(image).getpixel((10, 10))[0] - grey) <= 2
