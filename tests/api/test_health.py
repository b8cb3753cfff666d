import os
import stat
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from gongjian.api import health
from gongjian.work import actions
from tests.config.test_database import applied

pytestmark = pytest.mark.django_db


def test_alive_needs_nobody_to_sign_in(client):
    assert client.get("/healthz").json() == {"alive": True}


def test_ready_says_what_it_looked_at(client):
    actions.beat("one", at=timezone.now())

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {
        "ready": True,
        "database": "ok",
        "migrations": "ok",
        "disk": "ok",
        "writing": "ok",
        "worker": "ok",
        "calendar": answer.json()["calendar"],
        "backup": "there is no backup yet",
    }


@pytest.mark.parametrize("minutes", [-5, 5, 500_000])
def test_without_a_worker_that_is_heard_of_now_it_is_not_ready(client, minutes):
    actions.beat("one", at=timezone.now() + timedelta(minutes=minutes))

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["worker"]) == (503, "no worker has been heard of lately")


def test_a_database_of_a_newer_version_is_not_ready(client):
    applied("accounts", "0002_of_tomorrow")

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["migrations"]) == (
        503,
        "the database belongs to a newer version",
    )


def test_a_full_disk_is_not_ready(client, settings):
    settings.FREE_DISK_BYTES = 10**18

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["disk"].startswith("only ")


def test_a_database_that_is_away_is_not_ready(client, monkeypatch):
    def away():
        raise OperationalError("gone")

    monkeypatch.setitem(health.MUST, "database", away)

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["database"]) == (503, "the database does not answer")


def test_a_name_that_nobody_gave_this_installation_is_answered_with_400_not_500(client):
    answer = client.get("/healthz", headers={"host": "somebody.example"})

    assert answer.status_code == 400
    assert "无法识别的请求" in answer.content.decode()


def test_the_machine_itself_may_always_ask_how_it_is(tmp_path):
    ask = "from django.conf import settings; print(settings.ALLOWED_HOSTS, settings.SITE_ADDRESS)"
    given = {
        "DJANGO_SETTINGS_MODULE": "gongjian.config.settings",
        "GONGJIAN_DATA_DIR": str(tmp_path / "data"),
        "GONGJIAN_ALLOWED_HOSTS": "gongjian.example",
    }

    done = subprocess.run(
        [sys.executable, "-c", ask], env=os.environ | given, capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == [
        "['gongjian.example',",
        "'localhost',",
        "'127.0.0.1',",
        "'[::1]']",
        "http://gongjian.example",
    ]
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
