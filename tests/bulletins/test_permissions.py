import pytest

from gongjian.bulletins.models import Bulletin
from gongjian.bulletins.permissions import may, may_draft, open_moves, units_to_acknowledge
from gongjian.bulletins.rules import MOVES, BulletinKind, Move, State
from gongjian.campaigns.rules import Role
from tests.world import a_campaign, a_draft, a_person, a_received_report, a_unit, issued

pytestmark = pytest.mark.django_db
DRAFTERS = {
    BulletinKind.PROGRESS: {Role.CLERK, Role.DIRECTOR},
    BulletinKind.RANKING: {Role.SUPERVISOR, Role.ASSESSOR},
}
APPROVERS = {BulletinKind.PROGRESS: {Role.DIRECTOR}, BulletinKind.RANKING: {Role.SUPERVISOR, Role.ASSESSOR}}
SEES_DRAFTS = {Role.CLERK, Role.DIRECTOR, Role.SUPERVISOR, Role.ASSESSOR, Role.ADMINISTRATOR}


@pytest.mark.parametrize("kind", list(BulletinKind))
@pytest.mark.parametrize("role", list(Role))
def test_who_may_make_which_move(kind, role):
    bulletin = a_draft(a_received_report().period, kind)
    person = a_person(role, campaign=bulletin.campaign)
    drafts, approves = role in DRAFTERS[kind], role in APPROVERS[kind]
    allowed = {
        Move.EDIT: drafts,
        Move.PROPOSE: drafts,
        Move.DISCARD: drafts,
        Move.APPROVE: approves,
        Move.RETURN: drafts or approves,
        Move.ISSUE: drafts or approves,
    }

    for move in Move:
        bulletin.state = next(state for state in State if MOVES.check(move, state))
        verdict = may(move, bulletin, by=person)
        assert bool(verdict) == allowed[move], move
    assert bool(may_draft(person, bulletin.campaign, kind)) == drafts


@pytest.mark.parametrize("role", list(Role))
def test_drafts_are_for_the_office_and_the_supervisors_only(role):
    bulletin = a_draft(a_received_report().period)
    person = a_person(role, campaign=bulletin.campaign)

    assert Bulletin.objects.visible_to(person, bulletin.campaign).exists() == (role in SEES_DRAFTS)
    issued(bulletin)
    assert Bulletin.objects.visible_to(person, bulletin.campaign).exists()


@pytest.mark.parametrize("role", list(Role))
def test_a_role_in_another_campaign_is_no_role_here(role):
    bulletin = a_draft(a_received_report().period)
    person = a_person(role, campaign=a_campaign())

    assert open_moves(bulletin, to=person) == []


def test_a_unit_is_acknowledged_for_by_its_reporter_and_its_head():
    unit = a_unit(a_campaign())

    for role in Role:
        person = a_person(role, at=unit)
        expected = {unit.organisation_id} if role in (Role.REPORTER, Role.HEAD) else set()
        assert units_to_acknowledge(person, unit.campaign) == expected
