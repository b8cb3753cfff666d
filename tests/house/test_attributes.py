"""An attribute of an item is declared once: in `standing.rules.attributes`, a column of a list in `worklist.rules.columns`.

Lists of the same names anywhere else are copies that somebody has to remember. What is a list of its own says why.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongjian.standing.models import ItemStanding
from gongjian.standing.rules.attributes import ATTRIBUTES, COLUMNS, FACTS
from gongjian.worklist.models import ListRow
from gongjian.worklist.models.projects import PARTICULAR
from gongjian.worklist.rules.columns import CELLS, NAMES, TAKEN_OVER, ListRowValues

SRC = Path(__file__).resolve().parents[2] / "src" / "gongjian"
HOMES = ("standing/rules/attributes.py", "worklist/rules/columns.py")
ROOMS = ("worklist", "standing", "web/worklist", "web/desk")
FEW = 4  # names that may stand together without being a list of attributes
OF_THEIR_OWN = {
    ("worklist/rules/promised.py", "PARTS"): "what a filed list fixes, and how a refusal calls it",
    ("worklist/rules/judging.py", "row_of"): "cells that mean something only together",
    ("worklist/rules/on_its_own.py", "describe_row"): "a form for other programs, with words of its own",
    ("worklist/actions/changes.py", "wished"): "a request and what it holds against the promise",
    ("web/worklist/forms/items.py", "ItemForm"): "the form by which the Office adds an item by hand",
    ("web/worklist/forms/items.py", "baseline_now"): "a plan as the form of a baseline shows it",
    ("web/worklist/forms/changes.py", "ChangeForm"): "what a change request may move",
    ("web/worklist/forms/items.py", "ProjectForm"): "attributes of a project",
    ("web/worklist/views/editing.py", "PROJECT"): "attributes of a project",
    ("web/worklist/views/letters.py", "held"): "the columns of a letter, which is sealed",
}


def names() -> set[str]:
    paths = {path for fact in FACTS.values() for path in fact.paths}
    asked = {fact.promised for fact in FACTS.values() if isinstance(fact.promised, str)}
    return {*FACTS, *NAMES, *paths, *asked}


def written(node: ast.AST) -> Iterator[str]:
    """The names in a literal, also where it is put together of several."""
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        for part in node.elts:
            inner = part.value if isinstance(part, ast.Starred) else part
            yield from [inner.value] if isinstance(inner, ast.Constant) else written(inner)
    if isinstance(node, ast.Dict):
        for key in node.keys:
            if isinstance(key, ast.Constant):
                yield key.value
            elif isinstance(key, ast.Attribute):  # a table by `ListColumn`
                yield key.attr.lower()


def copies(source: str, declared: set[str]) -> list[tuple[str, int]]:
    """Where more than a few declared names stand together: in which name or function, and how many."""
    found = []
    for outer in ast.parse(source).body:
        name = getattr(outer, "name", "") or next(
            (target.id for target in getattr(outer, "targets", []) if isinstance(target, ast.Name)),
            getattr(getattr(outer, "target", None), "id", ""),
        )
        most = max((len(declared & set(map(str, written(node)))) for node in ast.walk(outer)), default=0)
        found += [(name, most)] if most > FEW else []
    return found


def test_a_list_of_attributes_stands_nowhere_but_in_its_declaration():
    found = {
        (path.relative_to(SRC).as_posix(), name)
        for room in ROOMS
        for path in sorted((SRC / room).rglob("*.py"))
        if "migrations" not in path.parts and path.relative_to(SRC).as_posix() not in HOMES
        for name, _ in copies(path.read_text(encoding="utf-8"), names())
    }

    assert sorted(found - set(OF_THEIR_OWN)) == [], "declare it once: docs/decisions/0034"
    assert sorted(set(OF_THEIR_OWN) - found) == [], "no such list any more"


@pytest.mark.parametrize(
    "source",
    [
        'KEPT = ["project_id", "line_id", "unit_id", "official_id", "code"]',
        'KEPT = [*("code", "light"), *("share", "gap", "weight")]',
        'def in_words(one):\n    return {"unit": 1, "line": 2, "official": 3, "gap": 4, "weight": 5}',
        "WIDTHS = {C.SCALE: 1, C.NAME: 2, C.STEPS: 3, C.PERSON: 4, C.REMARK: 5}",
    ],
)
def test_a_copy_is_seen_however_it_is_written(source):
    assert copies(source, names())


@pytest.mark.parametrize("name", list(COLUMNS))
def test_the_projection_keeps_what_is_declared(name):
    columns = {field.attname for field in ItemStanding._meta.concrete_fields}

    assert COLUMNS[name] in columns


def test_the_projection_keeps_nothing_else():
    columns = {field.attname for field in ItemStanding._meta.concrete_fields}

    assert columns - {"id", "campaign_id", "item_id"} == set(COLUMNS.values())


def test_a_row_and_its_table_say_the_same():
    columns = {field.name for field in ListRow._meta.concrete_fields}
    own = {"id", "campaign", "list_version", "position", "key", "item", "version"}

    assert columns - own == set(NAMES) == set(ListRowValues.__slots__)
    assert {column.value for column in CELLS} >= set(NAMES) - {"curve"}


def test_every_attribute_has_a_name_of_its_own():
    words = [one.word for one in ATTRIBUTES]

    assert len(words) == len(set(words)) == len(type(words[0]))


def test_what_the_office_changes_on_an_item_is_kept_with_its_moment():
    """A field that a list takes over and that has no history would move the figures of days that are over."""
    assert set(TAKEN_OVER) <= set(PARTICULAR)


def test_what_has_a_history_is_read_from_it_on_an_earlier_day():
    then = {
        path for fact in FACTS.values() for path in ([fact.then] if isinstance(fact.then, str) else fact.then)
    }

    assert {name for name in PARTICULAR if name not in then} == set()
