from datetime import date

import pytest
from django.urls import reverse

from gongjian.campaigns import actions
from gongjian.campaigns.models import Obligation
from gongjian.campaigns.rules import DayKind, ObligationKind, Role
from gongjian.kernel.calendar import Roll
from gongjian.kernel.text import Text
from gongjian.ledger.actions import record
from gongjian.ledger.models import Entry
from tests.web.asked import questions
from tests.world import (
    NOON,
    a_campaign,
    a_clerk,
    a_duty,
    a_line,
    a_period,
    a_person,
    a_target,
    a_unit,
    an_item,
    signed_in,
)

pytestmark = pytest.mark.django_db

PLANNERS = {Role.CLERK, Role.DIRECTOR, Role.ADMINISTRATOR}
READERS_OF_THE_LEDGER = PLANNERS | {Role.SUPERVISOR, Role.ASSESSOR}
FOR_EVERYBODY = ["obligations", "calendar", "rulebook", "targets"]
RUBBISH = [
    "",
    "\0",
    "x" * 5000,
    "99999999999999999999",
    "-1",
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "<script>",
    "٣",
    "NaN",
    "None",
]


@pytest.fixture
def campaign():
    return a_campaign()


def url(name, campaign, *args):
    return reverse(f"campaigns:{name}", args=[campaign.slug, *args])


def seated(client, campaign, role=Role.CLERK):
    return signed_in(client, a_person(role, campaign=campaign))


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", FOR_EVERYBODY)
def test_everybody_with_a_role_reads_the_plan(client, campaign, role, name):
    assert seated(client, campaign, role).get(url(name, campaign)).status_code == 200


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("settings", PLANNERS),
        ("add_obligation", PLANNERS),
        ("add_target", PLANNERS),
        ("ledger", READERS_OF_THE_LEDGER),
    ],
)
def test_pages_of_the_office_answer_others_with_the_reason(client, campaign, role, name, allowed):
    answer = seated(client, campaign, role).get(url(name, campaign))

    assert answer.status_code == (200 if role in allowed else 403)
    if role not in allowed:
        assert "Only the Campaign Office" in answer.content.decode()


@pytest.mark.parametrize("role", sorted(READERS_OF_THE_LEDGER))
def test_what_was_done_to_accounts_is_read_by_administrators_only(client, campaign, role):
    answer = seated(client, campaign, role).get(url("ledger", campaign) + "?chain=accounts")

    assert answer.status_code == (200 if role == Role.ADMINISTRATOR else 403)


@pytest.mark.parametrize("name", [*FOR_EVERYBODY, "settings", "ledger", "add_target"])
def test_strangers_learn_nothing(client, campaign, name):
    signed_in(client, a_person(Role.CLERK, campaign=a_campaign()))

    assert client.get(url(name, campaign)).status_code == 404


def test_a_duty_of_another_campaign_does_not_exist_here(client, campaign):
    elsewhere = a_duty(a_campaign())

    assert seated(client, campaign).get(url("obligation", campaign, elsewhere.pk)).status_code == 404


def test_the_list_shows_the_plans_day_the_due_date_and_why(client, campaign):
    a_duty(campaign)

    page = seated(client, campaign, Role.OBSERVER).get(url("obligations", campaign)).content.decode()

    assert "Sun 13 Sep" in page
    assert "Fri 11 Sep" in page
    assert "The plan&#x27;s day is a Sunday" in page


def test_who_may_not_plan_sees_no_buttons(client, campaign):
    duty = a_duty(campaign)
    seated(client, campaign, Role.REPORTER)

    assert url("draw_up", campaign) not in client.get(url("obligations", campaign)).content.decode()
    assert '<form class="panel"' not in client.get(url("obligation", campaign, duty.pk)).content.decode()


