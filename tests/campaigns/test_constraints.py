"""What the database itself refuses, whoever asks."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from gongjian.campaigns.models import Obligation, Phase, Rulebook, Target
from gongjian.campaigns.rules import Role
from tests.world import NOON, a_campaign, a_duty, a_line, a_person, a_target, a_unit

pytestmark = pytest.mark.django_db
LATER = timedelta(days=1)


def copied(row):
    row.pk = None
    row._state.adding = True
    return row


def refused(row, **changes):
    for name, value in changes.items():
        setattr(row, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_campaign_that_ends_before_it_starts():
    campaign = a_campaign()
    refused(campaign, ends_on=campaign.starts_on - LATER)


def test_two_campaigns_at_one_address():
    refused(copied(a_campaign()))


def test_an_organisation_that_takes_part_twice():
    refused(copied(a_unit(a_campaign())))


def test_a_role_held_twice_at_a_time_but_not_one_after_the_other():
    person = a_person(Role.REPORTER, campaign=a_campaign())
    assignment = person.role_assignments.get()
    refused(copied(assignment))

    person.role_assignments.update(ended_at=NOON)
    copied(assignment).save()


def test_a_role_that_ends_before_it_was_given():
    assignment = a_person(Role.REPORTER, campaign=a_campaign()).role_assignments.get()
    refused(assignment, ended_at=assignment.given_at - LATER)


def test_two_lines_or_targets_of_one_code():
    refused(copied(a_line(a_campaign())))
    refused(copied(a_target(a_campaign())))


def test_a_phase_that_ends_before_it_starts():
    refused(Phase(campaign=a_campaign(), name="x", starts_on=date(2026, 9, 2), ends_on=date(2026, 9, 1)))


def test_one_duty_twice_on_a_day_or_a_period_turned_round():
    duty = a_duty(a_campaign())
    refused(copied(Obligation.objects.get(pk=duty.pk)))
    refused(duty, covers_from=duty.covers_to + LATER)


def test_two_rulebooks_of_one_version():
    refused(copied(Rulebook.objects.get(campaign=a_campaign())))


def test_a_target_without_a_value():
    refused(Target.objects.get(pk=a_target(a_campaign()).pk), value=None)
