from datetime import date

import pytest
from django.db import IntegrityError, transaction

from gongjian.assessment.actions import publish
from gongjian.assessment.models import Result
from gongjian.assessment.queries import published, ranking_of
from gongjian.campaigns.rules import Series
from gongjian.ledger.queries import broken_links, last_number
from gongjian.reporting.models import Figure
from tests.world import (
    AFTER_CUT_OFF,
    a_campaign,
    a_clerk,
    a_period,
    a_received_report,
    a_unit,
    an_item,
    noon,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def period():
    """Two departments, one township that has nothing to do yet, one enterprise that says nothing."""
    campaign = a_campaign()
    good, weak = a_unit(campaign, "Good"), a_unit(campaign, "Weak")
    silent = a_unit(campaign, "Silent", series=Series.ENTERPRISES)
    early = a_unit(campaign, "Early", series=Series.TOWNSHIPS)
    for unit in (good, weak, silent):
        an_item(unit=unit)
    an_item(unit=early, starts_on=date(2026, 10, 10))
    period = a_period(campaign)
    for unit, value in ((good, 15), (weak, 12)):
        a_received_report(period.reports.get(unit=unit.organisation), value=value)
    return period


def places(ranking):
    return {
        series: [(place.place, place.score.name) for place in ranked]
        for series, ranked in ranking.places.items()
    }


def test_units_are_ranked_within_their_series(period):
    ranking = ranking_of(period)

    assert places(ranking) == {
        Series.DEPARTMENTS: [(1, "Good"), (2, "Weak")],
        Series.ENTERPRISES: [(1, "Silent")],
    }
    assert ranking.unranked == ["Early"]


def test_what_comes_after_the_cut_off_does_not_count(period):
    Figure.objects.filter(value=15).update(known_at=noon(9, 17), accepted_at=noon(9, 17))

    ranking = ranking_of(period)

    assert places(ranking)[Series.DEPARTMENTS] == [(1, "Weak"), (2, "Good")]


def test_who_said_nothing_by_the_cut_off_has_missed_it(period):
    [silent] = ranking_of(period).places[Series.ENTERPRISES]

    assert [(str(line.reason), line.points) for line in silent.score.lines][-1] == ("Report: missed", 4)


def test_results_are_published_once_per_edition_and_never_worked_out_again(period):
    by, before = a_clerk(period.campaign), last_number(period.campaign_id)
    ranking = ranking_of(period)

    results = publish(period, ranking.places, edition=1, by=by, at=AFTER_CUT_OFF)
    Figure.objects.update(value=1)
    again = publish(period, ranking_of(period).places, edition=1, by=by, at=AFTER_CUT_OFF)

    assert (len(results), again) == (3, [])
    assert (last_number(period.campaign_id), broken_links(period.campaign_id)) == (before + 1, [])
    stored = list(Result.objects.filter(series=Series.DEPARTMENTS))
    assert [(one.place, one.total) for one in stored] == [
        (place.place, place.score.total) for place in ranking.places[Series.DEPARTMENTS]
    ]
    assert [[points for _, points, _ in one.reasons()] for one in stored] == [
        [str(line.points) for line in place.score.lines] for place in ranking.places[Series.DEPARTMENTS]
    ]


def test_the_change_is_against_the_last_issue(period):
    by = a_clerk(period.campaign)
    publish(period, ranking_of(period).places, edition=1, by=by, at=AFTER_CUT_OFF)
    later = a_period(period.campaign, date(2026, 9, 28))
    for report, value in zip(later.reports.filter(unit__name__in=["Good", "Weak"]), (30, 40), strict=True):
        a_received_report(report, value=value, at=noon(9, 25))

    ranked = ranking_of(later).places[Series.DEPARTMENTS]

    assert [(one.score.name, one.before, one.change) for one in ranked] == [
        ("Weak", 2, 1),
        ("Good", 1, -1),
    ]


def test_the_newest_edition_is_what_people_see(period):
    by, ranking = a_clerk(period.campaign), ranking_of(period)
    assert not published(period.campaign).exists()

    publish(period, ranking.places, edition=1, by=by, at=AFTER_CUT_OFF)
    publish(period, ranking.places, edition=2, by=by, at=AFTER_CUT_OFF)

    assert {one.edition for one in published(period.campaign, period=period)} == {2}
    assert Result.objects.count() == 6


def test_the_database_itself_refuses_a_second_place_in_one_edition(period):
    publish(period, ranking_of(period).places, edition=1, by=a_clerk(period.campaign), at=AFTER_CUT_OFF)
    one = Result.objects.first()
    one.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        one.save(force_insert=True)
