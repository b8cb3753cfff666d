"""Which fonts a paper is printed in, where they are looked up, and which characters they lack.

Order: the folder that the county sets; FangSong, Hei, Kai and Song of the system; the Noto fonts that the set-up
copies next to this file; Noto CJK of the system. Only these are shown to the printer, so output repeats.
"""

import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import typst
from fontTools.ttLib import TTFont

from gongjian.documents.missing import FontsMissing
from gongjian.documents.printable import ZERO_WIDTH_SPACE
from gongjian.kernel.signs import SHAPES

BUNDLED = Path(__file__).parent / "fonts"
BUNDLED_FILES = (
    "NotoSerifSC_400Regular.ttf",
    "NotoSerifSC_700Bold.ttf",
    "NotoSansSC_400Regular.ttf",
    "NotoSansSC_700Bold.ttf",
)
ROLES = ("title", "body", "hei", "kai", "song")
OFFICIAL = {  # family names as fonts spell them, without spaces, signs and capitals; a name covers those it begins
    "title": ("方正小标宋", "fzxiaobiaosong", "fandolsong", "华文中宋", "stzhongsong"),
    "body": ("仿宋", "fangsong", "stfangsong", "fandolfang", "cwtexfangsong", "cwfs"),
    "hei": ("黑体", "simhei", "stheiti", "fandolhei"),
    "kai": ("楷体", "kaiti", "stkaiti", "fandolkai"),
    "song": ("宋体", "simsun", "stsong", "fandolsong"),
}
TRADITIONAL_FIRST = {"body": ("cwtexfangsong", "cwfs"), "kai": ("標楷體", "dfkaisb", "biaukai")}
WITHOUT_TRADITIONAL = ("仿宋gb2312", "fangsonggb2312", "楷体gb2312", "kaitigb2312", "fandol")
SERIF, SANS = ("notoserifsc", "notoserifcjksc"), ("notosanssc", "notosanscjksc")
ALWAYS = {"title": SERIF, "body": SERIF, "hei": SANS, "kai": SERIF, "song": SERIF}


@dataclass(frozen=True, slots=True)
class Face:
    family: str
    path: Path
    index: int


@dataclass(frozen=True, slots=True)
class Fonts:
    """For each role the families to try, first things first, and the files that hold them."""

    families: tuple[tuple[str, tuple[str, ...]], ...]
    faces: tuple[Face, ...]

    @property
    def folders(self) -> tuple[Path, ...]:
        return tuple(dict.fromkeys(face.path.parent for face in self.faces))

    def missing(self, text: str) -> str:
        """The characters of the text that none of these fonts can draw, each once."""
        text = SHAPES.sub("", text.replace(ZERO_WIDTH_SPACE, ""))
        unseen = {sign: None for sign in text if not sign.isspace()}
        for face in self.faces:
            if not unseen:
                break
            drawable = _characters(face.path, face.index)
            unseen = {sign: None for sign in unseen if ord(sign) not in drawable}
        return "".join(unseen)


@lru_cache(maxsize=16)
def find(folder: Path | None = None, *, system: bool = True, traditional: bool = False) -> Fonts:
    """The fonts of this machine for papers in Simplified or Traditional Chinese."""
    own = _faces(folder) if folder else ()
    installed = _faces(None) if system else ()
    bundled = _faces(BUNDLED) if BUNDLED.is_dir() else ()
    chosen = dict[str, list[Face]]()
    for role in ROLES:
        known = _names(role, traditional=traditional)
        chosen[role] = [*_matching(own, known + ALWAYS[role]), *_matching(installed, known)]
        chosen[role] += [*_matching(bundled, ALWAYS[role]), *_matching(installed, ALWAYS[role])]
    if not all(chosen.values()):
        raise FontsMissing(
            "No Chinese fonts to print with: run the set-up again, or name a folder with fonts."
        )
    return _with_one_helping_another(chosen)


def missing(text: str, fonts: Fonts | None = None) -> str:
    return (fonts or find()).missing(text)


def copy(source: Path, target: Path = BUNDLED) -> tuple[Path, ...]:
    """Take the fonts that every set-up has out of the installed npm packages below a folder."""
    found = {path.name: path for path in sorted(source.rglob("Noto*SC_*.ttf"))}
    if lacking := [name for name in BUNDLED_FILES if name not in found]:
        raise FontsMissing(f"{', '.join(lacking)} not found below {source}: install the npm packages first.")
    target.mkdir(parents=True, exist_ok=True)
    return tuple(_copied(found[name], target / name) for name in BUNDLED_FILES)


def _with_one_helping_another(chosen: dict[str, list[Face]]) -> Fonts:
    """What the font of a role cannot draw, the fonts of the other roles draw."""
    every = dict.fromkeys(face for faces in chosen.values() for face in faces)
    families = {
        role: dict.fromkeys(face.family for face in (*faces, *every)) for role, faces in chosen.items()
    }
    return Fonts(tuple((role, tuple(names)) for role, names in families.items()), tuple(every))


def _copied(source: Path, target: Path) -> Path:
    if not target.exists() or target.stat().st_size != source.stat().st_size:
        shutil.copyfile(source, target)
    return target


def _names(role: str, *, traditional: bool) -> tuple[str, ...]:
    if not traditional:
        return OFFICIAL[role]
    return TRADITIONAL_FIRST.get(role, ()) + tuple(
        name for name in OFFICIAL[role] if not name.startswith(WITHOUT_TRADITIONAL)
    )


def _faces(folder: Path | None) -> tuple[Face, ...]:
    """The faces in a folder and below; without a folder, those that the system has."""
    shelf = typst.Fonts(
        include_system_fonts=folder is None,
        include_embedded_fonts=False,
        font_paths=[] if folder is None else [str(folder)],
    )
    faces = [Face(font.family, Path(font.path), font.index) for font in shelf.fonts() if font.path]
    return tuple(sorted(faces, key=lambda face: (face.path, face.index)))


def _matching(faces: Iterable[Face], names: Iterable[str]) -> list[Face]:
    known = list(faces)
    return [face for name in names for face in known if _plain(face.family).startswith(name)]


def _plain(family: str) -> str:
    return "".join(sign for sign in family.lower() if sign.isalnum())


@lru_cache(maxsize=64)
def _characters(path: Path, index: int) -> frozenset[int]:
    with TTFont(path, fontNumber=index, lazy=True) as font:
        font.setGlyphOrder([""] * font["maxp"].numGlyphs)  # their names take longer to read than all the rest
        return frozenset(font.getBestCmap() or ())


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("Usage: python -m gongjian.documents.fonts FOLDER_WITH_NPM_PACKAGES", file=sys.stderr)
        return 2
    try:
        copied = copy(Path(arguments[0]))
    except FontsMissing as absent:
        print(absent, file=sys.stderr)
        return 1
    print(f"{len(copied)} fonts in {copied[0].parent}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
