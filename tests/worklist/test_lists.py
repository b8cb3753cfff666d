"""A unit's list from the first row to the baseline of the campaign."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from gongjian import vault
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.rules import Role
from gongjian.documents.reading_back import text_of_pdf
from gongjian.kernel.verdict import NotAllowed, Outdated, Refused
from gongjian.ledger.models import Entry
from gongjian.worklist.actions.filing import file_list
from gongjian.worklist.actions.lists import open_list
from gongjian.worklist.actions.signing import record_signature, send_list_back, sign_list
from gongjian.worklist.models import Baseline, Item, ListPaper, ListVersion, Project
from gongjian.worklist.permissions import may, open_moves
from gongjian.worklist.rules.fingerprints import in_fours
from gongjian.worklist.rules.lists import LIST_MOVES, ListMove, ListState
from tests.world import (
    NOON,
    a_campaign,
    a_clerk,
    a_filed_list,
    a_line,
    a_list,
    a_person,
    a_row,
    a_scan,
    a_signed_list,
    a_target,
    a_unit,
    an_assignment,
    an_item,
    an_organisation,
    noon,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def unit():
    return a_unit(a_campaign(), "住建局")


def test_opening_twice_opens_one_version(unit):
    reporter = a_person(Role.REPORTER, at=unit)

    first = open_list(unit.campaign, unit.organisation, by=reporter, at=NOON)

    assert first.number == 1
    assert open_list(unit.campaign, unit.organisation, by=a_person(Role.HEAD, at=unit), at=NOON) == first


def test_only_the_unit_and_the_office_open_its_list(unit):
    with pytest.raises(NotAllowed):
        open_list(
            unit.campaign, unit.organisation, by=a_person(Role.REPORTER, at=a_unit(unit.campaign)), at=NOON
        )


def test_an_organisation_without_a_part_in_the_campaign_has_no_list(unit):
    with pytest.raises(Refused, match="not a responsible unit"):
        open_list(unit.campaign, an_organisation(), by=a_clerk(unit.campaign), at=NOON)


def test_a_first_list_begins_with_what_stands_in_the_worklist_already(unit):
    item = an_item(unit.campaign, unit=unit)

    version = a_list(unit, rows=0)

    assert [row.item for row in version.rows.all()] == [item]


def test_a_list_without_rows_is_not_signed(unit):
    with pytest.raises(Refused, match="no rows"):
        sign_list(a_list(unit, rows=0), by=a_person(Role.HEAD, at=unit), at=NOON, seen=1)


@pytest.mark.parametrize(
    "missing", [{"name": ""}, {"due_on": None}, {"line_of_work": None}, {"due_on": date(2026, 8, 1)}]
)
def test_a_row_that_is_not_complete_is_not_signed(unit, missing):
    version = a_list(unit, rows=1)
    a_row(version, **missing)

    with pytest.raises(Refused, match="Incomplete"):
        sign_list(version, by=a_person(Role.HEAD, at=unit), at=NOON, seen=1)


def test_signing_freezes_the_rows_under_a_fingerprint_that_stands_on_the_kept_paper(unit, settings):
    version = a_list(unit, rows=2)

    signed = sign_list(version, by=a_person(Role.HEAD, at=unit), at=NOON, seen=1)

    assert signed.state == ListState.SIGNED
    paper = " ".join(text_of_pdf(vault.fetch(settings.VAULT_DIR, signed.paper)))
    assert in_fours(signed.fingerprint) in " ".join(paper.split())
    assert not may(ListMove.EDIT, signed, by=a_clerk(unit.campaign))


def test_signing_gives_codes_to_the_rows_that_have_none(unit):
    line = a_line(unit.campaign, code="KC")
    version = a_list(unit, rows=0)
    for name in ("第一件", "第二件"):
        a_row(version, line=line, project_code="", item_code="", project_name="文化中心", name=name)

    sign_list(version, by=a_person(Role.HEAD, at=unit), at=NOON, seen=1)

    assert list(version.rows.values_list("project_code", "item_code")) == [
        ("KC-001", "KC-001-1"),
        ("KC-001", "KC-001-2"),
    ]


def test_a_head_signs_what_was_seen(unit):
    version = a_list(unit)

    with pytest.raises(Outdated):
        sign_list(version, by=a_person(Role.HEAD, at=unit), at=NOON, seen=version.version + 1)


def test_a_list_sent_back_can_be_edited_and_its_paper_stays_known(unit, settings):
    signed = a_signed_list(unit)

    back = send_list_back(
        signed, reason="第三项日期有误", by=a_clerk(unit.campaign), at=NOON, seen=signed.version
    )

    assert (back.state, back.fingerprint, back.sent_back_because) == (
        ListState.DRAFTING,
        "",
        "第三项日期有误",
    )
    paper = ListPaper.objects.get(list_version=back)
    assert vault.fetch(settings.VAULT_DIR, paper.sha256).startswith(b"%PDF")
    assert may(ListMove.SIGN, back, by=a_person(Role.HEAD, at=unit))


def test_a_list_is_sent_back_with_a_reason_only(unit):
    signed = a_signed_list(unit)

    with pytest.raises(Refused, match="Enter"):
        send_list_back(signed, reason=" ", by=a_clerk(unit.campaign), at=NOON, seen=signed.version)


def test_whoever_signed_does_not_file(unit):
    both = a_person(Role.HEAD, at=unit)
    an_assignment(both, Role.CLERK, campaign=unit.campaign)
    version = a_list(unit)
    signed = sign_list(version, by=both, at=NOON, seen=version.version)

    with pytest.raises(NotAllowed, match="second person"):
        file_list(signed, by=both, at=NOON, seen=signed.version)


def test_the_office_records_what_was_signed_on_paper_with_its_scan(unit):
    version = a_list(unit)

    signed = record_signature(version, a_scan(), by=a_clerk(unit.campaign), at=NOON, seen=version.version)

    assert (signed.state, signed.on_paper, bool(signed.scan)) == (ListState.SIGNED, True, True)


def test_filing_makes_projects_items_and_first_baselines(unit):
    campaign = unit.campaign
    leader = a_person(Role.LEADER, campaign=campaign, name="王小满")
    town = an_organisation("清溪镇", parent=campaign.organisation)
    target = a_target(campaign, code="T-7")
    version = a_list(unit, rows=0)
    a_row(
        version,
        leading_official="王小满",
        township="清溪镇",
        supporting_units="清溪镇、无此单位",
        target_codes="T-7",
        item_code="KC-001-1",
        person="李勤",
    )

    filed = a_filed_list(version=version)

    item = Item.objects.get(campaign=campaign, code="KC-001-1")
    project, promise = item.project, item.baseline
    assert (project.leading_official, project.township, list(project.supporting_units.all())) == (
        leader,
        town,
        [town],
    )
    assert (promise.number, promise.unit, promise.person, promise.due_on) == (
        1,
        unit.organisation,
        "李勤",
        date(2026, 11, 29),
    )
    assert list(item.targets.all()) == [target]
    assert filed.rows.get().item == item


def test_filing_is_one_entry_that_names_the_items(unit):
    filed = a_filed_list(unit, rows=3)

    entry = Entry.objects.filter(campaign_id=unit.campaign.pk).latest("number")

    assert entry.facts["items"] == sorted(filed.rows.values_list("item_id", flat=True))


def test_filing_costs_the_same_statements_for_three_rows_and_for_thirty(unit, django_assert_max_num_queries):
    other = a_unit(unit.campaign)
    few, many = a_signed_list(unit, rows=3), a_signed_list(other, rows=30)
    clerk = a_clerk(unit.campaign)
    file_list(few, by=clerk, at=NOON, seen=few.version)

    with django_assert_max_num_queries(45):
        file_list(many, by=clerk, at=NOON, seen=many.version)


def test_a_later_list_adds_rows_and_takes_over_words_weights_and_people(unit):
    filed = a_filed_list(unit, rows=1)
    item = filed.rows.get().item
    later = open_list(unit.campaign, unit.organisation, by=a_clerk(unit.campaign), at=noon(9, 20))
    later.rows.update(name="改了名称", weight=2, person="陈勉")
    a_row(later)

    a_filed_list(version=later, at=noon(9, 21))

    item = Item.objects.get(pk=item.pk)
    assert (item.name, item.weight, item.baseline.person, item.baseline.number) == ("改了名称", 2, "陈勉", 2)
    assert Item.objects.filter(campaign=unit.campaign).count() == 2
    assert ListVersion.objects.get(pk=filed.pk).state == ListState.SUPERSEDED


@pytest.mark.parametrize(
    "moved", [{"due_on": date(2026, 12, 1)}, {"target": Decimal(90)}, {"measure": "investment"}]
)
def test_a_later_list_moves_no_promise(unit, moved):
    filed = a_filed_list(unit, rows=1)
    later = open_list(unit.campaign, unit.organisation, by=a_clerk(unit.campaign), at=noon(9, 20))
    later.rows.update(**moved)

    with pytest.raises(Refused, match="change request"):
        a_filed_list(version=later, at=noon(9, 21))

    assert ListVersion.objects.get(pk=filed.pk).state == ListState.FILED


def test_the_same_promise_in_another_unit_is_none_that_moved(unit):
    version = a_list(unit, rows=1)
    version.rows.update(measure="quantity", target=Decimal(160_000), unit_of_measure="平方米")
    a_filed_list(version=version)
    later = open_list(unit.campaign, unit.organisation, by=a_clerk(unit.campaign), at=noon(9, 20))
    later.rows.update(target=Decimal(16), unit_of_measure="万平方米", person="陈勉")

    a_filed_list(version=later, at=noon(9, 21))

    item = Item.objects.get(campaign=unit.campaign)
    assert (item.baseline.number, item.baseline.person) == (2, "陈勉")
    assert (item.unit_of_measure, item.baseline.target) == ("平方米", 160_000)


def test_a_later_list_loses_no_item(unit):
    a_filed_list(unit, rows=2)
    later = open_list(unit.campaign, unit.organisation, by=a_clerk(unit.campaign), at=noon(9, 20))
    later.rows.first().delete()

    with pytest.raises(Refused, match="leave the list"):
        a_filed_list(version=later, at=noon(9, 21))


def test_a_project_of_another_unit_is_joined_and_not_rewritten(unit):
    other = a_unit(unit.campaign)
    a_filed_list(version=rows_of_project(other, "KC-001", "文化中心"))
    a_filed_list(version=rows_of_project(unit, "KC-001", "别的名称"))

    project = Project.objects.get(campaign=unit.campaign, code="KC-001")
    assert (project.name, project.unit, project.items.count()) == ("文化中心", other.organisation, 2)


def rows_of_project(unit, code, name):
    version = a_list(unit, rows=0)
    a_row(version, project_code=code, project_name=name)
    return version


@pytest.mark.parametrize("role", list(Role))
def test_who_may_make_which_move(role):
    unit = a_unit(a_campaign())
    at_unit = a_person(role, at=unit)
    office, own = role in (Role.CLERK, Role.DIRECTOR), role in (Role.REPORTER, Role.HEAD)
    allowed = {
        ListMove.EDIT: office or own,
        ListMove.SIGN: role == Role.HEAD,
        ListMove.RECORD: office,
        ListMove.SEND_BACK: office,
        ListMove.FILE: office,
        ListMove.SUPERSEDE: office,
    }
    version = ListVersion(campaign=unit.campaign, unit=unit.organisation, number=1)

    for move in ListMove:
        version.state = next(state for state in ListState if LIST_MOVES.check(move, state))
        assert bool(may(move, version, by=at_unit)) == allowed[move], move


def test_a_stranger_is_offered_nothing(unit):
    assert open_moves(a_list(unit), to=a_person(Role.HEAD, at=a_unit(a_campaign()))) == []
    assert not ListVersion.objects.visible_to(
        a_person(Role.REPORTER, at=a_unit(unit.campaign)), unit.campaign
    )


def test_the_database_says_no_to_a_signed_list_without_a_fingerprint(unit):
    signed = a_signed_list(unit)

    with pytest.raises(IntegrityError), transaction.atomic():
        ListVersion.objects.filter(pk=signed.pk).update(fingerprint="")


def test_the_database_says_no_to_a_list_filed_by_its_signer(unit):
    filed = a_filed_list(unit)

    with pytest.raises(IntegrityError), transaction.atomic():
        ListVersion.objects.filter(pk=filed.pk).update(filed_by=filed.signed_by)


def test_the_database_says_no_to_two_versions_in_hand(unit):
    version = a_list(unit)

    with pytest.raises(IntegrityError), transaction.atomic():
        ListVersion.objects.create(campaign=unit.campaign, unit=unit.organisation, number=2, opened_at=NOON)
    assert Campaign.objects.filter(pk=version.campaign_id).exists()


def test_baselines_are_never_written_again(unit):
    filed = a_filed_list(unit, rows=1)
    before = list(Baseline.objects.values_list("pk", "due_on", "person"))
    later = open_list(unit.campaign, unit.organisation, by=a_clerk(unit.campaign), at=noon(9, 20))

    a_filed_list(version=later, at=noon(9, 21))

    assert filed.rows.count() == 1
    assert list(Baseline.objects.values_list("pk", "due_on", "person")) == before
