"""The Office sets up a register on a page: from a kit, from nothing, and by the words that stand there."""

import pytest

from gongjian.campaigns.rules import Role
from gongjian.registers.models import Register
from gongjian.registers.queries import layout_of_register
from gongjian.registers.rules.kits import kits
from gongjian.web.registers.forms.rule_tables import tables_of
from gongjian.web.registers.forms.rules import rules_typed
from tests.registers.world import a_kit
from tests.web.sent import sent_by
from tests.world import a_campaign, a_clerk, a_person, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return a_campaign()


@pytest.fixture
def office(client, campaign):
    return signed_in(client, a_clerk(campaign))


def address(campaign, tail):
    return f"/c/{campaign.slug}/registers/{tail}"


def typed(layout):
    """What a browser would send of the tables as they are drawn."""
    cells = [
        cell
        for table in tables_of(layout, with_stages=True)
        for row in table.rows
        for part in row
        for cell in part
    ]
    return {cell.name: cell.value for cell in cells if cell.value}


@pytest.mark.parametrize("kit", list(kits().values()), ids=lambda kit: kit.code)
def test_what_is_drawn_of_a_kit_is_read_as_the_same_kit(kit):
    again = rules_typed(typed(kit.layout))

    assert again.unknown == ()
    assert (again.fields, again.stages) == (kit.layout.fields, kit.layout.stages)
    assert (again.measures, again.states) == (kit.layout.measures, kit.layout.states)


@pytest.mark.parametrize("code", list(kits()))
def test_a_kit_is_taken_with_one_form_as_it_is_drawn(office, campaign, code):
    kit = kits()[code]
    page = office.get(address(campaign, f"new/?kit={code}")).content.decode()

    answer = office.post(address(campaign, f"new/?kit={code}"), sent_by(page))

    assert answer.status_code == 302, answer.context["form"].errors
    register = Register.objects.get(code=code)
    layout = layout_of_register(register)
    assert (register.kit, layout.fields, layout.stages) == (code, kit.layout.fields, kit.layout.stages)
    assert (layout.measures, layout.states, layout.parent) == (
        kit.layout.measures,
        kit.layout.states,
        kit.layout.parent,
    )
    assert code not in [one.code for one in office.get(address(campaign, "new/")).context["kits"]]


@pytest.mark.parametrize("code", ["parcels", "towns"])
def test_saving_what_is_drawn_changes_nothing(office, campaign, code):
    register = a_kit(campaign, code)
    before = layout_of_register(register)
    page = office.get(address(campaign, f"{code}/settings/")).content.decode()

    assert office.post(address(campaign, f"{code}/settings/"), sent_by(page)).status_code == 302

    register.refresh_from_db()
    assert layout_of_register(register) == before


def test_a_word_that_nothing_bears_is_refused_by_name_and_nothing_is_lost(office, campaign):
    register = a_kit(campaign, "pipeline")
    sent = typed(layout_of_register(register)) | {
        "measure-stage-1": "落地生根",
        "name": "招商",
        "seen": register.version,
    }

    answer = office.post(address(campaign, "pipeline/settings/"), sent)

    assert answer.status_code == 409
    assert "落地生根" in answer.content.decode()
    assert 'value="招商"' in answer.content.decode()


def test_stages_are_moved_by_their_number_and_a_new_one_gets_a_code_of_its_own(office, campaign):
    register = a_kit(campaign, "pipeline")
    sent = typed(layout_of_register(register)) | {"name": "招商", "thing": "个", "seen": register.version}
    sent |= {"stage-label-7": "考察", "stage-order-7": "1", "stage-order-1": "2"}

    assert office.post(address(campaign, "pipeline/settings/"), sent).status_code == 302

    register.refresh_from_db()
    assert [one.label for one in layout_of_register(register).stages][:3] == ["考察", "在谈", "签约"]
    assert len({one.code for one in layout_of_register(register).stages}) == 7


def test_only_the_office_sets_up_registers(client, campaign):
    person = a_person(Role.OBSERVER, campaign=campaign)

    assert signed_in(client, person).get(address(campaign, "new/")).status_code == 403


def test_a_code_that_was_taken_away_is_never_given_to_anything_else(office, campaign):
    register = a_kit(campaign, "pipeline")
    layout = layout_of_register(register)
    sent = typed(layout) | {
        "name": "招商",
        "thing": "个",
        "measure-label-19": "甲",
        "field-label-59": "乙",
        "field-consumer-59": "通报",
    }
    assert (
        office.post(address(campaign, "pipeline/settings/"), sent | {"seen": register.version}).status_code
        == 302
    )
    register.refresh_from_db()
    first = {
        one.code for one in (*layout_of_register(register).measures, *layout_of_register(register).fields)
    }
    sent |= {"measure-label-19": "丙", "field-label-59": "丁", "seen": register.version}
    assert office.post(address(campaign, "pipeline/settings/"), sent).status_code == 302

    register.refresh_from_db()
    told = layout_of_register(register)
    assert {one.label for one in (*told.measures, *told.fields)} >= {"丙", "丁"}
    assert not {one.code for one in (*told.measures, *told.fields) if one.label in ("丙", "丁")} & first


@pytest.mark.parametrize("wrong", ["NaN", "Infinity", "1e400", "sNaN"])
def test_a_bound_that_is_no_number_is_refused_by_name(office, campaign, wrong):
    register = a_kit(campaign, "parcels")
    sent = typed(layout_of_register(register)) | {
        "name": "地块",
        "thing": "宗",
        "unit_of_quantity": "亩",
        "seen": register.version,
    }

    for column in ("least", "most", "points"):
        answer = office.post(address(campaign, "parcels/settings/"), sent | {f"field-{column}-4": wrong})
        assert answer.status_code == 409
        assert "不是数" in answer.content.decode() or wrong in answer.content.decode()
