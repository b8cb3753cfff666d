"""A new room with the usual furniture: make new-room training."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FURNITURE = {
    "__init__.py": '"""What this room is, in a sentence or two.\n\nIts words: *word*, *word*.\n"""\n',
    "rules.py": '"""What is true."""\n',
    "models.py": '"""Nouns."""\n',
    "queries.py": '"""Questions."""\n',
    "permissions.py": '"""Who may."""\n',
    "pages.py": '"""Who opens the pages of this room."""\n\nfrom gongjian.kernel.pages import Pages\n\nPAGES: Pages = {}\n',
    "actions.py": '"""Verbs: the only module of the room that writes."""\n',
    "migrations/__init__.py": "",
}


def main() -> None:
    if len(sys.argv) != 2 or not re.fullmatch(r"[a-z]{3,30}", sys.argv[1]):
        sys.exit("Name the room with one plain word: make new-room training")
    name = sys.argv[1]
    room = ROOT / "src" / "gongjian" / name
    if room.exists():
        sys.exit(f"There is already something called {name}.")
    for file, text in FURNITURE.items():
        (room / file).parent.mkdir(parents=True, exist_ok=True)
        (room / file).write_text(text, encoding="utf-8")
    (ROOT / "tests" / name).mkdir(parents=True, exist_ok=True)
    print(
        f"src/gongjian/{name}/ is furnished. Four things are yours to decide:\n"
        f"  1. docs/house.md: draw its stair, say its words\n"
        f"  2. pyproject.toml: its floor in the contract of layers, and its name under “Inside a room”\n"
        f"  3. src/gongjian/config/settings.py: its name in ROOMS\n"
        f"  4. src/gongjian/rounds/pages.py: its table of pages, if it has any\n"
        f"`make test tests/house` says what is still missing."
    )


if __name__ == "__main__":
    main()
