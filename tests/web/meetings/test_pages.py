"""Meetings in the browser: who sees what, and what the pages let people do."""

from contextlib import ExitStack

import pytest
from django.test import Client
from django.urls import reverse

from gongjian.campaigns.rules import Role
from gongjian.documents.reading_back import text_of_pdf
from gongjian.meetings import actions
from gongjian.meetings.models import AgendaItem, Decision, Invitation, Meeting
from gongjian.meetings.rules import MeetingKind, MeetingState, Presence
from gongjian.sandbox import files
from gongjian.web.answers.saving import SAVED
from tests.meetings.world import (
    AT,
    a_called_meeting,
    a_decision,
    a_friday,
    a_running_meeting,
    a_special,
    an_open_decision,
    closed,
    issued,
)
from tests.world import a_campaign, a_clerk, a_person, a_project, a_unit, noon, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return a_campaign(stands_at=noon(9, 11))


def url(meeting, name="meeting", *args):
    return reverse(f"meetings:{name}", args=[meeting.campaign.slug, meeting.pk, *args])


def as_(role, campaign, *, at=None):
    return signed_in(Client(), a_person(role, at=at, campaign=campaign))


@pytest.fixture
def office(client, campaign):
    return signed_in(client, a_clerk(campaign))


def of_invited(meeting, role=Role.HEAD):
    return as_(role, meeting.campaign, at=meeting.invitations.first().organisation)


@pytest.mark.parametrize("role", [Role.LEADER, Role.SUPERVISOR, Role.CLERK])
def test_leaders_supervisors_and_the_office_see_every_meeting(campaign, role):
    meeting = a_special(campaign)

    assert as_(role, campaign).get(url(meeting)).status_code == 200


@pytest.mark.parametrize("role", [Role.HEAD, Role.REPORTER, Role.MEMBER, Role.OBSERVER])
def test_whoever_is_not_invited_learns_nothing(campaign, role):
    meeting = a_called_meeting(campaign)
    stranger = as_(role, campaign, at=a_unit(campaign).organisation)

    for name in ("meeting", "minutes", "present"):
        assert stranger.get(url(meeting, name)).status_code == 404
    assert meeting.title not in stranger.get(reverse("meetings:list", args=[campaign.slug])).text


def test_whoever_is_invited_sees_the_meeting_once_the_papers_are_out(campaign):
    meeting = a_special(campaign)
    unit = a_unit(campaign).organisation
    head, clerk = as_(Role.HEAD, campaign, at=unit), a_clerk(campaign)
    actions.add_agenda_item(meeting, title="用地报批", words="", unit=unit, by=clerk, at=AT)

    assert head.get(url(meeting)).status_code == 404
    meeting.refresh_from_db()
    meeting = actions.call_meeting(meeting, by=clerk, at=AT, seen=meeting.version)
    answer = head.get(url(meeting))

    assert "用地报批" in answer.text
    assert "Add a matter" not in answer.text
    assert head.get(url(meeting, "paper", "agenda", 1, "pack"))["Content-Type"] == "application/pdf"


def test_a_pack_that_nobody_is_free_to_bind_is_a_sentence_and_is_bound_the_next_time(campaign, monkeypatch):
    clerk, meeting = a_clerk(campaign), a_called_meeting(campaign)
    office = signed_in(Client(), clerk)
    pack = url(meeting, "paper", "agenda", 1, "pack")
    monkeypatch.setattr(files.LANE, "wait", 0.1)
    with ExitStack() as others:
        for _ in range(files.LANE.most):
            others.enter_context(files.LANE.turn(60))
        busy = office.get(pack)

    assert busy.status_code == 409
    assert "Many files are being read right now" in busy.text
    assert office.get(pack)["Content-Type"] == "application/pdf"


def test_minutes_are_read_by_the_invited_when_they_are_issued_and_not_before(campaign):
    meeting = a_running_meeting(campaign)
    head = of_invited(meeting)

    assert head.get(url(meeting, "minutes")).status_code == 404
    assert head.get(url(meeting, "run")).status_code == 403
    meeting = issued(meeting)
    assert "〔2026〕1号" in head.get(url(meeting, "minutes")).text
    pdf = head.get(url(meeting, "paper", "minutes", 1, "pdf")).content
    assert "示攻坚办纪要〔2026〕1号" in "".join(text_of_pdf(pdf)).replace(" ", "")


def test_nobody_else_runs_a_meeting(campaign):
    meeting = a_called_meeting(campaign)
    head = of_invited(meeting)

    for move in ("recall", "begin", "cancel"):
        assert head.post(url(meeting, "act", move), {"seen": meeting.version}).status_code == 403
    assert head.post(url(meeting, "prepare")).status_code in (403, 409)


