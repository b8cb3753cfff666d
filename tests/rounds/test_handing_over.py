"""An office changes hands: everything moves at once, and nobody can leave a desk without it being known."""

import pytest

from gongjian.accounts.actions import appoint_administrator, open_or_close_account
from gongjian.accounts.models import User
from gongjian.campaigns.actions.people import pass_roles
from gongjian.campaigns.permissions import may_renew
from gongjian.campaigns.queries import roles_of
from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import NotAllowed, Refused
from gongjian.ledger.models import Entry
from gongjian.notices.models import Notice
from gongjian.notices.rules import Pile
from gongjian.obstacles.rules import Happened
from gongjian.rounds.actions import (
    Handed,
    close_account,
    end_role_and_tell,
    hand_over,
    renew_by_code,
    renew_password,
)
from gongjian.rounds.queries import on_desks, unattended
from gongjian.rounds.queries.handing_over import HANDED_OVER
from gongjian.standing.actions import bring_up_to_date
from gongjian.standing.models import ItemStanding
from tests.obstacles.world import escalated, in_hand
from tests.world import (
    NOON,
    PASSWORD,
    a_campaign,
    a_clerk,
    a_person,
    a_report,
    a_submitted_report,
    a_unit,
    an_assignment,
    an_item,
    noon,
    whoever,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    campaign = a_campaign()
    for role in (Role.ADMINISTRATOR, Role.CLERK, Role.DIRECTOR):
        a_person(role, campaign=campaign, name=role.label)
    return campaign


@pytest.fixture
def admin(campaign):
    return User.objects.get(role_assignments__role=Role.ADMINISTRATOR)


def handed(campaign, person, to, admin, **more):
    return hand_over(campaign, person, to, by=more.pop("by", admin), at=NOON, reason="调任", **more)


def held(person, campaign):
    return roles_of(User.objects.get(pk=person.pk), campaign).held


def told(person):
    return [str(one.title) for one in Notice.objects.filter(person=person)]


def entries(verb=HANDED_OVER):
    return Entry.objects.filter(verb__text=verb)


def test_the_successor_sits_where_the_predecessor_sat(campaign, admin):
    unit, other = a_unit(campaign), a_unit(campaign)
    person, to = a_person(Role.REPORTER, at=unit), a_person()
    an_assignment(person, Role.HEAD, at=other)
    before = held(person, campaign)

    handed(campaign, person, to, admin, knowing=True)

    assert held(person, campaign) == frozenset()
    assert held(to, campaign) == before
    assert list(person.role_assignments.values_list("ended_at", flat=True)) == [NOON, NOON]


def test_the_chosen_roles_move_and_the_others_stay(campaign, admin):
    unit, other = a_unit(campaign), a_unit(campaign)
    person, to = a_person(Role.REPORTER, at=unit), a_person()
    kept = an_assignment(person, Role.HEAD, at=other)

    handed(campaign, person, to, admin, assignments=list(person.role_assignments.exclude(pk=kept.pk)))

    assert held(person, campaign) == {(Role.HEAD, other.organisation_id)}
    assert held(to, campaign) == {(Role.REPORTER, unit.organisation_id)}


def test_a_role_that_the_successor_has_already_is_not_given_twice(campaign, admin):
    unit = a_unit(campaign)
    person, to = a_person(Role.REPORTER, at=unit), a_person(Role.REPORTER, at=unit)

    handed(campaign, person, to, admin)

    assert to.role_assignments.filter(ended_at=None).count() == 1


def test_whatever_lay_on_the_desk_lies_on_the_successors(campaign, admin):
    report = a_report(a_unit(campaign))
    person, to = a_person(Role.REPORTER, at=report.unit, campaign=campaign), a_person()
    before = {one.key for one in on_desks(campaign, at=NOON, person=person)}

    answer = handed(campaign, person, to, admin)

    assert before
    assert {one.key for one in on_desks(campaign, at=NOON, person=to)} == before
    assert on_desks(campaign, at=NOON, person=person) == []
    assert answer.waiting == len(before)


def test_what_a_member_handles_goes_on_with_the_successor_and_no_clock_begins_anew(campaign, admin):
    obstacle = in_hand(campaign=campaign)
    person, to = obstacle.handler, a_person()

    answer = hand_over(campaign, person, to, by=admin, at=noon(9, 11), reason="调任")

    due_on, version = obstacle.due_on, obstacle.version
    obstacle.refresh_from_db()
    assert (obstacle.handler, obstacle.due_on, obstacle.version) == (to, due_on, version + 1)
    assert (answer.assignments, answer.obstacles) == (1, 1)
    last = obstacle.steps.last()
    assert (last.happened, last.words, last.due_on) == (Happened.ASSIGNED, str(to), due_on)


def test_a_leading_official_passes_projects_and_agenda_items_on_and_what_was_settled_keeps_its_name(
    campaign, admin
):
    obstacle = escalated(campaign=campaign)
    person, to = obstacle.project.leading_official, a_person()
    an_item(project=obstacle.project)
    bring_up_to_date(campaign, at=NOON)

    answer = handed(campaign, person, to, admin)

    obstacle.project.refresh_from_db()
    assert obstacle.project.leading_official == to
    assert answer.projects == 1
    assert [one.key for one in on_desks(campaign, at=NOON, person=to) if one.pile == Pile.DECISION] == [
        f"obstacles.obstacle:{obstacle.pk}:settle"
    ]
    bring_up_to_date(campaign, at=NOON)
    assert {one.official_id for one in ItemStanding.objects.all()} == {to.pk}
    assert unattended(campaign, at=NOON) == [
        one for one in unattended(campaign, at=NOON) if one.key.startswith("worklist.list")
    ]


def test_what_was_done_keeps_the_old_name(campaign, admin):
    report = a_submitted_report(a_report(a_unit(campaign)))
    by = report.submissions.get().submitted_by

    handed(campaign, by, a_person(), admin)

    assert report.submissions.get().submitted_by == by


def test_one_entry_counts_what_moved_and_both_are_told(campaign, admin):
    obstacle = in_hand(campaign=campaign)
    person, to = obstacle.handler, a_person()

    handed(campaign, person, to, admin)

    entry = entries().get()
    assert (entry.campaign_id, entry.actor_id) == (campaign.pk, admin.pk)
    assert entry.facts == {"reason": "调任", "assignments": 1, "waiting": 1, "obstacles": 1, "projects": 0}
    assert told(to) == [f"The desk of {person} is yours from now on"]
    assert told(person) == [f"Your desk has been handed over to {to}"]


def test_a_second_press_moves_nothing_and_tells_nobody_again(campaign, admin):
    unit = a_unit(campaign)
    person, to = a_person(Role.REPORTER, at=unit), a_person()
    assignments = list(person.role_assignments.all())

    answers = [handed(campaign, person, to, admin, assignments=assignments) for _ in range(2)]

    assert answers == [Handed(assignments=1, waiting=answers[0].waiting), Handed()]
    assert entries().count() == len(told(to)) == len(told(person)) == 1


def test_a_desk_can_still_be_handed_over_after_its_account_was_closed(campaign, admin):
    obstacle = escalated(campaign=campaign)
    person = obstacle.project.leading_official
    close_account(person, campaign, by=admin, at=NOON, leave_it=True)

    handed(campaign, person, to := a_person(), admin)

    obstacle.project.refresh_from_db()
    assert obstacle.project.leading_official == to


def test_the_account_is_closed_afterwards_when_asked(campaign, admin):
    person = a_person(Role.REPORTER, at=a_unit(campaign))

    handed(campaign, person, a_person(), admin, close_after=True)

    assert not User.objects.get(pk=person.pk).is_active


def test_nobody_hands_over_to_a_closed_account_or_to_the_same_person_or_the_own_desk_or_without_a_reason(
    campaign, admin
):
    person, gone = a_person(Role.REPORTER, at=a_unit(campaign)), a_person()
    open_or_close_account(gone, is_active=False, by=admin, at=NOON, may=whoever)

    for pair in ((person, gone), (person, person), (admin, person)):
        with pytest.raises(Refused):
            handed(campaign, *pair, admin)
    with pytest.raises(Refused):
        hand_over(campaign, person, a_person(), by=admin, at=NOON, reason=" ")
    assert held(person, campaign)


def test_people_of_other_campaigns_only_do_not_come_after(campaign, admin):
    stranger = a_person(Role.REPORTER, at=a_unit(a_campaign()))

    with pytest.raises(Refused):
        handed(campaign, a_person(Role.REPORTER, at=a_unit(campaign)), stranger, admin)


def test_the_rule_of_the_second_person_is_asked_about_and_not_passed_over(campaign, admin):
    unit = a_unit(campaign)
    reporter, head = a_person(Role.REPORTER, at=unit), a_person(Role.HEAD, at=unit)

    with pytest.raises(Refused, match="One person would do"):
        handed(campaign, reporter, head, admin)
    assert held(reporter, campaign)

    handed(campaign, reporter, head, admin, knowing=True)
    assert not held(reporter, campaign)


def test_the_office_in_one_hand_is_asked_about(campaign, admin):
    clerk, director = (User.objects.get(role_assignments__role=role) for role in (Role.CLERK, Role.DIRECTOR))

    with pytest.raises(Refused, match="One person would do"):
        handed(campaign, clerk, director, admin)


def test_a_clerk_who_leaves_to_a_newcomer_asks_nothing(campaign, admin):
    clerk = User.objects.get(role_assignments__role=Role.CLERK)

    assert handed(campaign, clerk, a_person(), admin).assignments == 1


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.ADMINISTRATOR, Role.HEAD)])
def test_only_administrators_hand_over(campaign, role):
    person = a_person(Role.REPORTER, at=a_unit(campaign))

    with pytest.raises(NotAllowed):
        handed(campaign, person, a_person(), None, by=a_person(role, campaign=campaign))


