"""Word files as programs write them, put together part by part."""

import io
import zipfile

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
DECLARED = " ".join(f'xmlns:{name}="{address}"' for name, address in NAMES.items())
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word_file(body: str, **parts: str) -> bytes:
    """A file with this body; each part is named for its kind: footnotes, comments, styles, header, footer."""
    whole = {"document": f"<w:body>{body}</w:body>"} | parts
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        for name, inside in whole.items():
            tag = {"header": "hdr", "footer": "ftr"}.get(name, name)
            package.writestr(f"word/{name}.xml", f"<w:{tag} {DECLARED}>{inside}</w:{tag}>")
        related = "".join(
            f'<Relationship Id="{name}" Type="{KINDS}/{name}" Target="{name}.xml"/>' for name in parts
        )
        package.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{related}</Relationships>',
        )
    return kept.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def line(*inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inside)}</w:p>"


def said(text: str) -> str:
    return line(run(text))


def cell(*inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(inside)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def rows_of(*texts: tuple[str, ...]) -> str:
    return table(*(row(*(cell(said(text)) for text in one)) for one in texts))


def control(inside: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def box(*inside: str) -> str:
    """A text box as Word writes it: once for itself, once for older programs."""
    words = f"<w:txbxContent>{''.join(inside)}</w:txbxContent>"
    newer = f'<mc:Choice Requires="wps"><w:drawing><a:graphic><wps:wsp><wps:txbx>{words}</wps:txbx></wps:wsp></a:graphic></w:drawing></mc:Choice>'
    older = f"<mc:Fallback><w:pict><v:shape><v:textbox>{words}</v:textbox></v:shape></w:pict></mc:Fallback>"
    return f"<w:r><mc:AlternateContent>{newer}{older}</mc:AlternateContent></w:r>"


def tracked(kind: str, text: str) -> str:
    name = "delText" if kind == "del" else "t"
    return f'<w:{kind} w:id="1" w:author="a"><w:r><w:{name}>{text}</w:{name}></w:r></w:{kind}>'
