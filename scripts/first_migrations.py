"""Write every room's first migration anew from its models: each table whole, in one operation.

Nothing is released yet. From the first release on migrations are history, and this script goes.
"""

import os
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState
from django.db.migrations.writer import MigrationWriter
from django.utils import translation

TOWER = (
    *("campaigns", "worklist", "registers", "reporting", "obstacles", "standing", "assessment"),
    *("bulletins", "meetings", "rounds", "simulation"),
)
HEADER = "# Written from the models by scripts/first_migrations.py\n"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongjian.config.settings")
    django.setup()
    translation.deactivate_all()
    ours = {
        config.label: Path(config.path) / "migrations"
        for config in apps.get_app_configs()
        if config.name.startswith("gongjian.") and list(config.get_models())
    }
    settings.MIGRATION_MODULES = dict.fromkeys(ours)
    leaves = dict(MigrationLoader(None).graph.leaf_nodes()) | dict.fromkeys(ours, "0001_initial")
    for label, folder in ours.items():
        write(label, folder, leaves)


def write(label: str, folder: Path, leaves: dict[str, str]) -> None:
    folder.mkdir(exist_ok=True)
    for path in folder.glob("0*.py"):
        path.unlink()
    (folder / "__init__.py").touch()
    first = type("Migration", (migrations.Migration,), {})("0001_initial", label)
    first.initial = True
    first.operations = list(operations(label))
    first.dependencies = sorted(dependencies(label, leaves), key=str)
    text = MigrationWriter(first, include_header=False).as_string()
    (folder / "0001_initial.py").write_text(HEADER + text, encoding="utf-8")


def operations(label: str) -> Iterator[Operation]:
    """Every table whole; only what closes a circle of tables comes after both are there."""
    there: set[type[models.Model]] = set()
    later: list[Operation] = []
    ours = list(apps.get_app_config(label).get_models())
    for model in in_order(ours):
        there.add(model)
        state = ModelState.from_model(model)
        late = {name for name, other in pointed_at(model) if other in ours and other not in there}
        fields = [(name, field) for name, field in state.fields.items() if name not in late]
        waiting = [one for one in state.options.get("constraints", []) if mentions(one, late)]
        options = {name: value for name, value in state.options.items() if value not in ([], set())}
        if "constraints" in options:
            options["constraints"] = [one for one in options["constraints"] if one not in waiting]
        yield migrations.CreateModel(state.name, fields, options, state.bases, state.managers)
        later += [migrations.AddField(state.name_lower, name, state.fields[name]) for name in sorted(late)]
        later += [migrations.AddConstraint(state.name_lower, one) for one in waiting]
    yield from later


def mentions(constraint: models.BaseConstraint, fields: set[str]) -> bool:
    said = repr(constraint)
    return any(f"'{field}" in said or f"({field}" in said for field in fields)


def in_order(ours: list[type[models.Model]]) -> list[type[models.Model]]:
    """Whoever is pointed at comes first. In a circle, a field that may be empty waits."""
    stairs = {
        model: {(name, other) for name, other in pointed_at(model) if other in ours and other is not model}
        for model in ours
    }
    while True:
        try:
            return sorted_by(stairs, ours)
        except CycleError as circle:
            lift(circle.args[1], stairs)


def sorted_by(
    stairs: dict[type[models.Model], set[tuple[str, type[models.Model]]]], ours: list[type[models.Model]]
) -> list[type[models.Model]]:
    sorter = TopologicalSorter({model: {other for _, other in found} for model, found in stairs.items()})
    sorter.prepare()
    found: list[type[models.Model]] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready(), key=ours.index)
        found += ready
        sorter.done(*ready)
    return found


def lift(
    circle: list[type[models.Model]], stairs: dict[type[models.Model], set[tuple[str, type[models.Model]]]]
) -> None:
    for model in circle:
        for step in sorted(stairs[model], key=str):
            name, other = step
            field = model._meta.get_field(name)
            if other in circle and (field.null or field.many_to_many):
                stairs[model].remove(step)
                return
    raise SystemExit(f"A circle of tables without a field that may be empty: {circle}")


def pointed_at(model: type[models.Model]) -> Iterator[tuple[str, type[models.Model]]]:
    for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
        if field.remote_field:
            yield field.name, field.remote_field.model
            through = getattr(field.remote_field, "through", None)
            if through and not through._meta.auto_created:
                yield field.name, through


def dependencies(label: str, leaves: dict[str, str]) -> set[tuple[str, str]]:
    """The ground is laid before the tower: Django draws every table anew that hangs together with a new one."""
    ground = {(app, leaf) for app, leaf in leaves.items() if app not in TOWER}
    found: set[tuple[str, str]] = ground if label == TOWER[0] else set()
    for model in apps.get_app_config(label).get_models():
        for _, other in pointed_at(model):
            where = other._meta.app_label
            if other._meta.label == settings.AUTH_USER_MODEL and where != label:
                found.add(migrations.swappable_dependency(settings.AUTH_USER_MODEL))
            elif where != label:
                found.add((where, leaves[where]))
    return found


if __name__ == "__main__":
    sys.exit(main())
