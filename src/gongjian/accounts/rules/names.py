"""By which names lists call an organisation, and when two of them mean the same one."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from gongjian.reading.cells.words import normal

ORNAMENTS = re.compile(r"[()\[\]【】〔〕·・.,，、:：\"“”'‘’《》_\-—]+")
PLACES = "县市区旗州"
OF_A_PLACE = re.compile(r"^(街道|镇|乡|村|社区|新区|新城|经济?开发区|开发区|高新区)")
OFFICE_OF_A_PLACE = re.compile(r"(?:(?<=[镇乡])(?:人民)?政府|(?<=街道)办事处)$")
SHORTEST = 2


def name_key(name: str, county: str = "") -> str:
    """A name as it is compared: one script, one width, without blanks, and without the county in front of it.

    青田县住建局, 县住建局 and 住建局 are the same; so are 温溪镇 and 温溪镇人民政府.
    """
    key = ORNAMENTS.sub("", normal(name)).removeprefix("中共")
    key = without_county(key, ORNAMENTS.sub("", normal(county)))
    return OFFICE_OF_A_PLACE.sub("", key) or normal(name)


def without_county(key: str, county: str) -> str:
    stem = county[:-1] if county[-1:] in PLACES else ""
    kinds = {"县", county[-1:] if stem else "县"}
    for beginning in filter(None, (county, stem if len(stem) >= SHORTEST else "", *sorted(kinds))):
        rest = key.removeprefix(beginning)
        if rest == key or len(rest) < SHORTEST or (beginning == stem and OF_A_PLACE.match(rest)):
            continue
        return without_county(rest, county)
    return key


@dataclass
class Directory:
    """The organisations of a tree by everything that lists call them."""

    county: str
    by_name: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_key: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def enter(self, ref: int, name: str, also: Iterable[str] = ()) -> None:
        self.by_name[normal(name)].add(ref)
        for word in (name, *also):
            if word:
                self.by_key[name_key(word, self.county)].add(ref)

    def find(self, word: str) -> tuple[int, ...]:
        """Whom a word may mean; a full name goes before a short one."""
        exact = self.by_name.get(normal(word), set())
        return tuple(sorted(exact or self.by_key.get(name_key(word, self.county), set())))
