"""The simulated units apply for permits and count households; departments handle, correct and grant."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from gongjian.accounts.models import Organisation, User
from gongjian.accounts.rules import OrganisationKind
from gongjian.campaigns.models import LineOfWork
from gongjian.registers import actions
from gongjian.registers.models import Register, RegisterEntry
from gongjian.registers.rules import Manner, PermitMove, PermitState, Tally
from gongjian.reporting.models import Period
from gongjian.reporting.rules import RowFacts, Typed
from gongjian.simulation.actions.counting_lines import move_lines, set_up_lines
from gongjian.simulation.actions.folk import SEED, Folk
from gongjian.simulation.rules import registers as sample
from gongjian.simulation.rules.temperament import value_for
from gongjian.worklist.models import Item, Project

PERMITS, POLICY, LAND, HOUSES = "permits", "policy", "land", "houses"
MOST = {POLICY: 21, LAND: 16, HOUSES: 4}
COUNTED = {POLICY: ("KC", "政策处理"), LAND: ("PR", "政策处理签约"), HOUSES: ("UR", "签约")}
PARTS = {"signed": Decimal(1), "vacated": Decimal("0.8"), "cleared": Decimal("0.6"), "demolished": Decimal("0.55"), "paid": Decimal("0.5")}  # fmt: skip


def live_registers(folk: Folk, day: date) -> None:
    """Two days after the kick-off the registers stand; from then on permits move, and households sign."""
    if day == folk.calendar.add_workdays(folk.kick_off_on, 2):
        set_up(folk, day)
        set_up_lines(folk, day)
    if day > folk.kick_off_on:
        move_permits(folk, day)
        count_things(folk, day)
        move_lines(folk, day, last_workday(folk, day))


def last_workday(folk: Folk, day: date) -> date:
    """What happens on days off is told on the next working day."""
    before = day - timedelta(days=1)
    while not folk.calendar.is_workday(before):
        before -= timedelta(days=1)
    return before


def set_up(folk: Folk, day: date) -> None:
    if Register.objects.filter(campaign=folk.campaign).exists():
        return
    office, at = folk.people["office"], folk.moment(day, 5)
    registers = {
        code: actions.set_up_register(folk.campaign, code, draft, by=office, at=at)
        for code, draft in drafts(folk)
    }
    permits, lines = registers[PERMITS], lines_by_code(folk)
    for code, usual in sample.SETS.items():
        permits.refresh_from_db()
        found = [permit_draft(folk, one) for one in usual]
        actions.set_standard_permits(permits, lines.get(code), found, by=office, at=at, seen=permits.version)
    take_permits(folk, permits, day)
    for code, (line, name) in COUNTED.items():
        begin_counting(folk, registers[code], items_of(folk, line, name)[: MOST[code]], day)


def drafts(folk: Folk) -> Iterator[tuple[str, actions.RegisterDraft]]:
    lines, groups = lines_by_code(folk), groups_of(folk)
    policy = groups.get("政策处理组")
    yield PERMITS, actions.RegisterDraft(name="项目审批", manner=Manner.PERMITS, group=groups.get("工程审批组"), position=1)  # fmt: skip
    yield POLICY, actions.RegisterDraft(name="政策处理（户）", manner=Manner.TOTALS, line_of_work=lines.get("KC"), group=policy, thing="户", stages=sample.POLICY_STAGES, note=sample.NO_NAMES, position=2)  # fmt: skip
    yield LAND, actions.RegisterDraft(name="土地征收（亩）", manner=Manner.TOTALS, line_of_work=lines.get("PR"), group=policy, thing="亩", stages=sample.POLICY_STAGES, position=3)  # fmt: skip
    yield (
        HOUSES,
        actions.RegisterDraft(
            name="城中村住户签约腾空",
            manner=Manner.EACH,
            line_of_work=lines.get("UR"),
            group=policy,
            thing="户",
            unit_of_quantity="m²",
            stages=sample.HOUSE_STAGES,
            fields=sample.HOUSE_FIELDS,
            note=sample.NO_NAMES,
            position=4,
        ),
    )


def lines_by_code(folk: Folk) -> dict[str, LineOfWork]:
    return {line.code: line for line in folk.campaign.lines_of_work.all()}


def groups_of(folk: Folk) -> dict[str, Organisation]:
    here = Organisation.objects.filter(kind=OrganisationKind.GROUP, parent=folk.campaign.organisation_id)
    return {one.name: one for one in here}


def permit_draft(folk: Folk, one: sample.SamplePermit) -> actions.PermitDraft:
    units = {unit.name: unit for unit in folk.units.values()}
    return actions.PermitDraft(
        name=one.name,
        department=units[one.department],
        statutory_days=one.statutory_days,
        promised_days=one.promised_days,
        step=one.step,
    )


def reporter_of(folk: Folk, unit: int) -> User:
    return folk.people[f"unit{folk.numbers[unit]:02}"]


def take_permits(folk: Folk, permits: Register, day: date) -> None:
    """The units of the first projects of three lines take the standard sets; the days are worked back."""
    here = Project.objects.filter(campaign=folk.campaign).select_related("line_of_work", "campaign")
    for line, most in (("LP", 4), ("PR", 10), ("KC", 12)):
        for project in here.filter(line_of_work__code=line).order_by("code")[:most]:
            due_dates = project.items.filter(baseline__isnull=False).order_by("baseline__due_on")
            due_on = due_dates.values_list("baseline__due_on", flat=True)[0]
            by, at = reporter_of(folk, project.unit_id), folk.moment(day, 100)
            actions.take_standard_permits(permits, project, by=by, at=at, needed_on=due_on)


def move_permits(folk: Folk, day: date) -> None:
    """Everything that this day's script says of the permits that are still open."""
    open_ones = RegisterEntry.objects.filter(campaign=folk.campaign, register__code=PERMITS, dropped_at=None)
    open_ones = open_ones.exclude(stage=PermitState.GRANTED.value)
    for entry in open_ones.select_related("project", "department").order_by("pk"):
        if found := next_move(folk, entry):
            move, on = found
            if on <= day:
                with folk.attempt(f"permit {entry}", day):
                    carry_out(folk, entry, move, day)


