"""Patterns meet whatever a stranger writes. None may take steps that grow faster than the text."""

import ast
import importlib
import re
from pathlib import Path

import gongjian
from tests.growth import SUSPICIOUS, worst_growth

SOURCES = Path(gongjian.__file__).parent
ASKED = {"compile", "sub", "subn", "match", "search", "split", "findall", "finditer", "fullmatch"}
LENGTHS = (20, 80, 320)  # signs: the longer text only where the shorter one asks for it


def modules():
    """Every module in which a pattern is written, with its source."""
    for path in sorted(SOURCES.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if "migrations" not in path.parts and re.search(r"\bre\.", source):
            parts = path.relative_to(SOURCES).with_suffix("").parts
            name = ".".join(("gongjian", *parts)).removesuffix(".__init__")
            yield importlib.import_module(name), ast.parse(source)


def written():
    """Each pattern and where it stands: as a constant, in a table of them, or in the middle of a function."""
    for module, tree in modules():
        inside = {node for function in functions(tree) for node in ast.walk(function)}
        for call in (node for node in ast.walk(tree) if is_of_re(node)):
            place = f"{module.__name__}:{call.lineno}"
            try:
                yield place, pattern_of(call, vars(module))
            except NameError:
                assert call not in inside, (
                    f"{place}: made of what only the function knows, so nobody can look at it"
                )
        for name, value in vars(module).items():
            yield from ((f"{module.__name__}.{name}", pattern) for pattern in patterns_in(value))


def functions(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Lambda)]


def is_of_re(node):
    function = node.func if isinstance(node, ast.Call) else None
    named = isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name)
    return named and function.value.id == "re" and function.attr in ASKED


def pattern_of(call, names):
    flags = [one.value for one in call.keywords if one.arg == "flags"]
    flags += call.args[1:2] if call.func.attr == "compile" else []
    return re.compile(value_of(call.args[0], names), *(value_of(flag, names) for flag in flags))


def value_of(node, names):
    return eval(compile(ast.Expression(node), "a pattern", "eval"), dict(names))


def patterns_in(value):
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list | dict):
        for one in [*value.values()] if isinstance(value, dict) else value:
            yield from patterns_in(one)


def test_twice_the_text_takes_twice_the_steps_whatever_the_pattern():
    patterns = {pattern: place for place, pattern in written()}
    found = {place: worst_growth(pattern, *LENGTHS) for pattern, place in patterns.items()}

    assert not {place: (round(by, 1), word) for place, (by, word) in found.items() if by > SUSPICIOUS}
    assert len(patterns) > 300


def test_what_grows_faster_is_seen():
    for pattern in (r"a*b", r"(a|aa)*b", r"(?:[ab]{0,30}?b(?:[ab]{0,30}?b){0,12})c", r"\s+$", r"<!--.*?-->"):
        assert worst_growth(re.compile(pattern), *LENGTHS)[0] > SUSPICIOUS
    for pattern in (r"(?<!a)a+b", r"a{1,90}b", r"^a*b", r"(?>a+)", r"x?[ab]{2,6}c"):
        assert worst_growth(re.compile(pattern), *LENGTHS)[0] <= SUSPICIOUS
