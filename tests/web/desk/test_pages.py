import pytest
from django.test import Client

from gongjian.bulletins.rules import BulletinKind
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.rules import Role
from gongjian.ledger.queries.remembering import MEMORIES
from gongjian.reporting.actions import send_back
from gongjian.reporting.models import Report
from gongjian.reporting.rules import State
from gongjian.worklist.actions.changes import agree_to_change, refuse_change
from tests.world import (
    AFTER_CUT_OFF,
    NOON,
    a_campaign,
    a_change,
    a_clerk,
    a_confirmed_report,
    a_draft,
    a_person,
    a_project,
    a_received_report,
    a_report,
    a_submitted_report,
    a_unit,
    a_writer,
    an_item,
    issued,
    noon,
    signed_in,
)

pytestmark = pytest.mark.django_db


def desk(person, campaign):
    return signed_in(Client(), person).get(f"/c/{campaign.slug}/desk/")


def piles(person, campaign):
    context = desk(person, campaign).context
    bundles = [one for stretch in context["agenda"].stretches for one in stretch.bundles]
    lying = [one for bundle in (*bundles, *context["answers"].bundles) for one in bundle.things]
    return {
        pile: [str(one.title) for one in lying if one.pile == pile]
        for pile in ("owed", "sent_back", "decision", "answer")
    }


def after_the_cut_off(campaign):
    campaign.clock.at = campaign.clock.set_at = AFTER_CUT_OFF
    campaign.clock.save()


def test_a_reporter_owes_the_open_report():
    report = a_report()

    assert piles(a_writer(report), report.campaign) == {
        "owed": ["Fill in the half-monthly report"],
        "sent_back": [],
        "decision": [],
        "answer": [],
    }


def test_a_head_finds_what_waits_for_the_heads_word():
    report = a_submitted_report()

    assert piles(a_writer(report, Role.HEAD), report.campaign)["decision"] == ["Sign off the report"]
    assert piles(a_writer(report), report.campaign)["decision"] == []


def test_the_office_finds_what_came_in():
    report = a_confirmed_report()

    assert piles(a_clerk(report.campaign), report.campaign)["decision"] == [
        "Receive the report or send it back"
    ]


def test_what_came_back_lies_on_top_with_its_reason():
    report = a_confirmed_report()
    send_back(report, reason="no bills", by=a_clerk(report.campaign), at=NOON)

    assert Report.objects.get().state == State.SENT_BACK
    assert piles(a_writer(report), report.campaign)["sent_back"] == ["Correct the report: no bills"]


def test_bulletins_wait_for_those_who_draft_approve_issue_and_acknowledge():
    report = a_received_report()
    campaign = report.campaign
    after_the_cut_off(campaign)
    clerk, director = a_clerk(campaign), a_person(Role.DIRECTOR, campaign=campaign)
    supervisor = a_person(Role.SUPERVISOR, campaign=campaign)

    drafting = [piles(person, campaign)["owed"] for person in (clerk, supervisor)]
    bulletin = a_draft(report.period, by=clerk)
    proposing = piles(clerk, campaign)["decision"]
    browser = signed_in(Client(), clerk)
    browser.post(f"/c/{campaign.slug}/bulletins/{bulletin.pk}/propose/", {"seen": "1"})
    approving = [piles(person, campaign)["decision"] for person in (clerk, director)]
    issued(a_draft(report.period, BulletinKind.RANKING))

    assert drafting == [["Draft the bulletin of progress"], ["Draft the ranking bulletin"]]
    assert proposing == ["Submit the bulletin of progress for approval"]
    assert approving == [[], ["Approve the bulletin of progress"]]
    assert piles(a_writer(report), campaign)["owed"] == ["Acknowledge the ranking bulletin no. 1"]


@pytest.mark.parametrize("role", list(Role))
def test_everybody_with_a_role_has_a_desk(role):
    report = a_report()

    assert desk(a_person(role, campaign=report.campaign), report.campaign).status_code == 200


@pytest.mark.parametrize("role", list(Role))
def test_everybody_hears_on_the_desk_that_the_campaign_is_only_being_prepared(role):
    campaign = a_report().campaign
    person = a_person(role, campaign=campaign)
    told = [desk(person, campaign).content.decode()]

    Campaign.objects.filter(pk=campaign.pk).update(life="running", began_at=noon(8, 25))
    MEMORIES.clear()
    told.append(desk(person, campaign).content.decode())

    assert ["is being prepared" in page for page in told] == [True, False]


def test_who_has_no_role_has_no_desk():
    campaign = a_campaign()

    assert desk(a_person(), campaign).status_code == 404
    assert Client().get(f"/c/{campaign.slug}/desk/").status_code == 302


