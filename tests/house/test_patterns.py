"""Patterns meet whatever a stranger writes. None may take steps that grow faster than the text."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import gongjian
from tests.growth import SUSPICIOUS, worst_growth

SOURCES = Path(gongjian.__file__).parent
ASKED = {"compile", "sub", "subn", "match", "search", "split", "findall", "finditer", "fullmatch"}
LENGTHS = (24, 100)
LONGEST_BOUND = 200


def written() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Each pattern that stands in the sources, in a constant or in a function, and where."""
    for path in sorted(SOURCES.rglob("*.py")):
        if "migrations" in path.parts or "re." not in (source := path.read_text(encoding="utf-8")):
            continue
        name = ".".join(("gongjian", *path.relative_to(SOURCES).with_suffix("").parts)).removesuffix(
            ".__init__"
        )
        for call in ast.walk(ast.parse(source)):
            if isinstance(call, ast.Call) and is_of_re(call.func):
                told = eval(
                    compile(ast.Expression(call.args[0]), name, "eval"), vars(importlib.import_module(name))
                )
                flags = 0
                for given in (
                    [*call.args[1:], *(one.value for one in call.keywords)]
                    if call.func.attr == "compile"
                    else []
                ):
                    if "re." in ast.unparse(given):
                        flags |= eval(ast.unparse(given), {"re": re})
                yield f"{name}:{call.lineno}", re.compile(told, flags)


def is_of_re(function: ast.expr) -> bool:
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "re"
        and function.attr in ASKED
    )


def test_twice_the_text_takes_twice_the_steps_whatever_the_pattern() -> None:
    patterns = {pattern: place for place, pattern in written()}
    found = {place: worst_growth(pattern, *LENGTHS) for pattern, place in patterns.items()}
    grow = {place: (round(by, 1), word) for place, (by, word) in found.items() if by > SUSPICIOUS}
    assert len(patterns) > 300
    assert not grow
