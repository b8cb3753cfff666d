"""What can be answered with yes: verdicts, rows, and each `require`; and the tests that should notice."""

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SRC, TESTS = ROOT / "src" / "gongjian", ROOT / "tests"
SEES = TESTS / "sees"
ROWS = ("visible_to", "told_to")
ASKING = ("actions", "web", "queries")
PART_OF = {"worklist": "worklist", "meetings": "meetings"} | dict.fromkeys(
    ["registers", "reporting", "obstacles", "assessment", "bulletins", "burden"], "rooms"
)
BESIDE = {
    "accounts": ("web/county", "web/setup"),
    "campaigns": ("web/accounts", "web/county", "web/setup", "web/notices"),
    "notices": ("web/accounts",),
    "rounds": ("web/accounts", "web/desk", "web/setup"),
    "standing": ("worklist", "web/worklist"),
    "simulation": ("web/demo",),
}
"""Where else the pages of a room are asked."""


@dataclass(frozen=True, slots=True)
class Mutant:
    kind: str  # verdict, rows or require
    module: str
    function: str
    line: int = 0  # of the `require`

    @property
    def room(self) -> str:
        parts = self.module.split(".")
        return parts[2] if parts[1] == "web" and len(parts) > 2 else parts[1]

    @property
    def name(self) -> str:
        return f"{self.module}.{self.function}" + (f":{self.line}" if self.line else "")

    def __str__(self) -> str:
        return f"{self.kind} {self.name.removeprefix('gongjian.')}"


def mutants() -> list[Mutant]:
    return [
        one for path in sorted(SRC.rglob("*.py")) if "migrations" not in path.parts for one in of_file(path)
    ]


def of_file(path: Path) -> Iterator[Mutant]:
    module = ".".join(("gongjian", *path.relative_to(SRC).with_suffix("").parts)).removesuffix(".__init__")
    parts = module.split(".")
    for name, node in functions(path):
        if parts[1] == "kernel":
            continue
        if returned(node) == "Verdict" and (parts[-1] == "permissions" or node.name.startswith("may_")):
            yield Mutant("verdict", module, name)
        elif node.name in ROWS or (returned(node).startswith("QuerySet") and parts[-1] == "permissions"):
            yield Mutant("rows", module, name)
        if parts[1] in ASKING or any(part in ASKING for part in parts[2:3]):
            yield from (Mutant("require", module, name, call.lineno) for call in requires(node))


def functions(path: Path) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from (
                (f"{node.name}.{one.name}", one) for one in node.body if isinstance(one, ast.FunctionDef)
            )


def returned(node: ast.FunctionDef) -> str:
    return ast.unparse(node.returns) if node.returns else ""


def requires(node: ast.AST) -> Iterator[ast.Expr]:
    """Where somebody's right is asked for; `require(no(…))` refuses what was typed."""
    for one in ast.walk(node):
        if isinstance(one, ast.Expr) and isinstance(one.value, ast.Call):
            call = one.value
            if getattr(call.func, "id", "") == "require" and asks_somebody(call):
                yield one


def asks_somebody(call: ast.Call) -> bool:
    names = {one.id for one in ast.walk(call) if isinstance(one, ast.Name)}
    return any(name.startswith("may") or name in permissions() or name.endswith("WHO") for name in names)


@cache
def permissions() -> frozenset[str]:
    files = SRC.glob("*/permissions.py")
    return frozenset(name for path in files for name, node in functions(path) if returned(node) == "Verdict")


def tests_of(one: Mutant) -> list[list[str]]:
    """One part after the other, until one notices: the quick tables of rules and rows, the room's own, its pages."""
    own, pages = there(TESTS / one.room), there(TESTS / "web" / one.room)
    if one.module.startswith("gongjian.web."):
        part = PART_OF.get(one.room, "county")
        asked = f"{SEES / 'test_permissions.py'}::test_everybody_finds_what_the_page_says[{part}]"
        return [there(SEES / "test_verbs.py"), pages, [asked], own]
    quick = there(SEES / "test_rules.py") if one.kind != "require" else []
    beside = there(*(TESTS / path for path in BESIDE.get(one.room, ())))
    return [quick, own, pages, beside]


def there(*paths: Path) -> list[str]:
    return [str(path) for path in paths if path.exists()]


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
    path = Path(code.co_filename)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        for body in (getattr(node, name, None) for name in ("body", "orelse", "finalbody")):
            if isinstance(body, list):
                for place, statement in enumerate(body):
                    if isinstance(statement, ast.Expr) and statement.lineno == one.line:
                        body[place] = ast.copy_location(ast.Pass(), statement)
    return same_as(code, compile(tree, str(path), "exec"))


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
