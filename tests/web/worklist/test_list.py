import re
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from gongjian.standing.models import ItemStanding
from gongjian.worklist.actions import save_view
from gongjian.worklist.models import SavedView
from tests.world import NOON, a_person, an_item, signed_in

HTMX = {"HTTP_HX_REQUEST": "true"}
CODES = re.compile(r'/items/([\w-]+)/"><span class="code">')


@pytest.fixture
def address(world):
    return reverse("worklist:list", args=[world.campaign.slug])


@pytest.fixture
def office(client, world):
    return signed_in(client, world.clerk)


def codes(response):
    return CODES.findall(response.content.decode())


def test_the_office_sees_every_item_with_its_light_in_words(office, address):
    response = office.get(address)
    text = response.content.decode()

    assert codes(response) == ["P-2-1", "P-1-2", "P-1-1"]
    assert "light-lagging" in text
    assert "Items: 3" in text


def test_the_part_is_in_the_whole_and_the_back_button_gets_the_whole(office, address):
    whole = office.get(address)
    part = office.get(address, **HTMX)
    back = office.get(address, **HTMX, HTTP_HX_HISTORY_RESTORE_REQUEST="true")

    table, tabs = part.content.decode().strip().split('<nav class="tabs"')
    assert table.strip() in whole.content.decode()
    assert "hx-swap-oob" in tabs
    assert "HX-Request" in whole["Vary"]
    assert "HX-Request" in part["Vary"]
    assert b"<html" in back.content


def test_the_address_that_htmx_shows_says_what_was_asked_and_nothing_else(office, address):
    part = office.get(address, {"q": "", "unit": "", "light": ["lagging", "serious"], "sort": "-gap"}, **HTMX)

    assert part["HX-Push-Url"] == f"{address}?light=lagging,serious&sort=-gap"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("q=p-2", ["P-2-1"]),
        ("q=P-1-2", ["P-1-2"]),
        ("due=overdue", ["P-1-2"]),
        ("due=soon", ["P-2-1"]),
        ("from=2026-09-15&to=2026-09-30", ["P-2-1"]),
        ("light=lagging,serious&sort=code", ["P-1-2", "P-2-1"]),
        ("light=lagging&light=serious", ["P-2-1", "P-1-2"]),
        ("light=done", []),
        ("sort=-code", ["P-2-1", "P-1-2", "P-1-1"]),
        ("sort=due", ["P-1-2", "P-2-1", "P-1-1"]),
        ("disagreeing=1", []),
        ("group=unit&sort=-code", ["P-1-2", "P-1-1", "P-2-1"]),
        ("", ["P-2-1", "P-1-2", "P-1-1"]),  # what is worst stands first
        ("size=100&page=1&sort=code", ["P-1-1", "P-1-2", "P-2-1"]),
    ],
)
def test_the_list_is_what_the_address_says(office, address, asked, expected):
    assert codes(office.get(f"{address}?{asked}")) == expected


def test_filters_by_row(office, address, world):
    def found(name, row):
        return codes(office.get(address, {name: row.pk}))

    assert found("target", world.target) == ["P-1-1"]
    assert found("unit", world.second.organisation) == ["P-2-1"]
    assert found("official", world.leader) == ["P-2-1"]
    assert len(found("line", world.project.line_of_work)) == 3


@pytest.mark.parametrize(
    "rubbish",
    [
        "unit=x",
        "unit=99999999999999999999",
        "unit=-1",
        "line=1.5",
        "target=%00",
        "sort=password",
        "group=person",
        "light=green",
        "due=never",
        "page=0x",
        "page=999",
        "size=many",
    ],
)
def test_an_address_that_cannot_be_read_is_no_page(office, address, rubbish):
    assert office.get(f"{address}?{rubbish}").status_code == 404
    assert office.get(f"{address}export.xlsx?{rubbish}".replace("page=999", "sort=x")).status_code == 404


@pytest.mark.parametrize("typed", ["from=yesterday", "to=2026-13-01", "on=tomorrow"])
def test_a_day_that_cannot_be_read_is_refused_with_the_sentence_of_its_field(office, address, typed):
    answer = office.get(f"{address}?{typed}")

    assert answer.status_code == 409
    assert "This cannot be read as a date." in answer.content.decode()


def test_a_day_is_read_as_people_write_it_and_stands_in_the_addresses_as_one(office, address):
    shown = office.get(address, {"from": "9月1日", "to": "30 Sep 2026"})

    assert shown.status_code == 200
    assert "from=2026-09-01" in shown.content.decode()
    assert "to=2026-09-30" in shown.content.decode()


@pytest.mark.parametrize(
    "odd", ["q=%00", "q=%25%27%22%3Cscript%3E", "q=" + "x" * 3000, "cols=password", "size=7", "page=0"]
)
def test_odd_addresses_are_borne(office, address, odd):
    response = office.get(f"{address}?{odd}")

    assert response.status_code == 200
    assert b"<script>" not in response.content


