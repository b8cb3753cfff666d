import os
import socket
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from gongjian.accounts.models import User
from gongjian.ops import cli
from gongjian.ops.management.commands.demo import mark_as_demo
from gongjian.ops.server import refuse_taken_port


@pytest.fixture(autouse=True)
def _environment_is_put_back(monkeypatch):
    monkeypatch.setattr(os, "environ", dict(os.environ))


@pytest.mark.parametrize("words", [["--data-dir", "here"], ["--data-dir=here"]])
def test_the_data_folder_is_known_before_the_settings_are_read(tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)

    cli.obey(["gongjian", "serve", *words])

    assert os.environ["GONGJIAN_DATA_DIR"] == str(tmp_path / "here")


def test_only_the_demo_is_a_demo():
    cli.obey(["gongjian", "serve"])
    assert "GONGJIAN_DEMO" not in os.environ

    cli.obey(["gongjian", "demo"])
    assert os.environ["GONGJIAN_DEMO"] == "yes"


@pytest.mark.django_db
def test_wrong_settings_stop_the_start_with_a_sentence(monkeypatch):
    def refuse(words):
        raise ImproperlyConfigured("GONGJIAN_HTTPS must be yes or no, not “maybe”.")

    monkeypatch.setattr(cli, "execute_from_command_line", refuse)
    monkeypatch.setattr("sys.argv", ["gongjian", "serve"])

    with pytest.raises(SystemExit, match="gongjian: GONGJIAN_HTTPS must be yes or no"):
        cli.main()


def test_all_options_are_listed_and_secrets_are_not_shown(monkeypatch, capsys):
    os.environ["GONGJIAN_DATABASE_URL"] = "postgres://camp:hidden@db/gong"

    call_command("check_settings")

    said = capsys.readouterr().out
    assert "GONGJIAN_DATABASE_URL = (set, not shown)" in said
    assert "hidden" not in said
    assert "GONGJIAN_WEB_THREADS = 4 (default)" in said


def test_a_port_that_is_taken_is_said_before_anything_starts():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(CommandError, match=f"Port {port} on 127.0.0.1 cannot be used"):
            refuse_taken_port("127.0.0.1", port)


@pytest.mark.django_db
def test_a_folder_with_real_data_never_becomes_a_demo(settings, tmp_path):
    settings.DEMO_MARK = tmp_path / "demo"
    User.objects.create_user("office", name="Office")

    with pytest.raises(CommandError, match="holds data that is not a demo"):
        mark_as_demo()

    assert not settings.DEMO_MARK.exists()


@pytest.mark.django_db
def test_an_empty_folder_becomes_a_demo_and_stays_one(settings, tmp_path):
    settings.DEMO_MARK = tmp_path / "demo"

    mark_as_demo()
    User.objects.create_user("office", name="Office")
    mark_as_demo()

    assert settings.DEMO_MARK.exists()


def test_the_overview_names_every_command_of_ours_and_of_djangos_only_what_fits(tmp_path):
    words = [sys.executable, "-m", "gongjian.ops.cli", "help"]
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(
        words, env=kept | {"GONGJIAN_DATA_DIR": str(tmp_path)}, capture_output=True, text=True, check=True
    )

    ours = ("found", "import_people", "open_campaign", "reset_account", "serve")
    assert all(f"  {name} " in done.stdout for name in ours)
    assert not any(name in done.stdout for name in ("startapp", "createsuperuser", "testserver"))


@pytest.mark.parametrize("name", cli.ELSEWHERE)
def test_a_command_of_django_that_does_not_fit_says_what_does(name, monkeypatch):
    monkeypatch.setattr("sys.argv", ["gongjian", name])

    with pytest.raises(SystemExit, match="gongjian"):
        cli.main()
