"""What docs/ says is what the sources say."""

import re

import pytest

from gongjian.config.options import OPTIONS
from scripts import pages
from tests.house.plan import ROOT


def test_the_generated_pages_are_fresh():
    stale = [
        path.name
        for path, text in pages.pages()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]

    assert stale == [], "run: make pages"


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_every_option_is_explained(option):
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")

    assert f"`{option.variable}`" in page
    assert option.meaning in page


def test_every_word_is_in_the_language_page():
    page = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    absent = [
        f"{room}: {term.label}"
        for room, vocabularies in pages.vocabularies().items()
        for vocabulary in vocabularies
        for term in vocabulary
        if f"| {term.label} | `{term.value}` |" not in page
    ]

    assert absent == []


def test_every_decision_has_its_three_parts():
    for path in (ROOT / "docs" / "decisions").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert all(f"**{part}" in text for part in ("Context", "Decision", "Consequence")), path.name


def without_quotes(path):
    return re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def test_links_between_pages_lead_somewhere():
    dead = [
        f"{path.name}: {target}"
        for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", without_quotes(path))
        if not (path.parent / target).exists()
    ]

    assert dead == []
