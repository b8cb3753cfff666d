"""Meetings follow their duties, and their agendas follow the data."""

from datetime import date, time

import pytest

from gongjian.bulletins.rules import BulletinKind as Paper
from gongjian.campaigns.actions import cancel_obligation, move_obligation
from gongjian.campaigns.models import Obligation
from gongjian.campaigns.rules import ObligationKind, Role
from gongjian.kernel.calendar import Roll
from gongjian.kernel.verdict import NotAllowed, Outdated, Refused
from gongjian.meetings import actions
from gongjian.meetings.actions import Arrangement
from gongjian.meetings.models import AgendaItem, Meeting
from gongjian.meetings.queries import facts_for_agenda, meetings_of, next_to_propose_to
from gongjian.meetings.rules import (
    AgendaItemKind,
    AgendaItemState,
    Attending,
    MeetingKind,
    MeetingState,
    RosterRole,
    RosterState,
)
from gongjian.notices.models import Delivery, Notice
from gongjian.reporting.actions import confirm, submit
from tests.meetings.world import (
    AT,
    FRIDAY,
    a_called_meeting,
    a_decision,
    a_friday,
    a_special,
    an_open_decision,
)
from tests.world import (
    AFTER_CUT_OFF,
    NOON,
    a_campaign,
    a_clerk,
    a_draft,
    a_duty,
    a_period,
    a_person,
    a_scan,
    a_unit,
    a_writer,
    an_item,
    filled,
    issued,
    noon,
)

pytestmark = pytest.mark.django_db


def test_duties_that_call_for_a_meeting_get_one_and_asking_again_changes_nothing():
    campaign = a_campaign(with_rhythm=True)

    planned = actions.plan_meetings(campaign, at=noon(8, 31))

    assert {one.kind for one in planned} == set(MeetingKind) - {MeetingKind.SPECIAL}
    assert actions.plan_meetings(campaign, at=noon(8, 31)) == []
    third = Meeting.objects.get(obligation__nominal_on=date(2026, 10, 2))
    assert (third.held_on, third.was_moved_from()) == (date(2026, 9, 30), date(2026, 10, 2))


def test_moving_a_meeting_moves_its_duty_and_tells_those_invited():
    campaign = a_campaign()
    meeting = a_called_meeting(campaign, meeting=a_friday(campaign))
    head = a_person(Role.HEAD, at=meeting.invitations.first().organisation, campaign=campaign)
    clerk = a_clerk(campaign)

    meeting = actions.move_meeting(
        meeting, held_on=date(2026, 9, 14), reason="防汛会商", by=clerk, at=AT, seen=meeting.version
    )

    assert Obligation.objects.get(meeting=meeting).due_on == date(2026, 9, 14)
    assert (meeting.moved_from, meeting.moved_because) == (FRIDAY, "防汛会商")
    assert "防汛会商" in str(Notice.objects.get(person=head, key__contains="moved").lines)


def test_only_the_office_moves_a_meeting_whether_a_duty_stands_behind_it_or_not():
    campaign = a_campaign()
    for meeting in (a_friday(campaign), a_special(campaign)):
        with pytest.raises(NotAllowed):
            actions.move_meeting(
                meeting, held_on=date(2026, 9, 14), reason="", by=a_person(), at=AT, seen=meeting.version
            )


def test_who_wants_e_mail_hears_of_a_move_at_night_in_the_next_morning(settings):
    settings.EMAIL_HOST = "mail.example"
    campaign = a_campaign()
    meeting = a_called_meeting(campaign, meeting=a_friday(campaign))
    head = a_person(Role.HEAD, at=meeting.invitations.first().organisation, campaign=campaign)
    head.email = "head@example.org"
    head.save()
    late = AT.replace(hour=22)

    actions.move_meeting(
        meeting,
        held_on=date(2026, 9, 14),
        reason="防汛会商",
        by=a_clerk(campaign),
        at=late,
        seen=meeting.version,
    )

    goes_out = Delivery.objects.get(notice__person=head, notice__key__contains="moved").next_at
    assert (goes_out > late, goes_out.astimezone(campaign.zone).hour) == (True, 8)


