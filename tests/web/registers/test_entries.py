"""Entries that belong to no project: added with photos, moved with reasons, split, joined, made projects."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongjian.accounts.rules import OrganisationKind
from gongjian.campaigns.rules import Role
from gongjian.registers.models import EntryFile, RegisterEntry
from gongjian.registers.rules import FieldRule, FieldType, Manner, ParentKind, Stage
from gongjian.registers.rules.layout import ComputedState, Need
from gongjian.worklist.models import Project
from tests.reading.test_uploads import a_picture
from tests.registers.world import PHOTO, a_household, a_parcel, a_register, a_spot, marked
from tests.world import a_campaign, a_clerk, a_person, a_project, a_unit, an_organisation, noon, signed_in

pytestmark = pytest.mark.django_db
STAGES = (
    Stage("talking", "在谈"),
    Stage("signed", "签约", wants=("number",)),
    Stage("landed", "落地", follows=("signed",)),
    Stage("lost", "落空", is_outside=True),
)
FIELDS = (
    FieldRule("worth", "协议投资额", FieldType.MONEY, "例会", unit="万元"),
    FieldRule("paid", "有凭证的到位资金", FieldType.MONEY, "考核", unit="万元", evidences="worth"),
    FieldRule("number", "协议编号", FieldType.TEXT, "考核"),
    FieldRule("hard", "存在难题", FieldType.YES_NO, "例会"),
    FieldRule("lead", "专员", FieldType.PERSON, "例会"),
    FieldRule("clear", "权属清楚", FieldType.YES_NO, "核验", group="净地清单", points=Decimal(5)),
    FieldRule("empty", "地上物清除", FieldType.YES_NO, "核验", group="净地清单", points=Decimal(10)),
    PHOTO,
)
STATES = (ComputedState("clean", "净地", (Need(group="净地清单"),)),)


@pytest.fixture
def campaign():
    return a_campaign()


@pytest.fixture
def parcels(campaign):
    return a_register(campaign, parent_kind=ParentKind.LINE, stages=STAGES, fields=FIELDS, states=STATES, unit_of_quantity="亩")  # fmt: skip


@pytest.fixture
def unit(campaign):
    return a_unit(campaign).organisation


@pytest.fixture
def reporter(campaign, unit):
    return a_person(Role.REPORTER, at=unit, campaign=campaign)


@pytest.fixture
def office(client, campaign):
    return signed_in(client, a_clerk(campaign))


def at(campaign, *parts):
    return "/".join([f"/c/{campaign.slug}/registers", *map(str, parts), ""])


def of(entry, *parts):
    return at(entry.campaign, "entries", entry.pk, *parts)


def closely(answer):
    return " ".join(answer.content.decode().split())


def a_photo(name="现场.jpg", size=(40, 20)):
    return SimpleUploadedFile(name, a_picture(size=size), content_type="image/jpeg")


# added


def test_an_entry_is_added_with_its_photos_in_the_same_form(client, campaign, parcels, unit, reporter):
    browser = signed_in(client, reporter)
    typed = {"name": "云储01", "seen": 0, "quantity": "40", "unit": unit.pk, "file_photo": [a_photo(), a_photo("二.jpg", (60, 20))]}  # fmt: skip

    answer = browser.post(at(campaign, parcels.code, "add"), typed)

    entry = RegisterEntry.objects.get()
    assert answer["Location"] == at(campaign, parcels.code)
    assert (entry.unit, entry.files.count()) == (unit, 2)


def test_whoever_adds_another_begins_in_the_same_township(client, campaign):
    town = an_organisation(kind=OrganisationKind.TOWNSHIP, parent=campaign.organisation)
    spots = a_register(campaign, parent_kind=ParentKind.TOWNSHIP)
    browser = signed_in(client, a_person(Role.REPORTER, at=town, campaign=campaign))

    answer = browser.post(
        at(campaign, spots.code, "add"), {"name": "01", "seen": 0, "township": town.pk, "again": "1"}
    )

    assert RegisterEntry.objects.get().responsible == town
    assert f'<option value="{town.pk}" selected' in browser.get(answer["Location"]).content.decode()


def test_what_is_no_picture_is_refused_and_nothing_is_added(office, campaign, parcels, unit):
    typed = {"name": "云储01", "seen": 0, "quantity": "40", "unit": unit.pk, "file_photo": SimpleUploadedFile("x.jpg", b"no picture")}  # fmt: skip

    answer = office.post(at(campaign, parcels.code, "add"), typed)

    assert answer.status_code == 422
    assert not RegisterEntry.objects.exists()
    many = office.post(at(campaign, parcels.code, "add"), typed | {"file_photo": [a_photo()] * 10})
    assert "A field can hold at most 9 files." in many.content.decode()


def test_who_answers_for_nothing_adds_nothing(client, campaign, parcels):
    browser = signed_in(client, a_person(Role.SUPERVISOR, campaign=campaign))

    answer = browser.get(at(campaign, parcels.code, "add"))

    assert answer.status_code == 403
    assert "Only responsible units and the Campaign Office add entries." in answer.content.decode()


def test_fields_of_a_check_list_stand_under_their_heading(office, campaign, parcels):
    page = closely(office.get(at(campaign, parcels.code, "add")))

    assert "<legend>净地清单</legend>" in page
    assert page.index("协议编号") < page.index("<legend>净地清单</legend>") < page.index("权属清楚")
    assert "Item that it belongs to" not in page


# files


def test_files_are_attached_shown_and_removed_by_whoever_writes(client, campaign, parcels, unit, reporter):
    entry, browser = a_parcel(parcels, unit), signed_in(client, reporter)

    browser.post(of(entry, "files", "photo"), {"more": [a_photo(), a_photo("二.jpg", (60, 20))]})

    file = entry.files.first()
    page = browser.get(of(entry)).content.decode()
    assert page.count(f'<img src="{of(entry, "files")}') == 2
    assert browser.get(of(entry, "files", file.pk))["Content-Type"] == "image/jpeg"
    browser.post(of(entry, "files", file.pk, "remove"))
    assert browser.get(of(entry, "files", file.pk)).status_code == 404
    assert entry.files.filter(removed_at=None).count() == 1


def test_a_file_opens_only_for_those_who_see_its_entry(client, campaign, parcels, unit):
    entry, other = a_parcel(parcels, unit), a_parcel(parcels, unit)
    signed_in(client, a_clerk(campaign)).post(of(entry, "files", "photo"), {"more": a_photo()})
    file = EntryFile.objects.get()
    stranger = a_person(Role.REPORTER, at=a_unit(campaign))
    reader = a_person(Role.SUPERVISOR, campaign=campaign)

    assert client.get(of(other, "files", file.pk)).status_code == 404
    assert signed_in(client, reader).get(of(entry, "files", file.pk)).status_code == 200
    assert "multipart/form-data" not in client.get(of(entry)).content.decode()
    assert client.post(of(entry, "files", file.pk, "remove")).status_code == 403
    assert client.post(of(entry, "files", "photo"), {"more": a_photo()}).status_code == 403
    assert signed_in(client, stranger).get(of(entry, "files", file.pk)).status_code == 404


def test_a_refused_file_is_said_beside_the_field(office, parcels, unit):
    entry = a_parcel(parcels, unit)

    answer = office.post(of(entry, "files", "photo"), {"more": SimpleUploadedFile("x.jpg", b"no picture")})
    nowhere = office.post(of(entry, "files", "nothing"), {"more": a_photo()})

    assert (answer.status_code, nowhere.status_code) == (422, 409)
    assert "Accepted: JPEG, PNG and WebP images" in answer.content.decode()
    assert "This register has no such field for files." in nowhere.content.decode()


# the page


def test_the_page_of_an_entry_tells_what_is_missing_what_is_evidenced_and_who(
    office, campaign, parcels, unit
):
    a_person(Role.CLERK, campaign=campaign, name="陈望", username="chenwang")
    values = {"worth": "5000", "paid": "1200", "hard": "yes", "lead": "chenwang", "clear": "yes"}
    page = closely(office.get(of(a_parcel(parcels, unit, values=values))))

    for words in ("5,000 万元", "有凭证的到位资金 1,200 万元 · 24%", "<dd> yes ", "<dd> 陈望 ", "1 points missing", "done: 1 of 2", "5 of 15 points"):  # fmt: skip
        assert words in page
    assert "chenwang" not in page


def test_nothing_evidenced_is_no_share(office, parcels, unit):
    page = closely(office.get(of(a_parcel(parcels, unit, values={"worth": "5000"}))))

    assert "有凭证的到位资金 –</span>" in page


def test_the_usual_next_stage_is_one_click_and_what_must_be_filled_in_is_said(office, parcels, unit):
    entry = a_parcel(parcels, unit, at=noon(9, 1))
    page = closely(office.get(of(entry)))
    assert '<input type="hidden" name="stage" value="talking">' in page
    assert "Before “签约”, fill in: 协议编号." in page
    assert '<option value="landed"' not in page

    office.post(of(entry, "mark"), {"stage": "talking", "on": "2026-09-09", "note": "招商例会"})

    entry.refresh_from_db()
    assert (entry.stage, entry.stage_on) == ("talking", date(2026, 9, 9))


@pytest.mark.parametrize("stage", ["lost", ""])
def test_what_wants_a_reason_comes_back_with_the_form_open_until_there_is_one(office, parcels, unit, stage):
    entry = marked(a_parcel(parcels, unit), "talking")

    refused = office.post(of(entry, "mark"), {"stage": stage, "on": "2026-09-10"})
    assert refused.status_code == 409
    assert "Give the reason" in refused.content.decode()
    assert '<details class="more" open>' in refused.content.decode()

    office.post(of(entry, "mark"), {"stage": stage, "on": "2026-09-10", "note": "企业撤回"})
    entry.refresh_from_db()
    assert entry.stage == stage


def test_a_board_leads_to_the_stage_that_wants_a_reason(office, parcels, unit):
    page = office.get(of(a_parcel(parcels, unit)) + "?stage=lost").content.decode()

    assert '<details class="more" open>' in page
    assert '<option value="lost" selected>' in page


# split, joined, a project


def test_a_parcel_is_split_into_parts_that_together_are_the_whole(client, campaign, parcels, unit, reporter):
    entry = marked(a_parcel(parcels, unit, quantity=Decimal(40), values={"hard": "yes"}), "talking")
    browser = signed_in(client, reporter)
    begun = browser.get(of(entry, "split")).content.decode()
    assert begun.count('value="20"') == 2
    typed = {
        "name_1": "甲",
        "quantity_1": "25",
        "name_2": "乙",
        "quantity_2": "10",
        "reason": "分期出让",
        "seen": entry.version,
    }

    wrong = browser.post(of(entry, "split"), typed)
    browser.post(of(entry, "split"), typed | {"quantity_2": "15"})

    assert "The parts together must be as large as the whole: 40" in wrong.content.decode()
    parts = {
        (one.name, one.quantity, one.stage, one.values["hard"]) for one in RegisterEntry.objects.standing()
    }
    assert parts == {("甲", 25, "talking", "yes"), ("乙", 15, "talking", "yes")}
    assert "Split into" in browser.get(of(entry)).content.decode()
    assert "Part of" in browser.get(of(RegisterEntry.objects.get(name="甲"))).content.decode()


def test_what_has_no_quantity_is_not_split(office, campaign, unit):
    lead = a_parcel(a_register(campaign, parent_kind=ParentKind.LINE), unit)

    assert of(lead, "split") not in office.get(of(lead)).content.decode()
    assert office.get(of(lead, "split")).status_code == 404


def test_leads_that_were_one_are_joined(client, campaign, parcels, unit, reporter):
    kept, other = a_parcel(parcels, unit, name="甲"), a_parcel(parcels, unit, name="乙")
    theirs = a_parcel(parcels, a_unit(campaign).organisation, name="丙")
    browser = signed_in(client, reporter)
    page = browser.get(of(kept, "join")).content.decode()
    assert (">乙<" in page, ">丙<" in page, ">甲</option>" in page) == (True, False, False)

    assert browser.post(of(kept, "join"), {"others": theirs.pk, "reason": "重复"}).status_code == 422
    browser.post(of(kept, "join"), {"others": other.pk, "reason": "重复"})

    other.refresh_from_db()
    assert other.merged_into == kept
    assert "Joined here" in browser.get(of(kept)).content.decode()
    assert "Joined into" in browser.get(of(other)).content.decode()


def test_others_to_join_are_found_by_words(office, parcels, unit):
    kept = a_parcel(parcels, unit, name="甲")
    a_parcel(parcels, unit, name="云溪")
    a_parcel(parcels, unit, name="金滩")

    page = office.get(of(kept, "join") + "?q=云溪").content.decode()

    assert (">云溪<" in page, ">金滩<" in page) == (True, False)


def test_a_lead_becomes_a_new_project_or_one_of_the_list(office, campaign, parcels, unit):
    a_project(campaign)
    lead, other = a_parcel(parcels, unit, name="云溪项目"), a_parcel(parcels, unit, name="金滩项目")
    assert 'value="云溪项目"' in office.get(of(lead, "become")).content.decode()
    line = campaign.lines_of_work.first()

    office.post(
        of(lead, "become"),
        {"code": "IP-77", "name": "云溪项目", "line_of_work": line.pk, "unit": unit.pk, "seen": lead.version},
    )
    office.post(
        of(other, "become"),
        {"project": Project.objects.exclude(code="IP-77").get().pk, "seen": other.version},
    )

    lead.refresh_from_db()
    other.refresh_from_db()
    assert (lead.became.code, other.became.code == "IP-77") == ("IP-77", False)
    assert "Has become the project" in office.get(of(lead)).content.decode()
    again = office.get(of(lead, "become"))
    assert again.status_code == 409


def test_only_who_may_is_offered_to_split_join_or_make_a_project(client, campaign, parcels, unit, reporter):
    entry = a_parcel(parcels, unit)
    a_parcel(parcels, unit)

    def offered(person):
        page = signed_in(client, person).get(of(entry)).content.decode()
        return [move for move in ("split", "join", "become") if f'href="{of(entry, move)}"' in page]

    assert offered(a_clerk(campaign)) == ["split", "join", "become"]
    assert offered(reporter) == ["split", "join"]
    assert offered(a_person(Role.SUPERVISOR, campaign=campaign)) == []
    for move in ("split", "join", "become"):
        assert client.get(of(entry, move)).status_code == 403


def test_totals_and_permits_neither_split_nor_join(office, campaign):
    entry = a_household(a_register(campaign, Manner.TOTALS), a_project(campaign))

    for move in ("split", "join", "become"):
        assert office.get(of(entry, move)).status_code == 404


def test_an_entry_of_a_township_says_where_it_is(office, campaign, unit):
    town = an_organisation("枫岭镇", kind=OrganisationKind.TOWNSHIP, parent=campaign.organisation)
    spots = a_register(campaign, parent_kind=ParentKind.TOWNSHIP)

    page = closely(office.get(of(a_spot(spots, town, unit=unit))))

    assert "<dt>Township</dt><dd>枫岭镇</dd>" in page
    assert page.count("<dt>Responsible unit</dt>") == 1


def test_whoever_writes_for_one_township_does_not_choose_it(client, campaign):
    town = an_organisation(kind=OrganisationKind.TOWNSHIP, parent=campaign.organisation)
    an_organisation(kind=OrganisationKind.TOWNSHIP, parent=campaign.organisation)
    spots = a_register(campaign, parent_kind=ParentKind.TOWNSHIP)
    browser = signed_in(client, a_person(Role.REPORTER, at=town, campaign=campaign))

    page = browser.get(at(campaign, spots.code, "add")).content.decode()

    assert f'<option value="{town.pk}" selected' in page
