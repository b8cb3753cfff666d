"""How a unit is ranked, and whether its head confirms."""

import pytest

from gongjian.campaigns.actions.people import change_unit
from gongjian.campaigns.rules import Role, Series
from gongjian.kernel.verdict import NotAllowed
from gongjian.ledger.models import Entry
from tests.world import NOON, a_campaign, a_person, a_unit

pytestmark = pytest.mark.django_db


def test_a_unit_is_ranked_in_another_series_or_in_none_and_needs_no_head():
    unit = a_unit(a_campaign(), "县水利局")
    keeper = a_person(Role.ADMINISTRATOR, campaign=unit.campaign)

    change_unit(unit, series=Series.ENTERPRISES, head_confirms=False, by=keeper, at=NOON)
    unit.refresh_from_db()
    assert (unit.series, unit.head_confirms) == (Series.ENTERPRISES, False)
    entry = Entry.objects.latest("pk")
    assert (str(entry.verb), bool(entry.facts["proves"])) == ("changed the unit 县水利局", True)

    change_unit(unit, series=None, head_confirms=True, by=keeper, at=NOON)
    unit.refresh_from_db()
    assert (unit.series, unit.head_confirms) == ("", True)


def test_the_unit_itself_does_not_say_how_it_is_ranked():
    unit = a_unit(a_campaign())

    with pytest.raises(NotAllowed):
        change_unit(unit, series=None, head_confirms=False, by=a_person(Role.HEAD, at=unit), at=NOON)
