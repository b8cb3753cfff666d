"""The house stays as it was drawn."""

import pytest

from tests.house.plan import (
    DOORS,
    DRAWING,
    GROUND,
    ROOT,
    SRC,
    TOWER,
    drawn_stairs,
    foreign_keys,
    imports,
    undrawn,
)


def test_imports_take_only_the_stairs_that_are_drawn():
    assert undrawn(imports(), drawn_stairs()) == []


def test_foreign_keys_take_only_the_stairs_that_are_drawn():
    assert undrawn(foreign_keys(), drawn_stairs()) == []


@pytest.mark.parametrize(("built", "said"), [(imports, "gongjian.bulletins"), (foreign_keys, "Bulletin")])
def test_what_takes_a_stair_that_is_not_drawn_is_told_by_file_and_line(built, said):
    told = undrawn(built(), drawn_stairs() - {("meetings", "bulletins")})

    found = [
        sentence
        for sentence in told
        if sentence.endswith("leads from meetings to bulletins, and no stair does")
    ]
    assert found
    for sentence in found:
        file, line = sentence.partition(" ")[0].split(":")
        assert said in (ROOT / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]


def test_the_drawing_shows_every_room():
    assert {room for stair in drawn_stairs() for room in stair} == TOWER


def test_the_drawing_shows_everything_that_is_built():
    built = {path.stem for path in SRC.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}

    assert built - {"__init__", "config"} == TOWER | set(GROUND) | set(DOORS)
    assert [name for name in GROUND if f"`{name}`" not in DRAWING] == []
