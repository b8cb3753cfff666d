"""The house stays as it was drawn."""

from tests.house.plan import DOORS, DRAWING, GROUND, SRC, TOWER, closure, drawn_stairs, foreign_keys, imports


def test_imports_take_only_the_stairs_that_are_drawn():
    assert imports() - closure(drawn_stairs()) == set()


def test_foreign_keys_take_only_the_stairs_that_are_drawn():
    assert foreign_keys() - closure(drawn_stairs()) == set()


def test_the_drawing_shows_every_room():
    assert {room for stair in drawn_stairs() for room in stair} == TOWER


def test_the_drawing_shows_everything_that_is_built():
    built = {path.stem for path in SRC.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}

    assert built - {"__init__", "config"} == TOWER | set(GROUND) | set(DOORS)
    assert [name for name in GROUND if f"`{name}`" not in DRAWING] == []
