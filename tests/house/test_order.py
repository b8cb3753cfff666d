"""Organisations and people stand in the county's own order; only `accounts` knows what that is."""

import ast

import pytest

from gongjian.accounts.models import Organisation, User, official_people
from gongjian.accounts.queries import organisations_in_order
from tests.house.plan import SRC
from tests.world import a_campaign, a_unit, an_organisation

OWN = {"name", "short_name", "username", "unit_id", "organisation_id"}
BY_NAME = OWN | {f"{path}__{name}" for path in ("unit", "organisation", "person", "official") for name in OWN}
SOURCES = [path for path in SRC.rglob("*.py") if not {"migrations", "accounts", "work"} & set(path.parts)]


def orders_elsewhere(tree):
    """An order by name, or by the number of an organisation, of rows or of a list: unless it only breaks a tie."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "order_by"
        ):
            yield from (one for one in node.args if is_name(one))
        elif isinstance(node, ast.Assign):
            is_ordering = any(getattr(one, "id", "") == "ordering" for one in node.targets)
            yield from (
                one
                for one in getattr(node.value, "elts", ())
                if is_ordering and is_name(one) and one.value != "name"
            )
            yield from (one for key in sorts_in(node) for one in names_read(key))
        elif isinstance(node, ast.keyword) and node.arg == "key" and isinstance(node.value, ast.Lambda):
            yield from names_read(node.value)


def sorts_in(node):
    """The keys of a table of orders that people choose from."""
    named = any(getattr(one, "id", "") == "SORTS" for one in node.targets)
    return [one for one in ast.walk(node.value) if named and isinstance(one, ast.Lambda)]


def names_read(key):
    keys = key.body.elts[:-1] if isinstance(key.body, ast.Tuple) else [key.body]
    return (one for one in keys if isinstance(one, ast.Attribute) and one.attr in OWN)


def is_name(node):
    return isinstance(node, ast.Constant) and str(node.value).lstrip("-") in BY_NAME


def test_nothing_orders_organisations_or_people_by_name_or_number():
    found = {
        f"{path.relative_to(SRC)}:{node.lineno}"
        for path in SOURCES
        for node in orders_elsewhere(ast.parse(path.read_text(encoding="utf-8")))
    }

    assert found == set()


@pytest.mark.parametrize(
    "source",
    [
        'rows.order_by("name")',
        'rows.order_by("series", "-unit__name")',
        "sorted(units, key=lambda one: one.name)",
        "sorted(units, key=lambda one: (one.name, one.pk))",
        'class Meta:\n    ordering = ["unit_id"]',
        'SORTS = {"unit": lambda row: (row.project.unit.name, row.project.code)}',
    ],
)
def test_such_an_order_is_found(source):
    assert list(orders_elsewhere(ast.parse(source)))


@pytest.mark.both_databases
@pytest.mark.django_db
def test_the_official_order_is_that_of_the_sheet_and_who_has_no_place_comes_last():
    campaign = a_campaign()
    late, second, first, later = (
        a_unit(campaign, name).organisation for name in ("甲局", "乙局", "丙局", "丁局")
    )
    Organisation.objects.filter(pk=first.pk).update(position=1)
    Organisation.objects.filter(pk=second.pk).update(position=2)
    order = [first, second, late, later]

    assert organisations_in_order([one.pk for one in order[::-1]]) == [one.pk for one in order]
    assert [unit.organisation for unit in campaign.units.all()] == order
    assert [unit.organisation for unit in campaign.units.order_by("organisation")] == order


@pytest.mark.both_databases
@pytest.mark.django_db
def test_people_stand_with_their_organisations():
    above, below = an_organisation("甲"), an_organisation("乙")
    Organisation.objects.filter(pk=above.pk).update(position=2)
    Organisation.objects.filter(pk=below.pk).update(position=1)
    for name, organisation in (("c", above), ("b", None), ("a", below), ("z", below)):
        User.objects.create(username=name, organisation=organisation)

    assert list(User.objects.order_by(*official_people()).values_list("username", flat=True)) == [
        "a",
        "z",
        "c",
        "b",
    ]
