"""The pages of docs/ that are written from the sources: options, words, states."""

import argparse
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import gongjian
from gongjian.config.options import OPTIONS
from gongjian.kernel.moves import Moves
from gongjian.kernel.vocabulary import Term

sys.path.insert(0, str(Path(__file__).parent))
import messages

DOCS = Path(__file__).resolve().parents[1] / "docs"
START, END = "<!-- written by `make pages` -->", "<!-- until here -->"
PURE = ("kernel", "documents", "reading")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="say which page is not fresh, and fail")
    chosen = parser.parse_args(argv)
    stale = [path for path, text in pages() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if chosen.check:
        for path in stale:
            print(f"not fresh: docs/{path.relative_to(DOCS)} (see: make pages)", file=sys.stderr)
        return min(len(stale), 1)
    for path, text in pages():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


def pages() -> Iterator[tuple[Path, str]]:
    yield within("settings.md", options())
    yield within("language.md", words())
    for room, tables in sorted(tables_of_moves().items()):
        yield DOCS / "states" / f"{room}.md", states(room, tables)


def within(name: str, table: str) -> tuple[Path, str]:
    """The page as it is, with the table between its two marks."""
    path = DOCS / name
    text = path.read_text(encoding="utf-8")
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    return path, f"{before}{START}\n\n{table}\n{END}{after or chr(10)}"


def options() -> str:
    lines = ["| variable | kind | default | meaning |", "|---|---|---|---|"]
    for option in OPTIONS:
        kind = ", ".join(option.allowed) or (
            f"{option.least}–{option.most}" if option.kind == "number" else option.kind
        )
        default = f"`{option.default}`" if option.default else "–"
        lines.append(f"| `{option.variable}` | {kind} | {default} | {option.meaning} |")
    return "\n".join(lines) + "\n"


def words() -> str:
    simplified, traditional = messages.translations(messages.HANS), messages.translations(messages.HANT)
    lines = ["| room | word | code | 简体 | 繁體 |", "|---|---|---|---|---|"]
    for room, terms in sorted(vocabularies().items()):
        for vocabulary in terms:
            lines += [
                f"| {room} · {vocabulary.__name__} | {term.label} | `{term.value}` "
                f"| {simplified.get(term.label, '')} | {traditional.get(term.label, '')} |"
                for term in vocabulary
            ]
    return "\n".join(lines) + "\n"


def vocabularies() -> dict[str, list[type[Term]]]:
    """Every kind of word that a pure module defines, by its room."""
    found: dict[str, list[type[Term]]] = {}
    for module in pure_modules():
        for value in vars(module).values():
            if (
                isinstance(value, type)
                and issubclass(value, Term)
                and value.__module__ == module.__name__
                and list(value)
            ):
                found.setdefault(module.__name__.split(".")[1], []).append(value)
    return found


def tables_of_moves() -> dict[str, list[tuple[str, Moves]]]:
    found: dict[str, list[tuple[str, Moves]]] = {}
    for module in pure_modules():
        for name, value in vars(module).items():
            room = module.__name__.split(".")[1]
            known = [table for _, table in found.get(room, [])]
            if isinstance(value, Moves) and value not in known:
                found.setdefault(room, []).append((name, value))
    return found


def pure_modules() -> Iterator[ModuleType]:
    src = Path(gongjian.__path__[0])
    for path in sorted(src.rglob("*.py")):
        parts = path.relative_to(src).with_suffix("").parts
        if parts[0] in PURE or parts[1:2] == ("rules",):
            yield importlib.import_module(".".join(("gongjian", *parts)).removesuffix(".__init__"))


def states(room: str, tables: list[tuple[str, Moves]]) -> str:
    text = f"# The states of {room}\n\nWritten by `make pages` from the tables of moves in `{room}/rules`.\n"
    for name, moves in tables:
        arrows = "".join(
            f"  {source} --> {target}: {move.label}\n" for source, move, target in moves.arrows()
        )
        title = "" if len(tables) == 1 else f"\n## {name.removesuffix('MOVES').strip('_').lower() or room}\n"
        text += f"{title}\n```mermaid\nstateDiagram-v2\n{arrows}```\n"
    return text


if __name__ == "__main__":
    sys.exit(main())