def test_the_filters_of_the_list_live_in_the_address(client, campaign):
    a_duty(campaign)
    a_duty(campaign, date(2026, 9, 4), kind=ObligationKind.MEETING)
    a_duty(campaign, date(2026, 10, 9), kind=ObligationKind.MEETING)
    seated(client, campaign)

    def listed(query):
        groups = client.get(url("obligations", campaign) + query).context["groups"]
        return [(row.duty.kind.value, row.when.value) for _, rows in groups for row in rows]

    assert listed("") == [("meeting", "past"), ("report", "next"), ("meeting", "to_come")]
    assert listed("?kind=meeting") == [("meeting", "past"), ("meeting", "to_come")]
    assert listed("?month=2026-10") == [("meeting", "to_come")]
    assert listed("?ahead=1") == [("report", "next"), ("meeting", "to_come")]
    assert listed("?kind=nothing") == []


def test_the_list_is_drawn_up_with_one_button(client, campaign):
    assert (
        "No obligations in the list yet"
        in seated(client, campaign).get(url("obligations", campaign)).content.decode()
    )

    answer = client.post(url("draw_up", campaign))

    assert answer.status_code == 302
    assert campaign.obligations.filter(kind=ObligationKind.REPORT).count() == 7


def test_a_duty_moves_and_the_page_tells_it(client, campaign):
    duty = a_duty(campaign)
    typed = {
        "due_on": "2026-09-10",
        "cut_off_on": "2026-09-15",
        "roll": "previous",
        "note": "Congress",
        "seen": 1,
    }

    page = (
        seated(client, campaign)
        .post(url("obligation", campaign, duty.pk), typed, follow=True)
        .content.decode()
    )

    assert "Manual adjustment: Congress" in page
    assert "moved an obligation from 11 Sep 2026 to 10 Sep 2026" in page


def test_a_duty_that_somebody_else_has_moved_shows_what_stands_there_and_keeps_what_was_typed(
    client, campaign
):
    duty = a_duty(campaign)
    actions.move_obligation(
        duty,
        due_on=date(2026, 9, 9),
        cut_off_on=None,
        roll=Roll.KEEP,
        note="first",
        by=a_clerk(campaign),
        at=NOON,
        seen=1,
    )
    typed = {"due_on": "2026-09-10", "cut_off_on": "", "roll": "keep", "note": "second", "seen": 1}
    seated(client, campaign)

    answer = client.post(url("obligation", campaign, duty.pk), typed)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else has changed this" in page
    assert "Due date: 9 Sep 2026" in page
    assert 'value="2026-09-10"' in page
    assert 'value="second"' in page
    assert client.post(url("obligation", campaign, duty.pk), {**typed, "seen": 2}).status_code == 302


def test_a_duty_is_cancelled_only_with_a_reason(client, campaign):
    duty = a_duty(campaign)
    seated(client, campaign)

    assert client.post(url("cancel_obligation", campaign, duty.pk), {"cancel-note": ""}).status_code == 422
    assert (
        client.post(url("cancel_obligation", campaign, duty.pk), {"cancel-note": "merged"}).status_code == 302
    )
    assert "merged" in client.get(url("obligations", campaign)).content.decode()


def test_the_page_of_a_duty_whose_period_is_open_says_so(client, campaign):
    an_item(unit=a_unit(campaign))
    period = a_period(campaign)

    page = seated(client, campaign).get(url("obligation", campaign, period.obligation_id)).content.decode()

    assert "is open already" in page


def test_the_calendar_names_duties_on_days_off(client, campaign):
    a_duty(campaign)
    seated(client, campaign)
    client.post(url("calendar", campaign), {"day": "2026-09-11", "kind": "off", "name": "Games"})

    answer = client.get(url("calendar", campaign))

    assert [duty.due_on for duty in answer.context["on_days_off"]] == [date(2026, 9, 11)]
    assert "Games" in answer.content.decode()


def test_a_click_on_a_day_fills_in_the_form(client, campaign):
    seated(client, campaign)
    assert 'href="?day=2026-10-10#special-day"' in client.get(url("calendar", campaign)).content.decode()

    page = client.get(url("calendar", campaign) + "?day=2026-10-10").content.decode()

    assert 'id="special-day"' in page
    assert 'value="2026-10-10"' in page


def test_who_only_reads_the_calendar_gets_no_links_to_its_form(client, campaign):
    page = seated(client, campaign, Role.OBSERVER).get(url("calendar", campaign)).content.decode()

    assert "#special-day" not in page


