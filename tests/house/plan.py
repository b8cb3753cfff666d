"""The house as it is drawn, and as it is built."""

import inspect
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import grimp
from django.apps import apps
from django.conf import settings

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "gongjian"
DRAWING = (ROOT / "docs" / "house.md").read_text(encoding="utf-8")
GROUND = (
    "notices",
    "accounts",
    "intake",
    "ledger",
    "ui",
    "work",
    "orm",
    "sandbox",
    "vault",
    "backups",
    "documents",
    "reading",
    "kernel",
)
DOORS = ("web", "api", "ops")
TOWER = set(settings.ROOMS) - set(GROUND)

Pairs = set[tuple[str, str]]
Places = dict[tuple[str, str], list[str]]
"""From a room to another: each file and line that goes there."""


def drawn_stairs() -> Pairs:
    return set(re.findall(r"^  (\w+) --> (\w+)$", DRAWING, re.MULTILINE))


def closure(stairs: Pairs) -> Pairs:
    while more := {(a, d) for a, b in stairs for c, d in stairs if b == c} - stairs:
        stairs = stairs | more
    return stairs


def between_rooms(found: Iterable[tuple[str, str, str]]) -> Places:
    """Into a room of the tower: from another one, or from the ground, which must never look up."""
    inside, places = TOWER | set(GROUND), defaultdict[tuple[str, str], list[str]](list)
    for a, b, place in found:
        if a != b and a in inside and b in TOWER:
            places[a, b].append(place)
    return dict(places)


def imports() -> Places:
    graph = grimp.build_graph("gongjian")
    return between_rooms(
        (room_of(module), room_of(other), f"{file_of(module)}:{told['line_number']}")
        for module in sorted(graph.modules)
        for other in sorted(graph.find_modules_directly_imported_by(module))
        for told in graph.get_import_details(importer=module, imported=other)
    )


def room_of(module: str) -> str:
    return f"{module}.".split(".")[1]


def file_of(module: str) -> str:
    path = SRC.parent.joinpath(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return file.relative_to(ROOT).as_posix()


def foreign_keys() -> Places:
    return between_rooms(
        (model._meta.app_label, field.related_model._meta.app_label, place_of(model, field.name))
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
    )


def place_of(model: type, field: str) -> str:
    """Where the model says it, or where the model is when it has the field from elsewhere."""
    lines, first = inspect.getsourcelines(model)
    found = (place for place, line in enumerate(lines) if re.match(rf" +{field}\b.*=", line))
    return f"{file_of(model.__module__)}:{first + next(found, 0)}"


def undrawn(places: Places, stairs: Pairs) -> list[str]:
    """What takes a stair that is not drawn, by file and line."""
    return [
        f"{place} leads from {a} to {b}, and no stair does"
        for (a, b), found in sorted(places.items())
        if (a, b) not in closure(stairs)
        for place in found
    ]
