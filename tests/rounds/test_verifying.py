"""`gongjian verify` names whatever was done behind the verbs' back."""

import shutil

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction

from gongjian.ledger.queries import anchor_of
from gongjian.rounds.queries.witnesses import witness_file
from tests.house.plan import ROOT
from tests.rounds.lived import a_lived_world
from tests.rounds.tampering import WAYS

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_lived_world()
        transaction.set_rollback(True)
    witness_file().unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def _files_are_put_back(world, tmp_path):
    """What a test does to the kept files and the witness is undone, as the database undoes its own."""
    shutil.copytree(settings.VAULT_DIR, tmp_path / "vault")
    shutil.copy(witness_file(), tmp_path / "witness")
    yield
    shutil.rmtree(settings.VAULT_DIR)
    shutil.copytree(tmp_path / "vault", settings.VAULT_DIR)
    shutil.copy(tmp_path / "witness", witness_file())


def test_what_was_done_by_verbs_alone_agrees(world, capsys):
    call_command("verify", against=[str(anchor_of(world.campaign.pk))])

    assert "Everything agrees." in capsys.readouterr().out


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.done)
def test_it_names(way, world, capsys):
    remembered = [str(anchor_of(world.campaign.pk))] if way.against else []
    way.do(world)

    with pytest.raises(CommandError):
        call_command("verify", against=remembered)

    assert way.named in capsys.readouterr().out


def test_there_are_enough_ways_and_each_stands_in_the_table():
    rows = [f"| {way.done} | {way.found_by} |" for way in WAYS]

    assert len({way.done for way in WAYS}) == len(WAYS) >= 36
    assert [row for row in rows if row not in SECURITY] == []
    assert SECURITY.count("\n| ") - 2 == len(rows)
