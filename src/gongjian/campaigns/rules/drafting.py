"""What a plan document's facts become in a campaign: targets, phases and a rhythm."""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from gongjian.accounts.rules import OrganisationKind
from gongjian.campaigns.rules.rhythm import Rhythm
from gongjian.campaigns.rules.words import Counting, Level, ObligationKind, Operator
from gongjian.kernel.calendar import Roll
from gongjian.kernel.quantities import is_measured
from gongjian.kernel.text import Text
from gongjian.kernel.vocabulary import Term


class Decision(Term):
    OPEN = "open", "undecided"
    ACCEPTED = "accepted", "accepted"
    REJECTED = "rejected", "rejected"


OPERATORS = {"=": Operator.EXACTLY, "~": Operator.EXACTLY, "<=": Operator.AT_MOST, "<": Operator.AT_MOST}
DUTY_WORDS: tuple[tuple[ObligationKind, re.Pattern[str]], ...] = (
    (ObligationKind.RANKING, re.compile("排名|排位|晾晒")),
    (ObligationKind.SPECIAL, re.compile("专项考核")),
    (ObligationKind.ASSESSMENT, re.compile("考核|考评")),
    (ObligationKind.REVIEW, re.compile("点评|分析会|讲评")),
    (ObligationKind.SUMMARY, re.compile("总结")),
    (ObligationKind.GROUNDBREAKING, re.compile("集中开工|开工仪式")),
    (ObligationKind.CENSUS, re.compile("排查|普查|摸排")),
    (ObligationKind.KICK_OFF, re.compile("启动会|动员|部署会")),
    (ObligationKind.MEETING, re.compile("例会|碰头|调度|会商")),
    (ObligationKind.BULLETIN, re.compile("通报|简报")),
    (ObligationKind.REPORT, re.compile("报送|上报|报告|汇报|进展情况|完成情况|报县|报市")),
)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
TWICE_A_MONTH = (15, 31)


@dataclass(frozen=True, slots=True)
class Frame:
    """The campaign's own days, and the days of the month on which units report where the plan says them."""

    year: int
    starts_on: date
    ends_on: date
    attack_from: date
    report_days: tuple[int, ...] = TWICE_A_MONTH


def guessed_duty(kind: str, item: str) -> ObligationKind | None:
    """Which of the campaign's duties a recurring duty or a deadline means, by its words."""
    if kind not in ("recurrence", "deadline"):
        return None
    return next((duty for duty, words in DUTY_WORDS if words.search(item)), None)


def operator_of(op: str) -> Operator:
    return OPERATORS.get(op, Operator.AT_LEAST)


def counting_of(unit: str) -> Counting:
    """Counted things are projects, areas and money are summed, a percentage is a share."""
    if "%" in unit or "百分" in unit:
        return Counting.SHARE
    return Counting.SUM if is_measured(unit) else Counting.PROJECTS


def level_of(level: str) -> Level:
    return Level.STRIVE if level == "strive" else Level.ENSURE


def days_in(said: str, year: int) -> tuple[date, date] | None:
    """The first and the last day that a written date means; one day is both."""
    found = [day for part in said.split("/") if (day := day_in(part, year))]
    return (found[0], found[-1]) if found and len(found) == len(said.split("/")) else None


def day_in(part: str, year: int) -> date | None:
    written = f"{year}{part[1:]}" if part.startswith("--") else part
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def rhythm_of(said: Mapping[str, Any], duty: ObligationKind, frame: Frame, *, quote: str) -> Rhythm | None:
    """The dated duties that a recurring duty or a deadline stands for; none where its days cannot be told."""
    written = str(said.get("date") or "")
    if not written.startswith("FREQ="):
        days = days_in(written, frame.year)
        return Rhythm(duty, days[1], days[1], dates=(days[1],), quote=quote) if days else None
    rule = dict(part.split("=", 1) for part in written.split(";") if "=" in part)
    first, last = max(frame.attack_from, frame.starts_on), frame.ends_on
    if rule["FREQ"] == "WEEKLY":
        place = WEEKDAYS.index(rule["BYDAY"]) if rule.get("BYDAY") in WEEKDAYS else 4
        return Rhythm(duty, first, last, weekday=place, quote=quote)
    if rule["FREQ"] == "SEMIMONTHLY":
        return Rhythm(duty, first, last, days_of_month=frame.report_days, quote=quote)
    return monthly(rule, duty, first, last, quote) if rule["FREQ"] == "MONTHLY" else None


def monthly(rule: Mapping[str, str], duty: ObligationKind, first: date, last: date, quote: str) -> Rhythm:
    """Early in the month means its fifth day; a quarter has its last month."""
    numbers = [int(found) for found in re.findall(r"-?\d+", rule.get("BYMONTHDAY", ""))]
    days = tuple(sorted({31 if number < 0 else number for number in numbers}))
    if rule.get("INTERVAL") == "3":
        return Rhythm(duty, first, last, dates=tuple(quarter_ends(first, last)), quote=quote)
    if len(days) > 3 or (not days and duty == ObligationKind.REVIEW):
        days = (max(days[:5], default=5),)
    roll = Roll.NEXT if duty == ObligationKind.REVIEW else Roll.PREVIOUS
    return Rhythm(duty, first, last, days_of_month=days or (31,), roll=roll, quote=quote)


def quarter_ends(first: date, last: date) -> list[date]:
    years = range(first.year, last.year + 1)
    ends = [date(year, month, monthrange(year, month)[1]) for year in years for month in (3, 6, 9, 12)]
    return [day for day in ends if first <= day <= last]


def report_days(recurrences: Sequence[Mapping[str, Any]]) -> tuple[int, ...]:
    """The days on which units report, if the plan says them: the other half-monthly duties follow."""
    for said in recurrences:
        numbers = re.search(r"FREQ=MONTHLY;BYMONTHDAY=([\d,]+)$", str(said.get("date") or ""))
        days = tuple(int(number) for number in numbers[1].split(",")) if numbers else ()
        if len(days) == 2:
            return days
    return TWICE_A_MONTH


def complaints(kind: str, said: Mapping[str, Any]) -> dict[str, Text]:
    """What a corrected fact still lacks, field by field."""
    found: dict[str, Text] = {}
    if not str(said.get("item") or "").strip():
        found["item"] = Text("Enter what it is.")
    if kind == "target" and amount(said.get("value")) is None:
        found["value"] = Text("A target needs a number.")
    if said.get("date") and not is_a_date(str(said["date"])):
        found["date"] = Text("Enter a date as 2026-09-15, a span as 2026-09-01/2026-11-30, or leave the rule as it "
            "was read.")  # fmt: skip
    return found


def is_a_date(written: str) -> bool:
    return written.startswith("FREQ=") or days_in(written, 2024) is not None


def amount(value: Any) -> Decimal | None:
    try:
        return Decimal(str(value)) if value not in (None, "") else None
    except InvalidOperation:
        return None


def kind_of(name: str, *, is_group: bool) -> OrganisationKind:
    """What kind of organisation a name of a plan means."""
    if is_group:
        return OrganisationKind.GROUP
    if re.search("(镇|乡|街道|街道办|办事处)(人民政府|政府)?$", name):
        return OrganisationKind.TOWNSHIP
    if re.search("公司|集团", name):
        return OrganisationKind.ENTERPRISE
    return (
        OrganisationKind.SUPERVISION if re.search("督查|考核办|效能办", name) else OrganisationKind.DEPARTMENT
    )