def test_who_has_one_campaign_goes_straight_to_its_desk_and_others_choose():
    campaign = a_campaign()
    person = a_clerk(campaign)

    one = signed_in(Client(), person).get("/")
    none = signed_in(Client(), a_person()).get("/")

    assert (one.status_code, one["Location"]) == (302, f"/c/{campaign.slug}/desk/")
    assert (none.status_code, none["Location"]) == (302, "/campaigns/")


def test_a_unit_hears_of_an_issue_and_not_of_how_it_came_about():
    report = a_received_report()
    issued(a_draft(report.period))
    after_the_cut_off(report.campaign)

    told = [str(entry["text"]) for entry in desk(a_writer(report), report.campaign).context["changed"]]

    assert "issued no. 1" in told
    assert "approved the bulletin" not in told


def test_many_things_of_a_sort_lie_in_one_bundle_and_the_rest_one_page_further():
    campaign = a_campaign()
    clerk, unit = a_clerk(campaign), a_unit(campaign)
    period = a_confirmed_report(unit=unit).period
    report = Report.objects.get()
    for _ in range(19):
        twin = a_unit(campaign)
        Report.objects.create(campaign=campaign, period=period, unit=twin.organisation, state=report.state)

    page = desk(clerk, campaign)
    bundles = [one for stretch in page.context["agenda"].stretches for one in stretch.bundles]
    (found,) = [one for one in bundles if one.first.pile == "decision"]

    assert (found.count, len(found.things), found.more, found.is_tied) == (20, 12, 8, True)
    assert "and 8 more" in page.text
    whole = signed_in(Client(), clerk).get(f"/c/{campaign.slug}/desk/decision/")
    assert len(whole.context["page"]) == 20
    assert signed_in(Client(), clerk).get(f"/c/{campaign.slug}/desk/other/").status_code == 404


def test_a_leading_official_sees_the_own_projects_what_is_stuck_and_nothing_else():
    campaign = a_campaign()
    leader = a_person(Role.LEADER, campaign=campaign)
    mine, other = a_project(campaign, leader=leader), a_project(campaign)
    an_item(project=mine)

    page = desk(leader, campaign)

    assert [one.project for one in page.context["led"]] == [mine]
    assert other.name not in page.text
    assert "Recent changes" not in page.text
    assert "None of my 1 projects is seriously behind" in page.text


def stands_on(campaign, at):
    campaign.clock.at = campaign.clock.set_at = at
    campaign.clock.save()
    MEMORIES.clear()  # the verb that moves it would have left an entry


def test_a_campaign_that_is_over_says_since_when_and_leads_to_its_close():
    campaign = a_campaign()
    clerk, reporter = a_clerk(campaign), a_writer(a_report(campaign=campaign))
    assert "The campaign ended" not in desk(clerk, campaign).content.decode()

    stands_on(campaign, noon(12, 15))

    assert "5 days ago" in desk(reporter, campaign).content.decode()
    assert f"/c/{campaign.slug}/life/" not in desk(reporter, campaign).content.decode()
    assert "Close the campaign" in desk(clerk, campaign).content.decode()


def test_what_is_due_today_says_so_and_is_not_late():
    report = a_report()
    stands_on(report.campaign, noon(9, 11))

    html = desk(a_writer(report), report.campaign).content.decode()
    assert "due today" in html
    assert "overdue" not in html


def test_what_others_are_late_with_lies_on_the_desk_of_the_office_with_their_names():
    report = a_report()
    reporter, clerk = a_writer(report), a_clerk(report.campaign)
    stands_on(report.campaign, noon(9, 14))

    html = desk(clerk, report.campaign).content.decode()
    assert "Overdue elsewhere" in html
    assert f"assigned to {reporter}" in " ".join(html.split())


def test_what_fell_to_the_office_says_why():
    report = a_submitted_report(a_report())
    clerk = a_clerk(report.campaign)

    html = desk(clerk, report.campaign).content.decode()
    assert f"Give somebody a seat: head of unit at {report.unit}" in html


def test_answers_lie_on_the_desk_until_they_are_noted():
    unit = a_unit(a_campaign())
    change = a_change(unit)
    change = agree_to_change(change, by=a_person(Role.HEAD, at=unit), at=NOON, seen=change.version)
    refuse_change(change, reason="佐证不足", by=a_clerk(unit.campaign), at=NOON, seen=change.version)
    asker, campaign = change.asked_by, unit.campaign
    assert piles(asker, campaign)["answer"] == ["The change is refused"]

    answered = signed_in(Client(), asker).post(f"/c/{campaign.slug}/notices/read/", {"only": "answers"})

    assert answered.url == f"/c/{campaign.slug}/desk/"
    assert piles(asker, campaign)["answer"] == []


def test_the_pile_of_what_others_are_late_with_is_a_page_of_its_own():
    report = a_report()
    reporter, clerk = a_writer(report), a_clerk(report.campaign)
    stands_on(report.campaign, noon(9, 14))

    found = signed_in(Client(), clerk).get(f"/c/{report.campaign.slug}/desk/overdue/").content.decode()
    assert str(reporter) in found
