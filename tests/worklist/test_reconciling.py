"""The plan's numbers beside what has been filed."""

from decimal import Decimal

from gongjian.worklist.rules.reconciling import Held, differences_in_words

NONE = Held("", None, 0)


def said(*, lines=(), targets=(), projects=NONE, items=NONE):
    return [str(one) for one in differences_in_words(lines, targets, projects, items)]


def test_where_everything_agrees_nothing_is_said():
    assert (
        said(
            lines=[Held("新建", 3, 3)],
            targets=[Held("开工", Decimal(2), 3)],
            projects=Held("", 3, 3),
            items=Held("", 7, 7),
        )
        == []
    )


def test_where_the_plan_is_silent_nothing_is_said():
    assert said(lines=[Held("新建", None, 3)]) == []


def test_what_is_missing_is_named_with_its_number():
    assert said(projects=Held("", 162, 160)) == [
        "The plan counts 162 projects, the filed lists 160: 2 are missing."
    ]
    assert said(items=Held("", 524, 525)) == ["The plan counts 524 items, the filed lists 525: 1 too many."]


def test_every_line_of_work_is_held_against_the_plan():
    assert said(lines=[Held("新建", 3, 2), Held("续建", 3, 4)]) == [
        "新建: 3 projects in the plan, 2 in the filed lists, 1 missing.",
        "续建: 3 projects in the plan, 4 in the filed lists, 1 too many.",
    ]


def test_a_plan_whose_lines_do_not_add_up_is_told_so():
    told = said(lines=[Held("新建", 3, 3), Held("续建", 3, 3)], projects=Held("", 7, 7))

    assert told == [
        "The plan's own numbers disagree: its lines of work add up to 6 projects, its total is 7."
    ]


def test_a_target_that_too_few_projects_count_towards_is_named():
    assert said(targets=[Held("开工", Decimal("10.00"), 8)]) == [
        "Target “开工” needs 10 projects; items of 8 projects count towards it."
    ]
