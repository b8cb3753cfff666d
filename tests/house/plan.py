"""The house as it is drawn, and as it is built."""

import re
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


def drawn_stairs() -> Pairs:
    return set(re.findall(r"^  (\w+) --> (\w+)$", DRAWING, re.MULTILINE))


def closure(stairs: Pairs) -> Pairs:
    while more := {(a, d) for a, b in stairs for c, d in stairs if b == c} - stairs:
        stairs = stairs | more
    return stairs


def between_rooms(pairs: Pairs) -> Pairs:
    """Into a room of the tower: from another one, or from the ground, which must never look up."""
    inside = TOWER | set(GROUND)
    return {(a, b) for a, b in pairs if a != b and a in inside and b in TOWER}


def imports() -> Pairs:
    graph = grimp.build_graph("gongjian")
    arrows = (
        (module, other)
        for module in graph.modules
        for other in graph.find_modules_directly_imported_by(module)
    )
    names = ((module.split(".")[1:2], other.split(".")[1:2]) for module, other in arrows)
    return between_rooms({(a[0], b[0]) for a, b in names if a and b})


def foreign_keys() -> Pairs:
    relations = (
        (model._meta.app_label, field.related_model._meta.app_label)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
    )
    return between_rooms(set(relations))