def test_a_meeting_follows_its_duty_when_that_is_moved_or_cancelled():
    meeting = a_friday()
    clerk = a_clerk(meeting.campaign)
    duty = move_obligation(
        meeting.obligation, due_on=date(2026, 9, 10), cut_off_on=None, roll=Roll.KEEP, note="调休", by=clerk, at=AT,
        seen=meeting.obligation.version,
    )  # fmt: skip

    actions.plan_meetings(meeting.campaign, at=AT)
    meeting.refresh_from_db()
    assert (meeting.held_on, meeting.moved_because) == (date(2026, 9, 10), "调休")

    cancel_obligation(duty, note="并入专题会", by=clerk, at=AT)
    actions.plan_meetings(meeting.campaign, at=AT)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.cancelled_because) == (MeetingState.CANCELLED, "并入专题会")


def test_nobody_arranges_over_what_somebody_else_has_changed():
    meeting = a_special()

    with pytest.raises(Outdated):
        actions.arrange_meeting(
            meeting, Arrangement(title="x", starts_at=time(10)), by=a_clerk(meeting.campaign), at=AT, seen=0
        )


def test_the_agenda_is_put_together_three_working_days_before():
    campaign = a_campaign()
    a_friday(campaign)

    assert actions.prepare_agendas(campaign, at=noon(9, 7)) == []
    assert len(actions.prepare_agendas(campaign, at=noon(9, 8))) == 1
    assert actions.prepare_agendas(campaign, at=noon(9, 9)) == []


@pytest.fixture
def campaign():
    """A unit lags behind at the cut-off, another one is on schedule."""
    campaign = a_campaign()
    behind, fine = a_unit(campaign, "Behind"), a_unit(campaign, "Fine")
    an_item(unit=behind)
    an_item(unit=fine)
    period = a_period(campaign)
    for report in period.reports.select_related("unit"):
        reporter, lags = a_writer(report), report.unit.name == "Behind"
        typed = {"cause": "征地滞后", "next_step": "驻点攻坚"} if lags else {}
        report = submit(filled(report, 0 if lags else 50, by=reporter, **typed), by=reporter, at=NOON)
        confirm(report, by=a_writer(report, Role.HEAD), at=NOON)
    return campaign


def prepared(campaign, *, on=date(2026, 9, 18), at=AFTER_CUT_OFF):
    meeting = a_friday(campaign, on=on, at=at)
    actions.prepare(meeting, by=None, at=at)
    return Meeting.objects.get(pk=meeting.pk)


def test_what_became_red_comes_on_the_agenda_by_unit_and_its_unit_is_invited(campaign):
    meeting = prepared(campaign)

    agenda_item = meeting.agenda_items.get()
    assert (agenda_item.kind, agenda_item.unit.name, agenda_item.rows.count()) == (
        AgendaItemKind.FALLEN,
        "Behind",
        1,
    )
    assert [str(one) for one in meeting.invitations.all()] == ["Behind"]


def test_what_was_red_at_the_last_meeting_is_not_called_again(campaign):
    clerk, first = a_clerk(campaign), prepared(campaign, on=date(2026, 9, 16))
    first = actions.call_meeting(first, by=clerk, at=AFTER_CUT_OFF, seen=first.version)
    actions.begin_meeting(first, by=clerk, at=AFTER_CUT_OFF, seen=first.version)

    assert not prepared(campaign, on=date(2026, 9, 23), at=noon(9, 18)).agenda_items.exists()


def test_decisions_still_open_come_first(campaign):
    an_open_decision(campaign)

    assert [one.kind for one in prepared(campaign).agenda_items.all()] == [
        AgendaItemKind.FOLLOW_UP,
        AgendaItemKind.FALLEN,
    ]


def test_what_the_office_dropped_is_not_put_back_by_the_data(campaign):
    meeting, clerk = prepared(campaign), a_clerk(campaign)
    agenda_item = meeting.agenda_items.get()
    actions.drop_agenda_item(
        agenda_item, reason="已有专题会", by=clerk, at=AFTER_CUT_OFF, seen=agenda_item.version
    )

    actions.prepare(meeting, by=clerk, at=AFTER_CUT_OFF)

    assert [(one.state, one.because) for one in meeting.agenda_items.all()] == [
        (AgendaItemState.DROPPED, "已有专题会")
    ]


