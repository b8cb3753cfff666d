"""What every source file keeps to."""

import ast

import pytest

from tests.house.plan import DOORS, SRC

SOURCES = sorted(path for path in SRC.rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted(
    path
    for folder in ("templates", "jinja2")
    for path in SRC.rglob(f"{folder}/**/*.*")
    if path.suffix in {".html", ".txt", ".jinja"}
)
WRITES = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "set",
}
NEVER = {"utils", "helpers", "common", "base", "manager", "service", "handler", "processor", "misc"}
FURNITURE = {
    "rules",
    "models",
    "queries",
    "permissions",
    "pages",
    "actions",
    "papers",
    "migrations",
    "__init__",
}
ON_SHELVES = (
    "session",
    "cookies",
    "globals",
    "context",
    "environ",
    "headers",
    "done",
    "stop",
    "actions",
    "current",
)


def named(path):
    return str(path.relative_to(SRC))


def calls_that_write(path):
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and is_write(call.func):
            yield f"{named(path)}:{call.lineno} {ast.unparse(call.func)}()"


def is_write(called):
    """`.save()` and `.delete()` anywhere, the other words on a queryset; a verb of a room is called by its module."""
    owner, verb = ast.unparse(called.value), called.attr
    if any(word in owner for word in ON_SHELVES):
        return False
    return verb in {"save", "delete"} or verb.startswith("bulk_") or (verb in WRITES and "objects" in owner)


@pytest.mark.parametrize("door", DOORS)
def test_doors_never_write(door):
    found = [call for path in SOURCES if path.is_relative_to(SRC / door) for call in calls_that_write(path)]

    assert found == []


def test_questions_and_permissions_never_write():
    askers = [path for path in SOURCES if {"queries", "permissions", "rules"} & {path.stem, path.parent.name}]

    assert [call for path in askers for call in calls_that_write(path)] == []


def test_migrations_stand_alone():
    ours = [
        named(path)
        for path in SRC.rglob("migrations/0*.py")
        if "gongjian" in path.read_text(encoding="utf-8")
    ]

    assert ours == []


def test_files_stay_short():
    long = {named(path): lines_of(path) for path in SOURCES if lines_of(path) > 300}

    assert long == {}


def test_functions_stay_short():
    long = [
        f"{named(path)} {node.name}: {node.end_lineno - node.lineno + 1} lines"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 40
    ]

    assert long == []


def test_templates_stay_short():
    assert {named(path): lines_of(path) for path in TEMPLATES if lines_of(path) > 120} == {}


def test_nobody_s_sign_ins_are_counted():
    """When somebody was here is no result of theirs: the rules against formalism forbid to count it."""
    assert [named(path) for path in SOURCES if "last_login" in path.read_text(encoding="utf-8")] == []


def test_no_file_has_a_name_that_says_nothing():
    assert [named(path) for path in SOURCES if path.stem in NEVER] == []


def test_rooms_have_only_the_usual_furniture(settings):
    odd = [
        f"{room}/{path.name}"
        for room in settings.ROOMS
        for path in (SRC / room).iterdir()
        if path.stem not in FURNITURE | {"__pycache__"}
    ]

    assert odd == []


def test_every_room_says_what_it_is(settings):
    silent = [
        room
        for room in settings.ROOMS
        if not ast.get_docstring(ast.parse((SRC / room / "__init__.py").read_text(encoding="utf-8")))
    ]

    assert silent == []


def lines_of(path):
    return path.read_text(encoding="utf-8").count("\n")