def test_chips_name_the_filters_and_take_them_off(office, address, world):
    text = office.get(address, {"unit": world.second.organisation_id, "light": "lagging"}).content.decode()

    assert f'href="?unit={world.second.organisation_id}"' in text
    assert 'href="?light=lagging"' in text
    assert "Second unit" in text
    assert "Clear all" in text


def test_the_counts_of_lights_are_those_without_the_choice_of_a_light(office, address):
    text = office.get(address, {"light": "done"}).content.decode()

    assert "Nothing in the list matches." in text
    assert 'href="?light=lagging,done"' in text


def test_columns_come_from_the_address_or_from_the_cookie(office, address):
    assert b"Responsible person" not in office.get(address, **HTMX).content
    assert b"Responsible person" in office.get(address, {"cols": "person,gap"}, **HTMX).content
    office.cookies["cols_worklist"] = "person%2Cgap"
    assert b"Responsible person" in office.get(address, **HTMX).content


def test_another_day_shows_what_was_known_then(office, address):
    past = office.get(address, {"on": "2026-09-10"}).content.decode()

    assert "10 Sep 2026" in past
    assert "As known" in past
    assert "20.0%" not in past
    assert "20.0%" in office.get(address, {"on": "2026-09-11"}).content.decode()
    assert "As known at the end" not in office.get(address, {"on": "2027-01-01"}).content.decode()


def test_groups_say_how_they_stand_as_a_whole(office, address):
    text = office.get(address, {"group": "unit"}).content.decode()

    assert text.count('class="group-row"') == 2
    assert "Second unit" in text
    assert "nobody assigned" in office.get(address, {"group": "official"}).content.decode()


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("reporter", ["P-1-1", "P-1-2"]),
        ("head", ["P-1-1", "P-1-2"]),
        ("leader", ["P-2-1"]),
        ("supervisor", ["P-1-1", "P-1-2", "P-2-1"]),
        ("observer", []),
        ("member", []),
    ],
)
def test_everybody_sees_what_is_theirs_to_see(client, world, address, who, expected):
    response = signed_in(client, getattr(world, who)).get(address, {"sort": "code"})

    assert codes(response) == expected
    assert ("issued bulletins" in response.content.decode()) == (not expected)


def test_strangers_learn_nothing(client, world, address):
    assert client.get(address).status_code == 302
    assert signed_in(client, a_person()).get(address).status_code == 404


def questions(client, address, count):
    with count as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("asked", ["", "?group=unit", "?target={target}", "?light=lagging&sort=-gap"])
def test_three_items_ask_no_more_than_thirty(office, address, world, asked, django_assert_max_num_queries):
    address = address + asked.format(target=world.target.pk)
    office.get(address)
    few = questions(office, address, django_assert_max_num_queries(12))
    for _ in range(27):
        an_item(project=world.project, unit=world.first)
    office.get(address)

    assert questions(office, address, django_assert_max_num_queries(12)) == few


def test_pages_follow_each_other(office, address, world):
    for _ in range(58):
        an_item(project=world.project, unit=world.first)

    first, second = office.get(address), office.get(address, {"page": 2})

    assert (len(codes(first)), len(codes(second))) == (50, 11)
    assert b"1\xe2\x80\x9350 of 61" in first.content
    assert not set(codes(first)) & set(codes(second))


