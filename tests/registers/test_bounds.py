"""Values outside of our time, and names that a file cannot bear."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from gongjian.documents.sheet import Sheet, Workbook
from gongjian.kernel.days import day_of
from gongjian.kernel.verdict import Incomplete, Refused
from gongjian.registers.actions import mark_entries, take_standard_permits
from gongjian.registers.models import Mark
from gongjian.registers.rules import Manner, PermitMove
from tests.registers.world import a_household, a_permit, a_register, a_reporter, moved
from tests.world import NOON, a_campaign, a_clerk, a_project, signed_in

pytestmark = pytest.mark.django_db
NAME = "房屋/征收[一]: *2026*?\\甲"


@pytest.mark.parametrize(
    "typed", ["202609-01-01", "9999-12-31", "0001-01-01", "2609-01-01", "1999-12-31", ""]
)
def test_no_day_is_read_outside_of_our_time(typed):
    assert day_of(typed) is None
    assert day_of("2026-09-01") == date(2026, 9, 1)


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(1, 1, 1)])
def test_verbs_take_no_day_outside_of_our_time(day):
    campaign = a_campaign()
    permits = a_register(campaign, Manner.PERMITS)
    household = a_household(a_register(campaign))

    for name in ("apply_on", "due_on"):
        with pytest.raises(Incomplete):
            a_permit(permits, **{name: day})
    with pytest.raises(Refused, match="2000 and 2099"):
        mark_entries([household], "signed", on=day, by=a_reporter(household.project), at=NOON)
    project = a_project(campaign)
    with pytest.raises(Refused, match="2000 and 2099"):
        take_standard_permits(permits, project, by=a_reporter(project), at=NOON, needed_on=day)


def test_a_row_with_days_that_no_calendar_knows_hides_no_other():
    """As an older program or a hand in the database has written it."""
    campaign = a_campaign()
    permits = a_register(campaign, Manner.PERMITS)
    applied = (PermitMove.APPLY, date(2026, 9, 14)), (PermitMove.ACCEPT, date(2026, 9, 15))
    bad, good = (moved(a_permit(permits), *applied) for _ in range(2))
    Mark.objects.filter(entry=bad).update(on=date(9999, 12, 31))

    answer = signed_in(Client(), a_clerk(campaign)).get(
        reverse("registers:register", args=[campaign.slug, permits.code])
    )

    assert answer.status_code == 200
    assert bad.name in answer.content.decode()
    assert good.name in answer.content.decode()


def test_a_register_may_be_called_as_no_sheet_may():
    campaign = a_campaign()
    register = a_register(campaign, code="odd", name=NAME)
    a_household(register)
    office = signed_in(Client(), a_clerk(campaign))

    for page in ("export", "blank"):
        answer = office.get(reverse(f"registers:{page}", args=[campaign.slug, register.code]))
        assert answer.status_code == 200, page
        book = openpyxl.load_workbook(BytesIO(answer.content))
        assert book.sheetnames[0] == Workbook((Sheet(NAME, (), ()),)).names[0]