def test_what_is_postponed_stands_on_the_next_agenda_with_what_it_was_about(campaign):
    meeting, clerk = prepared(campaign), a_clerk(campaign)
    agenda_item = meeting.agenda_items.get()
    actions.postpone_agenda_item(
        agenda_item, reason="时间不够", by=clerk, at=AFTER_CUT_OFF, seen=agenda_item.version
    )

    later = prepared(campaign, on=date(2026, 9, 24), at=noon(9, 22))

    carried = later.agenda_items.get(carried_from=agenda_item)
    assert (carried.unit, carried.rows.count()) == (agenda_item.unit, 1)


def test_the_newest_issued_bulletins_go_along(campaign):
    issued(a_draft(campaign.periods.get()))

    assert [one.bulletin.kind for one in prepared(campaign).attachments.all()] == [Paper.PROGRESS]


def test_a_unit_proposes_an_agenda_item_until_the_papers_go_out():
    meeting = a_friday()
    unit = a_unit(meeting.campaign).organisation
    head = a_person(Role.HEAD, at=unit, campaign=meeting.campaign)
    said = {"title": "杆线迁改", "words": "请会议明确时限", "unit": unit, "by": head}

    agenda_item = actions.propose_agenda_item(meeting, **said, at=noon(9, 9))

    assert agenda_item.state == AgendaItemState.PROPOSED
    assert next_to_propose_to(meeting.campaign, today=date(2026, 9, 9)) == meeting
    with pytest.raises(Refused, match="until 9 Sep 2026"):
        actions.propose_agenda_item(meeting, **said, at=noon(9, 10))
    with pytest.raises(NotAllowed):
        actions.propose_agenda_item(
            meeting, **(said | {"unit": a_unit(meeting.campaign).organisation}), at=noon(9, 9)
        )


def test_nothing_is_proposed_by_who_answers_for_no_unit_or_after_the_papers_have_gone_out():
    meeting = a_friday()
    unit = a_unit(meeting.campaign).organisation
    said = {"title": "杆线迁改", "words": "请会议明确时限", "unit": unit, "at": noon(9, 9)}

    with pytest.raises(NotAllowed, match="Only units and groups"):
        actions.propose_agenda_item(meeting, **said, by=a_person(Role.SUPERVISOR, campaign=meeting.campaign))
    meeting = a_called_meeting(meeting.campaign, meeting=meeting)
    with pytest.raises(Refused):
        actions.propose_agenda_item(
            meeting, **said, by=a_person(Role.HEAD, at=unit, campaign=meeting.campaign)
        )


def test_taking_an_agenda_item_on_invites_its_unit():
    meeting = a_friday()
    unit = a_unit(meeting.campaign).organisation
    head, clerk = a_person(Role.HEAD, at=unit, campaign=meeting.campaign), a_clerk(meeting.campaign)
    agenda_item = actions.propose_agenda_item(
        meeting, title="杆线", words="请明确", unit=unit, by=head, at=noon(9, 8)
    )

    actions.take_on(agenda_item, by=clerk, at=noon(9, 8), seen=agenda_item.version)

    assert meeting.invitations.get().organisation == unit


def test_the_office_puts_the_agenda_in_another_order():
    meeting = a_special()
    clerk = a_clerk(meeting.campaign)
    first, second = (
        actions.add_agenda_item(meeting, title=title, words="", unit=None, by=clerk, at=AT) for title in "AB"
    )

    actions.move_agenda_item(second, places=-1, by=clerk, at=AT)

    assert [one.pk for one in meeting.agenda_items.all()] == [second.pk, first.pk]


def test_papers_that_went_out_do_not_change_until_they_are_taken_back():
    meeting = a_called_meeting()
    clerk = a_clerk(meeting.campaign)

    with pytest.raises(Refused, match="Withdraw them"):
        actions.add_agenda_item(meeting, title="More", words="", unit=None, by=clerk, at=AT)
    meeting = actions.recall_papers(meeting, reason="议题有变", by=clerk, at=AT, seen=meeting.version)
    actions.add_agenda_item(meeting, title="More", words="", unit=None, by=clerk, at=AT)
    actions.attach_paper(meeting, a_scan("plan.jpg"), title="Sketch", by=clerk, at=AT)
    meeting.refresh_from_db()
    meeting = actions.call_meeting(meeting, by=clerk, at=AT, seen=meeting.version)

    assert [paper.edition for paper in meeting.papers.all()] == [1, 2]
    assert "More" in str(meeting.papers.last().content)
    assert "More" not in str(meeting.papers.first().content)


