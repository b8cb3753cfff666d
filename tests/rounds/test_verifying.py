"""`gongjian verify` names whatever was done behind the verbs' back."""

import shutil

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction

from gongjian.campaigns.rules import Role
from gongjian.ledger.models import Chain, Entry
from gongjian.ledger.queries import anchor_of
from gongjian.rounds.actions import delete_prepared
from gongjian.rounds.queries.proofs import KEPT, KEPT_OUTSIDE
from gongjian.rounds.queries.witnesses import witness_file
from tests.house.plan import ROOT
from tests.rounds.lived import a_lived_world
from tests.rounds.tampering import WAYS, rewritten
from tests.world import NOON, a_campaign, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NAMES = {"name"}
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
    table = SECURITY.partition("## What was tried")[0]
    assert table.count("\n| ") == len(rows) + 1  # the head


def test_a_campaign_that_was_deleted_while_it_was_prepared_is_proved_by_its_end(capsys):
    campaign = a_campaign()
    administrator = a_person(Role.ADMINISTRATOR, campaign=campaign)
    delete_prepared(campaign, typed=campaign.name, by=administrator, at=NOON)

    call_command("verify_ledger")
    assert f"campaign {campaign.pk}, deleted: 2 entries" in capsys.readouterr().out

    Entry.objects.filter(campaign_id=campaign.pk, number=1).update(actor="Somebody else")
    rewritten(campaign.pk)
    with pytest.raises(CommandError, match="does not end as it was closed"):
        call_command("verify_ledger")


def test_nothing_checked_is_a_failure():
    Entry.objects.all().delete()
    Chain.objects.all().delete()

    with pytest.raises(CommandError, match="nothing to check"):
        call_command("verify_ledger")


def test_every_field_that_names_a_kept_file_is_looked_at():
    """A field of 64 characters is a seal, or the name of a file that somebody has to read again."""
    seals = {"ledger.chain.sha256", "ledger.entry.previous", "ledger.entry.sha256", "notices.feed.sha256"}
    seals |= {"bulletins.snapshot.sha256", "bulletins.bulletin.sha256", "meetings.meetingpaper.sha256"}
    seals |= {"worklist.listversion.fingerprint", "worklist.listpaper.fingerprint"}
    long = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if model.__module__.startswith("gongjian.") and field.max_length == 64 and field.name not in NAMES
    }

    assert long - seals == {f"{kept.label}.{kept.field}" for kept in (*KEPT, *KEPT_OUTSIDE)}
