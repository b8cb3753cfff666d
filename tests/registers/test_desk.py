"""What lies on desks because of permits, and leaves them at once."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.campaigns.queries import role_holders
from gongjian.campaigns.rules import Role
from gongjian.notices.rules import Pile
from gongjian.registers.queries import on_desk
from gongjian.registers.rules import Manner, PermitMove
from tests.registers.world import a_permit, a_register, a_reporter, moved
from tests.world import a_campaign, a_person, a_project, a_unit, noon

pytestmark = pytest.mark.django_db
M = PermitMove


@pytest.fixture
def campaign():
    return a_campaign()


@pytest.fixture
def permits(campaign):
    return a_register(campaign, Manner.PERMITS)


def desk(campaign, person, at):
    found = list(on_desk(campaign, at=at, holders=role_holders(campaign, person)))
    assert all(one.people == {person.pk} for one in found)
    return [(one.key.rsplit(":", 1)[1], one.pile, one.due_on) for one in found]


def test_a_permit_travels_from_desk_to_desk(campaign, permits):
    project, department = a_project(campaign, unit=a_unit(campaign)), a_unit(campaign)
    permit = a_permit(permits, project, department=department.organisation, apply_on=date(2026, 9, 3), at=noon(8, 31))  # fmt: skip
    unit, handler = a_reporter(project), a_person(Role.REPORTER, at=department)

    assert desk(campaign, unit, noon(9, 2)) == []
    assert desk(campaign, unit, noon(9, 3)) == [("apply", Pile.OWED, date(2026, 9, 3))]

    permit = moved(permit, (M.APPLY, date(2026, 9, 3)))
    assert desk(campaign, unit, noon(9, 7)) == []
    assert desk(campaign, handler, noon(9, 4)) == [("accept", Pile.OWED, date(2026, 9, 10))]

    permit = moved(permit, (M.ACCEPT, date(2026, 9, 7)), (M.ASK_CORRECTION, date(2026, 9, 8)))
    assert desk(campaign, handler, noon(9, 30)) == []
    assert desk(campaign, unit, noon(9, 8)) == [("correct", Pile.SENT_BACK, None)]

    permit = moved(permit, (M.CORRECT, date(2026, 9, 9)))
    assert desk(campaign, handler, noon(9, 18)) == [("handle", Pile.OWED, date(2026, 9, 21))]

    moved(permit, (M.GRANT, date(2026, 9, 18)))
    assert desk(campaign, handler, noon(9, 30)) == []


def test_more_permits_cost_no_more_questions(campaign, permits):
    department = a_unit(campaign)
    person = a_person(Role.REPORTER, at=department)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            found = desk(campaign, person, noon(9, 7))
        return len(found), len(queries)

    counts = []
    for _ in range(2):
        for _ in range(2):
            permit = a_permit(permits, a_project(campaign, unit=a_unit(campaign)), department=department.organisation, at=noon(8, 31))  # fmt: skip
            moved(permit, (M.APPLY, date(2026, 9, 3)))
        counts.append(asked())

    assert [found for found, _ in counts] == [2, 4]
    assert counts[0][1] == counts[1][1]