def test_a_special_day_is_taken_back(client, campaign):
    actions.set_special_day(
        campaign, date(2026, 9, 11), kind=DayKind.OFF, name="", by=a_clerk(campaign), at=NOON
    )

    seated(client, campaign).post(url("calendar", campaign), {"day": "2026-09-11"})

    assert campaign.calendar().is_workday(date(2026, 9, 11))


def rules_typed(client, campaign, **changes):
    form = client.get(url("rulebook", campaign)).context["form"]
    return {**{name: form.initial[name] for name in form.fields}, "note": "the county says so", **changes}


def test_the_director_sets_the_rules_and_the_page_tells_what_changed(client, campaign):
    seated(client, campaign, Role.DIRECTOR)
    typed = rules_typed(client, campaign, **{"light-serious_points": "25"})

    page = client.post(url("rulebook", campaign), typed, follow=True).content.decode()

    assert "Version 2" in page
    assert "20 → 25" in page
    assert campaign.rulebooks.get(version=2).sections["light"]["serious_points"] == "25"


@pytest.mark.parametrize("typed", ["", "many", "-1", "101", "NaN", "4"])
def test_rules_out_of_bounds_or_muddled_are_refused_in_place(client, campaign, typed):
    seated(client, campaign, Role.DIRECTOR)

    answer = client.post(
        url("rulebook", campaign), rules_typed(client, campaign, **{"light-serious_points": typed})
    )

    assert answer.status_code == 422
    assert "light-serious_points" in answer.context["form"].errors


def test_a_clerk_reads_the_rules_and_sets_none(client, campaign):
    seated(client, campaign)

    assert '<input class="number' not in client.get(url("rulebook", campaign)).content.decode()
    assert client.post(url("rulebook", campaign), rules_typed(client, campaign)).status_code == 403
    assert campaign.rulebooks.count() == 1


def test_a_target_is_added_and_changed(client, campaign):
    seated(client, campaign)
    typed = {
        "code": "T-1",
        "name": "Homes",
        "level": "ensure",
        "operator": "ge",
        "value": "42",
        "unit": "个",
        "due_on": "2026-11-30",
        "counting": "projects",
        "sentence": "…",
    }

    assert client.post(url("add_target", campaign), typed).status_code == 302
    assert client.post(url("add_target", campaign), typed).status_code == 409
    assert client.post(url("target", campaign, "T-1"), {**typed, "value": "43", "seen": 1}).status_code == 302
    assert campaign.targets.get().value == 43
    assert 'value="43"' in client.get(url("target", campaign, "T-1")).text
    again = client.post(url("target", campaign, "T-1"), {**typed, "value": "44", "seen": 1})
    assert again.status_code == 409
    assert "Value: 43" in again.content.decode()


def test_the_settings_are_saved_and_lines_and_phases_added(client, campaign):
    seated(client, campaign)
    form = client.get(url("settings", campaign)).context["form"]
    standing = {name: value for name, value in form.initial.items() if value is not None}

    saved = client.post(url("settings", campaign), {**standing, "name": "New name", "planned_items": "524"})
    assert saved.status_code == 302
    assert client.post(url("add_line", campaign), {"line-code": "C", "line-name": "City"}).status_code == 302
    phase = {"phase-name": "One", "phase-starts_on": "2026-09-01", "phase-ends_on": "2026-08-01"}
    assert client.post(url("add_phase", campaign), phase).status_code == 409
    assert (
        client.post(url("add_phase", campaign), {**phase, "phase-ends_on": "2026-09-30"}).status_code == 302
    )
    campaign.refresh_from_db()
    assert (campaign.name, campaign.planned_items, campaign.version) == ("New name", 524, 2)


