"""The tour quotes today's sources."""

import re

import pytest

from tests.house.plan import ROOT

TOUR = (ROOT / "docs" / "tour.md").read_text(encoding="utf-8")
QUOTED = re.findall(r"^`(src/\S+)`\n\n```\w+\n(.*?)\n```$", TOUR, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("path", "excerpt"), QUOTED, ids=[path for path, _ in QUOTED])
def test_what_the_tour_quotes_stands_in_the_file(path, excerpt):
    assert f"{excerpt}\n" in (ROOT / path).read_text(encoding="utf-8")
    assert 5 <= len(excerpt.splitlines()) <= 12


def test_the_tour_goes_through_nine_files():
    assert len({path for path, _ in QUOTED}) == TOUR.count("```") // 2 == 9


def test_every_page_of_the_documentation_can_be_reached():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert [
        page.name for page in sorted((ROOT / "docs").glob("*.md")) if f"](docs/{page.name})" not in readme
    ] == []
