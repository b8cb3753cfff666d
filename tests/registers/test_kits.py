"""The registers that are shipped as data are sound, whole, and say what they count."""

import pytest

from gongjian.registers.rules.kits import kits
from gongjian.registers.rules.layout import layout_of, to_store
from gongjian.registers.rules.measures import measured, unit_of
from gongjian.registers.rules.sound import codes_are_sound, layout_is_sound
from gongjian.registers.rules.words import MeasureKind

KITS = list(kits().values())


@pytest.mark.parametrize("kit", KITS, ids=lambda kit: kit.code)
def test_every_kit_can_be_set_up_as_it_is(kit):
    assert layout_is_sound(kit.layout), layout_is_sound(kit.layout).reason
    assert kit.layout.measures


@pytest.mark.parametrize("kit", KITS, ids=lambda kit: kit.code)
def test_what_is_kept_of_a_kit_is_read_as_the_same_layout(kit):
    one = kit.layout
    kept = [to_store(rules) for rules in (one.fields, one.stages, one.measures, one.states)]
    fields, stages, measures, states = kept

    again = layout_of(
        one.manner,
        fields,
        stages,
        thing=one.thing,
        unit=one.unit,
        parent=one.parent,
        measures=measures,
        states=states,
    )

    assert again == one


@pytest.mark.parametrize("kit", KITS, ids=lambda kit: kit.code)
def test_of_an_empty_register_a_share_is_not_countable_yet_and_a_count_is_nothing(kit):
    for rule in kit.layout.measures:
        told = measured([], kit.layout, rule)
        if rule.kind == MeasureKind.SHARE:
            assert told.value is None
        elif rule.kind == MeasureKind.COUNT:
            assert told.value == 0
        assert unit_of(kit.layout, rule)


def test_the_plan_names_the_lines_and_each_kit_but_one_is_meant_for_one_of_them():
    assert {kit.line for kit in KITS} == {"LP", "PR", "KC", "", "IP", "LT", "UR", "ST"}


@pytest.mark.parametrize("code", ["contains", "has_key", "a__b", "gt", "A", "1a", ""])
def test_a_code_that_means_something_to_the_database_is_refused(code):
    assert not codes_are_sound([code])
