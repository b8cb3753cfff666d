"""What has been signed, as one number."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest

from gongjian.worklist.rules.fingerprints import FIELDS, canonical, fingerprint, in_fours


@dataclass(frozen=True)
class Row:
    project_code: str = "KC-007"
    project_name: str = "文化中心"
    line_of_work: str = "项目攻坚"
    scale: str = ""
    total_investment: Decimal | None = Decimal("1200.50")
    year_investment: Decimal | None = None
    leading_official: str = "王小满"
    township: str = ""
    supporting_units: str = ""
    item_code: str = "KC-007-2"
    name: str = "政策处理"
    measure: str = "quantity"
    unit_of_measure: str = "户"
    target: Decimal = Decimal(68)
    curve: str = "by_day"
    steps: tuple = ()
    starts_on: date = date(2026, 9, 1)
    due_on: date = date(2026, 10, 11)
    weight: Decimal = Decimal(1)
    person: str = "李勤"
    target_codes: str = ""
    remark: str = ""
    priority: bool = False


def of(*rows, version=1):
    return fingerprint("kaicheng", "住建局", version, rows)


def test_the_fingerprint_of_a_list_is_known_for_ever():
    assert of(Row()) == "b7b3ec0c5cf17c563dc3e08ecf3d91709c74accd8bef0bdc650d0e3e4fb7718d"


@pytest.mark.parametrize("name", FIELDS)
def test_every_column_counts(name):
    other = {
        "total_investment": None,
        "target": Decimal(67),
        "weight": Decimal(2),
        "starts_on": date(2026, 9, 2),
        "due_on": date(2026, 10, 12),
        "year_investment": Decimal(1),
        "steps": (("2026-09-30", "2/5", "x"),),
        "priority": True,
    }

    assert of(replace(Row(), **{name: other.get(name, "x")})) != of(Row())


def test_the_version_and_the_order_of_the_rows_count():
    second = replace(Row(), name="其他")

    assert len({of(Row()), of(Row(), version=2), of(Row(), second), of(second, Row())}) == 4


def test_needless_zeros_do_not_count():
    assert of(replace(Row(), target=Decimal("68.00"), weight=Decimal("1.00"))) == of(Row())


def test_amounts_are_written_plainly():
    assert canonical(replace(Row(), total_investment=Decimal("1E+3")))["total_investment"] == "1000"


def test_on_paper_it_stands_in_groups_of_four():
    assert in_fours("abcdef0123456789") == "abcd ef01 2345 6789"