def test_lines_and_phases_change_in_their_place_and_keep_what_was_typed(client, campaign):
    line, other = a_line(campaign, "Old"), a_line(campaign, "City")
    phase = campaign.phases.create(name="One", starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 30))
    seated(client, campaign)
    days = {"change-name": "Two", "change-starts_on": "2026-09-02", "change-ends_on": "2026-09-01"}

    assert 'value="Old"' in client.get(f"{url('settings', campaign)}?line={line.pk}").content.decode()
    refused = client.post(url("change_line", campaign, line.pk), {"change-name": "City"})
    assert (refused.status_code, 'value="City"' in refused.content.decode()) == (409, True)
    reversed_days = client.post(url("change_phase", campaign, phase.pk), days)
    assert (reversed_days.status_code, 'value="2026-09-02"' in reversed_days.content.decode()) == (409, True)
    assert (
        client.post(url("change_line", campaign, line.pk), {"change-name": "New"}).status_code
        == client.post(
            url("change_phase", campaign, phase.pk), days | {"change-ends_on": "2026-09-03"}
        ).status_code
        == client.post(url("remove_line", campaign, other.pk)).status_code
        == client.post(url("remove_phase", campaign, phase.pk)).status_code
        == 302
    )
    assert [one.name for one in campaign.lines_of_work.all()] == ["New"]
    assert not campaign.phases.exists()


def test_a_line_with_projects_stays_and_the_page_says_why(client, campaign):
    line = an_item(campaign).project.line_of_work
    seated(client, campaign)

    answer = client.post(url("remove_line", campaign, line.pk))

    assert (answer.status_code, "still has projects or targets" in answer.content.decode()) == (409, True)


@pytest.mark.parametrize("name", ["change_line", "remove_line"])
def test_others_do_not_change_a_line(client, campaign, name):
    line = a_line(campaign)

    assert (
        seated(client, campaign, Role.OBSERVER)
        .post(url(name, campaign, line.pk), {"change-name": "x"})
        .status_code
        == 403
    )


def test_the_ledger_is_searched_in_the_readers_words_and_by_day(client, campaign):
    a_duty(campaign)
    clerk = a_person(Role.CLERK, campaign=campaign, name="Wang")
    actions.add_line_of_work(campaign, "CITY", name="Renewal", by=clerk, at=NOON)
    seated(client, campaign)

    def found(query):
        return [entry.actor for entry, _ in client.get(url("ledger", campaign) + query).context["rows"]]

    assert found("?q=wang") == found("?q=line+of+work") == found("?q=renewal") == ["Wang"]
    assert found("?day=2026-09-10") == ["Wang"]
    assert found("?about=campaigns.lineofwork") == ["Wang"]
    assert found("?q=nothing+like+it") == found("?day=2026-09-11") == []
    assert found("?day=soon") == found("")


def test_the_ledger_names_the_thing_and_leads_to_it(client, campaign):
    item, clerk = an_item(campaign), a_person(Role.CLERK, campaign=campaign)
    line = actions.add_line_of_work(campaign, "CITY", name="Renewal", by=clerk, at=NOON)
    number = str(line.pk)
    record(Text("looked at it"), about=item, by=clerk, at=NOON, note=Text("done"))
    record(Text("looked at it"), about=line, by=clerk, at=NOON, reason="as it was typed")
    actions.remove_line_of_work(line, by=clerk, at=NOON)
    seated(client, campaign)
    client.cookies["django_language"] = "zh-hans"

    answer = client.get(url("ledger", campaign))
    subjects = {(subject.name, subject.url) for _, subject in answer.context["rows"]}
    page = answer.content.decode()

    assert (item.name, reverse("worklist:item", args=[campaign.slug, item.code])) in subjects
    assert (number, "") in subjects  # removed since
    assert "已完成" in page
    assert "as it was typed" in page
    assert "{&#x27;" not in page


def test_the_chain_is_checked_behind_a_button(client, campaign):
    seated(client, campaign)
    assert "The chain is intact" in client.get(url("ledger", campaign) + "?check=1").content.decode()

    Entry.objects.filter(campaign_id=campaign.pk, number=1).update(actor="Forger")

    assert "The chain is broken" in client.get(url("ledger", campaign) + "?check=1").content.decode()


@pytest.mark.parametrize(("name", "part"), [("obligations", "duties"), ("ledger", "entries")])
def test_the_part_is_found_in_the_whole_page(client, campaign, name, part):
    a_duty(campaign)
    seated(client, campaign)

    whole = client.get(url(name, campaign)).content.decode()
    alone = client.get(url(name, campaign), headers={"HX-Request": "true"}).content.decode()

    assert alone.strip().startswith(f'<div id="{part}">')
    assert " ".join(alone.split()) in " ".join(whole.split())


