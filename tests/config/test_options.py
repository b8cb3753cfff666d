import os
import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from gongjian.config import options


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch):
    for name in [name for name in os.environ if name.startswith("GONGJIAN_")]:
        monkeypatch.delenv(name)


def test_every_option_has_a_default_that_makes_sense(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    readers = {
        "flag": lambda name: options.flag(name, otherwise=True),
        "number": options.number,
        "choice": options.choice,
        "list": options.words,
        "folder": lambda name: options.folder(name, make=True),
        "secret": options.text,
        "text": options.text,
        "bases": options.bases,
        "file": options.file,
        "address": lambda name: options.address(name, otherwise="http://localhost"),
    }

    for option in options.OPTIONS:
        readers[option.kind](option.name)


def test_an_address_that_nobody_can_reach_stops_the_start(monkeypatch):
    monkeypatch.setenv("GONGJIAN_SITE_ADDRESS", "gongjian.example")

    with pytest.raises(ImproperlyConfigured, match="SITE_ADDRESS must look like"):
        options.address("SITE_ADDRESS", otherwise="http://localhost")


def test_a_certificate_that_is_not_there_stops_the_start(monkeypatch):
    monkeypatch.setenv("GONGJIAN_SEAL_CERTIFICATE", "/nowhere/office.p12")

    with pytest.raises(ImproperlyConfigured, match="does not exist"):
        options.file("SEAL_CERTIFICATE")


@pytest.mark.parametrize(
    ("typed", "meant"), [("yes", True), ("1", True), ("ON", True), ("no", False), ("False", False)]
)
def test_a_flag_is_yes_or_no(monkeypatch, typed, meant):
    monkeypatch.setenv("GONGJIAN_HTTPS", typed)

    assert options.flag("HTTPS") is meant


def test_a_flag_without_a_word_follows_another():
    assert options.flag("GALLERY", otherwise=True) is True


def test_a_value_may_come_from_a_file(monkeypatch, tmp_path):
    (tmp_path / "threads").write_text("7\n")
    monkeypatch.setenv("GONGJIAN_WEB_THREADS_FILE", str(tmp_path / "threads"))

    assert options.number("WEB_THREADS") == 7


@pytest.mark.parametrize(
    ("name", "typed", "reader", "sentence"),
    [
        ("HTTPS", "maybe", options.flag, "GONGJIAN_HTTPS must be yes or no, not “maybe”."),
        (
            "WEB_THREADS",
            "0",
            options.number,
            "GONGJIAN_WEB_THREADS must be a whole number from 1 to 64, not “0”.",
        ),
        ("WEB_THREADS", "many", options.number, "must be a whole number from 1 to 64, not “many”."),
        ("WEB_THREADS", "٣", options.number, "must be a whole number"),
        ("LOG_LEVEL", "loud", options.choice, "must be one of debug, info, warning, error, not “loud”."),
        ("ALLOWED_HOSTS", "a b/c", options.words, "must be host names with commas between them"),
        ("FONT_DIR", "/nowhere/at/all", options.folder, "names a folder that does not exist"),
        (
            "DATABASE_URL",
            "mysql://db/x",
            options.postgres,
            "must look like postgres://user:password@host:5432/name.",
        ),
        ("DATABASE_URL", "postgres://db:x/y", options.postgres, "has a port that is not a number."),
        ("REDIS_URL", "http://redis", options.redis, "must look like redis://host:6379/0."),
    ],
)
def test_nonsense_is_refused_with_a_sentence(monkeypatch, name, typed, reader, sentence):
    monkeypatch.setenv(f"GONGJIAN_{name}", typed)

    with pytest.raises(ImproperlyConfigured) as refusal:
        reader(name)

    assert sentence in str(refusal.value)


def test_the_value_and_its_file_cannot_both_be_set(monkeypatch):
    monkeypatch.setenv("GONGJIAN_HTTPS", "yes")
    monkeypatch.setenv("GONGJIAN_HTTPS_FILE", "/run/https")

    with pytest.raises(ImproperlyConfigured, match="keep one of them"):
        options.flag("HTTPS")


def test_a_file_that_cannot_be_read_is_refused(monkeypatch):
    monkeypatch.setenv("GONGJIAN_HTTPS_FILE", "/nowhere/at/all")

    with pytest.raises(ImproperlyConfigured, match="names a file that cannot be read"):
        options.flag("HTTPS")


def test_a_secret_is_made_once_and_only_the_owner_reads_it(tmp_path):
    kept = tmp_path / "secret_key"

    first = options.secret("SECRET_KEY", kept_in=kept)

    assert first == options.secret("SECRET_KEY", kept_in=kept)
    assert len(first) >= 50
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_short_secret_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("GONGJIAN_SECRET_KEY", "short")

    with pytest.raises(ImproperlyConfigured, match="at least 32 characters"):
        options.secret("SECRET_KEY", kept_in=tmp_path / "secret_key")


def test_an_address_of_postgresql_is_taken_apart(monkeypatch):
    monkeypatch.setenv("GONGJIAN_DATABASE_URL", "postgres://camp:p%40ss@db.example:5433/gong?sslmode=require")

    assert options.postgres("DATABASE_URL") == {
        "NAME": "gong",
        "HOST": "db.example",
        "PORT": 5433,
        "USER": "camp",
        "PASSWORD": "p@ss",
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_socket_of_postgresql_can_be_named(monkeypatch):
    monkeypatch.setenv("GONGJIAN_DATABASE_URL", "postgres://camp@/gong?host=/run/postgresql")

    assert options.postgres("DATABASE_URL")["HOST"] == "/run/postgresql"


@pytest.mark.parametrize(
    "written", ["oapi.dingtalk.com", "https://x.example/path", "ftp://x.example", "https://"]
)
def test_a_base_is_a_web_address_without_a_path(monkeypatch, written):
    monkeypatch.setenv("GONGJIAN_ROBOT_BASES", written)

    with pytest.raises(ImproperlyConfigured, match="GONGJIAN_ROBOT_BASES"):
        options.bases("ROBOT_BASES")


def test_bases_are_read_with_commas_and_without_a_slash_at_the_end(monkeypatch):
    monkeypatch.setenv("GONGJIAN_ROBOT_BASES", "https://a.example/, http://10.1.2.3:8080")

    assert options.bases("ROBOT_BASES") == ("https://a.example", "http://10.1.2.3:8080")
