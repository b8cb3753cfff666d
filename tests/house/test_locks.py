"""The locks are closed: what they name needs nothing that they do not name, on any Python that we support."""

import re
import tomllib
from importlib.metadata import distribution

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.plan import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PYTHONS = ("3.11.0", "3.11.13", "3.12.1", "3.13.0", "3.13.9")
PROCESSORS = ("x86_64", "aarch64")
NEED_NOTHING = {"async-timeout"}  # only for a Python that is not here; looked at by hand
WANTED = {"runtime": ("scale",), "dev": ("scale", "dev")}
LINE = re.compile(r"^([A-Za-z0-9][^\s\\]*==[^\\]*?)\s*\\?$", re.MULTILINE)


def pins(lock):
    lines = LINE.findall((ROOT / f"requirements/{lock}.txt").read_text(encoding="utf-8"))
    return [Requirement(line) for line in lines]


def somewhere(python, processor):
    """What a marker is asked in: Linux on one of the processors, with one of the Pythons."""
    return default_environment() | {
        "python_version": python.rpartition(".")[0],
        "python_full_version": python,
        "implementation_version": python,
        "platform_machine": processor,
        "sys_platform": "linux",
        "platform_system": "Linux",
        "extra": "",
    }


def holds(requirement, place, extra=""):
    return requirement.marker is None or requirement.marker.evaluate(place | {"extra": extra})


def wanted_by_us(lock, place):
    lines = [*PROJECT["dependencies"], *(one for extra in WANTED[lock] for one in extra_of(extra))]
    return [("gongjian", one) for line in lines if holds(one := Requirement(line), place)]


def extra_of(name):
    return PROJECT["optional-dependencies"][name]


def wanted_by(pin, extras, place):
    """What an installed package says that it needs, its extras included."""
    if pin.name in NEED_NOTHING:
        return []
    says = [Requirement(line) for line in distribution(pin.name).requires or ()]
    return [
        (pin.name, one)
        for one in says
        if one.marker is None or any(holds(one, place, extra) for extra in {"", *extras})
    ]


def open_ends(lock, place):
    """Walk from what we ask for to the last package: whatever is asked for and not pinned, or pinned otherwise."""
    there = {canonicalize_name(pin.name): pin for pin in pins(lock) if holds(pin, place)}
    ahead, seen, found = wanted_by_us(lock, place), set(), []
    while ahead:
        asker, asked = ahead.pop()
        name = canonicalize_name(asked.name)
        for extra in [*asked.extras, ""]:
            if (name, extra) in seen:
                continue
            pin = there.get(name)
            version = next(iter(pin.specifier)).version if pin else None
            if pin is None or not asked.specifier.contains(version, prereleases=True):
                found.append(f"{asker} asks for {asked}; pinned is {version}")
                continue
            seen.add((name, extra))
            ahead += wanted_by(pin, {extra} - {""}, place)
    return found, {name for name, _ in seen}, set(there)


@pytest.mark.parametrize("processor", PROCESSORS)
@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("lock", WANTED)
def test_everything_that_a_pinned_package_needs_is_pinned(lock, python, processor):
    found, _, _ = open_ends(lock, somewhere(python, processor))

    assert found == []


@pytest.mark.parametrize("lock", WANTED)
def test_nothing_is_pinned_that_nobody_needs(lock):
    reached, there = set(), set()
    for python in PYTHONS:
        _, needed, pinned = open_ends(lock, somewhere(python, "x86_64"))
        reached, there = reached | needed, there | pinned

    assert there - reached == set()


@pytest.mark.parametrize("lock", [*WANTED, "node"])
def test_every_pin_is_exact_and_has_a_hash_and_no_address(lock):
    text = (ROOT / f"requirements/{lock}.txt").read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]

    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block or "==" not in block] == []
    assert "://" not in text


def test_what_is_installed_here_is_what_the_lock_names():
    here = somewhere(default_environment()["python_full_version"], default_environment()["platform_machine"])
    other = {
        pin.name: distribution(pin.name).version
        for pin in pins("dev")
        if holds(pin, here) and not pin.specifier.contains(distribution(pin.name).version, prereleases=True)
    }

    assert other == {}


def test_a_pin_taken_away_is_noticed(monkeypatch):
    monkeypatch.setattr(
        "tests.house.test_locks.pins", lambda lock, real=pins: [p for p in real(lock) if p.name != "coverage"]
    )

    found, _, _ = open_ends("dev", somewhere("3.11.0", "x86_64"))

    assert any("coverage[toml]" in line for line in found)
