"""A drill: people submit, a backup is made meanwhile, everything is wiped, and it stands again as it was."""

import gzip
import io
import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command

from gongjian import vault
from gongjian.backups import Damaged, Manifest, Writer, looked_through, verified
from gongjian.backups.archive import ROWS, VAULT
from tests.ops.served import GONGJIAN, ROOT, environment

pytestmark = [pytest.mark.timeout(300)]
SERVER = os.environ.get("GONGJIAN_DATABASE_URL", "")
REPORTS = 80


def gongjian(*words, database="", **more):
    given = environment(
        GONGJIAN_BACKUP_PASSPHRASE="", **({"GONGJIAN_DATABASE_URL": database} if database else {}), **more
    )
    return subprocess.run([*GONGJIAN, *map(str, words)], cwd=ROOT, env=given, capture_output=True, text=True, check=False, timeout=200)  # fmt: skip


def done(*words, **more):
    told = gongjian(*words, **more)
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout


@contextmanager
def bursting(folder, database):
    given = environment(**({"GONGJIAN_DATABASE_URL": database} if database else {}))
    with subprocess.Popen([sys.executable, "-m", "tests.ops.burst", str(folder), str(REPORTS)], cwd=ROOT, env=given, stdout=subprocess.PIPE, text=True) as burst:  # fmt: skip
        assert burst.stdout.readline() == "ready\n"
        yield burst.stdout
        burst.stdout.read()
    assert burst.returncode == 0


@pytest.fixture
def a_database():
    """Makes empty databases on the server that this run has been given; on SQLite there is none to make."""
    made = []

    def make(name):
        if not SERVER:
            return ""
        made.append(f"drill_{os.getpid()}_{name}")
        on_server(f"CREATE DATABASE {made[-1]}")
        return SERVER.replace("/postgres?", f"/{made[-1]}?")

    yield make
    for name in made:
        on_server(f"DROP DATABASE {name} WITH (FORCE)")


def on_server(statement):
    import psycopg  # noqa: PLC0415

    parts = urlsplit(SERVER)
    folder = parts.query.removeprefix("host=")
    with psycopg.connect(host=folder, user=parts.username, dbname="postgres", autocommit=True) as server:
        server.execute(statement)


def contents(backup, passphrase=""):
    """The rows of every table as they mean the same on either database, and the fingerprints of all files."""
    rows, files = {}, {}
    manifest = verified(backup, passphrase)
    for name, content in looked_through(backup, passphrase):
        if name.startswith(ROWS):
            lines = gzip.decompress(content.read()).splitlines()
            rows[name] = [json.dumps(json.loads(line), sort_keys=True) for line in lines]
        elif name.startswith(VAULT) or name in ("secret_key", "witness"):
            files[name] = manifest.members[name]
    return rows, files


def reports_in(rows):
    return len(rows[f"{ROWS}reporting_submission.jsonl.gz"])


@pytest.mark.both_databases
def test_what_was_backed_up_during_a_burst_stands_again_and_so_does_everything_afterwards(
    tmp_path, a_database
):
    live, first = tmp_path / "live", a_database("first")
    with bursting(live, first) as acknowledged:
        before = [int(acknowledged.readline()) for _ in range(5)]
        done("backup", "--data-dir", live, "--out", tmp_path / "during.backup", database=first)
    done("backup", "--data-dir", live, "--out", tmp_path / "after.backup", database=first)
    during, after = contents(tmp_path / "during.backup"), contents(tmp_path / "after.backup")
    shutil.rmtree(live)

    done("restore", tmp_path / "during.backup", "--data-dir", tmp_path / "a", database=a_database("second"))
    again = a_database("third")
    said = done("restore", tmp_path / "after.backup", "--data-dir", live, database=again)
    done("backup", "--data-dir", live, "--out", tmp_path / "again.backup", database=again)

    assert len(before) <= reports_in(during[0]) < reports_in(after[0]) == REPORTS
    assert len(after[1]) >= REPORTS + 1
    assert "Everything agrees." in said
    assert contents(tmp_path / "again.backup") == after