def test_the_office_shapes_the_agenda_with_buttons(campaign, office):
    meeting = a_special(campaign)
    unit = a_unit(campaign, "县自然资源局")
    for title in ("甲", "乙"):
        office.post(url(meeting, "add_agenda_item"), {"title": title, "words": "", "unit": "自然资源"})
    second = AgendaItem.objects.get(title="乙")

    office.post(url(meeting, "handle_agenda_item", second.pk, "up"))
    office.post(
        url(meeting, "handle_agenda_item", second.pk, "postpone"),
        {"reason": "材料不全", "seen": second.version},
    )

    assert [(one.title, one.state) for one in AgendaItem.objects.order_by("position")] == [
        ("乙", "postponed"),
        ("甲", "listed"),
    ]
    assert Invitation.objects.get().organisation == unit.organisation
    assert "材料不全" in office.get(url(meeting)).text


def test_a_name_that_fits_nobody_or_several_is_explained(campaign, office):
    meeting = a_special(campaign)
    for name in ("溪口镇", "溪口林场"):
        a_unit(campaign, name)

    unknown = office.post(url(meeting, "add_agenda_item"), {"title": "甲", "unit": "天宫"})
    several = office.post(url(meeting, "add_agenda_item"), {"title": "甲", "unit": "溪口"})

    assert (unknown.status_code, several.status_code) == (422, 422)
    assert "was not found" in unknown.text
    assert "could be several" in several.text


def test_attendance_and_conclusions_are_kept_while_they_are_typed(campaign, office):
    meeting = a_running_meeting(campaign)
    agenda_item, line = meeting.agenda_items.first(), meeting.invitations.first()
    quietly = {"headers": {"Accept": SAVED}}

    kept = office.post(url(meeting, "conclude", agenda_item.pk), {"conclusion": "同意", "seen": 1}, **quietly)
    told = office.post(
        url(meeting, "attendance"), {f"presence-{line.pk}": "absent", "seen": f"{line.pk}:1"}, **quietly
    )

    assert kept.json()["version"] == "2"
    assert f"{line.pk}:2" in told.json()["version"]
    line.refresh_from_db()
    assert line.presence == Presence.ABSENT
    stale = office.post(url(meeting, "conclude", agenda_item.pk), {"conclusion": "否", "seen": 1}, **quietly)
    assert stale.status_code == 409
    assert "同意" in stale.json()["html"]


def test_a_decision_is_noted_without_leaving_the_page(campaign, office):
    meeting = a_running_meeting(campaign)
    agenda_item, unit = meeting.agenda_items.first(), a_unit(campaign, "县水利局")
    typed = {"words": "完成河道报批", "unit": "水利局", "due_on": "2026-09-25", "kind": "decision"}
    htmx = {"headers": {"HX-Request": "true"}}

    lacking = office.post(url(meeting, "decide", agenda_item.pk), typed | {"due_on": ""}, **htmx)
    noted = office.post(url(meeting, "decide", agenda_item.pk), typed, **htmx)

    assert (lacking.status_code, noted.status_code) == (422, 200)
    assert "完成河道报批" in lacking.text
    assert "<html" not in noted.text
    assert Decision.objects.get().unit == unit.organisation


def test_minutes_that_lack_something_say_where(campaign, office):
    meeting = a_running_meeting(campaign)

    answer = office.post(url(meeting, "close"), {"seen": meeting.version})

    assert answer.status_code == 422
    assert "Enter the conclusion on “Matter 1”" in answer.text


def test_a_decision_can_be_put_otherwise_and_taken_back(campaign, office):
    meeting = a_running_meeting(campaign)
    decision = a_decision(meeting)
    page = office.get(url(meeting, "change_decision", decision.pk))
    typed = {"words": "改为月底", "unit": str(decision.unit), "due_on": "2026-09-30", "kind": "decision"}

    office.post(url(meeting, "change_decision", decision.pk), typed | {"seen": decision.version})

    assert decision.words in page.text
    decision.refresh_from_db()
    assert decision.words == "改为月底"
    office.post(url(meeting, "drop_decision", decision.pk))
    assert not Decision.objects.exists()


def test_the_projector_shows_one_agenda_item_a_screen(campaign):
    meeting = a_called_meeting(campaign, agenda_items=2)
    head = of_invited(meeting)

    first, second = (head.get(url(meeting, "present_agenda_item", place)).text for place in (1, 2))

    assert "Matter 1" in first
    assert "Matter 2" not in first
    assert 'rel="next"' in first
    assert 'rel="next"' not in second
    assert head.get(url(meeting, "present_agenda_item", 3)).status_code == 404
    assert 'class="sidebar"' not in first


def test_a_unit_proposes_an_agenda_item_and_reads_what_became_of_it(campaign):
    meeting = a_friday(campaign, on=noon(9, 18).date(), at=noon(9, 11))
    unit = a_unit(campaign).organisation
    head, address = as_(Role.HEAD, campaign, at=unit), reverse("meetings:propose", args=[campaign.slug])

    head.post(address, {"title": "杆线迁改", "words": "请明确时限"})
    agenda_item = AgendaItem.objects.get()
    actions.drop_agenda_item(agenda_item, reason="已有专题会", by=a_clerk(campaign), at=noon(9, 11), seen=1)

    assert (agenda_item.meeting, agenda_item.unit) == (meeting, unit)
    assert "已有专题会" in head.get(address).text


