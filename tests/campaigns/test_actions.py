from datetime import date
from decimal import Decimal

import pytest

from gongjian.campaigns import actions
from gongjian.campaigns.permissions import may_keep_account
from gongjian.campaigns.queries import organisations_within, people_within, roles_of
from gongjian.campaigns.rules import DayKind, ObligationKind, Role, Series, the_plans_rhythm
from gongjian.kernel.calendar import Roll
from gongjian.kernel.verdict import NotAllowed, Outdated, Refused
from gongjian.ledger.models import Entry
from tests.world import (
    NOON,
    a_campaign,
    a_clerk,
    a_duty,
    a_person,
    a_target,
    a_unit,
    an_assignment,
    an_organisation,
)

pytestmark = pytest.mark.django_db


def last_words(campaign):
    return str(Entry.objects.filter(campaign_id=campaign.pk).order_by("-number").first().verb)


def moved(duty, by, *, seen=1, **changes):
    fields = {
        "due_on": date(2026, 9, 10),
        "cut_off_on": date(2026, 9, 15),
        "roll": Roll.KEEP,
        "note": "earlier",
    }
    return actions.move_obligation(duty, **{**fields, **changes}, by=by, at=NOON, seen=seen)


def test_a_duty_moves_by_hand_with_its_reason_and_leaves_a_trace():
    campaign = a_campaign()

    duty = moved(a_duty(campaign), a_clerk(campaign))

    assert (duty.due_on, duty.note, duty.by_hand, duty.version) == (date(2026, 9, 10), "earlier", True, 2)
    assert last_words(campaign) == "moved an obligation from 11 Sep 2026 to 10 Sep 2026"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"note": " "}, "Give the reason"),
        ({"cut_off_on": date(2026, 9, 9)}, "cut-off"),
        ({"seen": 7}, "Somebody else"),
    ],
)
def test_a_duty_does_not_move_without_a_reason_before_its_cut_off_or_unseen(changes, sentence):
    campaign = a_campaign()

    with pytest.raises(Refused, match=sentence):
        moved(a_duty(campaign), a_clerk(campaign), **changes)


@pytest.mark.parametrize("role", [Role.REPORTER, Role.HEAD, Role.SUPERVISOR, Role.OBSERVER, Role.LEADER])
def test_only_the_office_moves_a_duty(role):
    campaign = a_campaign()

    with pytest.raises(NotAllowed):
        moved(a_duty(campaign), a_person(role, campaign=campaign))


def test_a_cancelled_duty_stays_cancelled():
    campaign = a_campaign()
    duty = actions.cancel_obligation(a_duty(campaign), note="merged", by=a_clerk(campaign), at=NOON)

    with pytest.raises(Refused, match="cancelled"):
        moved(duty, a_clerk(campaign), seen=2)
    with pytest.raises(Refused, match="cancelled"):
        actions.cancel_obligation(duty, note="again", by=a_clerk(campaign), at=NOON)


def test_drawing_up_the_list_twice_adds_nothing_and_keeps_what_was_changed():
    campaign = a_campaign(with_rhythm=True)
    duty = moved(
        campaign.obligations.get(kind=ObligationKind.REPORT, nominal_on=date(2026, 9, 13)), a_clerk(campaign)
    )

    again = actions.draw_up_obligations(campaign, the_plans_rhythm(2026), by=a_clerk(campaign), at=NOON)

    assert again == []
    duty.refresh_from_db()
    assert duty.due_on == date(2026, 9, 10)


def test_a_special_day_counts_until_it_is_taken_back_and_moves_no_duty():
    campaign, day = a_campaign(), date(2026, 9, 11)
    clerk, duty = a_clerk(campaign), a_duty(campaign)

    actions.set_special_day(campaign, day, kind=DayKind.OFF, name="Games", by=clerk, at=NOON)
    assert not campaign.calendar().is_workday(day)
    duty.refresh_from_db()
    assert duty.due_on == day

    actions.set_special_day(campaign, day, kind=None, name="", by=clerk, at=NOON)
    assert campaign.calendar().is_workday(day)


def test_a_duty_stands_in_the_list_once():
    campaign = a_campaign()
    a_duty(campaign)

    with pytest.raises(Refused, match="already"):
        actions.add_obligation(
            campaign,
            kind=ObligationKind.REPORT,
            nominal_on=date(2026, 9, 13),
            roll=Roll.KEEP,
            note="",
            by=a_clerk(campaign),
            at=NOON,
        )


def test_a_duty_that_the_rhythm_does_not_know_is_added():
    campaign = a_campaign()

    added = actions.add_obligation(
        campaign,
        kind=ObligationKind.REPORT,
        nominal_on=date(2026, 9, 20),
        roll=Roll.KEEP,
        note="加报一次",
        by=a_clerk(campaign),
        at=NOON,
    )

    assert (campaign.obligations.get(), added.note) == (added, "加报一次")


