"""Every room of the door `web` has the same furniture, and there is no other kind of file."""

import ast
import re

import pytest

from tests.house.plan import DRAWING, SRC

WEB = SRC / "web"
ROOMS = sorted(path.parent for path in WEB.glob("*/urls.py"))
NEEDED = {"__init__", "urls", "views"}
PAPER = {"templates", "jinja2"}
ANSWERS = {"HttpResponse", "HttpResponseRedirect", "JsonResponse", "StreamingHttpResponse", "FileResponse", "render", "redirect", "page"}  # fmt: skip


def drawn(heading):
    """The names in the first column of a table of docs/house.md."""
    table = DRAWING.split(f"| {heading} |", 1)[1].split("\n\n", 1)[0]
    return {name.removesuffix(".py") for name in re.findall(r"^\| `([\w.]+)` \|", table, re.MULTILINE)}


def built(folder):
    return {path.stem for path in folder.iterdir() if path.name != "__pycache__"}


def unlike_a_room(names, furniture):
    """What is missing from a room, and what has no place in it."""
    return (NEEDED - names) | (names - furniture - {"__init__"})


def answers_made(tree):
    """The ways to answer that a module imports, each with its line."""
    return {
        (node.lineno, one.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for one in node.names
        if one.name in ANSWERS
    }


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_a_room_of_web_has_the_furniture_that_is_drawn_and_nothing_else(room):
    assert unlike_a_room(built(room), drawn("in a room of `web`")) == set()


def test_beside_the_rooms_stands_only_what_is_drawn():
    rooms = {room.name for room in ROOMS}

    assert built(WEB) - rooms - PAPER == drawn("beside the rooms") | {"__init__"}


def test_only_views_make_answers():
    made = {
        f"{path.relative_to(SRC)}:{line} {name}"
        for room in ROOMS
        for path in room.rglob("*.py")
        if "views" not in (path.stem, path.parent.name)
        for line, name in answers_made(ast.parse(path.read_text(encoding="utf-8")))
    }

    assert made == set()


def test_another_kind_of_file_or_a_missing_one_is_found():
    furniture = drawn("in a room of `web`")

    assert unlike_a_room({"__init__", "urls", "views", "asked", "shown"}, furniture) == set()
    assert unlike_a_room({"__init__", "urls", "table"}, furniture) == {"views", "table"}


def test_an_answer_outside_the_views_is_found():
    source = "from django.http import Http404, HttpResponse\nfrom gongjian.web.http import page, today"

    assert answers_made(ast.parse(source)) == {(1, "HttpResponse"), (2, "page")}


def test_what_is_read_answers_who_asks_only_for_its_head():
    """`require_safe` lets GET and HEAD in; Django's other decorator for reading refuses HEAD."""
    refusing = [
        str(path.relative_to(SRC))
        for path in SRC.rglob("*.py")
        if re.search(
            r"\brequire_GET\b|require_http_methods\(\[(?!.*\"HEAD\").*\"GET\"", path.read_text("utf-8")
        )
    ]

    assert refusing == []
