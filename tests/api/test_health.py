from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from gongjian.api import health
from gongjian.work import actions

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
        "worker": "ok",
        "calendar": answer.json()["calendar"],
    }


def test_a_silent_worker_is_said_but_pages_are_still_served(client):
    actions.beat("one", at=timezone.now() - timedelta(minutes=5))

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["worker"]) == (200, "no worker has been heard of lately")


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
