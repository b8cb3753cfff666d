"""The plan's rhythm as a plain list of dated duties. A rhythm is data; nobody is ever asked for a recurrence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from gongjian.campaigns.rules.words import ObligationKind, Origin
from gongjian.kernel.calendar import ONE_DAY, Roll, WorkCalendar

FRIDAY = 4
GRACE_WORKDAYS = 2  # from the due day to the cut-off (our decision: the plan is silent)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """One duty that returns: on days of the month, on a weekday, or on given dates."""

    kind: ObligationKind
    first: date
    last: date
    days_of_month: tuple[int, ...] = ()
    weekday: int | None = None
    dates: tuple[date, ...] = ()
    roll: Roll = Roll.PREVIOUS
    origin: Origin = Origin.PLAN
    quote: str = ""

    def nominal_days(self) -> Iterator[date]:
        length = (self.last - self.first).days
        for ahead in range(length + 1):
            day = self.first + timedelta(days=ahead)
            if day in self.dates or day.weekday() == self.weekday or self.falls_on(day):
                yield day

    def falls_on(self, day: date) -> bool:
        """A 31st falls on the last day of a shorter month, so that no month is skipped."""
        month_ends = (day + ONE_DAY).month != day.month
        return any(day.day == wanted or (month_ends and wanted > day.day) for wanted in self.days_of_month)


@dataclass(frozen=True, slots=True)
class Duty:
    """One dated duty: the plan's day, and what the calendar makes of it."""

    kind: ObligationKind
    nominal_on: date
    due_on: date
    roll: Roll
    origin: Origin
    quote: str = field(default="", compare=False)
    covers_from: date | None = None
    covers_to: date | None = None
    cut_off_on: date | None = None


def duties(rhythms: Sequence[Rhythm], *, starts_on: date, calendar: WorkCalendar) -> list[Duty]:
    """Every duty of the campaign, in the order of its days."""
    found = [duty for rhythm in rhythms for duty in duties_of(rhythm, starts_on=starts_on, calendar=calendar)]
    return sorted(found, key=lambda duty: (duty.nominal_on, list(ObligationKind).index(duty.kind)))


def duties_of(rhythm: Rhythm, *, starts_on: date, calendar: WorkCalendar) -> Iterator[Duty]:
    previous = starts_on - ONE_DAY
    for nominal in rhythm.nominal_days():
        due_on = calendar.rolled(nominal, rhythm.roll)
        if rhythm.kind in (ObligationKind.REPORT, ObligationKind.BULLETIN, ObligationKind.RANKING):
            yield dated_with_period(rhythm, nominal, previous=previous, calendar=calendar)
        else:
            yield Duty(rhythm.kind, nominal, due_on, rhythm.roll, rhythm.origin, rhythm.quote)
        previous = nominal


def dated_with_period(rhythm: Rhythm, nominal: date, *, previous: date, calendar: WorkCalendar) -> Duty:
    """A report is due on the rolled day; a bulletin goes out on the working day after the report's cut-off."""
    report_due_on = calendar.rolled(
        nominal, Roll.PREVIOUS if rhythm.kind != ObligationKind.REPORT else rhythm.roll
    )
    cut_off_on = calendar.add_workdays(report_due_on, GRACE_WORKDAYS)
    due_on = report_due_on if rhythm.kind == ObligationKind.REPORT else calendar.add_workdays(cut_off_on, 1)
    return Duty(
        rhythm.kind,
        nominal,
        due_on,
        rhythm.roll,
        rhythm.origin,
        rhythm.quote,
        covers_from=previous + ONE_DAY,
        covers_to=nominal,
        cut_off_on=cut_off_on,
    )


def the_plans_rhythm(year: int) -> list[Rhythm]:
    """The rhythm that the action plan states in its parts 3 and 4, for one year."""
    september, november, december = date(year, 9, 1), date(year, 11, 30), date(year, 12, 25)

    def twice_a_month(kind: ObligationKind, quote: str) -> Rhythm:
        return Rhythm(kind, september, december, days_of_month=(13, 28), quote=quote)

    return [
        once_on(ObligationKind.KICK_OFF, date(year, 8, 31), "召开启动会，各责任单位逐一签领任务书"),
        twice_a_month(ObligationKind.REPORT, "从9月起，每月13日、28日前把完成情况报县攻坚办"),
        twice_a_month(ObligationKind.BULLETIN, "县攻坚办每半个月通报一次进展"),
        twice_a_month(ObligationKind.RANKING, "每半个月排一次名次并通报"),
        Rhythm(ObligationKind.MEETING, september, november, weekday=FRIDAY, quote="每个星期五开一次例会"),
        Rhythm(
            ObligationKind.REVIEW,
            date(year, 10, 1),
            december,
            days_of_month=(5,),
            roll=Roll.NEXT,
            quote="每月月初召开点评分析会",
        ),
        Rhythm(
            ObligationKind.ASSESSMENT,
            september,
            november,
            days_of_month=(31,),
            quote="每个月对各责任单位考核一次",
        ),
        once_on(ObligationKind.GROUNDBREAKING, date(year, 9, 15), "9月15日以前组织一次集中开工"),
        once_on(ObligationKind.CENSUS, date(year, 9, 30), "9月底以前把问题点位全部排查一遍"),
        once_on(ObligationKind.SUMMARY, date(year, 12, 15), "12月15日以前把总结报县攻坚办"),
        once_on(ObligationKind.SPECIAL, december, "开展专项考核，结果按比例计入年度综合考核"),
    ]


def once_on(kind: ObligationKind, day: date, quote: str) -> Rhythm:
    return Rhythm(kind, day, day, dates=(day,), quote=quote)