@pytest.mark.both_databases
@pytest.mark.skipif(not SERVER, reason="goes from SQLite to PostgreSQL and back")
def test_an_installation_moves_to_postgresql_and_back(tmp_path, a_database):
    with bursting(tmp_path / "here", ""):
        pass
    done("backup", "--data-dir", tmp_path / "here", "--out", tmp_path / "here.backup")
    there = a_database("there")

    done("restore", tmp_path / "here.backup", "--data-dir", tmp_path / "there", database=there)
    done("backup", "--data-dir", tmp_path / "there", "--out", tmp_path / "there.backup", database=there)
    done("restore", tmp_path / "there.backup", "--data-dir", tmp_path / "back")
    done("backup", "--data-dir", tmp_path / "back", "--out", tmp_path / "back.backup")

    told = [contents(tmp_path / f"{name}.backup") for name in ("here", "there", "back")]
    assert told[0] == told[1] == told[2]
    numbers = [{t: one["last"] for t, one in verified(tmp_path / f"{name}.backup").tables.items()} for name in ("here", "there", "back")]  # fmt: skip
    assert numbers[0] == numbers[1] == numbers[2]


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A small installation, and its backup with a passphrase and without."""
    folder = tmp_path_factory.mktemp("small")
    done("found", "--data-dir", folder / "data", "--county", "云屏县", "--admin", "admin")
    (folder / "word").write_text("correct horse\n", encoding="utf-8")
    done("backup", "--data-dir", folder / "data", "--out", folder / "open.backup")
    done("backup", "--data-dir", folder / "data", "--out", folder / "shut.backup", "--passphrase-file", folder / "word")  # fmt: skip
    return folder


def test_an_encrypted_backup_is_opened_by_its_passphrase_only(small, tmp_path):
    (tmp_path / "other").write_text("wrong\n", encoding="utf-8")
    secret = (small / "data" / "secret_key").read_bytes()

    assert secret in (small / "open.backup").read_bytes()
    assert secret not in (small / "shut.backup").read_bytes()
    assert "no passphrase" in gongjian("verify_backup", small / "shut.backup").stderr
    assert "does not fit" in gongjian("verify_backup", small / "shut.backup", "--passphrase-file", tmp_path / "other").stderr  # fmt: skip
    assert "is whole" in done("verify_backup", small / "shut.backup", "--passphrase-file", small / "word")
    assert "agrees" in done("restore", small / "shut.backup", "--data-dir", tmp_path / "new", "--passphrase-file", small / "word")  # fmt: skip


@pytest.mark.parametrize("name", ["open", "shut"])
def test_a_backup_that_was_cut_or_changed_is_not_whole(small, tmp_path, name):
    content = (small / f"{name}.backup").read_bytes()
    word = "correct horse" if name == "shut" else ""
    middle = len(content) // 2
    for place, damaged in enumerate((
        b"", content[:100], content[:middle], content[:-12_000], content[:-20_000],
        content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
        content[:middle] + content[middle + 512 :],
    )):  # fmt: skip
        path = tmp_path / f"{place}.backup"
        path.write_bytes(damaged)
        with pytest.raises(Damaged):
            verified(path, word)


def test_nothing_that_is_there_is_restored_over(small, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine", encoding="utf-8")

    told = gongjian("restore", small / "open.backup", "--data-dir", tmp_path / "full")

    assert told.returncode
    assert "is not empty" in told.stderr
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["letter.txt"]


def test_what_cannot_be_restored_leaves_the_folder_as_it_was(small, tmp_path):
    (tmp_path / "cut.backup").write_bytes((small / "open.backup").read_bytes()[:5000])

    told = gongjian("restore", tmp_path / "cut.backup", "--data-dir", tmp_path / "new")

    assert "Nothing was restored" in told.stderr
    assert list((tmp_path / "new").iterdir()) == []


def test_a_backup_is_never_written_over(small):
    told = gongjian("backup", "--data-dir", small / "data", "--out", small / "open.backup")

    assert "is there already" in told.stderr


def test_the_worker_makes_one_a_day_where_somebody_can_sign_in(small, tmp_path):
    today = "import django; django.setup(); from gongjian.ops.tasks import backups; backups.call(0); backups.call(0)"
    for name, data in (("one", small / "data"), ("none", tmp_path / "nobody")):
        done("migrate", GONGJIAN_DATA_DIR=str(data))
        given = environment(
            GONGJIAN_DATA_DIR=str(data), GONGJIAN_BACKUP_PASSPHRASE="word", GONGJIAN_KEEP_FREE_MB="1"
        )
        subprocess.run([sys.executable, "-c", today], cwd=ROOT, env=given, check=True, timeout=100)
        made = list((data / "backups").glob("*"))
        assert len(made) == (name == "one")
        assert all(verified(path, "word").tables for path in made)


def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path):
    with (tmp_path / "bad.backup").open("wb") as file:
        writer = Writer(file, Manifest())
        writer.put_bytes("vault/../../bad", b"x")
        writer.finish()

    with pytest.raises(Damaged, match="does not belong"):
        verified(tmp_path / "bad.backup")


@pytest.mark.parametrize("option", ["--data", "--data-di", "--d"])
def test_a_shortened_option_never_touches_the_installation_that_is_there(small, tmp_path, option):
    """It would be understood as the folder of the environment: the one that is served."""
    live = tmp_path / "live"
    shutil.copytree(small / "data", live)
    before = sorted(path for path in live.rglob("*"))

    for words in ((option, tmp_path / "new"), (f"{option}={tmp_path / 'new'}",)):
        told = gongjian("restore", small / "open.backup", *words, GONGJIAN_DATA_DIR=str(live))
        assert told.returncode
        assert "in full" in told.stderr
        assert sorted(path for path in live.rglob("*")) == before


def test_restoring_goes_into_the_folder_that_it_names_or_nowhere(small, tmp_path, settings):
    """The command itself does not believe that whoever called it has looked."""
    settings.DATA_DIR = tmp_path / "live"
    (tmp_path / "live").mkdir()
    (tmp_path / "live" / "secret_key").write_text("mine", encoding="utf-8")

    with pytest.raises(CommandError, match="Nothing was touched"):
        call_command("restore", str(small / "open.backup"), data_dir=str(tmp_path / "new"))

    assert (tmp_path / "live" / "secret_key").read_text(encoding="utf-8") == "mine"


@pytest.mark.both_databases
@pytest.mark.skipif(not SERVER, reason="in SQLite the tables go with the folder")
def test_what_cannot_be_restored_leaves_no_tables_behind(small, tmp_path, a_database):
    """The rows are there and whole, and the heads of the chains are not those of the manifest."""
    bad, there = tmp_path / "bad.backup", a_database("bad")
    manifest = verified(small / "open.backup")
    with bad.open("wb") as file:
        writer = Writer(
            file,
            Manifest(made_at=manifest.made_at, chains={"0": "7:0123456789abcdef"}, tables=manifest.tables),
        )
        for name, content in looked_through(small / "open.backup"):
            if name != "manifest.json":
                writer.put_bytes(name, content.read())
        writer.finish()

    told = gongjian("restore", bad, "--data-dir", tmp_path / "new", database=there)
    assert "Nothing was restored." in told.stderr
    assert "agrees" in done("restore", small / "open.backup", "--data-dir", tmp_path / "new", database=there)


def test_one_kept_file_that_cannot_be_read_costs_only_itself(small, tmp_path):
    """What a failing disk says of a file, a folder of its name says too."""
    data, out = tmp_path / "data", tmp_path / "a.backup"
    shutil.copytree(small / "data", data)
    good, bad = vault.keep(data / "vault", b"good"), "ab" * 32
    (data / "vault" / "ab" / bad).mkdir(parents=True)

    made = gongjian("backup", "--data-dir", data, "--out", out)
    looked = gongjian("verify_backup", out)
    again = gongjian("restore", out, "--data-dir", tmp_path / "again")

    assert made.returncode
    assert looked.returncode
    assert "The backup was made" in made.stderr
    assert bad in looked.stdout
    assert set(verified(out).unread) == {f"{VAULT}ab/{bad}"}
    assert again.returncode == 0
    assert vault.fetch(tmp_path / "again" / "vault", good) == b"good"


def test_where_the_backup_cannot_be_written_no_kept_file_is_blamed(tmp_path, monkeypatch):
    monkeypatch.setattr("gongjian.backups.archive.MOST_IN_HAND", 1)
    (tmp_path / "file").write_bytes(b"x" * 10)
    manifest = Manifest()
    writer = Writer(io.BytesIO(), manifest)

    with pytest.raises(FileNotFoundError):
        writer.put_file("vault/x", tmp_path / "file", beside=tmp_path / "gone")

    assert manifest.unread == {}
