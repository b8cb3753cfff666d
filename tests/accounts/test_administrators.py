import pytest
from django.db import IntegrityError, transaction

from gongjian.accounts import actions
from gongjian.accounts.models import Administrator
from gongjian.accounts.permissions import may_keep_organisations, may_keep_person
from gongjian.accounts.queries import organisations_kept_by
from gongjian.kernel.verdict import NotAllowed, Refused
from tests.world import NOON, a_person, an_organisation, whoever

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    county = an_organisation("County")
    bureau = an_organisation("Bureau", parent=county)
    station = an_organisation("Station", parent=bureau)
    other = an_organisation("Other", parent=county)
    return county, bureau, station, other


def an_administrator(organisation):
    person = a_person()
    actions.appoint_administrator(person, organisation, by=None, at=NOON)
    return person


def works_at(organisation):
    person = a_person()
    person.organisation = organisation
    person.save()
    return person


def test_an_administrator_keeps_the_organisation_and_everything_below_it_and_nothing_else(tree):
    county, bureau, station, _other = tree
    keeper = an_administrator(bureau)

    assert organisations_kept_by(keeper) == {bureau.pk, station.pk}
    assert [bool(may_keep_organisations(keeper, one)) for one in tree] == [False, True, True, False]
    assert organisations_kept_by(an_administrator(county)) == {one.pk for one in tree}


def test_somebody_whose_account_is_closed_keeps_nothing(tree):
    keeper = an_administrator(tree[0])
    keeper.is_active = False

    assert organisations_kept_by(keeper) == frozenset()


def test_an_administrator_appoints_below_and_never_above(tree):
    county, bureau, station, _ = tree
    keeper, newcomer = an_administrator(bureau), a_person()

    actions.appoint_administrator(newcomer, station, by=keeper, at=NOON)

    with pytest.raises(NotAllowed):
        actions.appoint_administrator(newcomer, county, by=keeper, at=NOON)
    with pytest.raises(Refused, match="already"):
        actions.appoint_administrator(newcomer, station, by=keeper, at=NOON)


def test_a_closed_account_is_no_administrator(tree):
    somebody = actions.open_or_close_account(a_person(), is_active=False, by=a_person(), at=NOON, may=whoever)

    with pytest.raises(Refused, match="closed"):
        actions.appoint_administrator(somebody, tree[0], by=None, at=NOON)


def test_whoever_is_dismissed_keeps_nothing_and_can_be_appointed_again(tree):
    keeper = an_administrator(tree[1])
    actions.dismiss_administrator(keeper.administers.get(), by=None, at=NOON)

    assert organisations_kept_by(keeper) == frozenset()
    assert actions.appoint_administrator(keeper, tree[1], by=None, at=NOON).ended_at is None


def test_nobody_dismisses_themselves(tree):
    keeper = an_administrator(tree[0])

    with pytest.raises(Refused, match="yourself"):
        actions.dismiss_administrator(keeper.administers.get(), by=keeper, at=NOON)


def test_a_person_is_kept_where_they_work_but_not_by_somebody_who_keeps_less_than_they_do(tree):
    county, bureau, _, other = tree
    keeper, clerk, chief = an_administrator(bureau), works_at(bureau), works_at(bureau)
    actions.appoint_administrator(chief, county, by=None, at=NOON)

    assert may_keep_person(keeper, clerk)
    assert not may_keep_person(keeper, chief)
    assert not may_keep_person(keeper, works_at(other))
    assert not may_keep_person(keeper, a_person())
    assert may_keep_person(an_administrator(county), chief)


def test_the_database_itself_refuses_the_same_administrator_twice(tree):
    keeper = an_administrator(tree[0])

    with pytest.raises(IntegrityError), transaction.atomic():
        Administrator.objects.create(person=keeper, organisation=tree[0], given_at=NOON)
