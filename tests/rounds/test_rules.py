from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from gongjian.rounds.rules import county, plan
from gongjian.rounds.rules.clock import OwnClock
from gongjian.rounds.rules.projects import sample_projects
from gongjian.rounds.rules.temperament import Habit, conduct, habit
from gongjian.worklist.rules import Plan, plan_is_sound

SHANGHAI = ZoneInfo("Asia/Shanghai")
PROJECTS = list(sample_projects())
ITEMS = [item for project in PROJECTS for item in project.items]
UNITS = list(county.units())
SET_AT = datetime(2030, 1, 1, tzinfo=SHANGHAI)
moments = st.datetimes(datetime(2026, 9, 1), datetime(2026, 12, 1), timezones=st.just(SHANGHAI))  # noqa: DTZ001


@given(
    moments, st.timedeltas(timedelta(0), timedelta(days=400)), st.timedeltas(timedelta(0), timedelta(days=9))
)
def test_a_clock_of_its_own_runs_on_but_never_past_the_end_of_its_day(at, gone, more):
    clock = OwnClock(at, SET_AT, SHANGHAI)
    earlier, later = clock.shows(SET_AT + gone), clock.shows(SET_AT + gone + more)

    assert min(at, later) <= earlier <= later
    assert later.date() == at.date()


def test_a_clock_does_not_run_backwards_when_the_real_one_does():
    clock = OwnClock(datetime(2026, 9, 10, 9, tzinfo=SHANGHAI), SET_AT, SHANGHAI)

    assert clock.shows(SET_AT - timedelta(hours=5)) == clock.at
    assert clock.shows(SET_AT + timedelta(hours=5)) == clock.at + timedelta(hours=5)


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
    assert set(counted) == {target.code for target in plan.TARGETS}


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
