"""What every test stands on: a network that is off, and a skipped test that says why."""

import gc
import os
import shutil
import socket
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

from tests import archived

hypothesis.register_profile("ours", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("ours")  # whether the machine is slow is not what a test is about
pytest_plugins = ["tests.demo"]
HERE = {"localhost", "127.0.0.1", "::1", ""}


def pytest_configure(config):
    if hasattr(config, "workerinput") or not config.getoption("numprocesses", None):
        archived.watch()  # who only hands tests out to others calls no verb


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """What says of itself that it takes long comes first, so that no process is left alone with it at the end."""
    items.sort(key=lambda item: not any(item.get_closest_marker(name) for name in ("timeout", "journey")))


def pytest_collection_finish():
    """Some thousand tests and the whole program stay until the end: they are not looked through for what can go."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["tried"] = sorted(archived.tried)
    elif is_whole(session) and (left := sorted(archived.offered() - archived.tried)):
        print("\nNo test has called these verbs on a campaign in the archive:", *left, sep="\n  ")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def is_whole(session):
    options = session.config.option
    everything = not (options.keyword or options.markexpr or options.file_or_dir or options.collectonly)
    return everything and session.exitstatus == pytest.ExitCode.OK


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    archived.tried.update(getattr(node, "workeroutput", {}).get("tried", ()))


def pytest_unconfigure(config):
    shutil.rmtree(settings.DATA_DIR_OF_TESTS, ignore_errors=True)


@pytest.fixture(autouse=True)
def _network_is_off(monkeypatch):
    connect = socket.socket.connect

    def only_here(self, address):
        if isinstance(address, tuple) and address[0] not in HERE:
            raise AssertionError(f"a test asked the network for {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)


@pytest.fixture(autouse=True)
def _nothing_is_remembered(request):
    """Lock-outs of one test do not reach the next: the table of the cache is no model's, so nobody else empties it.

    And the next database has the same keys."""
    import_module("gongjian.ledger.queries.remembering").MEMORIES.clear()
    yield
    if {"transactional_db", "live_server"} & set(request.fixturenames):
        cache.clear()


@pytest.fixture(autouse=True)
def _the_language_is_put_back():
    """A page answers in somebody's language and leaves it lying in the thread."""
    yield
    translation.activate(settings.LANGUAGE_CODE)


def needs(program):
    """A test that needs a program of the machine: skipped with the reason, but never in CI."""
    there = shutil.which(program) or list(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    in_ci = os.environ.get("CI") == "true"
    return pytest.mark.skipif(not there and not in_ci, reason=f"{program} is not installed on this machine")
