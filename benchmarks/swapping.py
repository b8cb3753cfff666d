"""The code of a function as it lies in memory, exchanged for another: no source file is touched."""

import ast
import inspect
from collections import defaultdict
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from benchmarks.mutants import ROWS, Mutant

Change = Callable[[ast.stmt], list[ast.stmt]]


def changed(one: Mutant) -> None:
    """Swap the code of the function itself: whoever has it in hand calls what it says now."""
    function = function_of(one)
    if one.kind == "require":
        function.__code__ = without_require(one, function.__code__)
    else:
        function.__code__ = (yes if one.kind == "verdict" else whole(function)).__code__


def function_of(one: Mutant) -> FunctionType:
    found: Any = import_module(one.module)
    for name in one.function.split("."):
        found = inspect.getattr_static(found, name)
    unwrapped = inspect.unwrap(found)
    assert isinstance(unwrapped, FunctionType), one
    return unwrapped


def yes(*given: Any, **named: Any) -> Any:
    """Runs among the names of another module, and so knows none of its own."""
    return __import__("gongjian.kernel.verdict", fromlist=["YES"]).YES


def whole(function: FunctionType) -> Any:
    if function.__name__ in ROWS:
        return everything
    return {"periods_to_see": every_period, "projects_to_raise_in": every_project}[function.__name__]


def everything(self: Any, person: Any, campaign: Any) -> Any:
    return self.filter(campaign=campaign)


def every_period(person: Any, campaign: Any, **named: Any) -> Any:
    return campaign.periods.order_by("-nominal_on")


def every_project(person: Any, campaign: Any) -> Any:
    return campaign.projects.all()


def without_require(one: Mutant, code: CodeType) -> CodeType:
    nothing = {one.line: lambda statement: [ast.Pass()]}
    return same_as(code, compiled(Path(code.co_filename), nothing))


def compiled(path: Path, changes: dict[int, Change], first: dict[int, ast.stmt] | None = None) -> CodeType:
    """The file with other statements where an expression stands alone, and with a first one in functions, by line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        for body in (getattr(node, name, None) for name in ("body", "orelse", "finalbody")):
            if isinstance(body, list):
                body[:] = [one for old in body for one in instead_of(old, changes)]
        if isinstance(node, ast.FunctionDef) and first and node.lineno in first:
            node.body.insert(0, ast.copy_location(first[node.lineno], node.body[0]))
    return compile(ast.fix_missing_locations(tree), str(path), "exec")


def instead_of(statement: ast.stmt, changes: dict[int, Change]) -> list[ast.stmt]:
    if not isinstance(statement, ast.Expr) or statement.lineno not in changes:
        return [statement]
    return [ast.copy_location(one, statement) for one in changes[statement.lineno](statement)]


def marked(found: Iterable[Mutant], mark: Callable[[Mutant], ast.stmt]) -> None:
    """Every place that could be answered with yes says so when it is come to."""
    functions: dict[str, list[tuple[Mutant, FunctionType]]] = defaultdict(list)
    for one in found:
        function = function_of(one)
        functions[function.__code__.co_filename].append((one, function))
    for path, here in functions.items():
        lines = {one.line: before(mark(one)) for one, _ in here if one.line}
        heads = {line_of(function): mark(one) for one, function in here if not one.line}
        whole_file = compiled(Path(path), lines, heads)
        for _, function in here:
            function.__code__ = same_as(function.__code__, whole_file)


def before(mark: ast.stmt) -> Change:
    return lambda statement: [mark, statement]


def line_of(function: FunctionType) -> int:
    """Of its `def`, below its decorators."""
    lines, first = inspect.getsourcelines(function)
    return first + next(place for place, line in enumerate(lines) if line.lstrip().startswith("def "))


def same_as(code: CodeType, within: CodeType) -> CodeType:
    """The function's own code, compiled anew."""
    for constant in within.co_consts:
        if isinstance(constant, CodeType):
            if (constant.co_name, constant.co_firstlineno) == (code.co_name, code.co_firstlineno):
                return constant
            try:
                return same_as(code, constant)
            except LookupError:
                continue
    raise LookupError(code.co_name)
