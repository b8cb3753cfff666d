"""One name has one meaning: what many modules call the same is the furniture of the rooms, and little else."""

import ast
from collections import defaultdict

from django.apps import apps

from tests.house.plan import SRC

SOURCES = sorted(path for path in SRC.rglob("*.py") if "migrations" not in path.parts)
ROOT = SRC.parents[1]
BESIDE = [path for folder in ("benchmarks", "scripts", "walking") for path in (ROOT / folder).rglob("*.py")]
MANY = 5  # modules: whoever reads a call there has to look up which one is meant
MOST_SHARED = 6  # names, as on_desk and may: each means the same wherever it stands
RIDDLES = {"said", "told"}  # they say that something is said, neither what nor to whom
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def public_functions(path):
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, FUNCTIONS) and not node.name.startswith("_"):
            yield node.name


def all_functions(path):
    """At the top of a module, in a class, in another function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, FUNCTIONS):
            yield node


def test_few_names_of_functions_stand_in_many_modules():
    modules = defaultdict(list)
    for path in SOURCES:
        for name in public_functions(path):
            modules[name].append(str(path.relative_to(SRC)))

    shared = {name: found for name, found in modules.items() if len(found) >= MANY}

    assert len(shared) <= MOST_SHARED, "say what it is: " + ", ".join(
        f"{name} ({len(found)})" for name, found in sorted(shared.items(), key=lambda one: -len(one[1]))
    )


def test_no_two_nouns_of_the_database_have_one_name():
    rooms = defaultdict(list)
    for model in apps.get_models():
        if model.__module__.startswith("gongjian."):
            rooms[model.__name__].append(model._meta.label)

    assert {name: found for name, found in rooms.items() if len(found) > 1} == {}


def test_a_function_says_what_it_gives_not_that_something_is_said():
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in [*SOURCES, *BESIDE]
        for node in all_functions(path)
        if node.name in RIDDLES
    ]

    assert found == []