def exported(client, address, **asked):
    response = client.get(f"{address}export.xlsx", asked)
    assert response.status_code == 200
    sheet = openpyxl.load_workbook(BytesIO(response.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(place for place, row in enumerate(rows) if row[0] == "Code")
    return rows[:head], rows[head], rows[head + 1 :]


def test_the_export_is_the_set_of_the_page_in_its_order(office, address):
    for asked in ({}, {"sort": "-code"}, {"due": "overdue"}, {"light": "lagging", "group": "unit"}):
        _, _, rows = exported(office, address, **asked)
        assert [row[0] for row in rows] == codes(office.get(address, asked))


def test_the_export_has_all_pages_and_says_what_it_is(office, address, world):
    for _ in range(58):
        an_item(project=world.project, unit=world.first)

    notes, head, rows = exported(office, address, unit=world.first.organisation_id, on="2026-09-14")

    assert len(rows) == 60
    assert "First unit" in notes[1][0]
    assert "14 Sep 2026" in notes[2][0]
    assert "Due originally" in head


def test_a_unit_exports_its_own_items_only(client, world, address):
    _, _, rows = exported(signed_in(client, world.reporter), address)

    assert sorted(row[0] for row in rows) == ["P-1-1", "P-1-2"]


def test_what_looks_like_a_formula_is_text(office, address, world):
    world.items[0].__class__.objects.filter(pk=world.items[0].pk).update(name="=HYPERLINK(1)")

    response = office.get(f"{address}export.xlsx")
    sheet = openpyxl.load_workbook(BytesIO(response.content)).active

    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=HYPERLINK(1)"]
    assert [cell.data_type for cell in cells] == ["s"]


def test_a_view_is_kept_opened_and_forgotten(office, world, address):
    save = reverse("worklist:save_view", args=[world.campaign.slug])
    answer = office.post(save, {"name": "Late ones", "query": "?due=overdue"})
    view = SavedView.objects.get()

    assert answer["Location"] == f"{address}?due=overdue"
    assert b"Late ones" in office.get(address).content

    office.post(reverse("worklist:forget_view", args=[world.campaign.slug, view.pk]))
    assert not SavedView.objects.exists()


def test_other_peoples_views_are_not_there(office, client, world):
    view = SavedView.objects.create(campaign=world.campaign, person=world.director, name="x", query="?")

    answer = office.post(reverse("worklist:forget_view", args=[world.campaign.slug, view.pk]))

    assert answer.status_code == 404


@pytest.mark.parametrize("typed", [{}, {"name": "  "}, {"name": "x", "query": "q" * 2000}, {"name": "\0"}])
def test_a_view_without_a_name_is_refused(office, world, typed):
    assert office.post(reverse("worklist:save_view", args=[world.campaign.slug]), typed).status_code == 409


def test_a_view_leads_nowhere_else(office, world, address):
    save = reverse("worklist:save_view", args=[world.campaign.slug])

    answer = office.post(save, {"name": "x", "query": "//evil.example/"})

    assert answer["Location"].startswith(f"{address}?")


def test_looking_writes_nothing_twice(office, address):
    office.get(address)
    before = list(ItemStanding.objects.values_list("pk", flat=True))
    office.get(address)

    assert list(ItemStanding.objects.values_list("pk", flat=True)) == before


@pytest.fixture
def marked(office, world):
    office.post(reverse("worklist:mark_item", args=[world.campaign.slug, "P-1-2"]), {"priority": "1"})


def test_the_office_marks_an_item_on_its_page_and_the_list_shows_it(office, address, world, marked):
    page = office.get(reverse("worklist:item", args=[world.campaign.slug, "P-1-2"])).content.decode()
    listed = office.get(address).content.decode()

    assert page.count("Priority item") == 1
    assert "Remove the priority mark" in page
    assert listed.count('<span class="state">priority item</span>') == 1


def test_a_unit_is_offered_no_mark(client, world):
    signed_in(client, world.reporter)
    address = reverse("worklist:item", args=[world.campaign.slug, "P-1-2"])

    assert "Mark as a priority" not in client.get(address).content.decode()
    assert client.post(f"{address}priority/", {"priority": "1"}).status_code == 403


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("priority=1", ["P-1-2"]),
        ("sort=-priority", ["P-1-2", "P-2-1", "P-1-1"]),
        ("group=priority", ["P-2-1", "P-1-1", "P-1-2"]),
    ],
)
@pytest.mark.parametrize("day", ["", "&on=2026-09-15"])
def test_marked_items_are_asked_for_sorted_and_grouped(office, address, marked, asked, expected, day):
    assert codes(office.get(f"{address}?{asked}{day}")) == expected


def test_the_mark_is_a_chip_a_column_and_a_cell(office, address, marked):
    chosen = office.get(address, {"priority": "1", "cols": "priority"}).content.decode()
    _, head, rows = exported(office, address, cols="priority")

    assert '<span class="chip-label">Priority</span>marked by the Office' in chosen
    assert [row[head.index("Priority")] for row in rows] == [None, "priority item", None]


def tabs_of(response):
    found = re.findall(
        r'<a href="([^"]*)"( aria-current="page")?>([^<]*) <span class="tab-count">(\d+)',
        response.content.decode(),
    )
    return {label: (query, int(count), bool(here)) for query, here, label, count in found}


def test_what_most_people_look_for_stands_in_tabs_with_how_many_there_are(office, address):
    tabs = tabs_of(office.get(address, {"due": "overdue", "sort": "-code"}))

    assert tabs["All"] == ("?", 3, False)
    assert tabs["Overdue"] == ("?due=overdue", 1, True)
    assert {"Seriously lagging", "Due this week"} <= {*tabs}


def test_every_tab_leads_to_as_many_items_as_it_says(office, address):
    for query, count, _here in tabs_of(office.get(address)).values():
        assert len(codes(office.get(address + query))) == count


def test_a_kept_filter_is_a_tab_of_its_own_and_what_it_asks_for_may_be_gone(client, world, address):
    signed_in(client, world.clerk)
    for name, query in (("Of the target", f"?target={world.target.pk}"), ("Gone", "?light=green")):
        save_view(world.campaign, name, query=query, by=world.clerk, at=NOON)

    tabs = tabs_of(client.get(address))

    assert tabs["Of the target"][1] == len(codes(client.get(address, {"target": world.target.pk})))
    assert "Gone" not in tabs


def test_another_day_has_the_tabs_without_their_numbers(office, address):
    page = office.get(address, {"on": "2026-09-10"})

    assert tabs_of(page) == {}
    assert ">Overdue</a>" in page.content.decode()


def test_of_marked_rows_only_these_are_exported_in_the_order_of_the_page(office, address):
    response = office.get(f"{address}export.xlsx?sort=-code&code=P-1-1&code=P-2-1&code=elsewhere")
    sheet = openpyxl.load_workbook(BytesIO(response.content)).active

    assert [row[0].value for row in sheet.iter_rows() if str(row[0].value).startswith("P-")] == [
        "P-2-1",
        "P-1-1",
    ]
