"""A register row by row: its list, its board, its funnel, and many entries moved at once."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from gongjian.accounts.rules import OrganisationKind
from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import NotAllowed, Refused
from gongjian.registers.actions import attach_to_entry, mark_entries
from gongjian.registers.models import RegisterEntry
from gongjian.registers.queries import layout_of_register
from gongjian.registers.queries.filled import entry_facts_of
from gongjian.registers.queries.open_moves import open_moves_of
from gongjian.registers.queries.rows import EntriesWanted, entries_found
from gongjian.registers.rules import FieldRule, FieldType, Mover, ParentKind, Stage
from gongjian.registers.rules.layout import ComputedState, MeasureRule, Need
from gongjian.registers.rules.readiness import worked_out
from gongjian.registers.rules.words import MeasureKind
from tests.registers.world import PHOTO, a_household, a_parcel, a_register, a_reporter, a_spot, marked
from tests.world import (
    NOON,
    a_campaign,
    a_clerk,
    a_person,
    a_project,
    a_scan,
    a_unit,
    an_organisation,
    noon,
    signed_in,
)

pytestmark = pytest.mark.django_db
STAGES = (
    Stage("talking", "在谈"),
    Stage("signed", "签约", wants=("number",)),
    Stage("landed", "落地", mover=Mover.SECOND),
    Stage("lost", "落空", is_outside=True),
)
FIELDS = (
    FieldRule("industry", "产业", FieldType.CHOICE, "例会", choices=("制造", "文旅")),
    FieldRule("worth", "投资额", FieldType.MONEY, "例会", unit="万元"),
    FieldRule("lead", "专员", FieldType.PERSON, "例会"),
    FieldRule("number", "协议编号", FieldType.TEXT, "考核"),
    FieldRule("clear", "权属清楚", FieldType.YES_NO, "核验", group="净地清单", points=Decimal(5)),
    FieldRule("empty", "地上物清除", FieldType.YES_NO, "核验", group="净地清单", points=Decimal(5)),
    PHOTO,
)
STATES = (
    ComputedState("clean", "净地", (Need(group="净地清单"), Need(field="photo"), Need(stage="signed"))),
)
MEASURES = (
    MeasureRule("leads", "线索"),
    MeasureRule("rate", "落地率", MeasureKind.SHARE, "landed", base="signed"),
)


@pytest.fixture
def campaign():
    return a_campaign()


@pytest.fixture
def leads(campaign):
    return a_register(campaign, parent_kind=ParentKind.LINE, stages=STAGES, fields=FIELDS, states=STATES, measures=MEASURES, unit_of_quantity="")  # fmt: skip


@pytest.fixture
def unit(campaign):
    return a_unit(campaign).organisation


@pytest.fixture
def office(client, campaign):
    return signed_in(client, a_clerk(campaign))


def at(campaign, *parts):
    return "/".join([f"/c/{campaign.slug}/registers", *map(str, parts), ""])


def shown(browser, register, query=""):
    return browser.get(at(register.campaign, register.code) + query).content.decode()


def test_a_register_of_no_project_lists_its_entries_with_what_is_missing(office, leads, unit):
    person = a_person(Role.CLERK, campaign=leads.campaign, name="陈望", username="chenwang")
    a_parcel(
        leads, unit, name="云溪项目", values={"industry": "制造", "worth": "5000", "lead": person.username}
    )

    page = shown(office, leads)

    for words in ("云溪项目", str(unit), "5,000", "陈望", "净地: 4 missing", "not countable yet"):
        assert words in page
    assert "chenwang" not in page


def test_a_unit_sees_its_own_entries_and_no_others(client, leads, unit):
    other = a_unit(leads.campaign).organisation
    mine, theirs = a_parcel(leads, unit, name="甲"), a_parcel(leads, other, name="乙")
    browser = signed_in(client, a_person(Role.REPORTER, at=unit, campaign=leads.campaign))

    for view in ("", "?view=board", "?view=funnel"):
        assert "乙" not in shown(browser, leads, view)
    assert "甲" in shown(browser, leads)
    assert browser.get(at(leads.campaign, "entries", mine.pk)).status_code == 200
    assert browser.get(at(leads.campaign, "entries", theirs.pk)).status_code == 404


def test_a_unit_without_an_entry_or_a_township_does_not_find_the_register_of_townships(client, campaign):
    spots, unit = a_register(campaign, parent_kind=ParentKind.TOWNSHIP), a_unit(campaign)
    browser = signed_in(client, a_person(Role.REPORTER, at=unit))

    assert browser.get(at(campaign, spots.code)).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=云溪", {"云溪"}),
        ("?q=云批", {"金滩"}),
        ("?f_industry=文旅", {"金滩"}),
        ("?overdue=1", {"金滩"}),
        ("?stage=-", {"云溪", "金滩"}),
        ("?stage=talking", {"高湖"}),
        ("?state=clean.met", set()),
        ("?state=clean.missing", {"云溪", "金滩", "高湖"}),
    ],
)
def test_the_address_says_which_entries_are_listed(office, leads, unit, query, found):
    a_parcel(leads, unit, name="云溪", values={"industry": "制造"})
    a_parcel(
        leads, unit, name="金滩", values={"industry": "文旅", "number": "云批1号"}, due_on=date(2026, 9, 1)
    )
    marked(a_parcel(leads, unit, name="高湖", due_on=date(2026, 12, 1)), "talking")

    page = shown(office, leads, query).split("<tbody>")[-1]

    assert {name for name in ("云溪", "金滩", "高湖") if f">{name}</a>" in page} == found


def test_an_unreadable_address_is_no_page(office, leads):
    for query in (
        "?view=map",
        "?stage=nowhere",
        "?sort=colour",
        "?unit=x",
        "?state=clean.perhaps",
        "?state=x.met",
    ):
        assert office.get(at(leads.campaign, leads.code) + query).status_code == 404


def test_filters_stay_in_the_address_and_can_be_taken_off(office, leads, unit):
    a_parcel(leads, unit, name="云溪", values={"industry": "制造"})

    page = shown(office, leads, "?f_industry=制造&overdue=1")

    assert 'href="?f_industry=%E5%88%B6%E9%80%A0"' in page
    assert "Nothing in the register matches." in page


@pytest.mark.parametrize(
    "sort", ["name", "-name", "unit", "stage", "-stage", "since", "due", "-due", "place"]
)
def test_the_list_is_sorted_by_each_of_its_columns(office, leads, unit, sort):
    a_parcel(leads, unit, name="甲", due_on=date(2026, 9, 20))
    marked(a_parcel(leads, unit, name="乙", due_on=date(2026, 9, 25)), "talking")

    page = shown(office, leads, f"?sort={sort}").split("<tbody>")[-1]

    backwards = {"-name": True, "name": False, "-due": True, "-stage": True, "since": True}
    places = page.index(">甲</a>"), page.index(">乙</a>")
    assert sort not in backwards or (places[0] > places[1]) == (backwards[sort] ^ (sort in ("name", "-name")))


def test_what_the_database_finds_met_is_what_an_entry_page_works_out(leads, unit):
    lacking = a_parcel(leads, unit, name="缺")
    whole = a_parcel(leads, unit, name="齐", values={"clear": "yes", "empty": "yes", "number": "1号"})
    attach_to_entry(whole, "photo", a_scan(), by=a_clerk(leads.campaign), at=NOON)
    marked(marked(whole, "talking"), "signed")
    layout, entries = layout_of_register(leads), leads.entries.all()

    def met(is_met):
        wanted = EntriesWanted(state=layout.states[0], is_met=is_met)
        return set(
            entries_found(entries, wanted, layout, today=date(2026, 9, 10)).values_list("pk", flat=True)
        )

    facts = entry_facts_of(entries, layout)
    assert met(True) == {pk for pk, one in facts.items() if worked_out(layout, one)[0].is_met} == {whole.pk}
    assert met(False) == {lacking.pk}


def test_moves_that_are_offered_are_those_that_the_verb_accepts(leads, unit):
    clerk, other = a_clerk(leads.campaign), a_person(Role.REPORTER, at=unit, campaign=leads.campaign)
    entries = [
        a_parcel(leads, unit, name="新"),
        marked(a_parcel(leads, unit, name="在谈", values={"number": "1号"}), "talking", by=clerk),
        marked(
            marked(a_parcel(leads, unit, name="签约", values={"number": "2号"}), "talking", by=clerk),
            "signed",
            by=other,
        ),
        marked(a_parcel(leads, unit, name="落空"), "lost", note="撤回", by=clerk),
    ]

    for person in (clerk, other, a_person(Role.REPORTER, at=a_unit(leads.campaign), campaign=leads.campaign)):
        offered = open_moves_of(leads, entries, person)
        for entry in entries:
            at_once = {one.stage.code for one in offered.get(entry.pk, ()) if one.at_once}
            assert at_once == {stage.code for stage in STAGES if accepted(entry, stage.code, person)}


def accepted(entry, stage, person):
    try:
        with transaction.atomic():
            mark_entries([entry], stage, on=date(2026, 9, 10), by=person, at=NOON)
            transaction.set_rollback(True)
    except (Refused, NotAllowed):
        return False
    return True


def test_ticked_rows_move_together_and_the_list_stays_as_it_was(office, leads, unit):
    entries = [a_parcel(leads, unit) for _ in range(3)]
    typed = {"code": [one.pk for one in entries[:2]], "stage": "talking", "on": "2026-09-10", "note": "例会"}

    answer = office.post(at(leads.campaign, leads.code) + "?q=P", typed)

    assert answer["Location"] == at(leads.campaign, leads.code) + "?q=P"
    assert RegisterEntry.objects.filter(stage="talking").count() == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"stage": "talking"}, "Select at least one row first."),
        ({"code": "all", "stage": ""}, "Choose the stage that they have reached."),
        ({"code": "all", "stage": "signed"}, "Before “签约”, fill in: 协议编号."),
        ({"code": "all", "stage": "lost"}, "Give the reason: it counts no more from then on."),
        ({"code": "all", "stage": "talking", "on": "2026-09-30"}, "The date cannot be in the future."),
    ],
)
def test_what_cannot_be_moved_comes_back_ticked_with_the_reason(office, leads, unit, typed, sentence):
    entries = [a_parcel(leads, unit) for _ in range(2)]
    ticked = {"code": [one.pk for one in entries]} if "code" in typed else {}

    answer = office.post(at(leads.campaign, leads.code), typed | ticked)

    page = answer.content.decode()
    assert (answer.status_code, RegisterEntry.objects.exclude(stage="").count()) == (409, 0)
    assert sentence in page
    assert page.count(" checked") == len(ticked.get("code", ()))


def test_nobody_moves_rows_that_are_not_theirs(client, leads, unit):
    theirs = a_parcel(leads, unit)
    reporter = a_person(Role.REPORTER, at=a_unit(leads.campaign), campaign=leads.campaign)
    a_parcel(leads, reporter.role_assignments.get().organisation)
    typed = {"code": theirs.pk, "stage": "talking"}
    browser = signed_in(client, a_person(Role.SUPERVISOR, campaign=leads.campaign))

    assert 'name="code"' not in shown(browser, leads)
    assert browser.post(at(leads.campaign, leads.code), typed).status_code == 403
    assert signed_in(client, reporter).post(at(leads.campaign, leads.code), typed).status_code == 409
    assert not RegisterEntry.objects.exclude(stage="").exists()


def test_a_board_has_a_column_for_each_stage_with_its_number_and_its_sum(office, leads, unit):
    for worth in ("5000", "7000"):
        marked(a_parcel(leads, unit, values={"worth": worth}), "talking")

    page = " ".join(shown(office, leads, "?view=board").split())

    assert (
        '<h2>在谈</h2> <span class="tab-count">2</span> <span class="board-sum">¥120 million</span>' in page
    )
    assert page.count('class="board-card"') == 2


def test_a_board_shows_fifty_cards_of_a_stage_and_leads_to_the_rest(office, leads, unit):
    a_parcel(leads, unit)
    first = RegisterEntry.objects.get()
    RegisterEntry.objects.bulk_create(
        RegisterEntry(
            campaign=leads.campaign,
            register=leads,
            unit=unit,
            number=number,
            name=f"L{number}",
            added_at=NOON,
        )
        for number in range(first.number + 1, 60)
    )

    page = shown(office, leads, "?view=board")

    assert page.count('class="board-card"') == 50
    assert "and 9 more" in page
    assert 'href="?view=rows&amp;stage=-"' in page


def test_a_card_is_moved_without_script_and_comes_back_to_its_place(office, leads, unit):
    entry = a_parcel(leads, unit)
    board = at(leads.campaign, leads.code) + "?view=board"
    page = office.get(board).content.decode()
    mark = at(leads.campaign, "entries", entry.pk, "mark")
    assert f'form="board-move" formaction="{mark}" name="stage" value="talking"' in page
    assert f"{at(leads.campaign, 'entries', entry.pk)}?stage=lost#move" in page
    assert "fill in first: 协议编号" in page

    answer = office.post(mark, {"stage": "talking", "next": board, "anchor": "1"})

    entry.refresh_from_db()
    assert entry.stage == "talking"
    assert answer["Location"] == f"{board}#entry-{entry.pk}"


def test_who_may_not_write_is_offered_no_move(client, leads, unit):
    a_parcel(leads, unit)
    browser = signed_in(client, a_person(Role.SUPERVISOR, campaign=leads.campaign))

    assert "formaction" not in shown(browser, leads, "?view=board")


def test_a_funnel_tells_who_came_went_on_and_was_lost(office, leads, unit):
    marked(a_parcel(leads, unit, at=noon(9, 1)), "talking", on=date(2026, 9, 2))
    marked(
        marked(
            a_parcel(leads, unit, values={"number": "1号"}, at=noon(9, 1)), "talking", on=date(2026, 9, 2)
        ),
        "signed",
        on=date(2026, 9, 6),
    )
    marked(marked(a_parcel(leads, unit, at=noon(9, 1)), "talking", on=date(2026, 9, 2)), "lost", note="撤回")

    rows = " ".join(shown(office, leads, "?view=funnel").split()).split("<tr>")

    talking = next(row for row in rows if ">在谈</a>" in row)
    for said in (
        'Came so far">3<',
        'Stand here">1<',
        '1 <span class="quiet">33%',
        'Lost">1<',
        'Usual days">4<',
        'Longest wait">8<',
    ):
        assert said in talking


def test_measures_stand_above_every_view_and_can_be_asked_for_an_earlier_day(office, leads, unit):
    marked(a_parcel(leads, unit, at=noon(9, 1)), "talking")
    a_parcel(leads, unit, at=noon(9, 8))

    for view in ("", "&view=board", "&view=funnel"):
        assert "<dd>2户</dd>" in shown(office, leads, f"?{view}").replace("\n", "")
        assert "<dd>1户</dd>" in shown(office, leads, f"?on=2026-09-05{view}")
    assert "Figures as of 5 Sep 2026." in shown(office, leads, "?on=2026-09-05")


def test_a_register_under_projects_has_the_same_views_besides_its_projects(office, campaign):
    project = a_project(campaign, unit=a_unit(campaign))
    register = a_register(campaign)
    a_household(register, project, name="1-01")

    assert "1-01" not in shown(office, register)
    for view in ("rows", "board"):
        page = shown(office, register, f"?view={view}")
        assert "1-01" in page
        assert project.name in page
    assert "No" in shown(office, register, "?view=funnel")
    assert office.get(at(campaign, register.code, "add")).status_code == 404


def test_an_empty_register_says_what_to_do_next(client, office, leads):
    for view in ("", "?view=board", "?view=funnel"):
        page = shown(office, leads, view)
        assert "Nothing has been entered yet." in page
        assert f'href="{at(leads.campaign, leads.code, "add")}"' in page
    browser = signed_in(client, a_person(Role.SUPERVISOR, campaign=leads.campaign))
    assert "Units that answer for something here, and the Campaign Office, add entries." in shown(
        browser, leads
    )


def test_what_is_exported_is_what_the_filters_leave(office, leads, unit):
    a_parcel(leads, unit, name="云溪")
    a_parcel(leads, unit, name="金滩")

    sheet = office.get(at(leads.campaign, leads.code)[:-1] + "/export.xlsx?q=云溪")

    words = [cell.value for row in openpyxl.load_workbook(BytesIO(sheet.content)).active for cell in row]
    assert "云溪" in words
    assert "金滩" not in words


def test_more_entries_cost_no_more_questions(office, leads, campaign):
    spots = a_register(campaign, parent_kind=ParentKind.TOWNSHIP, stages=STAGES, fields=FIELDS, states=STATES)
    houses = a_register(campaign, stages=STAGES, fields=FIELDS)

    def asked():
        unit = a_unit(campaign)
        person = a_person(Role.REPORTER, at=unit)
        town = an_organisation(kind=OrganisationKind.TOWNSHIP, parent=campaign.organisation)
        entry = a_parcel(leads, unit.organisation, values={"lead": person.username, "number": "1号"})
        attach_to_entry(entry, "photo", a_scan(), by=a_clerk(campaign), at=NOON)
        marked(entry, "talking")
        a_spot(spots, town)
        a_household(houses, a_project(campaign, unit=unit))
        counts = []
        for register in (leads, spots, houses):
            for view in ("rows", "board", "funnel"):
                with CaptureQueriesContext(connection) as queries:
                    assert office.get(at(campaign, register.code) + f"?view={view}").status_code == 200
                counts.append(len(queries))
        return counts

    asked()
    assert asked() == asked()


def signs(answer):
    """Without the token, which is another one each time."""
    return re.sub(r'(csrfmiddlewaretoken" value=)"\w+"', r"\1", answer.content.decode()).strip()


def test_the_part_that_htmx_gets_of_rows_stands_in_the_whole_page(office, leads, unit):
    a_parcel(leads, unit)
    for view in ("rows", "board", "funnel"):
        address = at(leads.campaign, leads.code) + f"?view={view}"
        part, whole = office.get(address, headers={"HX-Request": "true"}), office.get(address)
        assert signs(part) in signs(whole)


def test_where_nothing_has_reached_a_stage_the_funnel_leads_to_the_list(office, leads, unit):
    a_parcel(leads, unit)

    page = shown(office, leads, "?view=funnel")

    assert "Nothing has reached a stage yet." in page
    assert 'href="?view=rows&amp;stage=-"' in page


def test_a_row_of_a_project_offers_only_the_stage_that_may_follow(client, campaign):
    project = a_project(campaign, unit=a_unit(campaign))
    register = a_register(campaign, stages=STAGES, fields=FIELDS)
    marked(a_household(register, project, values={"clear": "yes"}), "talking")
    marked(a_household(register, project), "lost", note="撤回")
    browser = signed_in(client, a_reporter(project))

    page = browser.get(at(campaign, register.code, project.code)).content.decode()

    assert 'name="stage" value="signed"' not in page
    assert "Not finished 1" in page
    assert "Not yet: 落空" not in page
