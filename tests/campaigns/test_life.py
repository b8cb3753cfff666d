import pytest

from gongjian.campaigns import actions
from gongjian.campaigns.permissions import open_life_moves
from gongjian.campaigns.rules import Role
from gongjian.campaigns.rules.life import Life, LifeMove
from gongjian.kernel.verdict import NotAllowed, Outdated, Refused
from gongjian.ledger.actions import require_open
from gongjian.ledger.queries import last_number
from tests.world import NOON, a_campaign, a_person, noon

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def moved(campaign, *moves, by):
    for move in moves:
        campaign = actions.move_campaign(campaign, move, by=by, at=NOON, seen=campaign.version)
    return campaign


@pytest.fixture
def campaign():
    return a_campaign()


@pytest.fixture
def keeper(campaign):
    return a_person(Role.ADMINISTRATOR, campaign=campaign)


def test_a_campaign_goes_from_preparing_into_the_archive_and_comes_back(campaign, keeper):
    archived = moved(campaign, LifeMove.BEGIN, LifeMove.CLOSE, LifeMove.ARCHIVE, by=keeper)
    assert (archived.life, archived.archived_at, archived.is_archived) == (Life.ARCHIVED, NOON, True)

    again = moved(archived, LifeMove.FETCH, LifeMove.REOPEN, by=keeper)

    assert (again.life, again.began_at, again.closed_at, again.archived_at) == (
        Life.RUNNING,
        NOON,
        None,
        None,
    )


def test_only_the_director_and_administrators_begin_and_only_administrators_archive(campaign, keeper):
    director, clerk = (a_person(role, campaign=campaign) for role in (Role.DIRECTOR, Role.CLERK))

    assert open_life_moves(campaign, to=director) == [LifeMove.BEGIN]
    assert open_life_moves(campaign, to=clerk) == []
    with pytest.raises(NotAllowed):
        moved(campaign, LifeMove.BEGIN, by=clerk)
    closed = moved(campaign, LifeMove.BEGIN, LifeMove.CLOSE, by=director)
    with pytest.raises(NotAllowed):
        moved(closed, LifeMove.ARCHIVE, by=director)
    assert open_life_moves(closed, to=keeper) == [LifeMove.REOPEN, LifeMove.ARCHIVE]


def test_a_step_that_is_not_next_is_refused_and_so_is_one_that_others_took_meanwhile(campaign, keeper):
    with pytest.raises(Refused, match="possible only while"):
        moved(campaign, LifeMove.ARCHIVE, by=keeper)
    with pytest.raises(Outdated):
        actions.move_campaign(campaign, LifeMove.BEGIN, by=keeper, at=NOON, seen=7)


def test_in_the_archive_nothing_is_written_down_any_more(campaign, keeper):
    archived = moved(campaign, LifeMove.BEGIN, LifeMove.CLOSE, LifeMove.ARCHIVE, by=keeper)
    before = last_number(campaign.pk)

    with pytest.raises(Refused, match="is archived"):
        actions.change_campaign(archived, name="Another", by=keeper, at=noon(9, 11), seen=archived.version)
    with pytest.raises(Refused, match="is archived"):
        require_open(archived)

    archived.refresh_from_db()
    assert (archived.name != "Another", last_number(campaign.pk)) == (True, before)
