from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import NotAllowed, Outdated, Refused
from gongjian.ledger.models import Entry
from gongjian.worklist import actions
from gongjian.worklist.actions import ItemDraft, ProjectDraft
from gongjian.worklist.models import Item, Project, SavedView
from gongjian.worklist.rules import Curve, Measure, Plan
from tests.world import a_campaign, a_clerk, a_person, a_project, a_target, a_unit, an_item, noon

pytestmark = pytest.mark.django_db
LATER = Plan(date(2026, 9, 1), date(2026, 12, 1), Curve.BY_DAY)


def promised_anew(item, by, *, seen=None, reason="flood", plan=LATER):
    return actions.rebaseline(
        item,
        plan,
        unit=item.baseline.unit,
        person="",
        reason=reason,
        by=by,
        at=noon(10, 1),
        seen=item.version if seen is None else seen,
    )


def test_a_new_baseline_leaves_the_first_promise_where_it_was():
    item = an_item(a_campaign())
    first = item.baseline

    item = promised_anew(item, a_clerk(item.campaign))

    assert [one.due_on for one in item.baselines.all()] == [first.due_on, LATER.due_on]
    assert (item.baseline.number, item.baseline.reason) == (2, "flood")
    assert Entry.objects.filter(subject=f"worklist.item:{item.pk}").latest("number").facts["items"] == [
        item.pk
    ]


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_new_baseline_needs_a_reason(reason):
    item = an_item(a_campaign())

    with pytest.raises(Refused, match=r"Give (a|the) reason"):
        promised_anew(item, a_clerk(item.campaign), reason=reason)


def test_a_baseline_that_cannot_be_measured_is_not_set():
    item = an_item(a_campaign())

    with pytest.raises(Refused, match="cannot be before"):
        promised_anew(
            item, a_clerk(item.campaign), plan=Plan(date(2026, 9, 2), date(2026, 9, 1), Curve.BY_DAY)
        )


def test_nobody_overwrites_what_they_have_not_seen():
    item = an_item(a_campaign())
    clerk = a_clerk(item.campaign)
    promised_anew(item, clerk)

    with pytest.raises(Outdated):
        promised_anew(item, clerk, seen=1)
    with pytest.raises(Outdated):
        actions.withdraw_item(item, reason="x", by=clerk, at=noon(10, 2), seen=1)
    with pytest.raises(Outdated):
        actions.change_item(item, name="x", weight=Decimal(1), targets=(), by=clerk, at=noon(10, 2), seen=1)


def test_an_item_gets_another_name_and_keeps_its_promise():
    item = an_item(a_campaign())
    target = a_target(item.campaign)

    item = actions.change_item(
        item,
        name="New",
        weight=Decimal(2),
        targets=[target],
        by=a_clerk(item.campaign),
        at=noon(10, 1),
        seen=1,
    )

    assert (item.name, item.weight, list(item.targets.all()), item.baselines.count()) == (
        "New",
        2,
        [target],
        1,
    )


def test_an_item_leaves_the_list_with_its_reason():
    item = an_item(a_campaign())

    actions.withdraw_item(
        item, reason="stopped by the province", by=a_clerk(item.campaign), at=noon(10, 1), seen=1
    )

    assert not Item.objects.standing_in_the_list().exists()
    assert Item.objects.get().withdrawn_because == "stopped by the province"


def test_an_item_that_has_left_the_list_stays_as_it_was():
    item = an_item(a_campaign())
    clerk = a_clerk(item.campaign)
    item = actions.withdraw_item(item, reason="stopped", by=clerk, at=noon(10, 1), seen=1)

    with pytest.raises(Refused, match="has left the list"):
        promised_anew(item, clerk)
    with pytest.raises(Refused, match="has left the list"):
        actions.change_item(item, name="x", weight=Decimal(1), targets=(), by=clerk, at=noon(10, 2), seen=2)
    with pytest.raises(Refused, match="has left the list"):
        actions.withdraw_item(item, reason="again", by=clerk, at=noon(10, 2), seen=2)

    item.refresh_from_db()
    assert (item.version, item.withdrawn_because, item.baselines.count()) == (2, "stopped", 1)


def test_a_code_is_never_given_twice():
    project = a_project(a_campaign(), code="P-1")
    campaign, clerk = project.campaign, a_clerk(project.campaign)
    same = ProjectDraft(code="P-1", name="Other", line_of_work=project.line_of_work, unit=project.unit)
    an_item(project=project, code="P-1-1")
    again = ItemDraft(
        code="P-1-1",
        name="Other",
        measure=Measure.PERCENT,
        unit=project.unit,
        starts_on=date(2026, 9, 1),
        due_on=date(2026, 9, 2),
    )

    with pytest.raises(Refused, match="already in use"):
        actions.add_project(campaign, same, by=clerk, at=noon(9, 1))
    with pytest.raises(Refused, match="already in use"):
        actions.add_items(project, [again], by=clerk, at=noon(9, 1))


