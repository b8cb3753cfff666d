"""The colours of charts can be seen on their ground and told apart, by those who see no red or no green too."""

import re
from itertools import combinations

import pytest

from tests.house.plan import SRC

STYLES = SRC.parents[1] / "frontend" / "src" / "styles"
LEAST_CONTRAST = 3.0  # WCAG 2.2, 1.4.11
LEAST_DISTANCE = {"everybody": 0.15, "no red": 0.055, "no green": 0.055}  # in OKLab
SEEN_BY = {  # Machado, Oliveira and Fernandes 2009, whole strength
    "everybody": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.1523, 1.0526, -0.2049), (0.1145, 0.7863, 0.0992), (-0.0039, -0.0481, 1.0520)),
    "no green": ((0.3673, 0.8606, -0.2280), (0.2801, 0.6725, 0.0474), (-0.0118, 0.0429, 0.9689)),
}
TO_CONES = ((0.41222, 0.53633, 0.05145), (0.21190, 0.68070, 0.10740), (0.08830, 0.28172, 0.62998))
TO_LAB = ((0.21045, 0.79362, -0.00407), (1.97800, -2.42859, 0.45059), (0.02590, 0.78277, -0.80868))


def declared(file, name):
    """Its values in the light and in the dark theme, in this order."""
    return re.findall(rf"--{name}: (#[0-9a-f]{{6}});", (STYLES / file).read_text(encoding="utf-8"))


def palette(theme):
    return [declared("tokens.css", f"chart-{n}")[theme] for n in range(1, 7)]


def surface(theme):
    return declared("tokens.css", "g-surface")[theme]


def linear(colour):
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]


def through(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def contrast(one, other):
    darker, lighter = sorted(
        through(((0.2126, 0.7152, 0.0722),), linear(colour))[0] for colour in (one, other)
    )
    return (lighter + 0.05) / (darker + 0.05)


def distance(one, other, eyes):
    places = []
    for colour in (one, other):
        seen = [max(share, 0.0) for share in through(SEEN_BY[eyes], linear(colour))]
        places.append(through(TO_LAB, [share ** (1 / 3) for share in through(TO_CONES, seen)]))
    return sum((a - b) ** 2 for a, b in zip(*places, strict=True)) ** 0.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_every_colour_of_a_chart_stands_out_from_its_ground(theme):
    found = {colour: round(contrast(colour, surface(theme)), 2) for colour in palette(theme)}

    assert {colour: by for colour, by in found.items() if by < LEAST_CONTRAST} == {}


@pytest.mark.parametrize("eyes", SEEN_BY)
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_every_two_colours_of_a_chart_can_be_told_apart(theme, eyes):
    pairs = {pair: round(distance(*pair, eyes), 3) for pair in combinations(palette(theme), 2)}

    assert {pair: by for pair, by in pairs.items() if by < LEAST_DISTANCE[eyes]} == {}


def test_every_line_has_a_dash_of_its_own():
    styles = (STYLES / "charts.css").read_text(encoding="utf-8")
    dashes = [
        re.search(rf"\.line-{n} \{{[^}}]*?(?:stroke-dasharray: ([^;]*);)?\s*\}}", styles)[1]
        for n in range(1, 7)
    ]

    assert len(set(dashes)) == 6
