from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import NotAllowed, Refused
from gongjian.standing.actions import end_hold, grant_hold
from gongjian.standing.models import Hold
from gongjian.standing.rules import HoldReason, hold_is_sound
from tests.world import a_campaign, a_person, an_item, noon

TODAY = date(2026, 9, 10)


def granted(item, *, by=None, until=date(2026, 10, 1), at=None):
    director = by or a_person(Role.DIRECTOR, campaign=item.campaign)
    return grant_hold(
        item, kind=HoldReason.LAND, reason="land", until=until, by=director, at=at or noon(9, 10)
    )


@pytest.mark.parametrize(
    ("reason", "days", "sound"),
    [("land", 0, True), ("land", 62, True), ("land", 63, False), ("land", -1, False), (" ", 5, False)],
)
def test_a_hold_has_a_reason_and_an_end(reason, days, sound):
    assert bool(hold_is_sound(reason, until=TODAY + timedelta(days=days), today=TODAY)) is sound


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in Role if role != Role.DIRECTOR])
def test_only_the_director_accepts_reasons(role):
    item = an_item(a_campaign())
    hold, person = granted(item), a_person(role, at=item.project.unit, campaign=item.campaign)

    with pytest.raises(NotAllowed):
        granted(item, by=person)
    with pytest.raises(NotAllowed):
        end_hold(hold, by=person, at=noon(9, 11))


@pytest.mark.django_db
def test_a_new_hold_takes_the_place_of_the_one_before():
    item = an_item(a_campaign())
    first = granted(item)

    second = granted(item, at=noon(9, 12))

    first.refresh_from_db()
    assert (first.ended_at, second.ended_at) == (noon(9, 12), None)


@pytest.mark.django_db
def test_a_hold_ends_once():
    item = an_item(a_campaign())
    director = a_person(Role.DIRECTOR, campaign=item.campaign)
    hold = end_hold(granted(item), by=director, at=noon(9, 12))

    with pytest.raises(Refused, match="already ended"):
        end_hold(hold, by=director, at=noon(9, 13))


@pytest.mark.django_db
def test_the_database_itself_refuses_two_holds_at_a_time_and_an_end_by_nobody():
    hold = granted(an_item(a_campaign()))

    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.create(
            campaign=hold.campaign,
            item=hold.item,
            kind=HoldReason.LAND,
            reason="x",
            until=hold.until,
            granted_at=noon(9, 12),
            granted_by=hold.granted_by,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.update(ended_at=noon(9, 12))
