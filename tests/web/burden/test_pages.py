"""The burden meter: for the Office and the supervisors; every field has a reader."""

import pytest

from gongjian.campaigns.rules import Role
from gongjian.reporting.rules.asked import ASKED_FIELDS
from gongjian.rounds.queries.burden import asked_fields, burden
from gongjian.rounds.rules.burden import without_reader
from gongjian.web.reporting.forms import FIELD
from tests.registers.world import KIND, a_household, a_register, marked
from tests.world import NOON, a_campaign, a_clerk, a_person, a_received_report, a_report, a_unit, signed_in

pytestmark = pytest.mark.django_db


def test_every_field_of_the_report_has_a_reader():
    asked = set(FIELD.pattern.split("(")[1].split(")")[0].split("|"))

    assert asked == {one.code for one in ASKED_FIELDS}
    assert without_reader(ASKED_FIELDS) == []


def test_every_field_of_the_system_has_a_reader():
    campaign = a_campaign()
    a_register(campaign, fields=(KIND,))

    fields = asked_fields(campaign)

    assert without_reader(fields) == []
    assert (KIND.code, KIND.consumer) in [(one.code, one.consumer) for one in fields]


def test_what_was_asked_is_counted_by_form():
    campaign = a_campaign()
    a_received_report(a_report(campaign=campaign, items=3), value=50)
    register = a_register(campaign, fields=(KIND,))
    marked(a_household(register), "signed")

    (month,) = burden(campaign, at=NOON)

    counted = {one.form: (one.units, one.times, one.fields, one.prefilled) for one in month.askings}
    assert counted == {
        "Half-monthly report": (1, 1, 6, 0),
        "Register entry": (1, 1, 3, 0),
        "Mark in a register": (1, 1, 1, 0),
    }


@pytest.mark.parametrize(("role", "status"), [(Role.CLERK, 200), (Role.SUPERVISOR, 200), (Role.LEADER, 404)])
def test_the_meter_is_for_the_office_and_the_supervisors(client, role, status):
    campaign = a_campaign()
    browser = signed_in(client, a_person(role, campaign=campaign))

    assert browser.get(f"/c/{campaign.slug}/burden/").status_code == status


def test_units_do_not_see_the_meter_but_are_counted_in_it(client):
    campaign = a_campaign()
    report = a_report(campaign=campaign)
    assert signed_in(client, a_person(Role.REPORTER, at=a_unit(campaign))).get(f"/c/{campaign.slug}/burden/").status_code == 404  # fmt: skip

    page = signed_in(client, a_clerk(report.campaign)).get(f"/c/{campaign.slug}/burden/").content.decode()

    assert "Half-monthly report" in page
