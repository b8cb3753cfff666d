"""docs/refusals.md: every verb that a door calls, and each sentence with which it can refuse, as the source has them.

Followed from the verb through permissions, questions and rules. Of a table by move, a verb that names its move has that row.
"""

import ast
from functools import cache

from tests.house.plan import DOORS, ROOT, SRC
from tests.house.verbs import bound_in, called_by_doors, is_verb, module_of, names_of, trees

PAGE = ROOT / "docs" / "refusals.md"
HEAD = """# What each verb refuses

Written by `python -m tests.house` from the sources; a test compares. Of every verb that a page, a machine or a command calls:
what it does, and each sentence with which it can refuse. **Who**: the answer is 403, somebody else might be allowed. **Nothing here**: 404.
The rest is 409, or stands beside the field of a form. Whatever writes into a campaign refuses in the archive too, and while it
lies there nothing else is asked. What stands in a table of moves is drawn in [states/](states).

"""
NOT_ROOMS = {*DOORS, "config", "ui", "locale", "documents", "reading", "sandbox", "backups"}
SAYING = {"no": "", "not_you": "who", "Refused": "", "NotAllowed": "who", "Outdated": "", "Incomplete": "", "DoneAlready": ""}  # fmt: skip
BY_STATE = "“…” is possible only while: … ([states](states))."
OF_THE_TABLE = ("“%(move)s” is possible only while: %(states)s.", "“%(move)s” has already been done.")
NOTHING = ("nothing here", "")
PASSED_ON = "what the reader of the file says"
HIDDEN = "There is nothing here for you."
EVERYWHERE = {
    "gongjian.kernel.verdict.require",
    "gongjian.ledger.actions.record",
    "gongjian.ledger.actions.require_open",
}


@cache
def parts():
    """Every function and table of the rooms: where it is written, and what the names in it mean."""
    found = {}
    for path in SRC.rglob("*.py"):
        if {*NOT_ROOMS, "migrations"} & set(path.relative_to(SRC).parts):
            continue
        module, tree = module_of(path), ast.parse(path.read_text(encoding="utf-8"))
        tables = {name: node for node in tree.body for name in assigned(node)}
        known = names_of(tree, module) | {name: f"{module}.{name}" for name in tables}
        functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
        found |= {f"{module}.{name}": (node, known) for name, node in (tables | functions).items()}
    return found


def assigned(node):
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return [one.id for one in targets if isinstance(one, ast.Name)]


@cache
def imported(module):
    found = SRC.parent.joinpath(*module.split("."))
    path = found / "__init__.py" if found.is_dir() else found.with_suffix(".py")
    return names_of(ast.parse(path.read_text(encoding="utf-8")), module) if path.exists() else {}


def real(name):
    """Through the `__init__` of a room to the place where it is written."""
    while name not in parts():
        module, _, word = name.rpartition(".")
        there = imported(module).get(word, name) if module.startswith("gongjian") else name
        if there == name:
            break
        name = there
    return name


def meant(node, known, moves):
    """What the names in it mean; of a table by move, only the rows of the moves that are meant."""
    own = set(bound_in(ast.walk(node))) if isinstance(node, ast.FunctionDef) else set()
    for one in rows_of(node, moves):
        for part in ast.walk(one):
            if isinstance(part, ast.Name) and part.id in known.keys() - own:
                yield real(known[part.id])
            elif isinstance(part, ast.Attribute) and getattr(part.value, "id", "") in known.keys() - own:
                yield real(f"{known[part.value.id]}.{part.attr}")


def rows_of(node, moves):
    table = getattr(node, "value", None)
    if not isinstance(table, ast.Dict) or not all(isinstance(key, ast.Attribute) for key in table.keys):
        return [node]
    rows = [(ast.unparse(key), value) for key, value in zip(table.keys, table.values, strict=True)]
    return [value for key, value in rows if key in moves] or [value for _, value in rows]


@cache
def refusals_of(verb):
    node, _ = parts()[verb]
    moves = {ast.unparse(one) for one in ast.walk(node) if isinstance(one, ast.Attribute)}
    found, seen, ahead = {}, {verb, *EVERYWHERE}, [verb]
    while ahead:
        part, known = parts().get(ahead.pop(0), (ast.Module([], []), {}))
        found |= dict.fromkeys(said_in(part, known))
        more = [name for name in meant(part, known, moves) if name not in seen and name in parts()]
        seen |= {*more}
        ahead += dict.fromkeys(more)
    return list(found)


def said_in(function, known):
    for one in ast.walk(function):
        if not isinstance(one, ast.Call):
            continue
        name = getattr(one.func, "id", "")
        if name in SAYING and one.args:
            yield from ((SAYING[name], sentence) for sentence in sentences(one.args[0], known, function))
        elif name == "nothing_here":
            yield NOTHING
        elif isinstance(one.func, ast.Attribute) and one.func.attr == "check" and "MOVES" in ast.unparse(one.func.value):  # fmt: skip
            yield "", BY_STATE


def sentences(node, known, function):
    """The sentence itself, either of two, or what has a name; of what comes from elsewhere it is said that it does."""
    if isinstance(node, ast.Constant):
        yield node.value
    elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text":
        yield from sentences(node.args[0], known, function)
    elif isinstance(node, ast.IfExp):
        yield from (*sentences(node.body, known, function), *sentences(node.orelse, known, function))
    elif isinstance(node, ast.BoolOp):
        yield from (sentence for one in node.values for sentence in sentences(one, known, function))
    elif isinstance(node, ast.Name) and (found := [*named(node.id, known, function)]):
        yield from (sentence for one, there, where in found for sentence in sentences(one, there, where))
    else:
        yield PASSED_ON


