"""Lists, change requests and letters lie on the desks of those who must act."""

import pytest

from gongjian.campaigns.rules import Role
from tests.world import (
    a_campaign,
    a_change,
    a_clerk,
    a_filed_list,
    a_list,
    a_person,
    a_signed_list,
    a_unit,
    letters_of,
    signed_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return a_unit(a_campaign("c"))


def desk(client, person):
    return signed_in(client, person).get("/c/c/desk/").text


def test_a_reporter_finds_the_list_to_draw_up_until_it_is_signed(client, unit):
    reporter = a_person(Role.REPORTER, at=unit)

    assert "Prepare the unit" in desk(client, reporter)
    a_signed_list(unit)
    assert "Prepare the unit" not in desk(client, reporter)


def test_a_head_finds_what_waits_for_the_signature(client, unit):
    head = a_person(Role.HEAD, at=unit)
    version = a_list(unit)
    assert "Sign the list" in desk(client, head)

    a_filed_list(version=version)
    letters_of(unit.campaign)

    assert "Sign for the letter" in desk(client, head)


def test_a_head_finds_the_requests_of_the_unit_and_who_asked_does_not(client, unit):
    change = a_change(unit)
    assert "Agree to a change request" in desk(client, a_person(Role.HEAD, at=unit))
    assert "Agree to a change request" not in desk(client, change.asked_by)


def test_the_office_finds_the_lists_to_file(client, unit):
    clerk = a_clerk(unit.campaign)
    a_signed_list(unit)

    assert "File the list or send it back" in desk(client, clerk)


def test_the_office_finds_the_requests_to_decide(client, unit):
    head = a_person(Role.HEAD, at=unit)
    a_change(unit, by=head)

    assert "Decide on a change request" in desk(client, a_clerk(unit.campaign))
