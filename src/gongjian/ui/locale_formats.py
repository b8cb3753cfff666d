"""How each of our languages writes days, moments, money and gaps."""

from dataclasses import dataclass

from django.utils.translation import get_language

from gongjian.kernel.text import MONTHS

WAN_IN_A_YI = 10_000
WAN_IN_A_MILLION = 100


@dataclass(frozen=True, slots=True)
class LocaleFormat:
    """The written habits of one language. Money comes in units of 10,000 yuan (wan)."""

    day: str
    other_day: str
    bare_day: str
    month: str
    moment: str
    long_moment: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    money: str
    much_money: str
    wan_per_unit: int
    wan_per_much: int
    points: str
    axis_day: str
    axis_month: str
    axis_january: str


def chinese(*, hundred_million: str, ten_thousand: str, points: str) -> LocaleFormat:
    return LocaleFormat(
        day="{month}月{day}日({weekday})",
        other_day="{year}年{month}月{day}日({weekday})",
        bare_day="{month}月{day}日",
        month="{year}年{month}月",
        moment="{month}月{day}日 {clock}",
        long_moment="{year}年{month}月{day}日 {clock}",
        weekdays=tuple(
            "周" + name if hundred_million == "亿元" else "週" + name for name in "一二三四五六日"
        ),
        months=tuple(str(month) for month in range(1, 13)),
        money="{amount}" + ten_thousand,
        much_money="{amount}" + hundred_million,
        wan_per_unit=1,
        wan_per_much=WAN_IN_A_YI,
        points="{amount}" + points,
        axis_day="{month}/{day}",
        axis_month="{month}月",
        axis_january="{year}年{month}月",
    )


SIMPLIFIED = chinese(hundred_million="亿元", ten_thousand="万元", points="个百分点")
TRADITIONAL = chinese(hundred_million="億元", ten_thousand="萬元", points="個百分點")
ENGLISH = LocaleFormat(
    day="{weekday} {day} {month}",
    other_day="{weekday} {day} {month} {year}",
    bare_day="{day} {month}",
    month="{month} {year}",
    moment="{day} {month}, {clock}",
    long_moment="{day} {month} {year}, {clock}",
    weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    months=MONTHS,
    money="¥{amount} million",
    much_money="¥{amount} billion",
    wan_per_unit=WAN_IN_A_MILLION,
    wan_per_much=1000 * WAN_IN_A_MILLION,
    points="{amount} points",
    axis_day="{day} {month}",
    axis_month="{month}",
    axis_january="{month} {year}",
)


def locale_format() -> LocaleFormat:
    """The language of the reader of this page."""
    language = (get_language() or "zh-hans").lower()
    if language.startswith("en"):
        return ENGLISH
    traditional = language.startswith(("zh-hant", "zh-tw", "zh-hk"))
    return TRADITIONAL if traditional else SIMPLIFIED
