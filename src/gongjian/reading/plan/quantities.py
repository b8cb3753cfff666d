"""Quantities: a number, its measure, and the words around it that say at least, at most, about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from gongjian.kernel import quantities as kernel
from gongjian.reading.plan.numbers import CHINESE, NUMBER, number

MOST_IN_SENTENCE = 40  # a sentence with more is a table that fell apart
SCALE = r"(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千)"
MONEY = r"(?:美元|欧元|港元|日元|元人民币|元)"
AREA = r"(?:平方公里|平方千米|平方米|立方米|平米|㎡|m2|m²|m³|公顷|亩|方)"
LENGTH = r"(?:公里|千米|km|KM|延米|米)"
ENERGY = r"(?:千瓦时|千瓦|兆瓦|MW|kW|KW|吉瓦|度|吨标准煤|吨标煤|公斤|吨)"
COUNT = (
    r"(?:个工作日|个百分点|百分点|人次|人|名|场次|台套|台|批次|件|家|户|处|座|所|条|栋|幢|套|间|张|口|宗|块|辆|起|份|株|棵|头|只|羽"
    r"|场|类|种|门|艘|架|眼|盏|片|根|对|支|面|部|项|个|村|镇|街|镇街|组|篇|单|床|车位|泊位|亭|册|次|天(?!然|网|桥|空|津))"
)
PERCENT = r"(?:%|‰|‱)"
RATE = r"(?:微克|毫克|克|千克|公斤|吨|万元|元|人|立方米)/(?:立方米|升|亩|平方米|人|天|日|户|年|月|平方公里)"
UNIT = rf"{RATE}|{SCALE}?(?:{MONEY}|{AREA}|{LENGTH}|{ENERGY}|{COUNT})|{PERCENT}|{SCALE}(?=[,。;、()\s]|以上|左右|$)"
BEFORE = (
    (r"不少于|不低于|不下于|不得少于|不得低于|不小于|至少|最少|最低|达到或超过|高于或等于", ">="),
    (r"不超过|不高于|不多于|不大于|不得超过|不得高于|至多|最多|控制在|压缩到|压缩至|压减至|压减到|缩短至|缩短到|降至|降到|下降到|下降至|降低到|降低至", "<="),
    (r"低于|少于|小于|不到|不足", "<"),
    (r"超过|突破|高于|大于|多于|超出|超(?!前)", ">"),
    (r"大约|约为|约|近|接近", "~"),
)  # fmt: skip
AFTER = (
    (r"(?:及|或)?以上|起步", ">="),
    (r"(?:及|或)?以下|以内|之内|内(?!的?资|容|部|环|外)", "<="),
    (r"左右|上下", "~"),
)
BEFORE_WORDS = [(re.compile(rf"(?:{words})(?:为|到|在|至)?$"), op) for words, op in BEFORE]
AFTER_WORDS = [(re.compile(words), op) for words, op in AFTER]
AT_LEAST = re.compile(r"(?:至少|最少|不少于|不低于|不得低于)[^,;。、\d]{1,24}$")
QUANTITY = re.compile(
    rf"(?P<share>百分之(?P<part>[{CHINESE}]{{1,6}}(?:点[{CHINESE}]{{1,3}})?|\d{{1,3}}(?:\.\d+)?))"
    rf"|(?P<number>{NUMBER})(?:\s?(?:-|~|—|至|到)\s?(?P<upper>\d{{1,9}}(?:\.\d+)?))?(?P<vague>余|多|来)?\s?(?P<unit>{UNIT})(?P<more>余|多(?!元|种))?"
)
ORDINAL_BEFORE = re.compile(
    r"(?:第|(?<![底日月旬天节])前|(?<![年月日节])后|倒数|头|末|编号|号|\d[.、/-]|〔|[A-Za-z]|每|逐|数|几|另|任|任何|某|同|各|这|该|本|两两|零)$"
)
NOT_AFTER = re.compile(r"(?:年|月|日|号|时(?!间|效)|点(?!位|源)|分钟|小时|天|周|星期|季度)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity in a sentence; start and end hold the words of comparison, at and after only number and measure."""

    start: int
    end: int
    at: int
    after: int
    value: Decimal
    unit: str
    op: str
    written: str

    @property
    def counts(self) -> bool:
        """Whether it counts things: no share, no rate, no money, land or length."""
        is_share = kernel.dimension_of(self.unit) == kernel.PERCENT or self.unit.endswith(("百分点", "‱"))
        return not (is_share or kernel.is_measured(self.unit) or "/" in self.unit)

    def as_quantity(self) -> kernel.Quantity:
        return kernel.Quantity.of(self.value, self.unit)


def quantities(text: str) -> list[Quantity]:
    return list(islice(found_in(text), MOST_IN_SENTENCE))


def found_in(text: str) -> Iterator[Quantity]:
    for match in QUANTITY.finditer(text):
        if impossible(text, match):
            continue
        value = number(match["part"] or match["number"])
        if value is None:
            continue
        unit = "%" if match["share"] else canonical(match["unit"])
        start, before = compared_before(text, match.start())
        end, behind = compared_after(text, match.end())
        vague = "~" if match["vague"] or match["more"] or match["upper"] else ""
        op = behind if before in ("", "~") and behind else before
        op = op or (">=" if AT_LEAST.search(text[: match.start()]) else "")
        yield Quantity(start, end, match.start(), match.end(), value, unit, op or vague or "=", match[0])


def canonical(unit: str) -> str:
    return {"百分点": "个百分点", "平米": "平方米"}.get(unit, unit)


def impossible(text: str, match: re.Match[str]) -> bool:
    """Ordinals, dates, parts of longer numbers, and the many ones and twos that count nothing."""
    before, after = text[max(0, match.start() - 4) : match.start()], text[match.end() : match.end() + 2]
    if ORDINAL_BEFORE.search(before) or (
        match["share"] is None and NOT_AFTER.match(after) and match["unit"] == "个"
    ):
        return True
    if match["share"] and re.search(rf"[{CHINESE}两]个$", before):
        return True
    written = match["number"] or ""
    if written and before and before[-1] in CHINESE:
        return True
    return bool(written) and not written[0].isdigit() and idle_numeral(text, match, before)


def idle_numeral(text: str, match: re.Match[str], before: str) -> bool:
    """一个, 三个一批, 四大: a numeral counts only from ten up, or after words that compare or count."""
    if re.search(r"(?:至少|不少于|新增|新建|新引进|新招引|新签约|共|达到|突破)$", text[: match.start()][-6:]):
        return False
    value = number(match["number"])
    return value is None or value < 10 or len(match["number"]) == 1


def compared_before(text: str, place: int) -> tuple[int, str]:
    left = text[max(0, place - 8) : place]
    for pattern, op in BEFORE_WORDS:
        found = pattern.search(left)
        if found:
            return place - len(left) + found.start(), op
    return place, ""


def compared_after(text: str, place: int) -> tuple[int, str]:
    for pattern, op in AFTER_WORDS:
        found = pattern.match(text, place)
        if found:
            return found.end(), op
    return place, ""
