"""What a unit answers for in a target: its own part, never the county's total."""

from decimal import Decimal
from fractions import Fraction

from gongjian.kernel.quantities import Quantity
from gongjian.worklist.rules.shares import Promised, Share, shares_of


def promised(project="甲", amount=1, unit="", targets=("T",)):
    return Promised(project, Decimal(amount), unit, targets)


def test_a_target_that_counts_projects_is_shared_by_projects():
    rows = [promised("甲"), promised("甲"), promised("乙"), promised("丙", targets=())]

    assert shares_of(rows, {"T": ""}) == {"T": Share(projects=2, items=3)}


def test_a_target_that_is_added_up_is_shared_by_quantity_in_its_own_unit():
    rows = [promised(amount="8993", unit="万元"), promised("乙", "0.5", "亿元"), promised("丙", 120, "户")]

    share = shares_of(rows, {"T": "亿元"})["T"]

    assert share == Share(3, items=2, others=1, quantity=Quantity(Fraction("1.3993"), "亿元"))


def test_where_nothing_can_be_added_the_items_are_counted():
    assert shares_of([promised(unit="户")], {"T": "平方米"}) == {"T": Share(1, 1)}


def test_a_unit_has_no_part_in_what_none_of_its_items_belongs_to():
    assert shares_of([promised(targets=("T", "gone"))], {"T": "", "other": ""}).keys() == {"T"}
