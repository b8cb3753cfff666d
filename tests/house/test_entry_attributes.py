"""An attribute of a register's entry is declared once, in `registers.rules.attributes`.

A list of the same names anywhere else is a copy that somebody has to remember. What is a list of its own says why.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from gongjian.registers.actions.taking_back import KEPT
from gongjian.registers.actions.writing import WRITTEN
from gongjian.registers.models import RegisterEntry
from gongjian.registers.rules import Layout, Manner
from gongjian.registers.rules.attributes import ATTRIBUTES, BY_NAME, FROM_FILES, EntryDraft, attributes_of
from gongjian.registers.rules.sheets import columns_of

SRC = Path(__file__).resolve().parents[2] / "src" / "gongjian"
HOME = "registers/rules/attributes.py"
ROOMS = ("registers", "web/registers")
TEMPLATES = SRC / "web" / "templates" / "registers"
FEW = 4  # names that may stand together without being a list of attributes
OF_THEIR_OWN = {
    ("registers/models/registers.py", "RegisterEntry"): "the table",
    ("registers/queries/permits.py", "fact_of"): "how a permit stands on a day is worked out from them",
    (
        "registers/actions/permits.py",
        "add_standard_permits",
    ): "what a permit of the standard set asks of an entry",
}
HOW_IT_STANDS = {"reached", "values", "stage", "stage_on", "version"}  # said by marks and by own fields


def mentioned(outer: ast.AST) -> Iterator[str]:
    """The words in a definition that may name an attribute: fields, attributes, keywords and keys."""
    for node in ast.walk(outer):
        match node:
            case ast.Constant(value=str(word)) | ast.Attribute(attr=word) | ast.keyword(arg=str(word)):
                yield word.lower().removesuffix("_id")
            case ast.AnnAssign(target=ast.Name(id=word)):
                yield word
            case ast.Assign(targets=[ast.Name(id=word)]) if isinstance(outer, ast.ClassDef):
                yield word


def copies(source: str) -> list[str]:
    """The definitions in which more than a few attributes of an entry stand together."""
    found = []
    for outer in ast.parse(source).body:
        if isinstance(outer, ast.Import | ast.ImportFrom):
            continue
        name = getattr(outer, "name", "") or next(
            (target.id for target in getattr(outer, "targets", []) if isinstance(target, ast.Name)), ""
        )
        if len(set(BY_NAME) & set(mentioned(outer))) > FEW:
            found.append(name)
    return found


def test_a_list_of_an_entrys_attributes_stands_nowhere_but_in_its_declaration():
    found = {
        (path.relative_to(SRC).as_posix(), name)
        for room in ROOMS
        for path in sorted((SRC / room).rglob("*.py"))
        if "migrations" not in path.parts and path.relative_to(SRC).as_posix() != HOME
        for name in copies(path.read_text(encoding="utf-8"))
    }

    assert sorted(found - set(OF_THEIR_OWN)) == [], "declare it once: docs/decisions/0034"
    assert sorted(set(OF_THEIR_OWN) - found) == [], "no such list any more"


@pytest.mark.parametrize(
    "source",
    [
        'WRITTEN = [*("name", "quantity", "department"), *("reference", "apply_on")]',
        "def fill(entry, draft):\n    entry.name, entry.item = draft.name, draft.item\n    entry.quantity = draft.quantity\n    entry.apply_on, entry.due_on = draft.apply_on, draft.due_on",
        "def draft(typed):\n    return EntryDraft(name=1, quantity=2, reference=3, apply_on=4, due_on=5)",
        "class Draft:\n    name: str\n    quantity: int\n    reference: str\n    apply_on: date\n    due_on: date",
        'KEPT = ["name", "quantity", "department_id", "reference", "due_on"]',
    ],
)
def test_a_copy_is_seen_however_it_is_written(source):
    assert copies(source)


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.name)
def test_no_template_names_the_attributes_of_an_entry_one_by_one(path):
    named = set(re.findall(r"\bentry\.(\w+)", path.read_text(encoding="utf-8"))) & set(BY_NAME)

    assert len(named) <= FEW, "show what `entry_facts` gives"


def test_what_somebody_says_of_an_entry_is_what_is_declared():
    assert {one.name for one in fields(EntryDraft)} - {"values", "because", "sent_as"} == set(BY_NAME)


def test_the_table_has_a_column_for_every_attribute():
    assert set(BY_NAME) <= {one.name for one in RegisterEntry._meta.concrete_fields}


def test_a_file_writes_what_it_may_say_and_taking_it_back_keeps_all_of_it():
    assert set(WRITTEN) == {one.name for one in FROM_FILES} | HOW_IT_STANDS
    assert {name.removesuffix("_id") for name in KEPT} == set(WRITTEN) - {"version"}


@pytest.mark.parametrize("manner", list(Manner))
def test_each_attribute_stands_once_in_an_entry_and_once_on_its_sheet(manner):
    layout = Layout(manner, unit="m²", thing="户")
    asked = [one.name for one in attributes_of(layout)]
    codes = [one.code for one in columns_of(layout)]

    assert len(asked) == len(set(asked))
    assert sorted(name for name in asked if BY_NAME[name].headings) == sorted(set(BY_NAME) & set(codes))
    assert len(codes) == len(set(codes))


def registers_of(one):
    """The kinds of register whose entries have it: how they count, and what their entries stand under."""
    return {(manner, parent) for manner in one.of for parent in one.under}


def test_two_declarations_of_one_field_are_of_one_kind_and_belong_to_different_registers():
    for one in ATTRIBUTES:
        for other in ATTRIBUTES:
            if one is not other and one.name == other.name:
                assert (one.kind, one.longest) == (other.kind, other.longest)
                assert not registers_of(one) & registers_of(other)
