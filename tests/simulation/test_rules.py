from collections import Counter
from datetime import date
from zoneinfo import ZoneInfo

from gongjian.simulation.rules import county, plan
from gongjian.simulation.rules.lines import BINDINGS
from gongjian.simulation.rules.projects import sample_projects
from gongjian.simulation.rules.temperament import Habit, conduct, habit
from gongjian.worklist.rules import Plan, plan_is_sound

SHANGHAI = ZoneInfo("Asia/Shanghai")
PROJECTS = list(sample_projects())
ITEMS = [item for project in PROJECTS for item in project.items]
UNITS = list(county.units())


def test_the_list_has_exactly_the_projects_and_items_of_the_plan():
    by_line = Counter(project.line for project in PROJECTS)

    assert (len(PROJECTS), len(ITEMS), len(UNITS)) == (162, 524, 60)
    assert [(code, by_line[code]) for code, _, _ in plan.LINES] == [
        (code, count) for code, _, count in plan.LINES
    ]


def test_the_targets_count_what_the_plan_says():
    counted = Counter(
        target for project in PROJECTS for target in {code for item in project.items for code in item.targets}
    )

    assert [counted[f"T{number:02}"] for number in (5, 6, 7, 8, 10, 11, 12)] == [42, 102, 6, 11, 13, 3, 16]
    assert set(counted) | set(BINDINGS) == {target.code for target in plan.TARGETS}


def test_every_code_and_every_name_is_there_once():
    people = list(county.people())

    assert len({project.code for project in PROJECTS}) == 162
    assert len({unit.name for unit in UNITS}) == 60
    assert len({person.username for person in people}) == len(people)
    assert len({person.name for person in people}) == len(people)
    assert all(len({item.name for item in project.items}) == len(project.items) for project in PROJECTS)


def test_projects_can_be_told_apart_by_their_names():
    names = Counter(project.name for project in PROJECTS)

    assert [name for name, count in names.items() if count > 1] == []


def test_every_unit_has_work_and_every_project_a_unit_that_exists():
    assert {project.unit for project in PROJECTS} == {unit.name for unit in UNITS}
    assert {project.township for project in PROJECTS} <= set(county.TOWNSHIPS)


def test_every_sample_item_can_be_measured():
    unsound = [
        (item.name, str(verdict.reason))
        for item in ITEMS
        if not (
            verdict := plan_is_sound(
                item.measure, Plan(item.starts_on, item.due_on, item.curve, item.target, item.steps)
            )
        )
    ]

    assert unsound == []


def test_simulated_people_always_behave_the_same_way():
    period = date(2026, 9, 13)
    habits = Counter(habit(unit.number) for unit in UNITS)

    assert [conduct("a", 7, period) for _ in range(3)] == [conduct("a", 7, period)] * 3
    assert [conduct("a", n, period) for n in range(60)] != [conduct("b", n, period) for n in range(60)]
    assert habits[Habit.PUNCTUAL] > 40
    assert habits[Habit.ABSENT] == 2