def test_nobody_is_called_to_a_meeting_about_nothing():
    meeting = a_special()
    clerk, unit = a_clerk(meeting.campaign), a_unit(meeting.campaign).organisation

    with pytest.raises(Refused, match="Nobody is invited"):
        actions.call_meeting(meeting, by=clerk, at=AT, seen=meeting.version)
    actions.invite(meeting, [unit], attending=Attending.ATTENDS, by=clerk, at=AT)
    with pytest.raises(Refused, match="nothing on the agenda"):
        actions.call_meeting(meeting, by=clerk, at=AT, seen=meeting.version)


def test_all_papers_of_a_meeting_in_one_file():
    meeting = a_called_meeting()

    kept = actions.keep_paper(meeting.papers.get(), "pack", at=AT)

    assert kept.size > 1000
    assert actions.keep_paper(meeting.papers.get(), "pack", at=noon(9, 20)).sha256 == kept.sha256


def test_people_find_the_meetings_that_they_are_invited_to():
    meeting = a_called_meeting()
    head = a_person(Role.HEAD, at=meeting.invitations.first().organisation, campaign=meeting.campaign)
    stranger = a_person(Role.HEAD, at=a_unit(meeting.campaign).organisation, campaign=meeting.campaign)

    found = meetings_of(meeting.campaign, head)

    assert [one.starts.isoformat() for one in found] == ["2026-09-11T09:00:00+08:00"]
    assert not meetings_of(meeting.campaign, stranger).exists()


@pytest.fixture
def review(campaign):
    """Two units in a published ranking; the second one is far behind."""
    issued(a_draft(campaign.periods.get(), Paper.RANKING))
    a_duty(campaign, date(2026, 10, 8), kind=ObligationKind.REVIEW)
    actions.plan_meetings(campaign, at=noon(9, 28))
    meeting = Meeting.objects.get(kind=MeetingKind.REVIEW)
    actions.prepare(meeting, by=None, at=noon(9, 28))
    return Meeting.objects.get(pk=meeting.pk)


def test_the_roster_follows_from_what_was_published(review):
    assert [(one.unit.name, one.role) for one in review.roster.all()] == [
        ("Fine", RosterRole.PRESENTS),
        ("Behind", RosterRole.ACCOUNTS),
    ]


def test_who_is_confirmed_speaks_and_who_is_waived_does_not(review):
    clerk, (first, last) = a_clerk(review.campaign), review.roster.all()

    actions.confirm_line(first, by=clerk, at=noon(9, 28), seen=first.version)
    with pytest.raises(Refused, match=r"Give (a|the) reason"):
        actions.waive_line(last, reason="", by=clerk, at=noon(9, 28), seen=last.version)
    actions.waive_line(last, reason="书面说明", by=clerk, at=noon(9, 28), seen=last.version)

    assert [one.unit.name for one in review.agenda_items.filter(kind=AgendaItemKind.ROSTER)] == ["Fine"]
    actions.prepare(review, by=clerk, at=noon(9, 28))
    assert [one.state for one in review.roster.all()] == [RosterState.CONFIRMED, RosterState.WAIVED]


def test_a_waived_speaker_leaves_the_agenda(review):
    clerk, line = a_clerk(review.campaign), review.roster.first()
    line = actions.confirm_line(line, by=clerk, at=noon(9, 28), seen=line.version)

    actions.waive_line(line, reason="改为书面", by=clerk, at=noon(9, 28), seen=line.version)

    assert AgendaItem.objects.get(kind=AgendaItemKind.ROSTER).state == AgendaItemState.DROPPED


