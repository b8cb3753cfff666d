"""The catalogues of translations: found in the sources, kept complete, compiled. Needs no gettext tools.

A sentence that means two things has a context. It is written as context|sentence in JSON.
"""

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
SPOKEN_AFTER = {"rule", "require_words"}  # the second of what they take
CONTEXTUAL = {"pgettext", "pgettext_lazy"}
GLUE = "\x04"  # between context and sentence, as gettext itself keeps them
LITERAL = r"u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
IN_TEMPLATE = re.compile(rf"\b(n?p?gettext|_)\(\s*{LITERAL}(?:\s*,\s*{LITERAL})?")
PLACE = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
WRITTEN_AT = datetime(2026, 8, 25, tzinfo=UTC)
OVERRIDES = Path(__file__).with_name("traditional.json")
NEVER = (
    "專案", "考覈", "籤", "檯", "釋出", "登錄碼", "導入", "導出", "打印", "服務器", "默認", "鏈接", "字段",
    "賬", "數據", "設置", "保存", "搜索", "視圖", "臺", "“", "”", "‘", "’",
)  # fmt: skip


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
        print(json.dumps({shown(key): "" for key in missing()}, ensure_ascii=False, indent=1))
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
        elif isinstance(node, ast.Call) and name_of(node.func) in CONTEXTUAL:
            yield GLUE.join(constants(node.args[:2]))
        elif isinstance(node, ast.Call) and name_of(node.func) in SPOKEN_AFTER:
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
    for function, first, second in IN_TEMPLATE.findall(templatize(source)):
        if function not in {"_", "gettext", "pgettext"}:
            raise SystemExit(f"plurals are not used here: {first}")
        literals = (first, second) if function == "pgettext" else (first,)
        yield GLUE.join(map(ast.literal_eval, literals))


def in_jinja(source: str) -> Iterator[str]:
    reader = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    for _, function, message in reader.extract_translations(source):  # type: ignore[attr-defined]
        if function not in {"_", "gettext", "pgettext"}:
            raise SystemExit(f"plurals are not used here: {message}")
        said = message if isinstance(message, tuple) else (message,)
        if said[0]:
            yield GLUE.join(map(str, said[: 2 if function == "pgettext" else 1]))


# What the catalogues say


def place_of(language: str) -> Path:
    return SRC / "locale" / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> dict[str, Message]:
    path = place_of(language)
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {key_of(message): message for message in read_po(file, locale=language) if message.id}


def key_of(message: Message) -> str:
    return f"{message.context}{GLUE}{message.id}" if message.context else str(message.id)


def shown(key: str) -> str:
    return key.replace(GLUE, "|")


def write(language: str, entries: dict[str, tuple[str, bool]]) -> None:
    catalogue = Catalog(
        locale=language, project="Gongjian", header_comment="# The words of Gongjian. Updated by: make messages",
        creation_date=WRITTEN_AT, revision_date=WRITTEN_AT, last_translator="", language_team="", fuzzy=False,
    )  # fmt: skip
    for key, (translation, drafted) in sorted(entries.items(), key=lambda one: sentence_of(one[0])):
        context, _, sentence = key.rpartition(GLUE)
        catalogue.add(
            sentence, translation, user_comments=[DRAFTED] if drafted else [], context=context or None
        )
    place_of(language).parent.mkdir(parents=True, exist_ok=True)
    with place_of(language).open("wb") as file:
        write_po(file, catalogue, width=110, no_location=True)


def sentence_of(key: str) -> tuple[str, str]:
    context, _, sentence = key.rpartition(GLUE)
    return sentence, context


def translations(language: str) -> dict[str, str]:
    return {key: str(message.string or "") for key, message in read(language).items()}


def filled(files: Iterable[Path]) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in files:
        found |= json.loads(path.read_text(encoding="utf-8"))
    return {msgid: text for msgid, text in found.items() if text}


def update(given: dict[str, str]) -> None:
    """Bring both catalogues up to date: Simplified as given, Traditional drafted from it until somebody has reviewed it."""
    wanted, known = msgids(), translations(HANS)
    named = {shown(key): key for key in wanted}
    given = {named.get(name, name): text for name, text in given.items()}
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
    """Traditional Chinese as Taiwan writes it, but for the words that officials use alike on both sides (traditional.json)."""

    def __init__(self) -> None:
        self.converter = importlib.import_module("opencc").OpenCC("s2twp")
        told = json.loads(OVERRIDES.read_text(encoding="utf-8"))
        self.words = told["words"]
        self.patterns = [(re.compile(pattern), right) for pattern, right in told["patterns"].items()]

    def __call__(self, simplified: str) -> str:
        text: str = self.converter.convert(simplified)
        for wrong, right in self.words.items():
            text = text.replace(wrong, right)
        for pattern, right in self.patterns:
            text = pattern.sub(right, text)
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