def test_a_target_put_differently_keeps_its_past_in_the_ledger():
    campaign = a_campaign()
    target = a_target(campaign, value=10)

    target = actions.change_target(target, value=Decimal(12), by=a_clerk(campaign), at=NOON, seen=1)

    assert (target.value, target.version) == (12, 2)
    entry = Entry.objects.filter(campaign_id=campaign.pk).latest("number")
    assert entry.facts["before"] == {"value": "10.00"}
    with pytest.raises(Outdated):
        actions.change_target(target, value=Decimal(13), by=a_clerk(campaign), at=NOON, seen=1)


def test_codes_are_given_once():
    campaign = a_campaign()
    clerk, target = a_clerk(campaign), a_target(campaign)
    actions.add_line_of_work(campaign, "CITY", name="City", by=clerk, at=NOON)

    with pytest.raises(Refused, match="already in use"):
        actions.add_line_of_work(campaign, "CITY", name="Other", by=clerk, at=NOON)
    with pytest.raises(Refused, match="already in use"):
        actions.add_target(
            campaign, target.code, name="x", value=1, unit="x", due_on=date(2026, 9, 1), by=clerk, at=NOON
        )


def test_a_campaign_does_not_end_before_it_starts():
    campaign = a_campaign()

    with pytest.raises(Refused, match="last day"):
        actions.change_campaign(campaign, ends_on=date(2026, 1, 1), by=a_clerk(campaign), at=NOON, seen=1)


def test_a_new_rulebook_needs_the_director_a_reason_and_the_newest_version_before_the_eyes():
    campaign = a_campaign()
    director = a_person(Role.DIRECTOR, campaign=campaign)

    with pytest.raises(NotAllowed):
        actions.set_rulebook(campaign, {}, note="why", by=a_clerk(campaign), at=NOON, seen=1)
    with pytest.raises(Refused, match="Give the reason"):
        actions.set_rulebook(campaign, {}, note="", by=director, at=NOON, seen=1)
    assert actions.set_rulebook(campaign, {}, note="why", by=director, at=NOON, seen=1).version == 2
    with pytest.raises(Outdated):
        actions.set_rulebook(campaign, {}, note="why", by=director, at=NOON, seen=1)


def test_a_role_is_given_once_and_ended_once():
    campaign = a_campaign()
    admin, person, unit = a_person(Role.ADMINISTRATOR, campaign=campaign), a_person(), a_unit(campaign)
    given = {"role": Role.REPORTER, "organisation": unit.organisation, "by": admin, "at": NOON}

    assignment = actions.give_role(campaign, person, **given)
    assert roles_of(person, campaign).holds(Role.REPORTER, at=unit.organisation_id)
    with pytest.raises(Refused, match="already"):
        actions.give_role(campaign, person, **given)

    with pytest.raises(NotAllowed):
        actions.end_role(assignment, by=a_person(Role.CLERK, campaign=campaign), at=NOON)
    ended = actions.end_role(assignment, by=admin, at=NOON)
    assert actions.end_role(ended, by=admin, at=NOON).ended_at == NOON
    assert not roles_of(type(person).objects.get(pk=person.pk), campaign)


def test_nobody_takes_away_their_own_role_as_administrator():
    campaign = a_campaign()
    admin = a_person(Role.ADMINISTRATOR, campaign=campaign)

    with pytest.raises(Refused, match="your own seat"):
        actions.end_role(campaign.role_assignments.get(person=admin), by=admin, at=NOON)


def test_an_organisation_takes_part_once():
    campaign = a_campaign()
    admin, unit = a_person(Role.ADMINISTRATOR, campaign=campaign), a_unit(campaign)

    with pytest.raises(Refused, match="already"):
        actions.enlist_unit(campaign, unit.organisation, series=Series.DEPARTMENTS, by=admin, at=NOON)


def test_an_administrator_looks_after_people_with_a_role_here_and_people_without_any():
    here, there = a_campaign(), a_campaign()
    mine, nobodys, theirs = (
        a_person(Role.REPORTER, campaign=here),
        a_person(),
        a_person(Role.HEAD, campaign=there),
    )

    found = people_within(here)

    assert mine in found
    assert nobodys in found
    assert theirs not in found


def test_a_password_is_kept_only_by_somebody_who_administers_every_campaign_of_that_person():
    here, there = a_campaign(), a_campaign()
    admin, person = a_person(Role.ADMINISTRATOR, campaign=here), a_person(Role.REPORTER, campaign=here)
    assert may_keep_account(admin, person)

    an_assignment(person, Role.HEAD, campaign=there)
    assert not may_keep_account(admin, person)

    an_assignment(admin, Role.ADMINISTRATOR, campaign=there)
    assert may_keep_account(admin, person)


def test_the_operators_account_is_out_of_reach():
    campaign = a_campaign()
    operator = a_person()
    operator.is_superuser = True

    assert not may_keep_account(a_person(Role.ADMINISTRATOR, campaign=campaign), operator)


def test_organisations_within_a_campaign_are_its_own_and_everything_below():
    campaign = a_campaign()
    below = an_organisation(parent=a_unit(campaign).organisation)
    outside = an_organisation()

    within = set(organisations_within(campaign))

    assert {campaign.organisation, below} < within
    assert outside not in within