def test_changing_a_project_says_what_changed_and_keeps_its_code():
    project = a_project(a_campaign(), code="P-1")
    draft = ProjectDraft(code="P-2", name="New name", line_of_work=project.line_of_work, unit=project.unit)

    project = actions.change_project(project, draft, by=a_clerk(project.campaign), at=noon(9, 1), seen=1)

    assert (project.code, project.name) == ("P-1", "New name")
    assert Entry.objects.latest("number").facts["changed"] == ["name"]


@pytest.mark.parametrize(
    "role", [Role.REPORTER, Role.HEAD, Role.LEADER, Role.SUPERVISOR, Role.OBSERVER, Role.ADMINISTRATOR]
)
def test_only_the_office_changes_the_list(role):
    unit = a_unit(a_campaign())
    item = an_item(unit=unit)
    person = a_person(role, at=unit)
    draft = ProjectDraft(code="N-1", name="N", line_of_work=item.project.line_of_work, unit=item.project.unit)

    with pytest.raises(NotAllowed):
        actions.add_project(unit.campaign, draft, by=person, at=noon(9, 1))
    with pytest.raises(NotAllowed):
        actions.add_items(item.project, [], by=person, at=noon(9, 1))
    with pytest.raises(NotAllowed):
        promised_anew(item, person)
    with pytest.raises(NotAllowed):
        actions.withdraw_item(item, reason="x", by=person, at=noon(9, 1), seen=1)


def test_a_view_of_the_same_name_replaces_the_one_before():
    campaign = a_campaign()
    clerk = a_clerk(campaign)

    actions.save_view(campaign, "mine", query="?q=a", by=clerk, at=noon(9, 1))
    view = actions.save_view(campaign, " mine ", query="?q=b", by=clerk, at=noon(9, 1))

    assert [(one.pk, one.query) for one in SavedView.objects.all()] == [(view.pk, "?q=b")]


def test_a_view_is_forgotten_only_by_its_owner():
    campaign = a_campaign()
    view = actions.save_view(campaign, "mine", query="?q=a", by=a_clerk(campaign), at=noon(9, 1))

    with pytest.raises(NotAllowed):
        actions.forget_view(view, by=a_clerk(campaign), at=noon(9, 1))


def test_people_without_a_role_keep_no_views():
    with pytest.raises(NotAllowed):
        actions.save_view(a_campaign(), "mine", query="", by=a_person(), at=noon(9, 1))


def test_the_database_itself_refuses_a_weight_of_nothing_and_half_a_place():
    item = an_item(a_campaign())

    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.update(weight=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.update(latitude=Decimal("28.1"))
    with pytest.raises(IntegrityError), transaction.atomic():
        item.baselines.update(due_on=date(2026, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        item.baselines.update(target=0)


@pytest.mark.parametrize(
    ("role", "own", "other"),
    [
        (Role.REPORTER, True, False),
        (Role.HEAD, True, False),
        (Role.CLERK, True, True),
        (Role.DIRECTOR, True, True),
        (Role.SUPERVISOR, True, True),
        (Role.ASSESSOR, True, True),
        (Role.ADMINISTRATOR, True, True),
        (Role.MEMBER, False, False),
        (Role.EDITOR, False, False),
        (Role.OBSERVER, False, False),
        (Role.LEADER, False, False),
    ],
)
def test_who_sees_which_items(role, own, other):
    campaign = a_campaign()
    mine, theirs = a_unit(campaign), a_unit(campaign)
    item, another = an_item(unit=mine), an_item(unit=theirs)

    seen = set(Item.objects.visible_to(a_person(role, at=mine), campaign))

    assert (item in seen, another in seen) == (own, other)


def test_a_leading_official_sees_the_projects_that_are_theirs():
    campaign = a_campaign()
    leader = a_person(Role.LEADER, campaign=campaign)
    led, other = an_item(project=a_project(campaign, leader=leader)), an_item(project=a_project(campaign))

    assert list(Item.objects.visible_to(leader, campaign)) == [led]
    assert list(Project.objects.visible_to(leader, campaign)) == [led.project]
    assert other not in Item.objects.visible_to(leader, campaign)


def test_nothing_is_seen_across_campaigns():
    clerk, item = a_clerk(a_campaign()), an_item(a_campaign())

    assert not Item.objects.visible_to(clerk, item.campaign).exists()
