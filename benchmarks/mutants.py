"""What can be answered with yes: verdicts, rows, and each `require`."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src" / "gongjian"
ROWS = ("visible_to", "told_to")
ASKING = ("actions", "web", "queries")


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
