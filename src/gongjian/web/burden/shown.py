"""The burden meter as bars: month by month, what came filled in and what had to be typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from gongjian.rounds.rules.burden import Month
from gongjian.ui.charts import BarPart


@dataclass(frozen=True, slots=True)
class BurdenBars:
    """Every month against the fullest one."""

    key: list[BarPart]
    rows: list[tuple[Month, list[BarPart]]]
    most: int


def burden_bars(months: Sequence[Month]) -> BurdenBars:
    rows = [(one, parts_of_month(one.by_hand, one.prefilled)) for one in months]
    return BurdenBars(parts_of_month(0, 0), rows, max((one.fields for one in months), default=0))


def parts_of_month(by_hand: int, prefilled: int) -> list[BarPart]:
    return [
        BarPart(gettext("Typed manually"), by_hand, "part-2"),
        BarPart(gettext("Pre-filled"), prefilled, "part-1"),
    ]
