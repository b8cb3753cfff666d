"""What is written in `frontend/src/styles`: sizes and colours have one home, and can be told apart."""

import re
import subprocess
import sys
from itertools import pairwise

import pytest

from tests.demo import ROOT

STYLES = ROOT / "frontend" / "src" / "styles"
BUILT = ROOT / "src" / "gongjian" / "ui" / "static" / "ui" / "dist" / "assets"
LIGHTS = ("done", "ahead", "on-schedule", "lagging", "serious", "blocked", "not-due")  # as a bar shows them
WORDS = [
    *((f"light-{light}-text", f"light-{light}-soft") for light in LIGHTS),
    ("tone-neutral", "tone-neutral-soft"),
    *((ink, ground) for ink in ("g-text", "g-quiet") for ground in ("g-bg", "g-surface", "g-hover")),
    ("g-on-accent", "g-accent"),
    ("g-accent-text", "g-accent-soft"),
    ("g-accent-text", "g-surface"),
]
MOST_BYTES = 120_000  # a sixth of the 686 KB that a page fetched before we had styles of our own


def complaints(*folder):
    script = ROOT / "scripts" / "front_end.py"
    words = ["--", *(str(one) for one in folder)] if folder else []
    said = subprocess.run(
        [sys.executable, script, "raw-styles", *words], capture_output=True, text=True, check=False
    )
    assert said.returncode in (0, 1), said.stderr
    return said.stdout.splitlines()


def colours(theme):
    """The colours of a theme; the dark ones stand after `@media not print`."""
    light, dark = (STYLES / "tokens.css").read_text().split("@media not print")
    dark = dark.split("@media (width")[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light if theme == "light" else light + dark))


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_raw_sizes_times_and_colours_stand_in_tokens_css_only():
    assert complaints() == []


@pytest.mark.parametrize(
    "raw",
    [
        "color: #b3261e",
        "background: rgb(10 16 26 / 50%)",
        "color: white",
        "padding: 0.5rem 0",
        "width: 13px",
        "font-size: 0.9em",
        "font-weight: 650",
        "transition: opacity 0.2s",
        "border-radius: 50px",
    ],
)
def test_what_is_raw_is_seen_inside_a_media_query_too(tmp_path, raw):
    (tmp_path / "one.css").write_text(f"@media (width < 576px) {{\n  .one {{\n    {raw};\n  }}\n}}\n")
    assert complaints(tmp_path)[0].startswith("one.css:3 ")


def test_hairlines_shares_and_letters_are_not_raw(tmp_path):
    fine = "border: 1px solid var(--g-line); width: 50%; max-width: 60ch; padding: 0 1em; margin: 0 auto"
    (tmp_path / "one.css").write_text(f".one {{ {fine}; }}")
    assert complaints(tmp_path) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_can_be_read_on_their_ground(theme):
    found = colours(theme)
    weak = {pair for pair in WORDS if contrast(found[pair[0]], found[pair[1]]) < 4.5}
    assert not weak


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_lights_charts_and_the_borders_of_fields_stand_out_from_the_surface(theme):
    found = colours(theme)
    shapes = [*(f"light-{light}" for light in LIGHTS), *(f"chart-{n}" for n in range(1, 7)), "g-line-strong"]
    assert not {shape for shape in shapes if contrast(found[shape], found["g-surface"]) < 3}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_neighbours_in_a_bar_of_lights_differ_in_lightness_too(theme):
    found = colours(theme)
    alike = [
        pair for pair in pairwise(LIGHTS) if contrast(*(found[f"light-{light}"] for light in pair)) < 1.25
    ]
    assert not alike


def test_every_page_fetches_a_sixth_of_the_styles_that_it_did_at_most():
    (main,) = BUILT.glob("main-*.css")
    assert main.stat().st_size <= MOST_BYTES


def test_a_style_sheet_is_as_short_as_any_other_file():
    assert not [sheet.name for sheet in STYLES.glob("*.css") if len(sheet.read_text().splitlines()) > 300]
