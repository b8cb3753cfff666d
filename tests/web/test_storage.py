"""The disk is full, the folder is closed, the database is away: what people read then, and what still works."""

import errno
import sqlite3
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, ProgrammingError, connection
from django.test import RequestFactory

from gongjian.sandbox.work import NoAnswer, Why
from gongjian.web.answers.storage import Trouble, as_of_now, storage_page, trouble_of, typed
from tests.world import NOON, a_campaign, a_clerk, a_person, signed_in

pytestmark = pytest.mark.django_db
WRITING = ("INSERT", "UPDATE", "DELETE")


def from_sqlite(code):
    told, cause = OperationalError("no"), sqlite3.OperationalError("no")
    cause.sqlite_errorcode = code
    told.__cause__ = cause
    return told


class Told(Exception):
    def __init__(self, sqlstate):
        super().__init__(sqlstate)
        self.sqlstate = sqlstate


class OfADriver(Told):
    pass


OfADriver.__name__ = "OperationalError"


def from_postgresql(sqlstate):
    told = OperationalError("no")
    told.__cause__ = OfADriver(sqlstate)
    return told


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (OSError(errno.ENOSPC, "full"), Trouble.FULL),
        (OSError(errno.EROFS, "read-only"), Trouble.SHUT),
        (PermissionError(errno.EACCES, "closed"), Trouble.SHUT),
        (FileNotFoundError(errno.ENOENT, "not there"), None),
        (BrokenPipeError(errno.EPIPE, "gone"), None),
        (from_sqlite(sqlite3.SQLITE_FULL), Trouble.FULL),
        (from_sqlite(sqlite3.SQLITE_READONLY), Trouble.SHUT),
        (from_sqlite(sqlite3.SQLITE_READONLY | 4 << 8), Trouble.SHUT),
        (from_sqlite(sqlite3.SQLITE_BUSY), Trouble.BUSY),
        (from_sqlite(sqlite3.SQLITE_ERROR), None),
        (from_postgresql("53100"), Trouble.FULL),
        (from_postgresql("57P01"), Trouble.AWAY),
        (from_postgresql(None), Trouble.AWAY),
        (from_postgresql("42703"), None),
        (ProgrammingError("no such column"), None),
        (NoAnswer(Why.WAITED), Trouble.NOBODY_FREE),
        (NoAnswer(Why.DIED), Trouble.NOT_DRAWN),
        (ValueError("a mistake of ours"), None),
    ],
)
def test_an_accident_of_storage_is_told_from_a_mistake_of_ours(error, trouble):
    assert trouble_of(error) is trouble


def test_the_page_says_what_is_so_and_keeps_what_was_typed():
    request = RequestFactory().post(
        "/c/x/reports/1/", {"cause": "连续<降雨>", "row": ["1", "2"], "password": "geheim"}
    )

    said = storage_page(request, Trouble.FULL)

    page = said.content.decode()
    assert (said.status_code, said["Retry-After"]) == (503, "30")
    assert "连续&lt;降雨&gt;" in page
    assert "geheim" not in page
    assert list(typed(request)) == [("cause", "连续<降雨>"), ("row", "1"), ("row", "2")]


def test_nothing_of_a_sign_in_stands_on_the_page():
    request = RequestFactory().post("/accounts/login/", {"login": "office", "password": "geheim"})

    assert list(typed(request)) == []


@pytest.fixture
def campaign():
    return a_campaign()


@contextmanager
def the_database_refuses(error, *, writing_only=True):
    """As a full disk or a closed folder does it: every statement that writes fails, or every one at all."""

    def refuse(execute, sql, params, many, context):
        if not writing_only or sql.lstrip().upper().startswith(WRITING):
            raise error
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


def test_who_only_reads_is_not_stopped_by_what_cannot_be_written(client, campaign):
    signed_in(client, a_clerk(campaign))

    with the_database_refuses(from_sqlite(sqlite3.SQLITE_FULL)):
        pages = [
            client.get(f"/c/{campaign.slug}/{place}").status_code for place in ("", "desk/", "worklist/")
        ]

    assert pages == [200, 200, 200]


def test_a_mistake_of_ours_is_not_taken_for_a_full_disk(campaign):
    with the_database_refuses(ProgrammingError("no such column")), pytest.raises(ProgrammingError):
        as_of_now(campaign, at=NOON)


def test_a_right_password_is_not_called_locked_when_nothing_can_be_counted(client):
    person = a_person(username="office")
    person.set_password("a-long-password-1")
    person.save()

    with the_database_refuses(from_sqlite(sqlite3.SQLITE_READONLY)):
        said = client.post("/accounts/login/", {"login": "office", "password": "a-long-password-1"})

    assert said.status_code == 503


def test_what_breaks_before_a_view_is_answered_in_the_same_way(client, campaign):
    signed_in(client, a_clerk(campaign))
    client.raise_request_exception = False

    with the_database_refuses(from_postgresql("57P01"), writing_only=False):
        said = client.get(f"/c/{campaign.slug}/")

    assert (said.status_code, said["Retry-After"]) == (503, "30")


def test_files_are_not_taken_when_they_would_take_the_last_room_but_words_are(client, campaign, settings):
    signed_in(client, a_clerk(campaign))
    settings.KEEP_FREE_BYTES = 10**18

    looked_at = client.post("/verify/", {"file": a_paper()})
    kept = client.post("/county/sheets/", {"file": a_paper()})
    words = client.post("/county/sheets/", {"words": "x"})

    assert looked_at.status_code != 503
    assert kept.status_code == 503
    assert words.status_code != 503


def a_paper():
    return SimpleUploadedFile("a.pdf", b"%PDF-1.7", "application/pdf")
