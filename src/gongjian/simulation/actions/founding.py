"""The county of the reference campaign comes to life: its organisations, its people, its plan and its list."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path

from gongjian.accounts.actions import found_organisation, welcome_person
from gongjian.accounts.models import Organisation, User
from gongjian.accounts.rules import OrganisationKind
from gongjian.campaigns import actions as plan_actions
from gongjian.campaigns.models import Campaign, LineOfWork, Target
from gongjian.campaigns.rules import the_plans_rhythm
from gongjian.campaigns.rules.drafting import Decision
from gongjian.reading.plan import FactKind
from gongjian.rounds.rules.rulebook import first_rulebook
from gongjian.simulation.rules import county, plan

SLUG = "reference"
SAMPLE_PLAN = "sample_plan.txt"
MARKED = (
    (
        "東堡山",
        "都要開工",
        {"item": "东堡山文化主题公园和起步科创园开工", "op": "=", "value": 2, "unit": "个"},
    ),
)
"""What the reader cannot know: words that promise two starts without a number."""


@dataclass
class World:
    """Everybody and everything at hand, by name."""

    campaign: Campaign
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    lines: dict[str, LineOfWork] = field(default_factory=dict)
    targets: dict[str, Target] = field(default_factory=dict)


def found_world(*, hashed: str) -> World:
    """The county on its first morning, with an empty list. All accounts share one password hash."""
    at = datetime.combine(plan.STARTS_ON, time(8), tzinfo=Campaign(time_zone="Asia/Shanghai").zone)
    organisations = found_organisations(at=at)
    campaign = plan_actions.open_campaign(
        SLUG,
        name="云屏县重大工程百日攻坚行动",
        organisation=organisations[county.COUNTY],
        year=plan.YEAR,
        starts_on=plan.STARTS_ON,
        ends_on=plan.ENDS_ON,
        office_name="云屏县百日攻坚办公室",
        supervisors_name="云屏县重大工程六办督查组",
        paper_code="云攻坚办",
        ranking_code="云六办督",
        rules=first_rulebook(),
        by=None,
        at=at,
        is_sample=True,
    )
    world = World(campaign, organisations)
    give_roles(world, hashed=hashed, at=at)
    enlist_units(world, at=at)
    write_plan(world, at=at)
    return world


def found_organisations(*, at: datetime) -> dict[str, Organisation]:
    top = found_organisation(county.COUNTY, kind=OrganisationKind.COUNTY, parent=None, by=None, at=at)
    found = {county.COUNTY: top}

    def found_one(name: str, kind: OrganisationKind) -> None:
        found[name] = found_organisation(name, kind=kind, parent=top, by=None, at=at)

    found_one("县领导", OrganisationKind.LEADERSHIP)
    found_one(county.OFFICE, OrganisationKind.DEPARTMENT)
    found_one("县委宣传部", OrganisationKind.PUBLICITY)
    for _, group in county.GROUPS:
        found_one(group, OrganisationKind.GROUP)
    for office in county.SUPERVISION:
        found_one(office, OrganisationKind.SUPERVISION)
    for unit in county.units():
        found_one(unit.name, unit.kind)
    return found


def give_roles(world: World, *, hashed: str, at: datetime) -> None:
    for sample in county.people():
        person = welcome_person(
            sample.username, name=sample.name, password=None, hashed=hashed, by=None, at=at
        )
        plan_actions.give_role(
            world.campaign,
            person,
            role=sample.role,
            organisation=world.organisations[sample.organisation],
            by=None,
            at=at,
        )
        world.people[sample.username] = person


def enlist_units(world: World, *, at: datetime) -> None:
    """One unit in ten lets its reporter submit without the head."""
    for unit in county.units():
        plan_actions.enlist_unit(
            world.campaign,
            world.organisations[unit.name],
            series=unit.series,
            head_confirms=unit.number % 10 != 5,
            by=None,
            at=at,
        )


def write_plan(world: World, *, at: datetime) -> None:
    office, campaign = world.people["office"], world.campaign
    counted = {"planned_projects": plan.PROJECTS, "planned_items": plan.ITEMS}
    world.campaign = campaign = plan_actions.change_campaign(
        campaign, by=office, at=at, seen=campaign.version, **counted
    )
    for code, name, planned in plan.LINES:
        world.lines[code] = plan_actions.add_line_of_work(
            campaign, code, name=name, planned_projects=planned, by=office, at=at
        )
    for name, starts_on, ends_on in plan.PHASES:
        plan_actions.add_phase(campaign, name, starts_on=starts_on, ends_on=ends_on, by=office, at=at)
    for target in plan.TARGETS:
        world.targets[target.code] = plan_actions.add_target(
            campaign,
            target.code,
            name=target.name,
            value=target.value,
            unit=target.unit,
            due_on=target.due_on,
            operator=target.operator,
            level=target.level,
            counting=target.counting,
            line_of_work=world.lines[target.line],
            sentence=target.sentence,
            by=office,
            at=at,
        )
    plan_actions.draw_up_obligations(campaign, the_plans_rhythm(plan.YEAR), by=office, at=at)


def read_sample_plan(world: World) -> None:
    """The Office reads the plan document, agrees with what was read, and joins it to the campaign's targets."""
    office, at = (
        world.people["office"],
        datetime.combine(plan.STARTS_ON, time(8, 40), tzinfo=world.campaign.zone),
    )
    content = (Path(__file__).parent.parent / "rules" / SAMPLE_PLAN).read_bytes()
    paper = plan_actions.read_paper(world.campaign, SAMPLE_PLAN, content, by=office, at=at)
    paper = plan_actions.read_again(
        paper, year=plan.YEAR, by=office, at=at + timedelta(minutes=4), seen=paper.version
    )
    plan_actions.decide_facts(
        list(paper.facts.all()), Decision.ACCEPTED, by=office, at=at + timedelta(minutes=30)
    )
    for first, last, said in MARKED:
        start = paper.text.index(first)
        end = paper.text.index(last, start) + len(last)
        plan_actions.add_fact(
            paper, FactKind.TARGET, said, start=start, end=end, by=office, at=at + timedelta(minutes=33)
        )
    plan_actions.join_targets(paper, by=office, at=at + timedelta(minutes=35))
