"""The catalogues of translations: found in the sources, kept complete, compiled. Needs no gettext tools."""

import argparse
import ast
import importlib
import json
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize
from jinja2 import Environment

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src" / "gongjian"
HANS, HANT = "zh_Hans", "zh_Hant"
DRAFTED = "drafted"
SHOWN = 20
SPOKEN = {"_", "gettext", "gettext_lazy", "gettext_noop", "Text", "no", "not_you"}
IN_TEMPLATE = re.compile(r"\b(p?n?gettext|_)\(\s*u?((?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"))")
PLACE = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
WRITTEN_AT = datetime(2026, 8, 25, tzinfo=UTC)
OVERRIDES = Path(__file__).with_name("traditional.json")
NEVER = ("專案", "考覈", "籤領", "檯賬")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="say what is missing or stale, and fail")
    parser.add_argument(
        "--missing", action="store_true", help="print what has no Simplified Chinese, as JSON"
    )
    parser.add_argument(
        "--fill", nargs="+", type=Path, default=[], metavar="FILE", help="JSON: English to Chinese"
    )
    parser.add_argument("--compile", action="store_true", help="compile the catalogues that have changed")
    chosen = parser.parse_args(argv)

    if chosen.compile:
        return compile_all()
    if chosen.check:
        return say(troubles())
    if chosen.missing:
        print(json.dumps(dict.fromkeys(missing(), ""), ensure_ascii=False, indent=1))
        return 0
    update(filled(chosen.fill))
    return 0


def say(found: list[str]) -> int:
    for trouble in found[:SHOWN]:
        print(trouble, file=sys.stderr)
    if len(found) > SHOWN:
        print("…", file=sys.stderr)
    if found:
        print(f"{len(found)} troubles with translations. See: make messages", file=sys.stderr)
    return min(len(found), 1)


# What the sources say


def msgids(src: Path = SRC) -> set[str]:
    python = (path for path in src.rglob("*.py") if "migrations" not in path.parts)
    found: set[str] = set()
    for path in python:
        found.update(in_python(path.read_text(encoding="utf-8")))
    for path in src.rglob("templates/**/*.*"):
        if path.suffix in {".html", ".txt"}:
            found.update(in_template(path.read_text(encoding="utf-8")))
    for path in src.rglob("jinja2/**/*.*"):
        found.update(in_jinja(path.read_text(encoding="utf-8")))
    return found - {""}


def in_python(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and name_of(node.func) in SPOKEN:
            yield from constants(node.args[:1])
        elif isinstance(node, ast.Call) and name_of(node.func) == "rule":
            yield from constants(
                [*node.args[1:2], *(word.value for word in node.keywords if word.arg == "unit")]
            )
        elif isinstance(node, ast.ClassDef) and "Term" in map(name_of, node.bases):
            for line in node.body:
                if isinstance(line, ast.Assign) and isinstance(line.value, ast.Tuple):
                    yield from constants(line.value.elts[1:2])


def name_of(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def constants(nodes: Iterable[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.IfExp):
            yield from constants([node.body, node.orelse])


def in_template(source: str) -> Iterator[str]:
    for function, literal in IN_TEMPLATE.findall(templatize(source)):
        if function not in {"_", "gettext"}:
            raise SystemExit(f"plurals and contexts are not used here: {literal}")
        yield ast.literal_eval(literal)


def in_jinja(source: str) -> Iterator[str]:
    reader = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    for _, function, message in reader.extract_translations(source):  # type: ignore[attr-defined]
        if function not in {"_", "gettext"}:
            raise SystemExit(f"plurals are not used here: {message}")
        said = message[0] if isinstance(message, tuple) else message
        if said:
            yield str(said)


# What the catalogues say


def place_of(language: str) -> Path:
    return SRC / "locale" / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> dict[str, Message]:
    path = place_of(language)
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {str(message.id): message for message in read_po(file, locale=language) if message.id}


def write(language: str, entries: dict[str, tuple[str, bool]]) -> None:
    catalogue = Catalog(
        locale=language, project="Gongjian", header_comment="# The words of Gongjian. Updated by: make messages",
        creation_date=WRITTEN_AT, revision_date=WRITTEN_AT, last_translator="", language_team="", fuzzy=False,
    )  # fmt: skip
    for msgid, (translation, drafted) in sorted(entries.items()):
        catalogue.add(msgid, translation, user_comments=[DRAFTED] if drafted else [])
    place_of(language).parent.mkdir(parents=True, exist_ok=True)
    with place_of(language).open("wb") as file:
        write_po(file, catalogue, width=110, no_location=True)


def translations(language: str) -> dict[str, str]:
    return {msgid: str(message.string or "") for msgid, message in read(language).items()}


def filled(files: Iterable[Path]) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in files:
        found |= json.loads(path.read_text(encoding="utf-8"))
    return {msgid: text for msgid, text in found.items() if text}


def update(given: dict[str, str]) -> None:
    """Bring both catalogues up to date: Simplified as given, Traditional drafted from it until somebody has reviewed it."""
    wanted, known = msgids(), translations(HANS)
    simplified = {msgid: given.get(msgid) or known.get(msgid, "") for msgid in wanted}
    write(HANS, {msgid: (text, False) for msgid, text in simplified.items()})

    reviewed = {
        msgid: str(message.string)
        for msgid, message in read(HANT).items()
        if message.string and DRAFTED not in message.user_comments
    }
    draft = Drafter()
    write(HANT, {
        msgid: (reviewed[msgid], False) if msgid in reviewed else (draft(text), bool(text))
        for msgid, text in simplified.items()
    })  # fmt: skip
    empty = sum(not text for text in simplified.values())
    print(f"{len(wanted)} sentences, {empty} without Simplified Chinese")
    for msgid in sorted(set(given) - wanted):
        print(f"not used: {msgid}")


class Drafter:
    """Traditional Chinese as Taiwan writes it, with the words of the county's papers."""

    def __init__(self) -> None:
        self.converter = importlib.import_module("opencc").OpenCC("s2tw")
        self.overrides = json.loads(OVERRIDES.read_text(encoding="utf-8"))

    def __call__(self, simplified: str) -> str:
        text: str = self.converter.convert(simplified)
        for wrong, right in self.overrides.items():
            text = text.replace(wrong, right)
        return text


def missing() -> list[str]:
    known = translations(HANS)
    return sorted(msgid for msgid in msgids() if not known.get(msgid))


def troubles() -> list[str]:
    wanted = msgids()
    return [trouble for language in (HANS, HANT) for trouble in troubles_of(language, wanted)]


def troubles_of(language: str, wanted: set[str]) -> Iterator[str]:
    entries = read(language)
    for msgid in sorted(wanted - set(entries)):
        yield f"{language}: not in the catalogue: {msgid!r}"
    for msgid in sorted(set(entries) - wanted):
        yield f"{language}: no longer used: {msgid!r}"
    for msgid, message in entries.items():
        text = str(message.string or "")
        if not text:
            yield f"{language}: not translated: {msgid!r}"
        elif places(msgid) != places(text):
            yield f"{language}: other values than in English: {msgid!r}"
        if message.fuzzy:
            yield f"{language}: fuzzy: {msgid!r}"
        if language == HANT and any(word in text for word in NEVER):
            yield f"{language}: not our word: {text}"


def places(text: str) -> set[str]:
    return {one or other for one, other in PLACE.findall(text)}


def compile_all() -> int:
    for source in sorted((SRC / "locale").glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file, target.open("wb") as out:
            write_mo(out, read_po(file, locale=source.parents[1].name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
