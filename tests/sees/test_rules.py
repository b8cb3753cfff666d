"""Who passes each rule of the rooms' pages, and whose rows each person sees: without a page between."""

import pytest
from django.apps import apps

from gongjian.campaigns.permissions import anybody
from gongjian.campaigns.rules import Role
from gongjian.rounds.pages import PAGES, is_offered, may_send
from tests.sees.world import WHO, Lived
from tests.world import a_person, an_assignment

pytestmark = pytest.mark.django_db
EVERYBODY = set(WHO) - {"keeper", "no seat"}
OFFICE = {"clerk", "director"}
PLANNERS = OFFICE | {"administrator"}
READERS = PLANNERS | {"supervisor", "assessor"}
UNITS = {"head", "reporter", "another unit"}
OWN = {"head", "reporter"}
RULES = {
    "anybody": EVERYBODY,
    "readers": READERS,
    "reporters": READERS | UNITS,
    "may_plan": PLANNERS,
    "may_administer": {"administrator"},
    "may_read_ledger": READERS,
    "may_keep_unit": {"head"},
    "may_edit_list": OFFICE,
    "may_bring_all": OFFICE,
    "may_set_up": PLANNERS,
    "may_analyse": READERS | {"member"},
    "may_keep_kinds": OFFICE,
    "may_run_meetings": OFFICE,
    "may_propose": OFFICE | UNITS | {"member"},
    "may_set_rules": {"director"},
    "may_reopen": {"director"},
    "may_see_unattended": PLANNERS,
    "may_audit": PLANNERS,
    "whoever_hands_over": {"administrator", "head"},
}
OFFERED = {
    "worklist:list": READERS | UNITS | {"leader"},
    "worklist:roadmap": READERS | UNITS | {"leader"},
    "registers:list": READERS | UNITS | {"leader", "member"},
    "obstacles:list": READERS | UNITS | {"leader", "member"},
    "reporting:periods": READERS | UNITS,
    "people:my_unit": {"head"},
}
SEEN = {
    # all rows of the small campaign; some of them
    "bulletins.Bulletin": (READERS, EVERYBODY - READERS),
    "campaigns.Unit": (READERS, UNITS),
    "meetings.Decision": (READERS | OWN | {"leader"}, set()),
    "meetings.AgendaItem": (READERS | OWN | {"leader"}, {"another unit", "member", "editor", "observer"}),
    "meetings.Meeting": (READERS | {"leader"}, OWN),
    "meetings.RosterLine": (READERS | OWN | {"leader"}, set()),
    "obstacles.Obstacle": (READERS | OWN | {"leader", "member"}, set()),
    "registers.EntryFile": (READERS | OWN | {"member"}, set()),
    "registers.RegisterEntry": (READERS | OWN | {"member"}, {"leader"}),
    "registers.Register": (READERS | UNITS | {"leader", "member"}, set()),
    "registers.RegisterImport": (READERS | {"reporter"}, set()),
    "registers.ItemLink": (READERS | OWN | {"leader"}, set()),
    "reporting.Evidence": (READERS | OWN | {"leader"}, set()),
    "reporting.Report": (READERS | OWN, set()),
    "standing.ItemStanding": (READERS | OWN | {"leader"}, set()),
    "worklist.ChangeRequest": (READERS | OWN, set()),
    "worklist.Item": (READERS | OWN | {"leader"}, set()),
    "worklist.Letter": (READERS | OWN, set()),
    "worklist.ListImport": (READERS | OWN, set()),
    "worklist.ListVersion": (READERS | OWN, set()),
    "worklist.Project": (READERS | OWN | {"leader"}, set()),
}


@pytest.fixture
def here():
    return Lived()


def test_each_rule_lets_in_whom_it_says(here):
    rules = {rule.__name__: rule for page in PAGES.values() for rule in (page.opens, page.acts) if rule}
    passed = {
        name: {who for who, person in here.people.items() if rule(person, here.campaign)}
        for name, rule in rules.items()
    }

    assert passed == RULES


def test_who_may_not_open_a_page_sends_nothing_there(here):
    for name, page in PAGES.items():
        passed = {who for who, person in here.people.items() if may_send(name, person, here.campaign)}
        assert passed == RULES[page.opens.__name__] & RULES[(page.acts or page.opens).__name__], name


def test_the_way_around_offers_less_than_it_opens(here):
    for name, page in PAGES.items():
        offered = {who for who, person in here.people.items() if is_offered(name, person, here.campaign)}
        assert offered == OFFERED.get(name, RULES[page.opens.__name__]), name


def test_an_administrator_who_heads_a_unit_has_the_page_of_all_people_instead(here):
    both = a_person(Role.ADMINISTRATOR, campaign=here.campaign)
    an_assignment(both, Role.HEAD, at=here.unit)

    assert is_offered("people:people", both, here.campaign)
    assert not is_offered("people:my_unit", both, here.campaign)
    assert PAGES["people:my_unit"].opens(both, here.campaign)


def test_a_hidden_page_says_nothing_and_any_other_a_sentence(here):
    stranger, observer = here.people["no seat"], here.people["observer"]

    assert anybody(stranger, here.campaign).hidden
    for page in PAGES.values():
        verdict = page.opens(observer, here.campaign)
        assert verdict or verdict.hidden or verdict.reason.msgid.startswith(("Only", "You"))


def nouns():
    found = {}
    for model in apps.get_models():
        if hasattr(model._default_manager, "visible_to"):
            found[model._meta.label] = model
    return found


def test_everybody_sees_the_rows_that_are_theirs(here):
    seen = {}
    for label, model in nouns().items():
        whole = model.objects.filter(campaign=here.campaign).count()
        counts = {who: seen_by(model, person, here.campaign) for who, person in here.people.items()}
        all_of_them = {who for who, count in counts.items() if count == whole}
        seen[label] = (all_of_them, {who for who, count in counts.items() if 0 < count < whole})

    assert seen == SEEN


def seen_by(model, person, campaign):
    return model.objects.visible_to(person, campaign).distinct().count()


def test_nobody_sees_rows_of_another_campaign(here):
    other = here.elsewhere
    for label, model in nouns().items():
        for who, person in here.people.items():
            assert not model.objects.visible_to(person, other).exists(), (label, who)