def test_an_administrator_of_one_campaign_does_not_hand_over_whoever_sits_in_another(campaign, admin):
    person = a_person(Role.REPORTER, at=a_unit(campaign))
    an_assignment(person, Role.REPORTER, at=a_unit(a_campaign()))

    with pytest.raises(NotAllowed):
        handed(campaign, person, a_person(), admin)


def test_a_head_hands_over_the_reporters_of_the_own_unit_to_people_of_the_unit_only(campaign):
    unit, other = a_unit(campaign), a_unit(campaign)
    head, mine, elsewhere = a_person(Role.HEAD, at=unit), a_person(Role.REPORTER, at=unit), a_person(Role.REPORTER, at=other)  # fmt: skip
    colleague = a_person()
    colleague.organisation = unit.organisation
    colleague.save()

    with pytest.raises(NotAllowed):
        handed(campaign, elsewhere, colleague, None, by=head)
    with pytest.raises(Refused):
        handed(campaign, mine, a_person(), None, by=head)
    handed(campaign, mine, colleague, None, by=head)
    assert held(colleague, campaign) == {(Role.REPORTER, unit.organisation_id)}


def test_a_head_hands_over_no_head_and_closes_no_account(campaign):
    unit = a_unit(campaign)
    head, second, reporter = a_person(Role.HEAD, at=unit), a_person(Role.HEAD, at=unit), a_person(Role.REPORTER, at=unit)  # fmt: skip

    with pytest.raises(NotAllowed):
        handed(campaign, second, reporter, None, by=head)
    with pytest.raises(NotAllowed):
        handed(campaign, reporter, second, None, by=head, close_after=True, knowing=True)
    assert held(reporter, campaign)


