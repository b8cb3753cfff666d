"""Words as they are compared: names, headings, and the units that stand in headings."""

import re
import unicodedata
from functools import lru_cache

import opencc

from gongjian.kernel.quantities import PERCENT, dimension_of, is_measured

TO_SIMPLIFIED = opencc.OpenCC("t2s")
PARENTHESES = re.compile(r"[(\[【][^)\]】]{0,200}[)\]】]")
BRACKETS = re.compile(r"[(\[【]([^()\[\]【】]{1,40})[)\]】]")
MONEY = re.compile(r"(亿元|万元|亿|(?<!平)万(?!平|吨|亩|米)|元)")
SAYS_UNIT = re.compile(r"^(?:金额|投资|货币|计量|数量)?单位:?")
YUAN = r"(?:人民币)?((?:(?:万亿|[十百千]?[万亿]|[百千])?元(?:/[^\s,;、/]+)?)|[万亿])(?:人民币)?"
COUNTS_BEFORE = r"(?<![\d.几数超过满达每上两十百千万亿])"
UNIT_LINE = re.compile(rf"(?:金额|投资|货币|计量|数量)?单位:?[(\[]?{YUAN}(?=$|[\s、,;/()\[\]】])")
MONEY_INSIDE = re.compile(rf"(?:^|(?<=[、,;:])){YUAN}(?=$|[、,;])")
MONEY_AT_END = re.compile(rf"{COUNTS_BEFORE}((?:万亿|[十百千]?[万亿]|[百千])?元|[万亿])$")
COUNTED = frozenset(
    [
        "个",
        "户",
        "人",
        "家",
        "宗",
        "项",
        "处",
        "座",
        "栋",
        "幢",
        "套",
        "间",
        "件",
        "条",
        "台",
        "辆",
        "株",
        "棵",
        "次",
        "场",
        "名",
        "人次",
        "万人",
        "万户",
        "百分点",
        "个百分点",
    ]
)
ORNAMENTS = re.compile(r"[\s*＊:：、,，.。/\\\-—_\"'“”]+")
NAMES_YEAR = re.compile(r"20\d\d(年度?)")  # 2026年度计划投资 is 年度计划投资, 计划2026年投资 is 计划投资
NOISE = re.compile(r"[\s*＊:：、,，.。/\\\-—_\"'“”]+|^20\d\d年?")


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """A text as it is compared: in one width, one script, and without any blanks."""
    return re.sub(r"\s+", "", TO_SIMPLIFIED.convert(unicodedata.normalize("NFKC", text))).lower()


@lru_cache(maxsize=4096)
def heading_key(text: str) -> str:
    """A heading without its units and its ornaments."""
    plain = PARENTHESES.sub("", normal(text))
    return NOISE.sub("", plain) or NOISE.sub("", normal(text))


def heading_keys(text: str) -> tuple[str, ...]:
    """What a heading may be known by: without what stands in brackets, with it, without a unit of money, and without a year."""
    key = heading_key(text)
    whole = NOISE.sub("", re.sub(r"[()\[\]【】]", "", normal(text)))
    keys = (key, whole, MONEY.sub("", key))
    plain = ORNAMENTS.sub("", PARENTHESES.sub("", normal(text)))
    if not NAMES_YEAR.search(plain):
        return keys
    return (*keys, NAMES_YEAR.sub(r"\1", plain, count=1), NAMES_YEAR.sub("", plain, count=1))


def money_of(text: str) -> str:
    """The unit of money that a heading names, in brackets or at its end: 总投资（亿元）, but not 5亿元以上项目."""
    plain = normal(text)
    for inside in BRACKETS.findall(plain):
        if unit := money_inside(inside):
            return unit
    found = MONEY_AT_END.search(PARENTHESES.sub("", plain))
    return found[1] if found else ""


def money_inside(inside: str) -> str:
    found = UNIT_LINE.fullmatch(inside) or MONEY_INSIDE.search(inside)
    return found[1] if found else ""


def unit_of_heading(text: str) -> str:
    """Any unit that a heading names in brackets: 目标值（亩）, 数量（户）; money also at its end."""
    for inside in BRACKETS.findall(normal(text)):
        unit = SAYS_UNIT.sub("", inside)
        if is_measured(unit) or dimension_of(unit) == PERCENT or unit in COUNTED:
            return unit
    return money_of(text)


def is_unit_line(text: str) -> bool:
    """单位：亿元, in a cell of its own."""
    return bool(UNIT_LINE.fullmatch(normal(text).strip("()[]【】")))


def money_of_caption(text: str) -> str:
    """The unit of money that stands above a table: 单位：亿元, alone, behind a title, or in brackets."""
    plain = normal(text)
    for part in (plain, *map(normal, text.split())):
        if found := UNIT_LINE.search(part):
            return found[1]
    return next((unit for inside in BRACKETS.findall(plain) if (unit := money_inside(inside))), "")