def code_of(entry: RegisterEntry) -> str:
    return entry.project.code if entry.project else ""


def next_move(folk: Folk, entry: RegisterEntry) -> tuple[PermitMove, date] | None:
    """What comes next of a permit, and when: always the same for the same permit."""
    draw = Random(f"{SEED} permit {code_of(entry)} {entry.name} {entry.stage}")
    limit, since, after = entry.promised_days or 5, entry.stage_on, folk.calendar.add_workdays
    match entry.stage:
        case PermitState.NEEDED.value:
            planned = max(entry.apply_on or folk.kick_off_on, folk.kick_off_on)
            return PermitMove.APPLY, after(planned, draw.choice((0, 0, 1, 2, 4, 9)))
        case PermitState.APPLIED.value if since:
            return PermitMove.ACCEPT, after(since, draw.choice((1, 1, 2, 2, 7)))
        case PermitState.ACCEPTED.value if since and draw.random() < 0.28:
            return PermitMove.ASK_CORRECTION, after(since, draw.randint(1, 4))
        case PermitState.CORRECTING.value if since:
            return PermitMove.CORRECT, after(since, draw.randint(2, 9))
        case PermitState.ACCEPTED.value | PermitState.CORRECTED.value if since:
            pace = draw.choice((0.5, 0.7, 0.8, 1.0, 1.0, 1.4, 2.5, 9.0))
            return PermitMove.GRANT, after(since, max(1, int(limit * pace)))
    return None


def carry_out(folk: Folk, entry: RegisterEntry, move: PermitMove, day: date) -> None:
    unit = folk.numbers.get(entry.responsible_id if move in (PermitMove.APPLY, PermitMove.CORRECT) else entry.department_id or 0)  # fmt: skip
    if unit is None:
        return
    asks, grants = move == PermitMove.ASK_CORRECTION, move == PermitMove.GRANT
    actions.move_permit(
        entry,
        move,
        on=day,
        by=folk.people[f"unit{unit:02}"],
        at=folk.moment(day, 120 + entry.pk % 200),
        seen=entry.version,
        note=sample.correction_for(SEED, f"{code_of(entry)} {entry.name}") if asks else "",
        reference=f"云审〔{day.year}〕{entry.number}号" if grants else "",
    )