@pytest.mark.parametrize("name", [*FOR_EVERYBODY, "ledger", "settings"])
def test_more_rows_do_not_mean_more_queries(client, campaign, name):
    def a_row(month):
        a_duty(campaign, date(2026, month, 13))
        a_target(campaign)
        actions.set_special_day(
            campaign, date(2026, month, 14), kind=DayKind.OFF, name="", by=a_clerk(campaign), at=NOON
        )

    a_row(9)
    person = a_person(Role.DIRECTOR, campaign=campaign)
    signed_in(client, person)
    one = questions(client, url(name, campaign))
    assert one <= 20
    a_row(10)
    a_row(11)
    assert questions(client, url(name, campaign)) == one


FIELDS = " ".join(
    (
        "due_on cut_off_on roll note seen cancel-note kind nominal_on day name code level operator value",
        "unit counting line_of_work sentence starts_on ends_on paper_language line-code line-name",
        "line-planned_projects phase-name phase-starts_on phase-ends_on change-name",
        "change-planned_projects change-starts_on change-ends_on light-serious_points score-ahead_at",
        "reports-open_workdays",
    )
).split()


def every_form(campaign):
    duty, target = a_duty(campaign), a_target(campaign)
    return [
        url("obligation", campaign, duty.pk),
        url("cancel_obligation", campaign, duty.pk),
        url("add_obligation", campaign),
        url("calendar", campaign),
        url("rulebook", campaign),
        url("target", campaign, target.code),
        url("add_target", campaign),
        url("settings", campaign),
        url("add_line", campaign),
        url("add_phase", campaign),
        url("change_line", campaign, a_line(campaign).pk),
    ]


def test_an_empty_form_is_refused_in_place(client, campaign):
    seated(client, campaign, Role.DIRECTOR)

    assert [place for place in every_form(campaign) if client.post(place).status_code != 422] == []


@pytest.mark.parametrize("rubbish", RUBBISH)
def test_rubbish_in_any_form_is_answered_not_crashed(client, campaign, rubbish):
    seated(client, campaign, Role.DIRECTOR)

    for place in every_form(campaign):
        answer = client.post(place, dict.fromkeys(FIELDS, rubbish))
        assert answer.status_code in (302, 409, 422), place


@pytest.mark.parametrize("rubbish", RUBBISH)
def test_rubbish_in_any_filter_is_an_ordinary_page(client, campaign, rubbish):
    seated(client, campaign)

    for name in ("obligations", "calendar", "targets", "ledger"):
        names = ["kind", "month", "ahead", "level", "line", "q", "about", "day", "page", "check", "sort"]
        assert client.get(url(name, campaign), dict.fromkeys(names, rubbish)).status_code == 200, name


def test_nothing_is_changed_by_looking(client, campaign):
    duty = a_duty(campaign)
    seated(client, campaign)
    for name in ("cancel_obligation",):
        assert client.get(url(name, campaign, duty.pk)).status_code == 405
    assert client.get(url("draw_up", campaign)).status_code == 405
    assert Obligation.objects.get().cancelled_at is None


def test_the_fields_of_days_learn_what_is_not_as_its_weekday_says(client, campaign):
    actions.set_special_day(
        campaign, date(2026, 9, 16), kind=DayKind.OFF, name="storm", by=a_clerk(campaign), at=NOON
    )
    known = seated(client, campaign).get(url("working_days", campaign)).json()

    assert known["today"]
    assert {"2026-09-16", "2026-10-01"} <= {*known["off"]}
    assert "2026-10-10" in known["worked"]
    assert "2026-10-03" not in known["off"]
    assert known["names"]["2026-10-01"] == "National Day"
    assert "2026-09-16" not in known["names"]


def test_a_stranger_learns_nothing_of_the_days(client, campaign):
    assert signed_in(client, a_person()).get(url("working_days", campaign)).status_code == 404
