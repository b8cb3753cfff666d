import sqlite3
import subprocess
from contextlib import closing

import pytest

from tests.ops.served import GONGJIAN, ROOT, a_free_port, environment

BEGUN = [
    ["serve", "--port"],
    ["demo", "--port"],
    ["worker", "--once"],
    ["found", "--county", "云屏县", "--admin", "admin"],
    ["evening_round"],
]


def run(words, data_dir):
    words = [*words, str(a_free_port())] if words[-1] == "--port" else words
    more = [] if words[0] in ("found", "evening_round") else ["--data-dir", str(data_dir)]
    return subprocess.run(
        [*GONGJIAN, *words, *more],
        cwd=ROOT,
        env=environment(GONGJIAN_DATA_DIR=str(data_dir)),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def of_tomorrow(tmp_path_factory):
    """A data folder that a later version has worked in."""
    data_dir = tmp_path_factory.mktemp("of_tomorrow")
    assert run(["found", "--county", "云屏县", "--admin", "admin"], data_dir).returncode == 0
    with closing(sqlite3.connect(data_dir / "gongjian.sqlite3")) as database, database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('accounts', '0002_of_tomorrow', '2027-01-01')"
        )
    return data_dir


@pytest.mark.parametrize("words", BEGUN, ids=lambda words: words[0])
def test_a_program_that_is_older_than_its_database_does_not_begin(of_tomorrow, words):
    done = run(words, of_tomorrow)

    assert done.returncode != 0
    assert "newer version of this program (accounts.0002_of_tomorrow)" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_worker_without_a_database_says_what_is_to_be_done(tmp_path):
    done = run(["worker", "--once"], tmp_path)

    assert done.returncode != 0
    assert "not laid out or not up to date. Run: gongjian serve --migrate" in done.stderr
    assert "Traceback" not in done.stderr
