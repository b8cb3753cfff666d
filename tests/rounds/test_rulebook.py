import pkgutil
from dataclasses import is_dataclass
from importlib import import_module

import pytest

import gongjian
from gongjian.assessment.queries import the_rule_at
from gongjian.campaigns.queries import rulebook_at
from gongjian.kernel.sections import read_section, rules_of
from gongjian.rounds.rules.rulebook import SECTIONS, first_rulebook
from gongjian.standing.queries import standings_at
from tests.world import NOON, a_campaign, an_item


def sections_in_the_house():
    modules = [
        one.name for one in pkgutil.walk_packages(gongjian.__path__, "gongjian.") if ".rules" in one.name
    ]
    return {
        value
        for name in modules
        for value in vars(import_module(name)).values()
        if isinstance(value, type) and is_dataclass(value) and list(rules_of(value))
    }


def test_every_section_that_a_room_has_stands_in_the_list():
    assert sections_in_the_house() == set(SECTIONS.values())


def test_the_first_rulebook_says_every_value_of_every_section():
    for name, section in SECTIONS.items():
        assert read_section(section, first_rulebook()[name]) == section()
        assert set(first_rulebook()[name]) == {one.name for one in rules_of(section)}


@pytest.mark.django_db
def test_a_campaign_is_opened_with_its_rules_written_out():
    campaign = a_campaign()

    assert rulebook_at(campaign, NOON).sections == first_rulebook()


def another(default):
    return not default if isinstance(default, bool) else default + 1


@pytest.mark.django_db
def test_a_default_that_a_release_changes_changes_no_campaign(monkeypatch):
    campaign = a_campaign()
    an_item(campaign)
    before = (rulebook_at(campaign, NOON).sections, standings_at(campaign, NOON), the_rule_at(campaign, NOON))

    for section in SECTIONS.values():
        begin = section.__init__
        monkeypatch.setattr(begin, "__defaults__", tuple(map(another, begin.__defaults__)))
        for one in rules_of(section):
            monkeypatch.setattr(one, "default", another(one.default))

    assert first_rulebook() != before[0]
    assert (
        rulebook_at(campaign, NOON).sections,
        standings_at(campaign, NOON),
        the_rule_at(campaign, NOON),
    ) == before
