"""Quantities: a number with its unit. Exact within one dimension; across two of them nothing is added or compared."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from gongjian.kernel.numbers import Exact, grouped, rounded
from gongjian.kernel.verdict import YES, Verdict, no, require

MONEY, AREA, LENGTH, VOLUME, MASS, PERCENT = "MONEY", "AREA", "LENGTH", "VOLUME", "MASS", "PERCENT"
SIMPLIFIED = str.maketrans(
    "億萬畝頃噸個戶項條處棟臺輛間張場圓種門隻", "亿万亩顷吨个户项条处栋台辆间张场元种门只"
)
MU = Fraction(2000, 3)  # square metres
SIZES: tuple[tuple[str, Fraction | int, str], ...] = (
    (MONEY, 1, "元"),
    (MONEY, 10**8, "亿"),  # without a noun people say it of money only
    *((currency, 1, currency) for currency in ("美元", "欧元", "港元", "日元")),
    (AREA, 1, "平方米 平米 平方 平 m2 sqm"),
    (AREA, 10**4, "公顷 ha hm2"),
    (AREA, MU * 100, "顷"),
    (AREA, 10**6, "平方公里 平方千米 km2"),
    (AREA, MU, "亩"),
    (LENGTH, 1, "米 延米 延长米 m"),
    (LENGTH, 10**3, "公里 千米 km"),
    (LENGTH, Fraction(1, 100), "厘米 cm"),
    (VOLUME, 1, "立方米 立方 m3"),
    ("吨标准煤", 1, "吨标准煤 吨标煤"),
    (MASS, 1, "克 g"),
    (MASS, 500, "斤"),
    (MASS, 10**3, "公斤 千克 kg"),
    (MASS, 10**6, "吨 t"),
    (PERCENT, 1, "% 百分比 percent"),
    (PERCENT, Fraction(1, 10), "‰"),
)
MEASURES = {word: (dimension, Fraction(size)) for dimension, size, words in SIZES for word in words.split()}
DIMENSIONS = {dimension for dimension, _ in MEASURES.values()}
TENS = {"十": 10, "百": 100, "千": 1_000, "万": 10**4, "亿": 10**8}
SCALE = re.compile(r"(万亿|[十百千]?[万亿]|[十百千])(?=.)")
RAISED = {"元": "万元", "万元": "亿元", "平方米": "万平方米", "平米": "万平米", "m2": "万㎡"}
TRADITIONAL = str.maketrans("万亿", "萬億")
WAN = 10_000


@lru_cache(maxsize=2048)
def plain_unit(written: str) -> str:
    """A unit as it is compared: in one width and one script, without blanks."""
    word = re.sub(r"\s+", "", unicodedata.normalize("NFKC", written)).translate(SIMPLIFIED).lower()
    return word.removeprefix("人民币").removesuffix("人民币") or word


@lru_cache(maxsize=2048)
def measure_of(written: str) -> tuple[str, Fraction]:
    """The dimension of a unit, and how much of it the unit is. A unit that nobody knows is a dimension of its own."""
    word = plain_unit(written)
    if word in MEASURES:
        return MEASURES[word]
    if "/" in word:
        above, below = word.split("/", 1)
        dimension, size = measure_of(above)
        return f"{dimension}/{below}", size
    scale = SCALE.match(word)
    if not scale:
        return word, Fraction(1)
    size, base = Fraction(scale_of(scale[1])), word[scale.end() :]
    if base in MEASURES:
        return MEASURES[base][0], MEASURES[base][1] * size
    return (base, size) if scale[1][-1] in "万亿" else (word, Fraction(1))


def scale_of(word: str) -> int:
    product = 1
    for sign in word:
        product *= TENS[sign]
    return product


def dimension_of(unit: str) -> str:
    return measure_of(unit)[0]


def is_measured(unit: str) -> bool:
    """Whether the unit measures money, land, lengths and the like; things are only counted."""
    dimension = dimension_of(unit)
    return dimension != PERCENT and dimension in DIMENSIONS


def may_add(one: str, other: str) -> Verdict:
    if dimension_of(one) == dimension_of(other):
        return YES
    return no(
        "“%(one)s” and “%(other)s” do not measure the same: they are neither added nor compared.",
        one=one or "–",
        other=other or "–",
    )


@dataclass(frozen=True, slots=True)
class Quantity:
    """So much of something, in the unit in which it was written."""

    value: Fraction
    unit: str

    @classmethod
    def of(cls, value: Exact, unit: str) -> "Quantity":
        return cls(Fraction(value), unit)

    @property
    def dimension(self) -> str:
        return dimension_of(self.unit)

    def to(self, unit: str) -> "Quantity":
        """The same in another unit of its dimension, exactly."""
        require(may_add(self.unit, unit))
        return Quantity(self.value * measure_of(self.unit)[1] / measure_of(unit)[1], unit)

    def is_same(self, other: "Quantity") -> bool:
        return self.dimension == other.dimension and self.to(other.unit).value == other.value

    def as_in(self, goal: "Quantity") -> "Quantity":
        """In the unit in which the goal is written on paper, so that both can be compared at a glance."""
        unit = goal.raised().unit
        return self.to(unit) if may_add(self.unit, unit) else self

    def raised(self) -> "Quantity":
        """As papers write it: 16万平方米, not 160,000平方米; only where two decimals still say all of it."""
        found = self
        while abs(found.value) >= WAN and (larger := larger_unit(found.unit)):
            value = found.value / WAN
            if (value * 100).denominator != 1:
                break
            found = Quantity(value, larger)
        return found

    def words(self, places: int = 2, *, traditional: bool = False) -> str:
        """The number, rounded here and nowhere before, and its unit."""
        unit = self.unit.translate(TRADITIONAL) if traditional else self.unit
        blank = " " if unit[:1].isascii() and unit[:1].isalpha() else ""
        return f"{grouped(rounded(self.value, places))}{blank}{unit}"


def larger_unit(unit: str) -> str:
    larger = RAISED.get(plain_unit(unit), "")
    is_traditional = unit != unit.translate(SIMPLIFIED)
    return larger.translate(TRADITIONAL) if is_traditional else larger


def total(parts: Iterable[Quantity], unit: str) -> Quantity:
    """Added up in one unit; refused with a sentence where a part is of another dimension."""
    return Quantity(sum((part.to(unit).value for part in parts), Fraction(0)), unit)
