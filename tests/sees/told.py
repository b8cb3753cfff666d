"""docs/permissions.md: who finds what behind each address, and what each verb asks."""

import ast
import re
from functools import cache

from gongjian.rounds.pages import PAGES
from tests.house.plan import ROOT, SRC
from tests.house.verbs import meant, module_of, names_of, reached_from, real_name
from tests.sees.asking import pages, verbs
from tests.sees.world import WHO

PAGE = ROOT / "docs" / "permissions.md"
HEAD = """# Who sees what

Written by `python -m tests.sees`: a small campaign with one of everything is asked for every page, once by everybody
(`tests/sees/world.py`). `tests/sees` asks again and compares. Each room says itself who opens its pages (`pages.py`), who
sees which of its rows (`visible_to` beside its nouns) and who may do what (`permissions.py`); nobody else decides it
([decision 33](decisions/0033-who-sees-what.md)).

*head*, *reporter* and *leader* answer for the project that the pages are about, *another unit* does not; *member* works in
the group that has the obstacle; *keeper* administers the county's organisations and has no seat.

✓ the page · → leads on · 403 a sentence · 404 nothing here · 409 not now

"""
VERBS = """
## Verbs

What only acts has no page. Who may is asked with the row in hand, by the verb that writes; where the room's table has the
address too, that is asked before.

| address | asks |
|---|---|
"""
MAY_OPEN = "gongjian.rounds.pages.may_open"
UNASKED = "what is one's own"


def text(found):
    """The page, from what everybody found."""
    lines = ["| address | " + " | ".join(WHO) + " |", "|---|" + ":-:|" * len(WHO)]
    for name in sorted(pages()):
        lines.append(f"| `{name}` | " + " | ".join(found[who][name] for who in WHO) + " |")
    acts = [f"| `{name}` | {', '.join(asked_by(name)) or UNASKED} |" for name in sorted(verbs())]
    return HEAD + "\n".join(lines) + "\n" + VERBS + "\n".join(acts) + "\n"


def told():
    """By person, what the page says that they find at each address."""
    rows = [line.strip("| ").split(" | ") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]  # fmt: skip
    cells = {row[0].strip("`"): row[1:] for row in rows if len(row) > 2}
    return {who: {name: row[place] for name, row in cells.items()} for place, who in enumerate(WHO)}


def acts_told():
    return set(re.findall(r"^\| `([\w:]+)` \| [^|]+ \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE))


def asked_by(name):
    """What a door that only acts asks: the room's table, then the permissions on the way to whatever writes."""
    view = verbs()[name]
    while hasattr(view, "__wrapped__"):
        view = view.__wrapped__
    reached = reached_in_web(f"{view.__module__}.{view.__name__}")
    below = set().union(*(reached_from(real_name(one)) for one in reached if ".actions" in one))
    required = set().union(*(required_in(one) for one in reached))
    named = set(meant(*parts_of_web()[f"{view.__module__}.{view.__name__}"]))
    mays = {short(real_name(one)) for one in required | below | named if is_permission(one)}
    table = {short(rule(name))} if name in PAGES else set()
    return sorted(f"`{one}`" for one in mays | table)


def is_permission(name):
    word = name.rpartition(".")[2]
    of_a_room = (
        ".permissions." in name and not word.startswith("open_") and (word.islower() or word.endswith("WHO"))
    )
    return name != MAY_OPEN and (word.startswith("may_") or of_a_room)


def rule(name):
    opens = PAGES[name].opens
    return f"{opens.__module__}.{opens.__name__}"


def short(name):
    _, room, *_, word = name.split(".")
    return f"{room}.{word}"


@cache
def parts_of_web():
    """Every function and table of the pages: where it is written, and what the names in it mean."""
    found = {}
    for path in (SRC / "web").rglob("*.py"):
        module, tree = module_of(path), ast.parse(path.read_text(encoding="utf-8"))
        tables = {name: node for node in tree.body for name in assigned(node)}
        known = names_of(tree, module) | {name: f"{module}.{name}" for name in tables}
        functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
        found |= {f"{module}.{name}": (node, known) for name, node in (tables | functions).items()}
    return found


def assigned(node):
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return [one.id for one in targets if isinstance(one, ast.Name)]


def required_in(name):
    """What stands in a `require(…)`: a page is drawn by other questions too."""
    node, known = parts_of_web().get(name, (ast.Module([]), {}))
    asked = [
        one
        for one in ast.walk(node)
        if isinstance(one, ast.Call) and getattr(one.func, "id", "") == "require"
    ]
    return {name for one in asked for name in meant(one, known)}


def reached_in_web(name):
    found, ahead = {name}, [name]
    while ahead:
        node, known = parts_of_web().get(ahead.pop(), (ast.Module([]), {}))
        more = set(meant(node, known)) - found
        found |= more
        ahead += [one for one in more if one.startswith("gongjian.web.")]
    return found
