import re

import pytest
from django.test import Client

from gongjian.assessment.queries import totals_until
from gongjian.campaigns.rules import Role
from tests.world import (
    AFTER_CUT_OFF,
    a_campaign,
    a_draft,
    a_person,
    a_received_report,
    a_writer,
    issued,
    signed_in,
)

pytestmark = pytest.mark.django_db
SEES_DRAFTS = (Role.CLERK, Role.DIRECTOR, Role.SUPERVISOR, Role.ASSESSOR, Role.ADMINISTRATOR)


@pytest.fixture
def report():
    report = a_received_report()
    report.campaign.clock.at = report.campaign.clock.set_at = AFTER_CUT_OFF
    report.campaign.clock.save()
    return report


def ranking(person, campaign, **asked):
    return signed_in(Client(), person).get(f"/c/{campaign.slug}/ranking/", asked)


@pytest.mark.parametrize("role", list(Role))
def test_what_is_not_published_is_seen_by_the_office_and_the_supervisors_only(report, role):
    person = a_person(role, campaign=report.campaign)

    answer = ranking(person, report.campaign, period="2026-09-13")

    assert answer.status_code == (200 if role in SEES_DRAFTS else 404)
    assert not answer.context or "is_draft" not in answer.context or answer.context["is_draft"]


def test_a_unit_sees_the_published_places_with_their_lines(report):
    unit = a_writer(report)
    before = ranking(unit, report.campaign)
    issued(a_draft(report.period))

    after = ranking(unit, report.campaign)

    assert before.context["series"] == []
    [series] = after.context["series"]
    [place] = series["places"]
    assert (place["place"], place["name"], after.context["is_draft"]) == (1, str(report.unit), False)
    assert sum(float(line["points"]) for line in place["lines"]) == float(place["total"])
    assert str(place["total"]) in after.content.decode()


def test_a_unit_finds_its_own_row_with_its_score_in_named_parts(report):
    issued(a_draft(report.period))

    text = ranking(a_writer(report), report.campaign).content.decode()

    assert "Own unit" in text[text.index('class="is-mine"') :]
    assert 'class="chart-part part-1"' in text
    assert re.search(r'<summary><svg class="chart-bar"[^>]* aria-label="Completion [\d.]+', text)


def test_the_way_so_far_is_asked_once_for_all_units(report, django_assert_num_queries):
    issued(a_draft(report.period))

    with django_assert_num_queries(1):
        totals = totals_until(report.period)

    assert [len(way) for way in totals.values()] == [1]


def test_the_rule_is_printed_under_the_places(report):
    issued(a_draft(report.period))

    page = ranking(a_writer(report), report.campaign).content.decode()

    assert "Equal totals share a place, and the next place is skipped." in page


def test_strangers_learn_nothing(report):
    assert ranking(a_person(Role.CLERK, campaign=a_campaign()), report.campaign).status_code == 404
