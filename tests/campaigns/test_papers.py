"""A plan document becomes the campaign's plan."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError

from gongjian.campaigns.actions import (
    add_fact,
    answer_question,
    correct,
    decide_facts,
    join_targets,
    make_campaign,
    read_again,
    read_paper,
)
from gongjian.campaigns.actions.making import same_amount
from gongjian.campaigns.models import PlanFact, Target
from gongjian.campaigns.queries import directory_of
from gongjian.campaigns.rules import ObligationKind, Role
from gongjian.campaigns.rules.drafting import Decision
from gongjian.kernel.verdict import Incomplete, NotAllowed, Outdated, Refused
from gongjian.reading.plan import FactKind
from gongjian.reading.plan.reader import read_plan
from tests.world import NOON, a_campaign, a_clerk, a_person, a_unit, an_organisation

pytestmark = pytest.mark.django_db

PLAN = """云屏县重大项目攻坚行动方案
一、目标任务
确保完成42个重大前期项目年度目标,实现6个招商项目签约落地。
二、实施步骤
(一)启动阶段(8月25日至8月31日)。组织动员。
(二)攻坚阶段(9月1日至11月30日)。全面推进。
三、工作机制
各责任单位每月13日及28日前将完成情况报县攻坚办。县攻坚办每半月通报1次进展情况。9月15日前组织重大项目集中开工。
"""


def a_paper(campaign, by=None):
    return read_paper(campaign, "plan.txt", PLAN.encode(), by=by or a_clerk(campaign), at=NOON)


def accept_all(paper, by):
    decide_facts(list(paper.facts.all()), Decision.ACCEPTED, by=by, at=NOON)


def test_a_paper_is_read_and_every_fact_stands_on_its_words():
    paper = a_paper(a_campaign())

    assert {fact.kind for fact in paper.facts.all()} >= {
        FactKind.TARGET,
        FactKind.PHASE,
        FactKind.RECURRENCE,
        FactKind.DEADLINE,
    }
    assert all(fact.quote == fact.read["quote"] for fact in paper.facts.all())


def test_only_the_office_brings_a_plan_in():
    campaign = a_campaign()

    with pytest.raises(NotAllowed):
        a_paper(campaign, by=a_person(Role.REPORTER, at=a_unit(campaign)))


def test_a_file_without_words_is_refused_with_the_reason():
    campaign = a_campaign()

    with pytest.raises(Refused, match="empty"):
        read_paper(campaign, "plan.txt", b"", by=a_clerk(campaign), at=NOON)


def test_the_accepted_facts_become_phases_targets_and_duties():
    campaign = a_campaign()
    clerk = a_clerk(campaign)
    paper = a_paper(campaign, by=clerk)
    accept_all(paper, clerk)

    make_campaign(paper, by=clerk, at=NOON)

    assert [(p.starts_on, p.ends_on) for p in campaign.phases.all()][1] == (
        date(2026, 9, 1),
        date(2026, 11, 30),
    )
    assert sorted(int(target.value) for target in campaign.targets.all()) == [6, 42]
    reports = campaign.obligations.filter(kind=ObligationKind.REPORT)
    assert reports.first().nominal_on == date(2026, 9, 13)
    assert "每月13日及28日前" in reports.first().quote
    assert campaign.obligations.get(kind=ObligationKind.GROUNDBREAKING).nominal_on == date(2026, 9, 15)


def test_every_target_knows_its_place_in_the_paper():
    campaign = a_campaign()
    clerk = a_clerk(campaign)
    paper = a_paper(campaign, by=clerk)
    accept_all(paper, clerk)
    make_campaign(paper, by=clerk, at=NOON)

    target = campaign.targets.get(value=42)

    assert "42个重大前期项目" in target.plan_facts.get().quote


def test_making_it_twice_makes_nothing_twice():
    campaign = a_campaign()
    clerk = a_clerk(campaign)
    paper = a_paper(campaign, by=clerk)
    accept_all(paper, clerk)
    make_campaign(paper, by=clerk, at=NOON)
    before = (campaign.targets.count(), campaign.phases.count(), campaign.obligations.count())

    make_campaign(paper, by=clerk, at=NOON)

    assert (campaign.targets.count(), campaign.phases.count(), campaign.obligations.count()) == before


@pytest.mark.parametrize(
    ("value", "unit", "written", "is_same"),
    [
        (160_000, "平方米", "完成城中村改造16万平方米。", True),
        (15_000, "万元", "完成投资1.5亿元。", True),
        (1500, "万元", "完成投资1.5亿元。", False),
        (300, "个", "完成拆迁300户。", False),
    ],
)
def test_a_target_is_the_same_when_it_is_as_much_of_the_same(value, unit, written, is_same):
    target, paper = Target(value=Decimal(value), unit=unit), read_plan(f"一、目标任务\n{written}")
    fact = next(fact for fact in paper.facts if fact.kind == FactKind.TARGET)

    assert same_amount(target, fact.value, fact.unit) == is_same


def test_only_the_office_links_targets_to_the_words_of_the_paper():
    campaign = a_campaign()
    clerk = a_clerk(campaign)
    paper = a_paper(campaign, clerk)

    with pytest.raises(NotAllowed):
        join_targets(paper, by=a_person(Role.REPORTER, at=a_unit(campaign)), at=NOON)
    assert join_targets(paper, by=clerk, at=NOON) == 0


def test_what_was_rejected_is_not_made():
    campaign = a_campaign()
    clerk = a_clerk(campaign)
    paper = a_paper(campaign, by=clerk)
    accept_all(paper, clerk)
    decide_facts(list(paper.facts.filter(kind=FactKind.TARGET)), Decision.REJECTED, by=clerk, at=NOON)

    make_campaign(paper, by=clerk, at=NOON)

    assert campaign.targets.count() == 0


def test_nothing_accepted_makes_nothing():
    campaign = a_campaign()
    clerk = a_clerk(campaign)

    with pytest.raises(Refused, match="Nothing has been accepted"):
        make_campaign(a_paper(campaign, by=clerk), by=clerk, at=NOON)


def test_a_correction_counts_and_what_was_read_stays_beside_it():
    campaign = a_campaign()
    clerk = a_clerk(campaign)
    fact = a_paper(campaign, by=clerk).facts.filter(kind=FactKind.TARGET).first()

    fact = correct(fact, {"item": "重大前期项目", "value": "43"}, by=clerk, at=NOON, seen=1)

    assert (fact.said["value"], fact.read["value"], fact.decision, fact.corrected) == (
        "43",
        42,
        Decision.ACCEPTED,
        True,
    )
    with pytest.raises(Outdated):
        correct(fact, {"item": "x", "value": "1"}, by=clerk, at=NOON, seen=1)


def test_a_correction_without_a_number_is_refused_field_by_field():
    campaign = a_campaign()
    clerk = a_clerk(campaign)
    fact = a_paper(campaign, by=clerk).facts.filter(kind=FactKind.TARGET).first()

    with pytest.raises(Incomplete) as refusal:
        correct(fact, {"item": "x", "value": "many"}, by=clerk, at=NOON, seen=1)

    assert set(refusal.value.problems) == {"value"}


def test_what_the_reader_missed_is_added_on_marked_words():
    campaign = a_campaign()
    clerk = a_clerk(campaign)
    paper = a_paper(campaign, by=clerk)
    start = PLAN.index("组织动员")

    fact = add_fact(
        paper,
        FactKind.DEADLINE,
        {"item": "动员", "date": "--08-31"},
        start=start,
        end=start + 4,
        by=clerk,
        at=NOON,
    )

    assert (fact.quote, fact.read) == ("组织动员", None)
    with pytest.raises(Refused, match="Select the words"):
        add_fact(paper, FactKind.DEADLINE, {"item": "x"}, start=9, end=9, by=clerk, at=NOON)


def test_the_year_is_asked_for_and_reading_again_keeps_what_was_decided():
    campaign = a_campaign()
    clerk = a_clerk(campaign)
    paper = a_paper(campaign, by=clerk)
    decided = paper.facts.filter(kind=FactKind.TARGET).first()
    decide_facts([decided], Decision.ACCEPTED, by=clerk, at=NOON)

    paper = read_again(paper, year=2027, by=clerk, at=NOON, seen=1)

    assert paper.facts.get(pk=decided.pk).decision == Decision.ACCEPTED
    assert paper.facts.filter(kind=FactKind.DEADLINE).first().said["date"] == "2027-09-15"
    with pytest.raises(Outdated):
        read_again(paper, year=2026, by=clerk, at=NOON, seen=1)


def test_an_answer_stays_beside_its_question():
    campaign = a_campaign()
    clerk = a_clerk(campaign)
    question = a_paper(campaign, by=clerk).questions.first()

    question = answer_question(question, "2026", by=clerk, at=NOON)

    assert (question.answer, question.answered_by) == ("2026", clerk)


def test_an_administrator_brings_the_named_units_into_the_campaign():
    campaign = a_campaign()
    admin = a_person(Role.ADMINISTRATOR, campaign=campaign)
    known = an_organisation("县住建局", parent=campaign.organisation)
    paper = a_paper(campaign, by=admin)
    for place, name in enumerate(("县住建局", "县水利局"), start=1):
        add_fact(
            paper,
            FactKind.UNIT,
            {"item": name, "role": "lead"},
            start=place,
            end=place + 1,
            by=admin,
            at=NOON,
        )

    paper = make_campaign(paper, by=admin, at=NOON)

    assert paper.made["founded"] == ["县水利局"]
    assert {unit.organisation.name for unit in campaign.units.all()} == {known.name, "县水利局"}


def test_the_database_itself_refuses_a_fact_without_words():
    paper = a_paper(a_campaign())

    with pytest.raises(IntegrityError, match="stands_on_words"):
        PlanFact.objects.create(
            campaign=paper.campaign, paper=paper, position=999, kind=FactKind.TARGET, start=5, end=5
        )


def test_a_plan_finds_an_organisation_by_any_of_its_names_and_founds_no_second_one():
    campaign = a_campaign()
    campaign.organisation.name = "青田县"
    campaign.organisation.save()
    bureau = an_organisation("县住房和城乡建设局", parent=campaign.organisation)
    bureau.other_names = ["县住建局"]
    bureau.save()

    directory, rows = directory_of(campaign)

    assert [rows[pk] for pk in directory.find("青田县住建局")] == [bureau]
    assert directory.find("县水利局") == ()