def test_a_follow_up_is_reported_by_its_unit_and_confirmed_by_the_office(campaign, office):
    decision = an_open_decision(campaign)
    unit = as_(Role.REPORTER, campaign, at=decision.unit)
    address = reverse("meetings:follow_up_move", args=[campaign.slug, decision.number, "report"])

    bare = unit.post(address, {"words": "已完成", "seen": decision.version})
    unit.post(address, {"words": "已完成", "reference": "专题会议纪要", "seen": decision.version})
    decision.refresh_from_db()
    office.post(address.replace("report", "confirm"), {"seen": decision.version})

    assert bare.status_code == 422
    assert "已完成" in bare.text
    decision.refresh_from_db()
    assert decision.state == "done"


def test_follow_ups_of_others_are_not_seen(campaign):
    decision = an_open_decision(campaign)
    stranger = as_(Role.REPORTER, campaign, at=a_unit(campaign).organisation)

    answer = stranger.get(reverse("meetings:follow_up", args=[campaign.slug, decision.number]))

    assert answer.status_code == 404
    assert decision.words not in stranger.get(reverse("meetings:follow_ups", args=[campaign.slug])).text


def test_the_list_of_follow_ups_filters_in_its_address_and_goes_out_as_excel(campaign, office):
    decision = an_open_decision(campaign)
    address = reverse("meetings:follow_ups", args=[campaign.slug])

    assert decision.words in office.get(f"{address}?tab=open&unit={decision.unit_id}&sort=-due").text
    assert decision.words not in office.get(f"{address}?tab=done").text
    for rubbish in ("?tab=x", "?sort=x", "?unit=x", "?kind=x", "?meeting=²"):
        assert office.get(address + rubbish).status_code == 404
    sheet = office.get(reverse("meetings:follow_ups_sheet", args=[campaign.slug]) + "?tab=open")
    assert sheet.content.startswith(b"PK")


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_of_follow_ups_costs_the_same_for_few_and_many(
    campaign, office, size, django_assert_max_num_queries
):
    for place in range(size):
        an_open_decision(campaign, words=f"事项{place}")

    with django_assert_max_num_queries(24):
        office.get(reverse("meetings:follow_ups", args=[campaign.slug]))


def test_a_ceremony_is_arranged_in_the_browser(campaign, office):
    meeting = a_special(campaign, kind=MeetingKind.GROUNDBREAKING, title="第一批集中开工")
    project = a_project(campaign, unit=a_unit(campaign))
    office.post(url(meeting, "enter_project"), {"project": project.pk})
    entry = meeting.projects.get()

    refused = office.post(url(meeting, "put_on", entry.pk), {"seen": entry.version, "reason": ""})
    long = office.post(url(meeting, "add_point"), {"act": "speech", "title": "发言", "minutes": "9"})
    office.post(url(meeting, "put_on", entry.pk), {"seen": entry.version, "reason": "许可当周核发"})

    assert (refused.status_code, long.status_code) == (409, 409)
    assert "Not ready yet" in refused.text
    entry.refresh_from_db()
    assert entry.on_programme
    for which, form in (
        ("sign-in", "pdf"),
        ("seats", "docx"),
        ("invitations", "docx"),
        ("all", "xlsx"),
    ):
        assert office.get(url(meeting, "ceremony_list", which, form)).status_code == 200


def test_a_meeting_is_called_moved_and_cancelled_with_reasons(campaign, office):
    made = {"kind": "special", "title": "用地专题会", "held_on": "2026-09-14", "starts_at": "15:00"}
    office.post(reverse("meetings:make", args=[campaign.slug]), made)
    meeting = Meeting.objects.get()

    office.post(
        url(meeting, "move_day"),
        {"held_on": "2026-09-15", "reason": "与防汛会冲突", "seen": meeting.version},
    )
    assert "与防汛会冲突" in office.get(url(meeting)).text
    meeting.refresh_from_db()
    nameless = office.post(url(meeting, "act", "cancel"), {"reason": "", "seen": meeting.version})
    office.post(url(meeting, "act", "cancel"), {"reason": "并入例会", "seen": meeting.version})

    assert nameless.status_code == 422
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.CANCELLED


def test_the_director_opens_closed_minutes_with_a_reason(campaign):
    meeting = closed(a_running_meeting(campaign))
    director = as_(Role.DIRECTOR, campaign)

    answer = director.post(url(meeting, "act", "reopen"), {"reason": "错字", "seen": meeting.version})

    assert answer["Location"].endswith("/run/")
    assert "错字" in director.get(url(meeting, "run")).text


def test_a_review_has_a_roster_and_other_meetings_have_none(campaign, office):
    assert office.get(url(a_special(campaign), "roster")).status_code == 404
    review = a_special(campaign, kind=MeetingKind.REVIEW, title="点评会")
    assert "Nobody is proposed yet" in office.get(url(review, "roster")).text


def test_where_the_next_meeting_waits_for_something_that_is_the_first_button(office, campaign):
    a_friday(campaign)

    page = office.get(reverse("meetings:list", args=[campaign.slug])).text

    head = page.partition("page-actions")[2].partition("next-meeting")[0]
    assert reverse("meetings:make", args=[campaign.slug]) in head
    assert "btn-primary" not in head
