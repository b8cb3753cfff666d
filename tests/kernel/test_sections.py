from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gongjian.assessment.rules import ScoreRules
from gongjian.kernel.sections import Gap, complaints, read_section, rule, rules_of, write_section
from gongjian.reporting.rules import ReportingRules
from gongjian.worklist.rules import LightRules

SECTIONS = [LightRules, ReportingRules, ScoreRules]


@dataclass(frozen=True)
class Grown:
    """A section that has grown by a rule: until then nobody was spared."""

    days: int = rule(3, "days")
    spared: int = rule(2, "spared", before=0)


@pytest.mark.parametrize("section", SECTIONS)
def test_what_a_rulebook_does_not_say_is_never_filled_in(section):
    whole = write_section(section())
    for missing in whole:
        with pytest.raises(Gap, match=missing):
            read_section(section, {name: value for name, value in whole.items() if name != missing})

    assert read_section(section, whole | {"long_gone": "7"}) == section()


def test_a_rule_that_came_later_means_in_older_versions_what_held_before_it():
    assert read_section(Grown, {"days": 3}) == Grown(days=3, spared=0)
    with pytest.raises(Gap):
        read_section(Grown, {"spared": 2})


@pytest.mark.parametrize("section", SECTIONS)
def test_defaults_lie_within_their_own_bounds(section):
    assert complaints(section, write_section(section())) == {}


@given(points=some.decimals(0, 100, places=2))
def test_a_section_survives_being_stored(points):
    rules = LightRules(serious_points=points)

    assert read_section(LightRules, write_section(rules)) == rules


@given(typed=some.text(max_size=12))
def test_whatever_is_typed_is_either_taken_or_complained_about(typed):
    for section in SECTIONS:
        for one in rules_of(section):
            if not complaints(section, {one.name: typed}):
                read_section(section, write_section(section()) | {one.name: typed})


@pytest.mark.parametrize("typed", ["", "-1", "101", "NaN", "Infinity", "viel", None, "1,5"])
def test_values_out_of_bounds_or_no_numbers_are_refused(typed):
    assert "serious_points" in complaints(LightRules, {"serious_points": typed})


def test_a_number_is_read_exactly():
    assert read_section(
        LightRules, write_section(LightRules()) | {"ahead_points": " 5.5 "}
    ).ahead_points == Decimal("5.5")
