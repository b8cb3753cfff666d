"""No template is forgotten, none is missing, none breaks the content security policy."""

import re

import pytest
from django.template.loader import get_template

from tests.house.plan import SRC

FOLDERS = [SRC / "web" / "templates", SRC / "ui" / "templates", SRC / "web" / "jinja2"]
NAMES = {
    str(path.relative_to(folder)): path for folder in FOLDERS for path in folder.rglob("*") if path.is_file()
}
QUOTED = re.compile(r"""["']([\w./{}-]+\.(?:html|txt|jinja|xml|js))(?:#[\w-]+)?["']""")
GAP = re.compile(r"\\\{\w+\\\}")
FOUND_BY_NAME = re.compile(r"^(\d{3}|account/.+|mfa/.+|allauth/.+|usersessions/.+)")
INLINE = re.compile(
    r"""<script(?![^>]*\b(?:src|type="application/json")=?)[^>]*>|\sstyle=|\son(?:click|change|submit|load|input|error)=|javascript:|<style"""
)


def mentioned():
    """Names that stand in quotes somewhere; `{name}` in one of them stands for any word."""
    sources = [*NAMES.values(), *SRC.rglob("*.py")]
    return {name for path in sources for name in QUOTED.findall(path.read_text(encoding="utf-8"))}


def test_every_template_is_used():
    used = re.compile("|".join(GAP.sub(r"[\\w-]+", re.escape(name)) for name in mentioned()))
    unused = [name for name in sorted(NAMES) if not used.fullmatch(name) and not FOUND_BY_NAME.match(name)]

    assert unused == []


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_template_can_be_read(name):
    get_template(name)


def test_no_template_has_inline_scripts_or_styles():
    found = {name: INLINE.findall(path.read_text(encoding="utf-8")) for name, path in NAMES.items()}

    assert {name: what for name, what in found.items() if what} == {}
