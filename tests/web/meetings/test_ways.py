"""The ways through a meeting that are taken less often: what lacks something, what does not exist, what is taken back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongjian.campaigns.rules import Role, Series
from gongjian.kernel.text import Text
from gongjian.meetings.models import AgendaItem, Invitation, Meeting
from gongjian.meetings.rules import MeetingKind, MeetingState, RosterRole, RosterState
from tests.meetings.world import (
    a_called_meeting,
    a_friday,
    a_running_meeting,
    a_special,
    an_open_decision,
    closed,
    issued,
    written,
)
from tests.reading.test_uploads import a_picture
from tests.world import a_campaign, a_clerk, a_period, a_person, a_unit, noon, signed_in

pytestmark = pytest.mark.django_db
BY_HAND = {"title": "专题会", "starts_at": "15:00", "place": "二楼", "chair": "", "recorder": ""}


@pytest.fixture
def campaign():
    return a_campaign(stands_at=noon(9, 11))


@pytest.fixture
def office(client, campaign):
    return signed_in(client, a_clerk(campaign))


def url(meeting, name="meeting", *args):
    return reverse(f"meetings:{name}", args=[meeting.campaign.slug, meeting.pk, *args])


def as_(role, campaign, *, at=None):
    return signed_in(Client(), a_person(role, at=at, campaign=campaign))


def test_the_list_is_of_one_kind_when_asked_and_of_no_kind_that_there_is_not(campaign, office):
    address, meeting = reverse("meetings:list", args=[campaign.slug]), a_special(campaign)

    assert meeting.title in office.get(f"{address}?kind=special").text
    assert office.get(f"{address}?kind=party").status_code == 404


@pytest.mark.parametrize("make", [a_friday, a_called_meeting, a_running_meeting])
def test_the_meeting_that_comes_next_or_runs_stands_on_top_with_its_next_step(campaign, office, make):
    meeting = make(campaign)

    answer = office.get(reverse("meetings:list", args=[campaign.slug]))

    assert answer.context["next"] == meeting


def test_a_moved_meeting_says_from_when_and_why(campaign, office):
    meeting = a_friday(campaign)
    office.post(
        url(meeting, "move_day"), {"held_on": "2026-09-14", "reason": "防汛", "seen": meeting.version}
    )

    answer = office.get(reverse("meetings:list", args=[campaign.slug]))

    assert "防汛" in answer.text
    assert "Moved from" in answer.text


def test_a_meeting_without_its_day_is_not_made(campaign, office):
    address = reverse("meetings:make", args=[campaign.slug])

    assert office.get(address).status_code == 200
    assert office.post(address, BY_HAND | {"kind": "special", "held_on": ""}).status_code == 422
    assert not Meeting.objects.exists()


def test_hour_and_place_are_arranged_until_the_meeting_begins(campaign, office):
    meeting = a_special(campaign)
    address = url(meeting, "arrange")

    assert "Room 2" in office.get(address).text
    assert office.post(address, BY_HAND | {"starts_at": "25:00", "seen": meeting.version}).status_code == 422
    office.post(address, BY_HAND | {"seen": meeting.version})
    meeting.refresh_from_db()
    assert (meeting.place, f"{meeting.starts_at:%H:%M}") == ("二楼", "15:00")
    running = a_running_meeting(campaign)
    assert office.get(url(running, "arrange")).status_code == 409


def test_another_day_needs_its_reason(campaign, office):
    meeting = a_special(campaign)
    typed = {"held_on": "2026-09-15", "reason": "", "seen": meeting.version}

    assert office.get(url(meeting, "move_day")).status_code == 200
    assert office.post(url(meeting, "move_day"), typed).status_code == 422


def test_each_step_can_be_asked_for_before_it_is_taken_and_there_are_no_others(campaign, office):
    meeting = a_called_meeting(campaign)

    assert office.get(url(meeting, "act", "recall")).status_code == 200
    assert office.post(url(meeting, "act", "applaud")).status_code == 404
    office.post(url(meeting, "act", "recall"), {"reason": "材料不全", "seen": meeting.version})
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.PLANNED


def test_a_meeting_goes_its_whole_way_in_the_browser(campaign, office):
    meeting, director = a_called_meeting(campaign), as_(Role.DIRECTOR, campaign)
    answers = [office.post(url(meeting, "act", "begin"), {"seen": meeting.version})]
    meeting = written(Meeting.objects.get(pk=meeting.pk))
    answers.append(office.post(url(meeting, "close"), {"seen": meeting.version}))
    for who, move in ((director, "approve"), (office, "issue")):
        seen = Meeting.objects.get(pk=meeting.pk).version
        answers.append(who.post(url(meeting, "act", move), {"seen": seen}))

    assert [answer.status_code for answer in answers] == [302] * 4
    assert answers[0]["Location"].endswith("/run/")
    assert Meeting.objects.get(pk=meeting.pk).state == MeetingState.ISSUED
    assert "Issued: " in office.get(url(meeting)).text


def test_agenda_items_are_taken_on_and_dropped_and_know_no_other_move(campaign, office):
    meeting = a_friday(campaign, on=noon(9, 18).date(), at=noon(9, 11))
    unit = a_unit(campaign).organisation
    as_(Role.HEAD, campaign, at=unit).post(
        reverse("meetings:propose", args=[campaign.slug]), {"title": "杆线迁改", "words": "请明确时限"}
    )
    agenda_item = AgendaItem.objects.get()

    assert office.post(url(meeting, "handle_agenda_item", agenda_item.pk, "shout")).status_code == 404
    office.post(url(meeting, "handle_agenda_item", agenda_item.pk, "take_on"), {"seen": agenda_item.version})
    agenda_item.refresh_from_db()
    assert agenda_item.state == "listed"
    office.post(
        url(meeting, "handle_agenda_item", agenda_item.pk, "drop"),
        {"reason": "已解决", "seen": agenda_item.version},
    )
    agenda_item.refresh_from_db()
    assert agenda_item.state == "dropped"


def test_who_proposes_for_several_units_says_for_which(campaign):
    a_friday(campaign, on=noon(9, 18).date(), at=noon(9, 11))
    first, second = (a_unit(campaign, name).organisation for name in ("县水利局", "县交通局"))
    head = as_(Role.HEAD, campaign, at=first)
    person = head.session["_auth_user_id"]
    campaign.role_assignments.create(
        person_id=person, organisation=second, role=Role.HEAD, given_at=noon(8, 25)
    )
    address = reverse("meetings:propose", args=[campaign.slug])

    assert head.post(address, {"title": "甲", "words": "乙"}).status_code == 422
    head.post(address, {"title": "甲", "words": "乙", "unit": "县交通局"})
    assert AgendaItem.objects.get().unit == second


def test_the_agenda_is_brought_up_to_date_on_demand(campaign, office):
    meeting = a_friday(campaign)

    assert office.post(url(meeting, "prepare"))["Location"] == url(meeting)


def test_invitations_come_and_go(campaign, office):
    meeting, unit = a_special(campaign), a_unit(campaign, "县水利局")
    unknown = office.post(url(meeting, "invite"), {"organisations": "天宫", "attending": "attends"})
    office.post(url(meeting, "invite"), {"organisations": "水利局", "attending": "attends"})

    assert unknown.status_code == 422
    assert Invitation.objects.get().organisation == unit.organisation
    office.post(url(meeting, "uninvite", Invitation.objects.get().pk))
    assert not Invitation.objects.exists()


def test_a_paper_goes_along_until_it_is_taken_away(campaign, office):
    meeting = a_special(campaign)
    wrong = office.post(url(meeting, "attach"), {"file": SimpleUploadedFile("a.exe", b"MZ\x90")})
    office.post(
        url(meeting, "attach"), {"file": SimpleUploadedFile("图.jpg", a_picture()), "title": "红线图"}
    )
    paper = meeting.attachments.get()

    assert wrong.status_code == 422
    assert office.get(url(meeting, "attachment", paper.pk))["Content-Type"] == "image/jpeg"
    office.post(url(meeting, "detach", paper.pk))
    assert office.get(url(meeting, "attachment", paper.pk)).status_code == 404


@pytest.mark.parametrize(("kind", "form", "status"), [("agenda", "pdf", 200), ("minutes", "docx", 200), ("agenda", "exe", 404), ("menu", "pdf", 404)])  # fmt: skip
def test_drafts_are_for_the_office_and_of_papers_that_there_are(campaign, office, kind, form, status):
    meeting = a_called_meeting(campaign)
    address = url(meeting, "draft", kind, form)

    assert office.get(address).status_code == status
    assert as_(Role.SUPERVISOR, campaign).get(address).status_code == 404


def test_a_paper_in_a_form_that_there_is_not_is_not_found(campaign, office):
    meeting = issued(a_running_meeting(campaign))

    assert office.get(url(meeting, "paper", "minutes", 1, "docx")).status_code == 200
    for words in (("minutes", 1, "pack"), ("minutes", 1, "exe"), ("minutes", 9, "pdf")):
        assert office.get(url(meeting, "paper", *words)).status_code == 404


def test_a_planned_meeting_is_on_the_projector_of_the_office_only(campaign, office):
    meeting = a_special(campaign)

    assert office.get(url(meeting, "present")).status_code == 200
    assert as_(Role.SUPERVISOR, campaign).get(url(meeting, "present")).status_code == 404


def test_without_scripts_the_buttons_of_the_minutes_lead_back_to_their_place(campaign, office):
    meeting = a_running_meeting(campaign)
    agenda_item, line = meeting.agenda_items.first(), meeting.invitations.first()
    decided = {"words": "报批", "unit": str(line.organisation), "due_on": "2026-09-25", "kind": "decision"}

    told = office.post(url(meeting, "attendance"), {f"presence-{line.pk}": "absent", "seen": f"{line.pk}:1"})
    stale = office.post(
        url(meeting, "attendance"), {f"presence-{line.pk}": "present", "seen": f"{line.pk}:1"}
    )
    nothing = office.post(url(meeting, "attendance"), {})
    said = office.post(
        url(meeting, "conclude", agenda_item.pk), {"conclusion": "同意", "seen": agenda_item.version}
    )
    late = office.post(
        url(meeting, "conclude", agenda_item.pk), {"conclusion": "否", "seen": agenda_item.version}
    )
    lacking = office.post(url(meeting, "decide", agenda_item.pk), decided | {"due_on": ""})
    noted = office.post(url(meeting, "decide", agenda_item.pk), decided)

    assert {one["Location"].partition("#")[2] for one in (told, nothing)} == {"attendance"}
    assert {one["Location"].partition("#")[2] for one in (said, noted)} == {f"agenda-item-{agenda_item.pk}"}
    assert [one.status_code for one in (stale, late, lacking)] == [409, 409, 422]
    assert office.post(url(meeting, "all_present"))["Location"].endswith("#attendance")


def test_a_decision_that_is_put_otherwise_keeps_a_day(campaign, office):
    decision = an_open_decision(campaign)
    assert office.get(url(decision.meeting, "change_decision", decision.pk)).status_code == 409
    running = a_running_meeting(campaign)
    agenda_item, unit = running.agenda_items.first(), running.invitations.first().organisation
    typed = {"words": "报批", "unit": str(unit), "due_on": "2026-09-25", "kind": "decision"}
    office.post(url(running, "decide", agenda_item.pk), typed)
    noted = agenda_item.decisions.get()

    answer = office.post(
        url(running, "change_decision", noted.pk), typed | {"due_on": "", "seen": noted.version}
    )

    assert answer.status_code == 422


def test_a_follow_up_comes_back_gets_longer_and_is_revoked(campaign, office):
    decision = an_open_decision(campaign)
    unit = as_(Role.REPORTER, campaign, at=decision.unit)

    def move(who, name, **typed):
        decision.refresh_from_db()
        address = reverse("meetings:follow_up_move", args=[campaign.slug, decision.number, name])
        return who.post(address, typed | {"seen": decision.version}).status_code

    photo = SimpleUploadedFile("现场.jpg", a_picture())
    assert move(unit, "report", words="已完成", file=photo) == 302
    evidence = reverse("meetings:follow_up_evidence", args=[campaign.slug, decision.number, 1])
    assert office.get(evidence)["Content-Type"] == "image/jpeg"
    assert move(office, "send_back", reason="") == 422
    assert move(office, "send_back", reason="缺附件") == 302
    assert move(office, "extend", reason="汛期", due_on="2026-10-09") == 302
    assert move(unit, "revoke", reason="x") == 403
    assert move(office, "applaud") == 404
    assert move(office, "revoke", reason="并入") == 302
    decision.refresh_from_db()
    assert decision.state == "revoked"
    assert "汛期" in office.get(reverse("meetings:follow_up", args=[campaign.slug, decision.number])).text


def a_line(review, name):
    unit, place = a_unit(review.campaign, name).organisation, review.roster.count() + 1
    period = review.campaign.periods.first() or a_period(review.campaign)
    said = {"role": RosterRole.PRESENTS, "series": Series.DEPARTMENTS, "reason": Text("best of its series")}
    return review.roster.create(campaign=review.campaign, unit=unit, period=period, place=place, **said)


def test_the_roster_is_confirmed_waived_with_a_reason_or_confirmed_at_once(campaign, office):
    review = a_special(campaign, kind=MeetingKind.REVIEW, title="点评会")
    first, second, third = (a_line(review, name) for name in ("甲局", "乙局", "丙局"))

    office.post(url(review, "decide_line", first.pk, "confirm"), {"seen": first.version})
    office.post(
        url(review, "decide_line", second.pk, "waive"), {"reason": "书面说明", "seen": second.version}
    )
    assert office.post(url(review, "decide_line", third.pk, "sing")).status_code == 404
    assert "丙局" in office.get(url(review, "roster")).text
    office.post(url(review, "confirm_all"))

    states = {one.unit.name: one.state for one in review.roster.all()}
    assert states == {
        "甲局": RosterState.CONFIRMED,
        "乙局": RosterState.WAIVED,
        "丙局": RosterState.CONFIRMED,
    }


def test_closed_minutes_are_read_by_the_supervisors_before_they_are_issued(campaign):
    meeting = closed(a_running_meeting(campaign))

    assert as_(Role.SUPERVISOR, campaign).get(url(meeting, "minutes")).status_code == 200
