"""A row is locked inside a transaction. SQLite does not mind and hides it; PostgreSQL refuses."""

import ast
from functools import cache

from tests.house.plan import SRC
from tests.house.verbs import module_of, names_of

LOCKS = {"select_for_update", "locked", "all_locked", "for_change"}


@cache
def trees():
    paths = [path for path in SRC.rglob("*.py") if "migrations" not in path.parts]
    return {module_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def real_name(name):
    """Through the `__init__` of a room to the place where the function is written."""
    module, _, word = name.rpartition(".")
    there = names_of(trees()[module], module).get(word) if module in trees() else None
    return name if there in (None, name) else real_name(there)


def places(tree, within=(), sheltered=False):
    """Every call or mention, with the function around it and whether a transaction is open there."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            decorators = {ast.unparse(one) for one in node.decorator_list}
            yield from (
                (one, (*within, node.name), False) for d in node.decorator_list for one in ast.walk(d)
            )
            opens = bool(decorators & {"transaction.atomic", "transaction.atomic()"})
            yield from places(node, (*within, node.name), opens)
        elif isinstance(node, ast.With):
            opens = any(ast.unparse(one.context_expr) == "transaction.atomic()" for one in node.items)
            yield from places(node, within, sheltered or opens)
        else:
            yield node, within, sheltered
            yield from places(node, within, sheltered)


def asks_for_locks(node):
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LOCKS


@cache
def mentions():
    """Of each function of ours: where it is called or handed on, as (function around it, is a transaction open)."""
    found = {}
    for module, tree in trees().items():
        known = names_of(tree, module)
        for node, within, sheltered in places(tree):
            if isinstance(node, ast.Name) and node.id in known:
                name = known[node.id]
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in known:  # fmt: skip
                name = f"{known[node.value.id]}.{node.attr}"
            else:
                continue
            place = (f"{module}.{'.'.join(within)}", sheltered)
            found.setdefault(real_name(name), set()).add(place)
    return found


def is_sheltered(name, sheltered, seen=frozenset()):
    """A transaction is open here, or wherever the function is called from."""
    if sheltered:
        return True
    callers = {place for place in mentions().get(name, ()) if place[0] != name}
    return bool(callers) and name not in seen and all(
        is_sheltered(*caller, seen | {name}) for caller in callers
    )  # fmt: skip


def locks_in(module, tree):
    for node, within, sheltered in places(tree):
        if asks_for_locks(node) and not (LOCKS & set(within)):
            yield f"{module}.{'.'.join(within)}", sheltered


def test_every_lock_stands_in_a_transaction_of_its_own_or_of_all_its_callers():
    found = {place for module, tree in trees().items() for place in locks_in(module, tree)}

    assert len(found) > 100
    assert sorted(name for name, sheltered in found if not is_sheltered(name, sheltered)) == []


def test_a_lock_without_a_transaction_is_noticed():
    bare = ast.parse("def take(row):\n    return Row.objects.select_for_update().get(pk=row.pk)\n")
    inside = ast.parse("@transaction.atomic\ndef take(row):\n    return Row.objects.locked(row.pk)\n")

    assert list(locks_in("here", bare)) == [("here.take", False)]
    assert list(locks_in("here", inside)) == [("here.take", True)]
