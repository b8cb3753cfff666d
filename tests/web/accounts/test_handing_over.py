import pytest
from django.test import Client
from django.urls import reverse

from gongjian.accounts.models import User
from gongjian.campaigns.models import RoleAssignment
from gongjian.campaigns.rules import Role
from gongjian.ledger.models import Entry
from tests.obstacles.world import escalated, in_hand
from tests.world import a_campaign, a_person, a_report, a_unit, an_assignment, signed_in

pytestmark = pytest.mark.django_db

RUBBISH = ["", "\0", "x" * 5000, "99999999999999999999", "-1", "<script>", "NaN", "None"]


@pytest.fixture
def campaign():
    campaign = a_campaign()
    for role in (Role.CLERK, Role.DIRECTOR):
        a_person(role, campaign=campaign)
    return campaign


@pytest.fixture
def admin(campaign):
    return a_person(Role.ADMINISTRATOR, campaign=campaign, name="Admin")


@pytest.fixture
def browser(client, admin):
    return signed_in(client, admin)


def url(name, campaign, *args):
    return reverse(f"people:{name}", args=[campaign.slug, *args])


def typed(person, to, **more):
    assignments = RoleAssignment.objects.filter(person=person, ended_at=None).values_list("pk", flat=True)
    return {"to": to.pk, "assignments": list(assignments), "reason": "调任", **more}


@pytest.mark.parametrize("role", list(Role))
def test_the_list_of_what_is_left_alone_is_for_the_office_and_the_administrators(client, campaign, role):
    a_unit(campaign)
    answer = signed_in(client, a_person(role, campaign=campaign)).get(url("unattended", campaign))

    sees = role in (Role.CLERK, Role.DIRECTOR, Role.ADMINISTRATOR)
    assert answer.status_code == (200 if sees else 403)


def test_each_line_says_since_when_and_leads_where_it_can_be_mended(browser, campaign):
    unit = a_unit(campaign, "Lone unit")
    page = browser.get(url("unattended", campaign)).content.decode()

    assert "Lone unit has neither a reporter nor a head" in page
    assert "from the beginning" in page
    assert url("unit", campaign, unit.pk) in page


def test_the_office_is_not_led_to_pages_that_are_closed_to_it(client, campaign):
    unit = a_unit(campaign)
    clerk = User.objects.get(role_assignments__role=Role.CLERK)

    page = signed_in(client, clerk).get(url("unattended", campaign)).content.decode()

    assert str(unit) in page
    assert url("unit", campaign, unit.pk) not in page


def test_an_empty_list_says_so(browser, campaign):
    assert "Everything has somebody in charge" in browser.get(url("unattended", campaign)).content.decode()


def test_the_desk_of_the_office_and_of_administrators_counts_it_and_no_other_does(campaign, admin):
    a_person(Role.REPORTER, at=a_unit(campaign))
    a_unit(campaign)
    place = reverse("desk:desk", args=[campaign.slug])
    for person, count in (
        (admin, 2),
        (User.objects.get(role_assignments__role=Role.CLERK), 2),
        (a_person(Role.SUPERVISOR, campaign=campaign), None),
    ):
        there = signed_in(Client(), person)
        desk, part = there.get(place).content.decode(), there.get(url("unattended_count", campaign))
        assert (url("unattended_count", campaign) in desk) == bool(count)
        assert part.status_code == (200 if count else 403)
        assert count is None or part.context["unattended"] == count


def test_the_page_lists_what_lies_on_the_desk_and_hands_it_over(browser, campaign):
    obstacle = escalated(campaign=campaign)
    report = a_report(a_unit(campaign))
    leader, to = obstacle.project.leading_official, a_person(name="Newcomer")
    an_assignment(leader, Role.REPORTER, at=report.unit, campaign=campaign)
    place = url("hand_over", campaign, leader.pk)

    page = browser.get(place).content.decode()
    for line in (obstacle.project.name, "Fill in the half-monthly report", "Settle the matter", "Newcomer"):
        assert line in page
    answer = browser.post(place, typed(leader, to), follow=True)

    assert answer.redirect_chain[0][0] == url("handed", campaign, leader.pk)
    assert answer.context["entry"].facts["projects"] == 1
    obstacle.project.refresh_from_db()
    assert obstacle.project.leading_official == to


def test_a_double_press_shows_the_same_answer(browser, campaign):
    person, to = a_person(Role.REPORTER, at=a_unit(campaign)), a_person()
    sent = typed(person, to)
    answers = [browser.post(url("hand_over", campaign, person.pk), sent, follow=True) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].context["entry"] == answers[1].context["entry"]
    clerk = signed_in(Client(), a_person(Role.CLERK, campaign=campaign))
    assert (
        clerk.get(url("handed", campaign, person.pk)).status_code == 404
    )  # for who did it, and administrators


def test_the_second_person_is_asked_about_before_anything_moves(browser, campaign):
    unit = a_unit(campaign)
    person, head = a_person(Role.REPORTER, at=unit), a_person(Role.HEAD, at=unit)
    place, sent = url("hand_over", campaign, person.pk), typed(person, head)

    answer = browser.post(place, sent)
    assert answer.status_code == 409
    assert "alone would both report" in answer.content.decode()
    assert person.role_assignments.filter(ended_at=None).exists()

    assert browser.post(place, {**sent, "knowing": "on"}).status_code == 302
    assert not person.role_assignments.filter(ended_at=None).exists()


