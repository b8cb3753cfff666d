"""LibreOffice as a county's second reader of Word files: what it prints, in the fonts that every set-up has."""

import os
import shutil
import subprocess
from xml.sax.saxutils import escape

from gongjian.documents.fonts import BUNDLED

SERIF, SANS = "Noto Serif SC", "Noto Sans SC"
STANDS_FOR = {
    **dict.fromkeys(
        ["方正小标宋简体", "方正小标宋繁体", "仿宋_GB2312", "仿宋", "楷体_GB2312", "楷体", "宋体"], SERIF
    ),
    "Times New Roman": SERIF,
    "黑体": SANS,
}
ALIAS = (
    '<match target="pattern"><test name="family"><string>{}</string></test>'
    '<edit name="family" mode="assign" binding="strong"><string>{}</string></edit></match>'
)


def printed(files, folder, *, kind="docx"):
    """The PDF that LibreOffice makes of each Word file or workbook, by the file's name."""
    office = shutil.which("soffice")
    assert office, (
        "LibreOffice is missing: make setup-test installs it (libreoffice-writer-nogui, libreoffice-calc-nogui)"
    )
    for name, content in files.items():
        (folder / f"{name}.{kind}").write_bytes(content)
    subprocess.run(
        [
            *(office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(folder)),
            *(str(folder / f"{name}.{kind}") for name in files),
        ],
        check=True,
        capture_output=True,
        timeout=110,
        env={**os.environ, "FONTCONFIG_FILE": str(only_our_fonts(folder))},
    )
    return {name: (folder / f"{name}.pdf").read_bytes() for name in files}


def only_our_fonts(folder):
    """The official names stand for the fonts that the PDF press prints with, so that both can be compared anywhere."""
    aliases = "".join(ALIAS.format(escape(name), font) for name, font in STANDS_FOR.items())
    folders = f"<dir>{escape(str(BUNDLED))}</dir><cachedir>{escape(str(folder / 'cache'))}</cachedir>"
    settings = folder / "fonts.conf"
    settings.write_text(f'<?xml version="1.0"?><fontconfig>{folders}{aliases}</fontconfig>', encoding="utf-8")
    return settings
