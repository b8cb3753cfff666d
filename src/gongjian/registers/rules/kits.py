"""Registers that most counties need, shipped as data files. A county takes one and changes it on its page."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from gongjian.registers.rules.layout import Layout, layout_of
from gongjian.registers.rules.words import Manner, ParentKind

ORDER = (
    "leaders",
    "preliminary",
    "construction",
    "investment",
    "pipeline",
    "parcels",
    "renewal",
    "towns",
    "spots",
)


@dataclass(frozen=True, slots=True)
class Kit:
    """A register ready to be set up. `line`: the code of the line of work for which it is meant."""

    code: str
    name: str
    line: str
    layout: Layout
    note: str = ""


@lru_cache(maxsize=1)
def kits() -> Mapping[str, Kit]:
    here = files("gongjian.registers.rules") / "kits"
    return {code: kit_from(json.loads((here / f"{code}.json").read_text("utf-8"))) for code in ORDER}


def kit_from(data: Mapping[str, Any]) -> Kit:
    layout = layout_of(
        Manner.of(data["manner"]),
        data["fields"],
        data["stages"],
        thing=data.get("thing", ""),
        unit=data.get("unit", ""),
        parent=ParentKind.of(data["parent"]),
        measures=data.get("measures", ()),
        states=data.get("states", ()),
    )
    return Kit(data["code"], data["name"], data["line"], layout, data.get("note", ""))