def test_a_successor_is_searched_by_name_and_the_chosen_one_stays(browser, campaign):
    person = a_person(Role.REPORTER, at=a_unit(campaign))
    wang, zhao = a_person(name="王强"), a_person(name="赵敏")

    shown = browser.get(url("hand_over", campaign, person.pk) + f"?q=王&to={zhao.pk}").context["candidates"]

    assert shown == [zhao, wang]


def test_whoever_is_welcomed_for_a_desk_comes_back_to_it(browser, campaign):
    person = a_person(Role.REPORTER, at=a_unit(campaign))

    answer = browser.post(url("welcome", campaign) + f"?for={person.pk}", {"name": "New", "username": "newone"})  # fmt: skip

    newcomer = User.objects.get(username="newone")
    assert answer["Location"] == url("hand_over", campaign, person.pk) + f"?to={newcomer.pk}"


def test_closing_an_account_first_says_what_it_leaves_and_is_done_with_a_tick(browser, campaign):
    member = in_hand(campaign=campaign).handler
    place = url("open_or_close", campaign, member.pk)

    answer = browser.post(place, {"to": "closed"})
    assert answer.status_code == 409
    assert url("hand_over", campaign, member.pk) in answer.content.decode()
    assert User.objects.get(pk=member.pk).is_active

    assert browser.post(place, {"to": "closed", "leave_it": "1"}).status_code == 302
    assert not User.objects.get(pk=member.pk).is_active
    assert Entry.objects.filter(verb__text="left %(count)s matters of %(name)s unassigned").count() == 1


def test_ending_a_role_first_says_what_it_leaves(browser, campaign):
    person = a_person(Role.REPORTER, at=a_unit(campaign))
    place = url("end_role", campaign, person.pk, person.role_assignments.get().pk)

    assert browser.post(place).status_code == 409
    assert person.role_assignments.filter(ended_at=None).exists()
    assert browser.post(place, {"leave_it": "1"}).status_code == 302
    assert not person.role_assignments.filter(ended_at=None).exists()


def test_nobody_but_administrators_and_heads_comes_to_the_page(campaign):
    unit = a_unit(campaign)
    person = a_person(Role.REPORTER, at=unit)
    for role in Role:
        if role not in (Role.ADMINISTRATOR, Role.HEAD):
            browser = signed_in(Client(), a_person(role, campaign=campaign))
            assert browser.get(url("hand_over", campaign, person.pk)).status_code in (403, 404)
            assert browser.post(url("hand_over", campaign, person.pk), typed(person, a_person())).status_code in (403, 404)  # fmt: skip


def test_a_head_sees_the_people_of_the_own_unit_and_gives_a_code_that_is_shown_once(campaign):
    unit, other = a_unit(campaign), a_unit(campaign)
    head, mine = a_person(Role.HEAD, at=unit), a_person(Role.REPORTER, at=unit, name="Mine")
    elsewhere = a_person(Role.REPORTER, at=other, name="Elsewhere")
    browser = signed_in(Client(), head)

    page = browser.get(url("my_unit", campaign)).content.decode()
    assert "Mine" in page
    assert "Elsewhere" not in page
    assert browser.post(url("renew", campaign, elsewhere.pk)).status_code == 404
    answer = browser.post(url("renew", campaign, mine.pk))
    code = answer.context["given"].code
    assert code in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert code not in browser.get(url("my_unit", campaign)).content.decode()


def test_a_head_renews_nobody_of_the_unit_who_also_sits_in_the_office(campaign):
    unit = a_unit(campaign)
    head, clerk = a_person(Role.HEAD, at=unit), a_person(Role.REPORTER, at=unit)
    an_assignment(clerk, Role.CLERK, campaign=campaign)
    browser = signed_in(Client(), head)

    assert url("renew", campaign, clerk.pk) not in browser.get(url("my_unit", campaign)).content.decode()
    assert browser.post(url("renew", campaign, clerk.pk)).status_code == 403


def test_a_head_hands_a_reporter_over_within_the_unit(campaign):
    unit = a_unit(campaign)
    head, mine, colleague = a_person(Role.HEAD, at=unit), a_person(Role.REPORTER, at=unit), a_person()
    User.objects.filter(pk=colleague.pk).update(organisation=unit.organisation)
    browser = signed_in(Client(), head)
    place = url("hand_over", campaign, mine.pk)

    assert colleague in browser.get(place).context["candidates"]
    assert browser.post(place, typed(mine, a_person())).status_code == 422
    assert browser.post(place, typed(mine, colleague), follow=True).status_code == 200
    assert colleague.role_assignments.get().role == Role.REPORTER


@pytest.mark.parametrize("rubbish", RUBBISH)
def test_rubbish_is_answered_not_crashed(browser, campaign, rubbish):
    person = a_person(Role.REPORTER, at=a_unit(campaign))
    place = url("hand_over", campaign, person.pk)
    fields = ("to", "assignments", "reason", "knowing", "close_after", "q", "for")

    assert browser.get(place, dict.fromkeys(fields, rubbish)).status_code == 200
    assert browser.post(place, dict.fromkeys(fields, rubbish)).status_code in (409, 422)
