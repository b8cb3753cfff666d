"""The content security policy allows no style and no script inside a page."""

import re
from pathlib import Path

import pytest

import gongjian

PACKAGE = Path(gongjian.__file__).parent
TEMPLATES = sorted([*PACKAGE.rglob("templates/**/*.html"), *PACKAGE.rglob("jinja2/**/*.html")])
FORBIDDEN = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script inside the page": re.compile(r"<script(?![^>]*(\bsrc=|application/json))[^>]*>", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script as an address": re.compile(r"javascript:", re.IGNORECASE),
    "evaluation by htmx": re.compile(r"hx-on|hx-vals=.js:", re.IGNORECASE),
}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_template_has_no_style_and_no_script_inside(template):
    text = template.read_text()

    assert [name for name, pattern in FORBIDDEN.items() if pattern.search(text)] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_template_is_short(template):
    assert len(template.read_text().splitlines()) <= 120


def test_every_icon_of_a_template_is_in_the_sprite():
    known = set(re.findall(r'"([a-z0-9-]+)"', (PACKAGE.parents[1] / "frontend" / "icons.json").read_text()))
    used = {name for path in TEMPLATES for name in re.findall(r'{% icon "([^"]+)"', path.read_text())}

    assert used - known == set()
