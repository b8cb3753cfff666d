"""The simulated units draw up their lists in Excel files, bring them in, sign and file them, and take their letters on."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache

from gongjian.accounts.models import Organisation, User
from gongjian.assessment.queries import the_rule_at
from gongjian.campaigns.models import Campaign
from gongjian.sandbox.papers import to_form
from gongjian.simulation.actions.folk import Folk
from gongjian.simulation.rules import county
from gongjian.simulation.rules.projects import SampleProject, sample_projects
from gongjian.worklist.actions.applying import apply_import
from gongjian.worklist.actions.filing import file_list
from gongjian.worklist.actions.imports import take_in
from gongjian.worklist.actions.letters import issue_letters, sign_for_letter
from gongjian.worklist.actions.signing import send_list_back, sign_list
from gongjian.worklist.models import ListImport, ListVersion
from gongjian.worklist.papers.list_sheet import Line, cells_of, form_sheet
from gongjian.worklist.queries.rows import list_facts
from gongjian.worklist.rules.columns import ListColumn
from gongjian.worklist.rules.rows import ListFacts, ListRowValues

CARELESS = 9  # one unit in nine sends a first file that cannot be read as it is
SENT_BACK = (7, 34)  # units whose first signed list the Office sends back
BECAUSE = "事项时限与年度任务清单不一致，请核对后重新审签。"


def draw_up_lists(folk: Folk, day: date) -> None:
    """In the last days of August: 162 projects and 524 items, in sixty files, signed and filed a working day later."""
    first = folk.campaign.starts_on
    samples = projects_by_unit()
    for unit in county.units():
        drawn = folk.calendar.add_workdays(first, unit.number % 3)
        if unit.name in samples and drawn == day:
            with folk.attempt(f"list of {unit.name}", day):
                draw_up(folk, folk.units[unit.number], unit.number, samples[unit.name], day)
        if unit.name in samples and folk.calendar.add_workdays(drawn, 1) == day:
            with folk.attempt(f"signing of the list of {unit.name}", day):
                sign_and_file(folk, folk.units[unit.number], unit.number, day)


@lru_cache(maxsize=1)
def projects_by_unit() -> dict[str, list[tuple[int, SampleProject]]]:
    found: dict[str, list[tuple[int, SampleProject]]] = {}
    for number, sample in enumerate(sample_projects()):
        found.setdefault(sample.unit, []).append((number, sample))
    return found


def draw_up(folk: Folk, unit: Organisation, number: int, projects: list[tuple[int, SampleProject]], day: date) -> None:  # fmt: skip
    """The reporter brings the file in; who was careless mends it and brings it again."""
    reporter, at = folk.people[f"unit{number:02}"], folk.moment(day, number)
    rows = list(sample_rows(folk, projects, folk.people[f"head{number:02}"]))
    if number % CARELESS == 4:
        bring_in(folk.campaign, unit, rows, by=reporter, at=at, careless=True)
        at += timedelta(minutes=45)
    brought = bring_in(folk.campaign, unit, rows, by=reporter, at=at)
    apply_import(brought, by=reporter, at=at + timedelta(minutes=5))


def sign_and_file(folk: Folk, unit: Organisation, number: int, day: date) -> None:
    """The head signs; the Office files, or sends back what does not fit the year's lists."""
    head, office = folk.people[f"head{number:02}"], folk.people["office"]
    version = ListVersion.objects.get(campaign=folk.campaign, unit=unit)
    version = sign_list(version, by=head, at=folk.moment(day, number), seen=version.version)
    if number in SENT_BACK:
        back = folk.moment(day, 200 + number)
        version = send_list_back(version, reason=BECAUSE, by=office, at=back, seen=version.version)
        version = sign_list(version, by=head, at=back + timedelta(minutes=60), seen=version.version)
    file_list(version, by=office, at=folk.moment(day, 320 + number), seen=version.version)


def bring_in(campaign: Campaign, unit: Organisation, rows: list[ListRowValues], *, by: User, at: datetime, careless: bool = False) -> ListImport:  # fmt: skip
    facts = list_facts(campaign, unit)
    form = form_sheet(
        campaign,
        unit,
        facts,
        (f"填报单位：{unit}",),
        sheet_lines(rows, facts, campaign, unit, careless=careless),
    )
    return take_in(campaign, unit, f"{unit}攻坚任务清单.xlsx", to_form(form, at=at), by=by, at=at)


def sheet_lines(rows: list[ListRowValues], facts: ListFacts, campaign: Campaign, unit: Organisation, *, careless: bool) -> Iterator[Line]:  # fmt: skip
    for number, row in enumerate(rows, start=1):
        cells = cells_of(row, facts, campaign.paper_language)
        cells |= {ListColumn.SERIAL: number, ListColumn.UNIT: str(unit), ListColumn.KEY: ""}
        if careless and number == 2:
            cells |= {ListColumn.DUE_ON: "尽快完成", ListColumn.TOTAL_INVESTMENT: "约三千"}
        yield tuple(cells[column] for column in ListColumn), number == 1


def sample_rows(folk: Folk, projects: list[tuple[int, SampleProject]], head: User) -> Iterator[ListRowValues]:
    for number, sample in projects:
        leader = folk.people[f"leader{number % county.LEADERS + 1:02}"]
        for place, item in enumerate(sample.items, start=1):
            yield ListRowValues(
                project_code=sample.code,
                project_name=sample.name,
                line_of_work=sample.line,
                scale=sample.scale,
                total_investment=sample.total,
                year_investment=sample.year,
                leading_official=str(leader),
                township=sample.township,
                supporting_units="县行政审批中心",
                item_code=f"{sample.code}-{place}",
                name=item.name,
                measure=item.measure,
                unit_of_measure=item.unit_of_measure,
                target=item.target,
                curve=item.curve,
                steps=item.steps,
                starts_on=item.starts_on,
                due_on=item.due_on,
                weight=item.weight,
                person=str(head),
                target_codes="、".join(item.targets),
            )


def kick_off(folk: Folk, day: date) -> None:
    """The letters are issued together, and the heads sign for them at the kick-off."""
    at = folk.moment(day, 0)
    rule = the_rule_at(folk.campaign, at)
    letters = issue_letters(folk.campaign, rule=rule, by=folk.people["director"], at=at)
    for letter in letters:
        with folk.attempt(f"letter of {letter.unit}", day):
            number = folk.numbers[letter.unit_id]
            head, at = folk.people[f"head{number:02}"], folk.moment(day, 60 + number)
            sign_for_letter(letter, by=head, at=at, seen=letter.version)