def items_of(folk: Folk, line: str, name: str) -> list[Item]:
    here = Item.objects.filter(campaign=folk.campaign, withdrawn_at=None, project__line_of_work__code=line)
    return list(here.filter(name=name).select_related("project", "baseline", "campaign").order_by("code"))


def begin_counting(folk: Folk, register: Register, items: Sequence[Item], day: date) -> None:
    """The Office links the items; each unit enters what there is to do."""
    for item in items:
        actions.link_item(item, register, stage="signed", tally=Tally.ENTRIES, by=folk.people["office"], at=folk.moment(day, 40))  # fmt: skip
        by, at = reporter_of(folk, item.project.unit_id), folk.moment(day, 150)
        whole = item.baseline.target if item.baseline else Decimal(0)
        if register.manner == Manner.TOTALS:
            draft = actions.EntryDraft(name=item.name, quantity=whole)
            actions.add_entry(register, item.project, draft, by=by, at=at)
        else:
            actions.add_entries(register, item.project, list(households(item, int(whole))), by=by, at=at)


def households(item: Item, count: int) -> Iterator[actions.EntryDraft]:
    draw = Random(f"{SEED} households {item.code}")
    for number in range(count):
        values = {"kind": draw.choice(("住宅", "住宅", "住宅", "非住宅")), "settled": draw.choice(("货币", "安置房", "未定"))}  # fmt: skip
        area = Decimal(draw.randrange(60, 320))
        yield actions.EntryDraft(
            name=f"{number // 30 + 1}-{number % 30 + 1:02}", quantity=area, values=values
        )


def count_things(folk: Folk, day: date) -> None:
    """On the working day before a report is due the units count; the register then says what the report will say."""
    period = Period.objects.filter(campaign=folk.campaign, closed_at=None).order_by("nominal_on").first()
    if period is None or day != folk.calendar.add_workdays(period.opened_at.date(), 2):
        return
    linked = Item.objects.filter(campaign=folk.campaign, register_link__isnull=False, withdrawn_at=None)
    for item in linked.select_related("register_link__register", "project", "baseline").order_by("code"):
        whole = item.baseline.target if item.baseline else Decimal(0)
        share = signed(item, period.covers_to) / whole if whole else Decimal(0)
        count = count_totals if item.register_link.register.manner == Manner.TOTALS else mark_households
        with folk.attempt(f"counts of {item}", day):
            count(folk, item, whole, share, day)


def signed(item: Item, measured_on: date) -> Decimal:
    assert item.baseline is not None
    facts = RowFacts(item.measure, item.baseline.plan(), measured_on, None, Typed())
    return min(value_for(SEED, item.code, facts), item.baseline.target)


def count_totals(folk: Folk, item: Item, whole: Decimal, share: Decimal, day: date) -> None:
    entry = item.register_link.register.entries.filter(project=item.project_id, dropped_at=None).first()
    if entry is None:
        return
    reached = {
        code: max(whole * share * part // 1, Decimal(entry.reached.get(code, 0)))
        for code, part in PARTS.items()
        if code != "demolished"
    }
    by, at = reporter_of(folk, item.project.unit_id), folk.moment(day, 60 + entry.pk % 200)
    if any(reached[code] > Decimal(entry.reached.get(code, 0)) for code in reached):
        actions.count_totals(entry, whole, reached, on=day, by=by, at=at, seen=entry.version)


def mark_households(folk: Folk, item: Item, whole: Decimal, share: Decimal, day: date) -> None:
    """Whoever comes first in the list is furthest on; some sign out of turn."""
    entries = list(
        item.register_link.register.entries.filter(project=item.project_id, dropped_at=None).order_by(
            "number"
        )
    )
    Random(f"{SEED} turn {item.code}").shuffle(entries)
    by, codes = reporter_of(folk, item.project.unit_id), [stage.code for stage in sample.HOUSE_STAGES]
    for place, code in enumerate(codes):
        wanted = entries[: int(len(entries) * share * PARTS[code])]
        before = ("", *codes)[place]
        due = [one for one in wanted if one.stage == before]
        if due:
            at = folk.moment(day, 180 + place)
            moved = {one.pk: one for one in actions.mark_entries(due, code, on=day, by=by, at=at)}
            entries = [moved.get(one.pk, one) for one in entries]