def named(name, known, function):
    """What the name can mean: set in the function itself, handed to it, or said in a module."""
    for one in ast.walk(function):
        if isinstance(one, ast.Assign | ast.NamedExpr) and name in {
            getattr(t, "id", "") for t in targets_of(one)
        }:
            yield one.value, known, function
    if isinstance(function, ast.FunctionDef) and name in {one.arg for one in ast.walk(function.args) if isinstance(one, ast.arg)}:  # fmt: skip
        yield from handed(name, function)
    elif real(known.get(name, "")) in parts():
        node, there = parts()[real(known[name])]
        if not isinstance(node, ast.FunctionDef) and node.value is not None:
            yield node.value, there, node


def targets_of(node):
    return node.targets if isinstance(node, ast.Assign) else [node.target]


def handed(name, function):
    """What its callers hand to it under this name, and what it takes where they hand nothing."""
    words = [one.arg for one in function.args.args]
    place = words.index(name) if name in words else -1
    with_defaults = dict(
        zip([one.arg for one in function.args.kwonlyargs], function.args.kw_defaults, strict=True)
    )
    with_defaults |= dict(zip(words[::-1], function.args.defaults[::-1], strict=False))
    for node, known in parts().values():
        if node is function and with_defaults.get(name):
            yield with_defaults[name], known, ast.Module([], [])
        for call in calls_in(node):
            if getattr(call.func, "id", "") == function.name:
                given = {one.arg: one.value for one in call.keywords}
                if 0 <= place < len(call.args):
                    given[name] = call.args[place]
                if name in given:
                    yield given[name], known, node


def first_asked(name, seen=frozenset()):
    """Of all that a verb can refuse with, by the order of its lines: "who", or the sentence that comes before."""
    return next(asked_in_order(name, seen), "")


def asked_in_order(name, seen):
    node, known = parts().get(name, (None, {}))
    if node is None or name in EVERYWHERE or name in seen:
        return
    if not isinstance(node, ast.FunctionDef):  # a table of who may, by move
        yield from ("who" for one in meant(node, known, ()) if first_asked(one, seen | {name}) == "who")
        return
    for line in node.body:
        yield from asked_in_line(line, known, seen | {name})


def asked_in_line(node, known, seen):
    for part in ast.iter_child_nodes(node):
        yield from asked_in_line(part, known, seen)
    said = getattr(getattr(node, "func", None), "id", "")
    if said in SAYING and node.args:
        yield SAYING[said] or ast.unparse(node.args[0])
    elif said == "nothing_here":
        yield "who"
    elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("MOVES.check"):
        yield BY_STATE
    elif isinstance(node, ast.Name) and node.id == "may" and "may" not in known:
        yield "who"  # the rule, or its verdict, is handed to the verb
    elif isinstance(node, ast.Name) and node.id in known:
        yield from asked_in_order(real(known[node.id]), seen)
    elif isinstance(node, ast.Attribute) and getattr(node.value, "id", "") in known:
        yield from asked_in_order(real(f"{known[node.value.id]}.{node.attr}"), seen)


def calls_in(node):
    return (one for one in ast.walk(node) if isinstance(one, ast.Call))


def verbs():
    """By room, the verbs that doors call, in the order of their names."""
    found = {}
    for module, (_, tree) in sorted(trees().items()):
        for node in tree.body:
            name = f"{module}.{getattr(node, 'name', '')}"
            if isinstance(node, ast.FunctionDef) and is_verb(node) and name in called_by_doors():
                found.setdefault(module.split(".")[1], []).append((node.name, name, node))
    return {room: sorted(known, key=lambda one: one[:2]) for room, known in sorted(found.items())}


def text():
    parts_of_page = [HEAD]
    for room, known in verbs().items():
        parts_of_page.append(f"## {room}\n\n")
        for word, name, node in known:
            does = (ast.get_docstring(node) or "").partition("\n")[0]
            parts_of_page.append(f"**`{word}`** {does}\n\n" + "".join(lines_of(refusals_of(name))) + "\n")
    return "".join(parts_of_page).rstrip() + "\n"


@cache
def refusals_told():
    """By verb, the sentences that the page says."""
    found, room = {}, ""
    names = {(room, word): name for room, known in verbs().items() for word, name, _ in known}
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            room = line.removeprefix("## ")
        elif line.startswith("**`"):
            here = found.setdefault(names.get((room, line.split("`")[1]), line), set())
        elif line.startswith("- "):
            sentence = line.removeprefix("- ").removeprefix("**who**: ").removeprefix("**nothing here**")
            here |= set(OF_THE_TABLE) if sentence == BY_STATE else {sentence or HIDDEN}
    return found


def lines_of(refusals):
    ordered = sorted(refusals, key=lambda one: ("who", "nothing here", "").index(one[0]))
    for kind, sentence in ordered:
        yield f"- {f'**{kind}**: ' if kind and sentence else f'**{kind}**' if kind else ''}{sentence}\n"
    if not refusals:
        yield "- nothing of its own\n"
