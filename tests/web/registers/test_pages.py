"""The pages of the registers, as each who has to do with them sees them."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext

from gongjian.accounts.rules import OrganisationKind
from gongjian.campaigns.rules import Role
from gongjian.registers.models import ItemLink, Register, RegisterEntry
from gongjian.registers.rules import Manner, PermitMove
from gongjian.worklist.rules import Measure
from tests.registers.test_importing import HEAD, a_file
from tests.registers.world import (
    KIND,
    a_household,
    a_permit,
    a_register,
    a_reporter,
    a_standard_set,
    linked,
    marked,
    moved,
)
from tests.world import (
    a_campaign,
    a_clerk,
    a_period,
    a_person,
    a_project,
    a_unit,
    an_item,
    an_organisation,
    noon,
    signed_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return a_campaign()


@pytest.fixture
def project(campaign):
    return a_project(campaign, unit=a_unit(campaign))


@pytest.fixture
def office(client, campaign):
    return signed_in(client, a_clerk(campaign))


@pytest.fixture
def unit(client, project):
    return signed_in(client, a_reporter(project))


def at(campaign, *parts):
    return "/".join([f"/c/{campaign.slug}/registers", *map(str, parts), ""])


def test_registers_show_what_they_add_up_to(unit, campaign, project):
    register = a_register(campaign)
    marked(a_household(register, project), "signed")
    a_household(register, project)

    page = unit.get(at(campaign)).content.decode()

    assert "Projects: 1. Total: 2 户." in page
    assert "50.0%" in page


@pytest.mark.parametrize("role", [Role.CLERK, Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_the_office_and_the_supervisors_see_every_register(client, campaign, project, role):
    household = a_household(a_register(campaign), project)
    browser = signed_in(client, a_person(role, campaign=campaign))

    for address in (at(campaign), at(campaign, household.register.code), at(campaign, household.register.code, project.code), at(campaign, "entries", household.pk)):  # fmt: skip
        assert browser.get(address).status_code == 200


def test_strangers_learn_nothing(client, campaign, project):
    household = a_household(a_register(campaign), project)
    permit = a_permit(a_register(campaign, Manner.PERMITS), project)
    browser = signed_in(client, a_person(Role.REPORTER, at=a_unit(campaign)))

    for entry in (household, permit):
        assert browser.get(at(campaign, "entries", entry.pk)).status_code == 404
        assert browser.get(at(campaign, entry.register.code, project.code)).status_code == 404


def test_a_group_sees_its_register_and_no_other(client, campaign, project):
    group = an_organisation(kind=OrganisationKind.GROUP, parent=campaign.organisation)
    theirs, other = a_register(campaign, group=group), a_register(campaign)
    a_household(theirs, project)
    a_household(other, project)
    browser = signed_in(client, a_person(Role.MEMBER, at=group, campaign=campaign))

    assert browser.get(at(campaign, theirs.code, project.code)).status_code == 200
    assert browser.get(at(campaign, other.code)).status_code == 404


def test_the_next_stage_is_one_click_away_and_so_is_the_way_back(unit, campaign, project):
    household = a_household(a_register(campaign), project)
    here = at(campaign, household.register.code, project.code)
    assert "已签约" in unit.get(here).content.decode()

    answer = unit.post(at(campaign, "entries", household.pk, "mark"), {"stage": "signed", "next": here})
    assert answer["Location"] == here
    household.refresh_from_db()
    assert household.stage == "signed"

    unit.post(at(campaign, "entries", household.pk, "undo"), {"seen": household.version, "next": here})
    household.refresh_from_db()
    assert household.stage == ""


def test_all_that_are_ticked_are_marked(unit, campaign, project):
    register = a_register(campaign)
    entries = [a_household(register, project) for _ in range(3)]
    ticked = {"entry": [one.pk for one in entries[:2]], "stage": "signed", "on": "2026-09-10"}

    unit.post(at(campaign, register.code, project.code, "mark"), ticked)

    assert RegisterEntry.objects.filter(stage="signed").count() == 2


def test_who_has_not_signed_yet_is_a_list(unit, campaign, project):
    register = a_register(campaign)
    marked(a_household(register, project, name="1-01"), "signed")
    a_household(register, project, name="1-02")

    page = unit.get(at(campaign, register.code, project.code) + "?show=signed").content.decode()

    assert "1-02" in page
    assert "1-01" not in page


def test_an_earlier_day_shows_what_stood_then(office, campaign, project):
    register = a_register(campaign)
    marked(a_household(register, project, at=noon(9, 1)), "signed", on=date(2026, 9, 8), at=noon(9, 8))

    then = office.get(at(campaign, register.code) + "?on=2026-09-05").content.decode()
    today = office.get(at(campaign, register.code)).content.decode()

    assert "100.0%" not in then
    assert "100.0%" in today


def test_permits_are_taken_and_moved_in_the_browser(unit, campaign, project):
    permits = a_register(campaign, Manner.PERMITS)
    a_standard_set(permits)
    here = at(campaign, permits.code, project.code)
    assert "Use these permits (3)" in unit.get(here).content.decode()

    unit.post(here + "standard/", {"needed_on": "2026-10-30"})
    permit = RegisterEntry.objects.get(name="用地预审")
    typed = {"on": "2026-09-10", "seen": permit.version, "note": ""}
    unit.post(at(campaign, "entries", permit.pk, "apply"), typed)

    permit.refresh_from_db()
    assert permit.stage == "applied"
    again = unit.post(at(campaign, "entries", permit.pk, "apply"), typed)
    another_day = unit.post(at(campaign, "entries", permit.pk, "apply"), {**typed, "on": "2026-09-09"})
    assert (again.status_code, another_day.status_code, permit.marks.count()) == (302, 409, 2)


def test_a_department_sees_its_queue_overdue_first(client, campaign, project):
    permits, department = a_register(campaign, Manner.PERMITS), a_unit(campaign)
    for promised in (20, 2):
        permit = a_permit(permits, project, department=department.organisation, promised_days=promised, at=noon(8, 31))  # fmt: skip
        moved(permit, (PermitMove.APPLY, date(2026, 9, 1)), (PermitMove.ACCEPT, date(2026, 9, 2)))
    browser = signed_in(client, a_person(Role.REPORTER, at=department))

    page = browser.get(at(campaign, permits.code) + "?view=queue").content.decode()

    assert page.index("overdue by 4 working days") < page.index("14 working days left")


def test_totals_that_do_not_add_up_come_back_with_the_reason(unit, campaign, project):
    register = a_register(campaign, Manner.TOTALS)
    entry = a_household(register, project, quantity=Decimal(100))
    typed = {"quantity": "100", "stage_signed": "120", "on": "2026-09-10", "seen": entry.version}

    answer = unit.post(at(campaign, "entries", entry.pk, "count"), typed)

    assert answer.status_code == 409
    assert "the total is only 100" in answer.content.decode()


def test_an_entry_is_added_changed_and_dropped(unit, campaign, project):
    register = a_register(campaign, fields=(KIND,), unit_of_quantity="m²")
    here = at(campaign, register.code, project.code)

    assert unit.post(here + "new/", {"name": "", "seen": 0, "quantity": 1}).status_code == 422
    unit.post(here + "new/", {"name": "1-01", "seen": 0, "quantity": "88.5", "value_kind": "住宅"})
    entry = RegisterEntry.objects.get()
    assert (entry.quantity, entry.values) == (Decimal("88.5"), {"kind": "住宅"})

    unit.post(
        at(campaign, "entries", entry.pk, "edit"), {"name": "1-02", "seen": entry.version, "quantity": 90}
    )
    entry.refresh_from_db()
    assert (entry.name, entry.quantity, entry.values) == ("1-02", 90, {})

    unit.post(at(campaign, "entries", entry.pk, "drop"), {"reason": "重复", "seen": entry.version})
    entry.refresh_from_db()
    assert entry.dropped_because == "重复"
    assert unit.get(here).status_code == unit.get(at(campaign, "entries", entry.pk)).status_code == 200


def test_what_a_form_does_not_ask_stays_as_a_file_has_said_it(unit, campaign, project):
    register = a_register(campaign)
    entry = a_household(register, project, reference="征协〔2026〕7号", quantity=Decimal("88.5"))

    unit.post(at(campaign, "entries", entry.pk, "edit"), {"name": "1-02", "seen": entry.version})
    entry.refresh_from_db()

    assert (entry.name, entry.reference, entry.quantity) == ("1-02", "征协〔2026〕7号", Decimal("88.5"))


def test_a_quantity_of_nothing_is_kept_as_typed(unit, campaign, project):
    register = a_register(campaign, unit_of_quantity="m²")
    entry = a_household(register, project, quantity=Decimal("88.5"))

    unit.post(
        at(campaign, "entries", entry.pk, "edit"), {"name": "1-02", "quantity": "0", "seen": entry.version}
    )
    entry.refresh_from_db()

    assert entry.quantity == 0


def closely(response):
    """A page without the white space that means nothing."""
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", " ".join(response.content.decode().split()))


def test_the_facts_of_an_entry_are_those_that_its_register_asks(unit, campaign, project):
    permit = a_permit(a_register(campaign, Manner.PERMITS), project, reference="云批〔2026〕1号")
    household = a_household(a_register(campaign, unit_of_quantity="m²"), project, quantity=Decimal("88.5"))

    of_permit = closely(unit.get(at(campaign, "entries", permit.pk)))
    of_household = closely(unit.get(at(campaign, "entries", household.pk)))

    assert f"<dt>Handling department</dt><dd>{permit.department}</dd>" in of_permit
    assert "<dt>Working days</dt><dd>promised 10, by law 20</dd>" in of_permit
    assert "<dt>Permit no.</dt><dd>云批〔2026〕1号</dd>" in of_permit
    assert "<dt>Quantity</dt>" not in of_permit
    assert "<dt>Quantity</dt><dd>88.5 m²</dd>" in of_household
    assert "Handling department" not in of_household
    assert "<dt>Number</dt>" not in of_household


def test_a_file_is_brought_looked_at_and_applied(unit, campaign, project):
    register = a_register(campaign, unit_of_quantity="m²")

    def brought(*rows):
        file = SimpleUploadedFile("户.xlsx", a_file(HEAD, *rows))
        return unit.post(at(campaign, register.code, "bring"), {"file": file}, follow=True)

    wrong = brought([1, project.code, "1-01", "x", None, None, ""])
    assert "Problems in the file: 1" in wrong.content.decode()
    copy = unit.get(f"{wrong.redirect_chain[-1][0]}marked.xlsx")
    assert "D3" in [cell.coordinate for row in openpyxl.load_workbook(BytesIO(copy.content)).active for cell in row if cell.comment]  # fmt: skip

    right = brought([1, project.code, "1-01", 88, "已签约", "9月3日", ""])
    assert "New rows: 1" in right.content.decode()
    unit.post(f"{right.redirect_chain[-1][0]}apply/")
    assert RegisterEntry.objects.get().stage == "signed"
    for name in ("export.xlsx", "blank.xlsx"):
        sheet = unit.get(at(campaign, register.code)[:-1] + f"/{name}")
        assert openpyxl.load_workbook(BytesIO(sheet.content)).active.max_row > 1


def test_the_dry_run_of_permits_says_states_with_their_days_and_the_columns_in_the_readers_language(
    unit, campaign, project
):
    permits = a_register(campaign, Manner.PERMITS)
    head = ["序号", "项目编号", "许可事项", "申报时间", "受理时间"]
    file = SimpleUploadedFile("审批.xlsx", a_file(head, [1, project.code, "选址意见书", "9月3日", "9月4日"]))
    there = unit.post(at(campaign, permits.code, "bring"), {"file": file}, follow=True).redirect_chain[-1][0]
    english = unit.get(f"{there}?tab=new").content.decode()
    unit.cookies["django_language"] = "zh-hans"
    chinese = unit.get(f"{there}?tab=new").content.decode()

    assert "applied for Thu 3 Sep" in english
    assert "in processing Fri 4 Sep" in english
    assert "已申报待受理 9月3日" in chinese
    assert not any(
        f"<span>{code}" in page for page in (english, chinese) for code in ("applied<", "applied →")
    )
    assert ">申报日期<" not in english
    assert ">申报日期<" in chinese


def test_the_office_sets_up_a_register_in_the_browser(office, campaign):
    a_project(campaign)
    typed = {
        "name": "出让地块", "code": "parcels", "manner": "each", "parent_kind": "project", "thing": "宗", "unit_of_quantity": "亩", "seen": 0,
        "stage-label-1": "净地", "stage-code-1": "cleared", "stage-label-2": "成交",
        "field-label-1": "用途", "field-type-1": "choice", "field-choices-1": "住宅、商业", "field-consumer-1": "土地例会",
    }  # fmt: skip

    assert office.post(at(campaign, "new"), typed | {"field-consumer-1": ""}).status_code == 409
    answer = office.post(at(campaign, "new"), typed)

    register = Register.objects.get()
    assert answer["Location"] == at(campaign, "parcels", "settings")
    assert [one["code"] for one in register.stages] == ["cleared", "s1"]
    assert office.get(at(campaign, "parcels", "settings")).status_code == 200
    assert office.get(at(campaign, "parcels") + "?show=all").status_code == 200


def test_the_office_edits_the_standard_permits(office, campaign):
    permits, department = a_register(campaign, Manner.PERMITS), a_unit(campaign).organisation
    row = {"permit-name-1": "立项批复", "permit-department-1": department.pk, "permit-statutory_days-1": 20, "permit-step-1": 1}  # fmt: skip

    wrong = office.post(
        at(campaign, permits.code, "standard"), row | {"permit-promised_days-1": 30, "seen": 1}
    )
    office.post(at(campaign, permits.code, "standard"), row | {"permit-promised_days-1": 3, "seen": 1})

    assert wrong.status_code == 422
    assert "立项批复" in wrong.content.decode()
    assert permits.standard_permits.get().promised_days == 3


def test_units_set_nothing_up(unit, campaign, project):
    register = a_register(campaign)

    assert unit.get(at(campaign, "new")).status_code == 403
    assert unit.get(at(campaign, "items")).status_code == 403
    assert unit.get(at(campaign, register.code, "settings")).status_code == 403


def test_an_item_is_tied_and_untied(office, campaign, project):
    register = a_register(campaign)
    item = an_item(project=project, measure=Measure.QUANTITY, target=9, unit_of_measure="户")
    assert item.name in office.get(at(campaign, "items") + f"?q={item.name}").content.decode()

    office.post(at(campaign, "items"), {"item": item.code, "counted_by": f"{register.code}/signed/entries"})
    assert ItemLink.objects.get().stage == "signed"
    listed = office.get(at(campaign, "items")).content.decode()
    assert gettext(ItemLink.objects.get().tally.label) in listed.partition("<tbody>")[2]
    office.post(at(campaign, "items"), {"item": item.code})
    assert not ItemLink.objects.exists()


def test_the_report_begins_with_what_the_register_says(client, campaign, project):
    register = a_register(campaign)
    item = an_item(project=project, measure=Measure.QUANTITY, target=9, unit_of_measure="户")
    linked(item, register)
    for _ in range(4):
        marked(a_household(register, project, at=noon(9, 1)), "signed", on=date(2026, 9, 4), at=noon(9, 4))
    report = a_period(campaign).reports.get()
    browser = signed_in(client, a_reporter(project))
    here = f"/c/{campaign.slug}/reports/{report.period}/{report.unit_id}/"

    page = browser.get(here).content.decode()
    assert f'name="value-{item.pk}" value="4"' in page
    assert "from the register" in page

    seen = f"{item.pk}:1"
    browser.post(here + "submit/", {"seen": seen, f"value-{item.pk}": "3", f"forecast-{item.pk}": ""})
    report.refresh_from_db()
    assert report.rows.get().value == 3
    signed_in(client, a_clerk(campaign))
    assert "Register: 4" in client.get(here).content.decode()


def test_more_rows_cost_no_more_questions(office, campaign):
    register, permits = a_register(campaign), a_register(campaign, Manner.PERMITS)

    def asked():
        project = a_project(campaign, unit=a_unit(campaign))
        a_household(register, project)
        a_permit(permits, project)
        counts = []
        for address in (at(campaign), at(campaign, register.code), at(campaign, permits.code), at(campaign, permits.code) + "?view=queue"):  # fmt: skip
            with CaptureQueriesContext(connection) as queries:
                assert office.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    asked()
    assert asked() == asked()


def test_the_part_that_htmx_gets_stands_in_the_whole_page(office, campaign, project):
    for register in (a_register(campaign), a_register(campaign, Manner.PERMITS)):
        (a_permit if register.manner == Manner.PERMITS else a_household)(register, project)
        whole = office.get(at(campaign, register.code)).content.decode()
        part = office.get(at(campaign, register.code), headers={"HX-Request": "true"}).content.decode()
        assert part.strip() in whole


def test_the_project_page_shows_its_registers(unit, campaign, project):
    marked(a_household(a_register(campaign), project), "signed")
    a_permit(a_register(campaign, Manner.PERMITS), project)

    page = unit.get(f"/c/{campaign.slug}/projects/{project.code}/").content.decode()

    assert "granted 0 of 1" in page
    assert "100.0%" in page
