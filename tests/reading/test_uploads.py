import zipfile
import zlib
from io import BytesIO

import pytest
from openpyxl import Workbook
from PIL import Image

from gongjian.reading.checking import checked
from gongjian.reading.pictures import LONGEST_SIDE
from gongjian.reading.uploads import Unacceptable, safe_name
from tests.intake.test_files import compound

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


def a_pdf(*objects, catalogue=b""):
    """One empty page and these objects, numbered from four."""
    whole, places = b"%PDF-1.7\n", []
    first = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalogue + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>",
    ]
    for number, one in enumerate([*first, *objects], start=1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    count, start = len(places) + 1, len(whole)
    table = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    foot = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, start)
    return whole + b"xref\n0 %d\n" % count + table + foot


def compressed(inside):
    packed = zlib.compress(inside)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


def refusal(name, content):
    with pytest.raises(Unacceptable) as caught:
        checked(name, content, most_bytes=MOST)
    return str(caught.value.reason)


SCRIPTS = "The PDF contains scripts"
WORD = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def types(*overrides):
    inside = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides)
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{inside}</Types>'


def relations(*links):
    inside = "".join(
        f'<Relationship Id="r{place}" Type="http://x/relationships/{kind}" Target="{target}" {mode}/>'
        for place, (kind, target, mode) in enumerate(links)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'


def a_document(*links, kinds=(), **parts):
    return a_package(
        {
            "[Content_Types].xml": types(("/word/main.xml", MAIN), *kinds),
            "_rels/.rels": relations(("officeDocument", "word/main.xml", "")),
            "word/main.xml": "<w/>",
            "word/_rels/main.xml.rels": relations(*links),
            **{name.replace("_", "/", 1): content for name, content in parts.items()},
        }
    )


OUTSIDE = 'TargetMode="External"'


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
        ("page.html", b"<html>", "Accepted:"),
        ("photo.jpg", b"MZ\x90\x00", "Accepted:"),
        ("picture.svg", b"<svg onload='alert(1)'/>", "Accepted:"),
        ("broken.jpg", b"\xff\xd8\xff" + b"rubbish" * 9, "The picture cannot be read."),
        ("half.png", a_picture("PNG")[:50], "The picture cannot be read."),
        ("sound.webp", b"RIFF\x00\x00\x00\x00WAVEfmt ", "The picture cannot be read."),
        ("script.pdf", a_pdf(b"<< /S /JavaScript /JS (app) >>", catalogue=b"/OpenAction 4 0 R"), SCRIPTS),
        (
            "spelled.pdf",
            a_pdf(b"<< /S /J#61vaScript /#4aS (app) >>", catalogue=b"/OpenAction 4 0 R"),
            SCRIPTS,
        ),
        ("inside.pdf", a_pdf(b"[ 1 << /A << /S /Laun#63h /F (cmd) >> >> ]"), SCRIPTS),
        ("files.pdf", a_pdf(catalogue=b"/Names << /EmbeddedFiles << /Names [] >> >>"), SCRIPTS),
        ("forms.pdf", a_pdf(catalogue=b"/AcroForm << /XFA (x) >>"), SCRIPTS),
        (
            "untold.pdf",
            a_pdf().replace(b"startxref\n", b"startxref\n7"),
            "The PDF is malformed.",
        ),
        ("broken.pdf", b"%PDF-1.7 rubbish", "The PDF cannot be read"),
        ("macros.docm", a_package({**WORD, "word/vbaProject.bin": b"x"}), "The file contains macros."),
        ("macros.docx", a_package({**WORD, "word/VBAPROJECT.BIN": b"x"}), "The file contains macros."),
        (
            "linked.xlsx",
            a_package({"[Content_Types].xml": "<Types/>", "xl/externalLinks/1.xml": ""}),
            "The file is linked",
        ),
        ("bomb.docx", a_package({**WORD, "word/a.xml": b"0" * 9_000_000}), "The file unpacks to far more"),
        ("template.docx", a_document(("attachedTemplate", "http://x/t.dotm", OUTSIDE)), "The file is linked"),
        ("picture.docx", a_document(("image", "http://x/seen.png", OUTSIDE)), "The file is linked"),
        ("renamed.docx", a_document(("vbaProject", "notes.bin", "")), "The file contains macros."),
        (
            "typed.docx",
            a_document(kinds=[("/word/notes.bin", "application/vnd.ms-office.vbaProject")]),
            "The file contains macros.",
        ),
        (
            "inner.docx",
            a_document(word_a=a_package({"[Content_Types].xml": types(("/x", "x.macroEnabled.main+xml"))})),
            "The file contains macros.",
        ),
        ("zip.docx", a_document(word_a=a_package({"a.exe": "MZ"})), "The file contains other files."),
        ("plain.zip", a_package({"readme.txt": "hello"}), "Accepted:"),
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


@pytest.mark.parametrize(
    "stream", [b"<< /Length 11 >>\nstream\n/JS /Launch\nendstream", compressed(b"/JS /Launch")]
)
def test_what_a_pdf_only_shows_is_not_read_as_objects(stream):
    scanned = a_pdf(stream) + b"/JavaScript behind its end"

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


def test_a_link_that_a_person_follows_is_no_danger_and_a_strange_name_gets_the_ending_of_its_kind():
    content = a_document(("hyperlink", "http://example.com", OUTSIDE))

    kept = checked("方案.exe", content, most_bytes=MOST)

    assert (kept.name, kept.content) == ("方案.docx", content)


def test_old_documents_inside_are_looked_into():
    for stream, reason in (
        ("_VBA_PROJECT", "The file contains macros."),
        ("\x01Ole10Native", "The file contains other files."),
    ):
        inside = compound(b"\0" * 4096, stream)

        assert refusal("a.docx", a_document(word_b=inside)).startswith(reason)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("第1.2版", "第1.2版.jpg"),
        ("2026.10月报", "2026.10月报.jpg"),
        ("a.tar.PNG", "a.tar.jpg"),
        ("v1.2", "v1.2.jpg"),
    ],
)
def test_what_is_no_ending_stays_in_the_name(name, kept):
    assert checked(name, a_picture("PNG"), most_bytes=MOST).name == kept
