"""The verbs of the house, as the source has them: who calls whom, who writes, and what a door may call."""

import ast
from functools import cache

from tests.house.plan import DOORS, SRC

ASKS = {"gongjian.ledger.actions.record", "gongjian.ledger.actions.require_open"}
CREATES = {
    "write_back",
    "save",
    "delete",
    "create",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
}
OF_THEIR_OWN = {
    "gongjian.standing.actions.projecting.bring_up_to_date",  # today's standings are worked out again when somebody reads them
    "gongjian.standing.actions.projecting.catch_up",
    "gongjian.standing.actions.projecting.rebuild",
    "gongjian.standing.actions.projecting.refresh",
}
KNOW_NO_CAMPAIGN = {"work", "ledger", "intake", "accounts", "notices", "simulation"}


def module_of(path):
    return ".".join(("gongjian", *path.relative_to(SRC).with_suffix("").parts)).removesuffix(".__init__")


@cache
def trees():
    paths = [*SRC.glob("*/actions/**/*.py"), *SRC.glob("*/actions.py")]
    return {module_of(path): (path, ast.parse(path.read_text(encoding="utf-8"))) for path in paths}


def names_in(module):
    return names_of(trees()[module][1], module) if module in trees() else {}


def names_of(tree, module):
    """What the names of a module mean: its own functions, and what it imports."""
    found = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = f"{module}.{node.name}"
        elif isinstance(node, ast.ImportFrom) and node.module:
            for one in node.names:
                found[one.asname or one.name] = f"{node.module}.{one.name}"
    return found


def real_name(name):
    """Through the `__init__` of a room to the place where the function is written."""
    module, _, word = name.rpartition(".")
    there = names_in(module).get(word)
    return name if there in (None, name) else real_name(there)


@cache
def calls():
    """Every function of the actions, with the functions that it calls or hands on."""
    found = {}
    for module, (_, tree) in trees().items():
        known = names_in(module)
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                found[f"{module}.{node.name}"] = {real_name(name) for name in meant(node, known)}
    return found


def meant(function, known):
    """What the names in it mean; a name of its own means nothing of the module's."""
    nodes = list(ast.walk(function))
    own = set(bound_in(nodes))
    not_own = known.keys() - own
    for node in nodes:
        if isinstance(node, ast.Name) and node.id in known and node.id not in own:
            yield known[node.id]
        elif isinstance(node, ast.Attribute) and getattr(node.value, "id", "") in not_own:
            yield f"{known[node.value.id]}.{node.attr}"


def bound_in(nodes):
    for node in nodes:
        if isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def reached_from(name):
    found, ahead = {name}, [name]
    while ahead:
        more = calls().get(ahead.pop(), set()) - found
        found |= more
        ahead += more
    return found


@cache
def writers():
    return {
        f"{module}.{node.name}"
        for module, (_, tree) in trees().items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and any(is_write(one) for one in ast.walk(node))
    }


def is_write(node):
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "write_back":
        return True
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    owner = ast.unparse(node.func.value)
    return node.func.attr in CREATES or (
        node.func.attr == "update" and ("filter(" in owner or "objects" in owner)
    )


def is_verb(node):
    """Verbs take the moment; their helpers are called by them."""
    return "at" in {argument.arg for argument in [*node.args.args, *node.args.kwonlyargs]}


def verbs():
    for module, (path, tree) in trees().items():
        if path.relative_to(SRC).parts[0] in KNOW_NO_CAMPAIGN:
            continue
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and is_verb(node):
                yield f"{module}.{node.name}"


@cache
def called_by_doors():
    found = set()
    for door in DOORS:
        for path in (SRC / door).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found |= {real_name(name) for name in meant(tree, names_of(tree, module_of(path)))}
    return found


def asked_by_callers(name):
    """A helper is asked for by the verbs that call it, when no door does and all of them ask."""
    if name in called_by_doors():
        return False
    callers = [caller for caller, called in calls().items() if name in called and caller != name]
    return bool(callers) and all(
        reached_from(caller) & ASKS or asked_by_callers(caller) for caller in callers
    )