def test_closing_an_account_that_leaves_something_must_be_meant_and_is_told(campaign, admin):
    obstacle = escalated(campaign=campaign)
    leader = obstacle.project.leading_official

    with pytest.raises(Refused, match="have nobody in charge"):
        close_account(leader, campaign, by=admin, at=NOON)
    assert User.objects.get(pk=leader.pk).is_active

    close_account(leader, campaign, by=admin, at=NOON, leave_it=True)
    entry = entries("left %(count)s matters of %(name)s unassigned").get()
    assert f"worklist.project:{obstacle.project_id}:led" in entry.facts["things"]
    for role in (Role.CLERK, Role.DIRECTOR, Role.ADMINISTRATOR):
        for somebody in User.objects.filter(role_assignments__role=role, role_assignments__campaign=campaign):
            assert told(somebody) == ["2 matters have nobody in charge now"]


def test_closing_an_account_that_leaves_nothing_needs_no_word(campaign, admin):
    unit = a_unit(campaign)
    person, _ = a_person(Role.REPORTER, at=unit), a_person(Role.REPORTER, at=unit)

    close_account(person, campaign, by=admin, at=NOON)

    assert not entries("left %(count)s matters of %(name)s unassigned").exists()


def test_roles_are_passed_on_by_an_administrator_only(campaign):
    person = a_person(Role.EDITOR, campaign=campaign)

    with pytest.raises(NotAllowed):
        pass_roles(person, a_person(), [person.role_assignments.get()], by=a_person(), at=NOON)


