"""Organisations, people and codes at the command line."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from gongjian.accounts.actions import open_or_close_account
from gongjian.accounts.models import Organisation, User
from gongjian.accounts.queries import person_by_code
from gongjian.campaigns.actions import give_roles_as_proposed
from gongjian.campaigns.models import RoleAssignment, Unit
from gongjian.campaigns.rules import Role, Series
from gongjian.kernel.verdict import NotAllowed
from gongjian.ledger.models import Entry
from tests.accounts.sheets import messy, plain
from tests.world import NOON, a_campaign, a_person, an_organisation, whoever

pytestmark = pytest.mark.django_db


@pytest.fixture
def bring(tmp_path):
    def brought(content, *words, name="名册.xlsx"):
        file, out = tmp_path / name, StringIO()
        file.write_bytes(content)
        try:
            call_command("import_people", str(file), *words, stdout=out)
        except CommandError as error:
            return error.returncode, out.getvalue(), str(error)
        return 0, out.getvalue(), ""

    return brought


def test_a_sheet_is_taken_in_and_the_second_time_changes_nothing(bring):
    an_organisation("云屏县")

    assert bring(messy())[0] == 0
    status, said, _ = bring(messy(), "--json")

    told = json.loads(said)
    assert (status, told["applied"], told["changes"]) == (0, True, [])
    assert told["counts"]["people_unchanged"] == User.objects.count() == 120


def test_a_dry_run_takes_nothing_in(bring):
    an_organisation("云屏县")
    status, said, _ = bring(messy(), "--dry-run")

    assert (status, User.objects.count()) == (0, 0)
    assert "people new: 120" in said


def test_problems_and_open_questions_end_with_one_and_say_their_cells(bring):
    county = an_organisation("云屏县")
    for name in ("县水利局", "县住建局"):
        an_organisation(name, parent=county)
    a_person(name="张三")
    head, row = ("单位", "姓名", "手机"), ("县水利局", "张三", "")

    status, said, _ = bring(plain(head, [("县水利局", "张三", "12")]))
    assert (status, "名单!C2" in said) == (1, True)
    status, said, _ = bring(plain(head, [row]), "--json")
    (question,) = json.loads(said)["questions"]
    assert (status, question["cell"], User.objects.count()) == (1, "B2", 1)

    assert bring(plain(head, [row]), "--answer", f"{question['key']}=another")[0] == 0
    assert User.objects.filter(name="张三").count() == 2
    assert bring(plain(head, [row]))[0] == 0


def test_what_cannot_be_read_and_who_cannot_be_found_is_said(bring, tmp_path):
    assert "Counties so far: none yet" in bring(messy())[2]
    an_organisation("云屏县")
    assert bring(b"%PDF-1.7")[0] == 1
    assert bring(plain(("甲", "乙"), []))[0] == 1
    assert "There is no user name" in bring(messy(), "--by", "nobody")[2]
    assert "no campaign" in bring(messy(), "--campaign", "nothing")[2]
    assert bring(messy(), "--by", a_person().username)[0] == 1
    with pytest.raises(CommandError, match="cannot be opened"):
        call_command("import_people", str(tmp_path / "absent.xlsx"))


def test_with_a_campaign_units_take_part_and_people_are_seated_once(bring):
    campaign = a_campaign()
    Organisation.objects.filter(pk=campaign.organisation_id).update(name="云屏县")

    assert json.loads(bring(messy(), "--campaign", campaign.slug, "--json")[1])["assignments"] == 120
    assert json.loads(bring(messy(), "--campaign", campaign.slug, "--json")[1])["assignments"] == 0

    assert campaign.units.count() == 60
    assert campaign.units.filter(series=Series.TOWNSHIPS).count() == 30
    assert [unit.position for unit in campaign.units.all()] == list(range(1, 61))
    assert campaign.role_assignments.filter(role=Role.HEAD).count() == 60
    assert Entry.objects.filter(campaign_id=campaign.pk, verb__text__startswith="added").count() == 1


def test_only_an_administrator_of_the_campaign_roles_and_only_people_of_its_tree():
    campaign, other = a_campaign(), an_organisation("elsewhere")
    person = User.objects.create(username="p", name="p", organisation=other, proposed_role="head")

    with pytest.raises(NotAllowed):
        give_roles_as_proposed(campaign, [person], by=a_person(), at=NOON)
    assert give_roles_as_proposed(campaign, [person], by=None, at=NOON) == []
    assert not RoleAssignment.objects.filter(person=person).exists()
    assert not Unit.objects.exists()


def test_a_new_code_is_printed_and_no_closed_account_is_opened():
    person, out = a_person(username="li"), StringIO()
    call_command("reset_account", "LI", "--json", stdout=out)
    told = json.loads(out.getvalue())

    assert person_by_code("li", told["code"]) == person
    open_or_close_account(person, is_active=False, by=a_person(), at=NOON, may=whoever)
    with pytest.raises(CommandError, match="停用"):
        call_command("reset_account", "li")
    with pytest.raises(CommandError, match="There is no user name"):
        call_command("reset_account", "nobody")
