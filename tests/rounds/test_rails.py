"""Which cards lie on the desk of each role."""

import pytest

from gongjian.campaigns.rules import Role
from gongjian.rounds.rules.rails import RAILS, Rail, rails_for

OF_UNITS = {Rail.OWN_PART, Rail.WARNINGS, Rail.TO_SIGN}


def test_every_role_has_cards_of_its_own():
    assert set(RAILS) == set(Role)
    assert all(RAILS.values())


def test_every_card_lies_on_somebodys_desk():
    assert rails_for(Role) == set(Rail)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.EDITOR, Role.OBSERVER])
def test_who_has_no_part_in_the_work_is_shown_nothing_of_what_others_have_to_do(role):
    of_others = {Rail.STUCK, Rail.ELSEWHERE, Rail.LAGGING, Rail.PUNCTUALITY, Rail.CLOCKS, Rail.LED}

    assert rails_for([role]) & (of_others | OF_UNITS) == set()


@pytest.mark.parametrize("role", set(Role) - {Role.REPORTER, Role.HEAD})
def test_only_units_see_what_is_asked_of_units(role):
    assert rails_for([role]) & OF_UNITS == set()


def test_whoever_holds_two_roles_has_the_cards_of_both():
    assert rails_for([Role.LEADER, Role.MEMBER]) == rails_for([Role.LEADER]) | rails_for([Role.MEMBER])