def test_ending_the_only_role_of_a_unit_must_be_meant_and_is_told(campaign, admin):
    person = a_person(Role.REPORTER, at=a_unit(campaign))

    with pytest.raises(NotAllowed):
        end_role_and_tell(person.role_assignments.get(), by=a_person(), at=NOON)
    with pytest.raises(Refused, match="have nobody in charge"):
        end_role_and_tell(person.role_assignments.get(), by=admin, at=NOON)

    end_role_and_tell(person.role_assignments.get(), by=admin, at=NOON, leave_it=True)
    assert held(person, campaign) == frozenset()
    assert len(told(admin)) == 1


def test_closing_an_account_is_told_in_every_campaign_that_it_leaves(campaign, admin):
    other = a_campaign()
    an_assignment(admin, Role.ADMINISTRATOR, campaign=other)
    person = a_person(Role.REPORTER, at=a_unit(campaign))
    an_assignment(person, Role.REPORTER, at=a_unit(other))

    close_account(person, campaign, by=admin, at=NOON, leave_it=True)

    found = entries("left %(count)s matters of %(name)s unassigned")
    assert {entry.campaign_id for entry in found} == {campaign.pk, other.pk}


def test_only_an_administrator_closes_an_account_even_of_somebody_without_a_role(campaign):
    with pytest.raises(NotAllowed):
        close_account(a_person(), campaign, by=a_clerk(campaign), at=NOON)


@pytest.fixture
def unit(campaign):
    return a_unit(campaign)


@pytest.fixture
def head(unit):
    return a_person(Role.HEAD, at=unit, name="Head")


@pytest.mark.parametrize("role", [Role.REPORTER, Role.HEAD])
def test_a_head_renews_the_people_of_the_own_unit(unit, head, role):
    assert may_renew(head, a_person(role, at=unit))


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.REPORTER, Role.HEAD)])
def test_a_head_renews_nobody_who_holds_any_other_role_anywhere(campaign, unit, head, role):
    for where in (campaign, a_campaign()):
        person = a_person(Role.REPORTER, at=unit)
        an_assignment(person, role, campaign=where)

        assert not may_renew(head, person)


def test_a_head_renews_nobody_of_another_unit_nor_of_two_units_nor_without_a_role(campaign, unit, head):
    other, both = a_person(Role.REPORTER, at=a_unit(campaign)), a_person(Role.REPORTER, at=unit)
    an_assignment(both, Role.REPORTER, at=a_unit(campaign))

    assert not any(may_renew(head, person) for person in (other, both, a_person(), head))


def test_a_head_renews_no_operator_and_no_administrator_and_no_closed_account(campaign, unit, head):
    boss, keeper, gone = (a_person(Role.REPORTER, at=unit) for _ in range(3))
    boss.is_superuser = True
    boss.save()
    appoint_administrator(keeper, unit.organisation, by=None, at=NOON)
    gone.is_active = False

    assert not any(may_renew(head, person) for person in (boss, keeper, gone))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.HEAD])
def test_nobody_but_a_head_renews(campaign, unit, role):
    keeper = a_person(role, at=unit)

    assert not may_renew(keeper, a_person(Role.REPORTER, at=unit))


def test_a_head_of_this_campaign_renews_nobody_who_reports_in_another_that_the_head_is_not_in(unit, head):
    person = a_person(Role.REPORTER, at=unit)
    elsewhere = a_campaign()
    an_assignment(person, Role.REPORTER, at=unit.organisation, campaign=elsewhere)
    assert not may_renew(head, person)

    an_assignment(head, Role.HEAD, at=unit.organisation, campaign=elsewhere)
    assert may_renew(head, person)


def test_a_renewal_is_in_the_ledger_and_told_to_the_person(campaign, unit, head, admin):
    person = a_person(Role.REPORTER, at=unit)

    given = renew_by_code(person, campaign, by=head, at=NOON)
    renew_password(person, campaign, password=PASSWORD, by=admin, at=noon(9, 11))

    assert given.code
    assert entries("gave one-time codes to %(count)s people").get().actor_id == head.pk
    assert entries("set a new password for %(name)s").get().actor_id == admin.pk
    assert sorted(told(person)) == ["Head has reset your sign-in", "administrator has reset your sign-in"]


@pytest.mark.parametrize("role", [Role.REPORTER, None])
def test_who_may_not_renew_changes_nothing(campaign, unit, role):
    person = a_person(role, at=unit)

    with pytest.raises(NotAllowed):
        renew_by_code(person, campaign, by=a_clerk(campaign), at=NOON)
    with pytest.raises(NotAllowed):
        renew_password(person, campaign, password=PASSWORD, by=a_clerk(campaign), at=NOON)
    assert told(person) == []