def test_everything_overdue_goes_along_as_a_sheet_of_the_agenda(campaign):
    late = a_unit(campaign, "Late")
    an_item(unit=late, due_on=date(2026, 9, 14))
    meeting = prepared(campaign)

    meeting = actions.call_meeting(meeting, by=a_clerk(campaign), at=AFTER_CUT_OFF, seen=meeting.version)

    sheet = meeting.papers.get().content["annexes"][0]
    assert [row[2] for row in sheet["blocks"][0]["rows"]] == ["Late"]


def test_everybody_whom_the_rule_proposes_can_be_confirmed_at_once(review):
    confirmed = actions.confirm_all(review, by=a_clerk(review.campaign), at=noon(9, 28))

    assert (confirmed, {one.state for one in review.roster.all()}) == (2, {RosterState.CONFIRMED})


def test_whoever_is_not_needed_is_taken_off_the_invitations():
    meeting = a_special()
    clerk, unit = a_clerk(meeting.campaign), a_unit(meeting.campaign).organisation
    actions.invite(meeting, [unit], attending=Attending.ATTENDS, by=clerk, at=AT)

    actions.uninvite(meeting.invitations.get(), by=clerk, at=AT)

    assert not meeting.invitations.exists()


def test_a_paper_that_does_not_go_along_after_all_is_marked_and_its_file_is_kept():
    meeting = a_special()
    clerk = a_clerk(meeting.campaign)
    paper = actions.attach_paper(meeting, a_scan(), title="用地情况", by=clerk, at=AT)

    paper = actions.detach_paper(paper, by=clerk, at=AT)

    assert (paper.removed_at, bool(paper.sha256)) == (AT, True)


def test_whoever_has_an_open_decision_is_invited_to_the_friday_that_looks_at_it():
    campaign = a_campaign()
    decision = an_open_decision(campaign)
    friday = a_friday(campaign, on=date(2026, 9, 18), at=noon(9, 15))

    actions.prepare(friday, by=None, at=noon(9, 15))

    assert decision.unit in [one.organisation for one in friday.invitations.all()]


def test_a_meetings_own_decisions_are_no_earlier_ones():
    campaign = a_campaign()
    earlier = an_open_decision(campaign)
    friday = a_friday(campaign, on=date(2026, 9, 18), at=noon(9, 15))
    actions.prepare(friday, by=None, at=noon(9, 15))
    clerk, agenda_item = a_clerk(campaign), friday.agenda_items.first()
    friday = actions.call_meeting(
        friday, by=clerk, at=noon(9, 15), seen=Meeting.objects.get(pk=friday.pk).version
    )
    actions.begin_meeting(friday, by=clerk, at=noon(9, 18), seen=friday.version)
    a_decision(friday, due_on=date(2026, 9, 25))

    facts = facts_for_agenda(friday, [agenda_item], at=noon(9, 18))

    assert [one.pk for one in facts[agenda_item.pk].decisions] == [earlier.pk]


def test_whose_only_agenda_item_is_dropped_is_neither_invited_nor_minuted_but_a_guest_of_the_office_stays():
    meeting = a_special()
    clerk = a_clerk(meeting.campaign)
    guest, unit = a_unit(meeting.campaign).organisation, a_unit(meeting.campaign).organisation
    actions.invite(meeting, [guest], attending=Attending.ATTENDS, by=clerk, at=AT)
    agenda_item = actions.add_agenda_item(meeting, title="用地", words="", unit=unit, by=clerk, at=AT)
    assert meeting.invitations.count() == 2

    actions.drop_agenda_item(agenda_item, reason="已解决", by=clerk, at=AT, seen=agenda_item.version)

    assert [one.organisation for one in meeting.invitations.all()] == [guest]


def test_room_chair_and_recorder_are_those_of_last_time():
    campaign = a_campaign()
    first = a_friday(campaign)
    a_duty(campaign, date(2026, 9, 18), kind=ObligationKind.MEETING)
    actions.plan_meetings(campaign, at=AT)
    arrangement = Arrangement(place="三楼会议室", chair="沈明远", recorder="陆思齐")
    actions.arrange_meeting(first, arrangement, by=a_clerk(campaign), at=AT, seen=first.version)

    second = actions.prepare(Meeting.objects.get(held_on=date(2026, 9, 18)), by=None, at=noon(9, 15))

    assert (second.place, second.chair, second.recorder) == ("三楼会议室", "沈明远", "陆思齐")
