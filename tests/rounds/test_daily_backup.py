"""The worker's backup of the day."""

from datetime import timedelta
from pathlib import Path

import pytest

from gongjian.backups.keeping import name_for
from gongjian.rounds.actions import daily
from gongjian.rounds.actions.daily import NoRoom, back_up_today
from gongjian.rounds.queries.last_backup import last_backup
from tests.world import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.BACKUP_DIR = tmp_path / "backups"
    return settings.BACKUP_DIR


def made(folder, at):
    folder.mkdir(exist_ok=True)
    (folder / name_for(at)).write_bytes(b"a backup")


def test_a_day_that_has_its_backup_gets_no_second_one(folder):
    made(folder, NOON)

    assert back_up_today(at=NOON + timedelta(hours=2)) is None


def test_without_room_none_is_begun_and_the_earlier_ones_stay(folder, settings):
    made(folder, NOON - timedelta(days=1))
    settings.KEEP_FREE_BYTES = 10**18

    with pytest.raises(NoRoom):
        back_up_today(at=NOON)

    assert [path.name for path in folder.iterdir()] == [name_for(NOON - timedelta(days=1))]


def test_earlier_ones_than_are_kept_go_and_so_do_unfinished_ones(folder, settings):
    settings.BACKUP_DAYS, settings.BACKUP_WEEKS, settings.BACKUP_MONTHS = 2, 0, 0
    for days in range(5):
        made(folder, NOON - timedelta(days=days))
    Path(folder / f"{name_for(NOON)}.part").touch()

    daily.thin_out(folder)

    assert sorted(path.name for path in folder.iterdir()) == [name_for(NOON - timedelta(days=1)), name_for(NOON)]  # fmt: skip


def test_the_last_good_one_is_the_newest_that_is_not_from_the_future(folder):
    made(folder, NOON)
    made(folder, NOON + timedelta(days=30))

    assert last_backup(at=NOON + timedelta(hours=1)) == NOON
