"""Where permits stand: what others ask of them, answered for many projects at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet

from gongjian.campaigns.models import Campaign
from gongjian.campaigns.queries import section_at
from gongjian.kernel.calendar import WorkCalendar
from gongjian.kernel.sections import read_section
from gongjian.kernel.time_left import Left
from gongjian.kernel.time_left import left as time_left
from gongjian.registers.models import Register, RegisterEntry, StageMark, StandardPermit
from gongjian.registers.rules import Manner, Passed, PermitRules, PermitState, StatutoryPeriod, clock
from gongjian.registers.rules.permits import ENDED, WITH_DEPARTMENT
from gongjian.worklist.models import Project


@dataclass(frozen=True, slots=True)
class PermitFacts:
    """One permit as it stands on a day. `due_on` is the day by which whoever has it is to act."""

    entry: RegisterEntry
    name: str
    department: str
    state: PermitState
    due_on: date | None
    days_left: int | None
    is_late: bool
    granted_on: date | None
    clock: StatutoryPeriod
    applied_on: date | None = None
    is_soon: bool = False
    left: Left | None = None  # until it is due, while its clock runs

    @property
    def with_department(self) -> bool:
        return self.state in WITH_DEPARTMENT


def permit_rules(campaign: Campaign, at: datetime) -> PermitRules:
    return read_section(PermitRules, section_at(campaign, "permits", at))


def permits_of(projects: Iterable[Project | int], *, at: datetime) -> dict[int, list[PermitFacts]]:
    """The permits of these projects as they stood at that moment, in the order of their steps."""
    pks = [one if isinstance(one, int) else one.pk for one in projects]
    found: dict[int, list[PermitFacts]] = defaultdict(list)
    for facts in permit_facts(RegisterEntry.objects.filter(project__in=pks), at=at):
        found[facts.entry.project_id or 0].append(facts)
    return dict(found)


def permit_facts(entries: QuerySet[RegisterEntry], *, at: datetime) -> list[PermitFacts]:
    """These permits as they stood at that moment, with their clocks."""
    counted = StageMark.objects.filter(Q(undone_at=None) | Q(undone_at__gt=at), known_at__lte=at).only(
        "entry_id", "stage", "on"
    )
    permits = (
        entries.filter(Q(dropped_at=None) | Q(dropped_at__gt=at), register__manner=Manner.PERMITS)
        .filter(added_at__lte=at)
        .select_related("register", "project__unit", "department")
        .prefetch_related(Prefetch("marks", counted.order_by("number"), to_attr="counted"))
        .order_by("project__code", "number")
    )
    found = list(permits)
    campaigns = Campaign.objects.in_bulk({entry.campaign_id for entry in found})
    known = {
        campaign: (permit_rules(campaign, at), campaign.calendar(), campaign.day_of(at))
        for campaign in campaigns.values()
    }
    for entry in found:
        entry.campaign = campaigns[entry.campaign_id]
    return [fact_of(entry, *known[entry.campaign]) for entry in found]


def fact_of(entry: RegisterEntry, rules: PermitRules, calendar: WorkCalendar, today: date) -> PermitFacts:
    steps = [Passed(PermitState.of(mark.stage), mark.on) for mark in entry.counted]  # type: ignore[attr-defined]
    state = steps[-1].state if steps else PermitState.NEEDED
    limit = entry.promised_days or entry.statutory_days
    run = clock(steps, limit=limit, today=today, calendar=calendar, rules=rules)
    planned = entry.apply_on if state == PermitState.NEEDED else None
    due_on = planned or (None if state in ENDED else run.due_on)
    left = days_left(state, planned, run, today, calendar)
    late = is_late(left, due_on, run, today)
    return PermitFacts(
        entry=entry,
        name=entry.name,
        department=str(entry.department or ""),
        state=state,
        due_on=due_on,
        days_left=left,
        is_late=late,
        granted_on=run.ended_on if state == PermitState.GRANTED else None,
        clock=run,
        applied_on=next((step.on for step in reversed(steps) if step.state == PermitState.APPLIED), None),
        left=time_left(due_on, today=today, calendar=calendar) if due_on and not run.is_stopped else None,
        is_soon=left is not None and 0 <= left <= rules.warn_workdays and not late,
    )


def is_late(left: int | None, due_on: date | None, run: StatutoryPeriod, today: date) -> bool:
    """Past its day, on a day off too. While the clock stands nothing becomes late; what was late already stays so."""
    past = due_on is not None and due_on < today and not run.is_stopped
    return left is not None and (left < 0 or past)


def days_left(
    state: PermitState, planned: date | None, run: StatutoryPeriod, today: date, calendar: WorkCalendar
) -> int | None:
    if state in ENDED:
        return None
    if planned is None:
        return run.left
    if planned >= today:
        return calendar.workdays_between(today, planned)
    return -calendar.workdays_between(planned, today)


def standard_permits(register: Register, project: Project) -> list[StandardPermit]:
    """The set of the project's line; where it has none, the set for all other lines."""
    own = register.standard_permits.filter(line_of_work=project.line_of_work_id)
    found = own if own.exists() else register.standard_permits.filter(line_of_work=None)
    return list(found.select_related("department").order_by("step", "pk"))
