import pytest
from django.db import IntegrityError, transaction

from gongjian.accounts import actions
from gongjian.accounts.models import Organisation
from gongjian.accounts.rules import OrganisationKind, may_stand_under
from gongjian.kernel.verdict import Refused
from gongjian.ledger.models import Entry
from tests.world import NOON, a_person, an_organisation, whoever

pytestmark = pytest.mark.django_db


def changed(organisation, **changes):
    fields = {
        "name": organisation.name,
        "short_name": "",
        "kind": organisation.kind,
        "parent": organisation.parent,
    }
    return actions.change_organisation(organisation, **{**fields, **changes}, by=a_person(), at=NOON)


def test_an_organisation_never_stands_below_itself():
    top = an_organisation()
    middle = an_organisation(parent=top)
    low = an_organisation(parent=middle)

    for parent in (top, middle, low):
        with pytest.raises(Refused, match="below itself"):
            changed(top, parent=parent)


def test_moving_within_the_tree_is_fine():
    top = an_organisation()
    one, other = an_organisation(parent=top), an_organisation(parent=top)

    assert changed(one, parent=other).parent == other


@pytest.mark.parametrize(("parent", "allowed"), [(None, True), (3, True), (1, False), (2, False)])
def test_the_rule_of_the_tree(parent, allowed):
    assert bool(may_stand_under(1, parent, parents={2: 1, 1: None, 3: None})) is allowed


def test_names_are_unique_under_one_roof_and_free_elsewhere():
    top, other = an_organisation(), an_organisation()
    found = {"kind": OrganisationKind.TOWNSHIP, "by": None, "at": NOON}
    actions.found_organisation("Town", parent=top, **found)

    with pytest.raises(Refused, match="already"):
        actions.found_organisation("Town", parent=top, **found)
    assert actions.found_organisation("Town", parent=other, **found)


def test_the_database_itself_refuses_twins_and_an_organisation_under_itself():
    one = an_organisation("Twin")
    for wrong in (
        Organisation(name="Twin", kind=OrganisationKind.COUNTY),
        Organisation(pk=one.pk, name="x", kind=OrganisationKind.COUNTY, parent=one),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong.save()


def test_a_user_name_is_given_once_whatever_its_case():
    actions.welcome_person("li", name="Li", password=None, by=None, at=NOON)

    with pytest.raises(Refused, match="already in use"):
        actions.welcome_person("LI", name="Other", password=None, by=None, at=NOON)


def test_an_account_without_a_password_opens_to_nobody():
    person = actions.welcome_person("li", name="Li", password=None, by=None, at=NOON)

    assert not person.has_usable_password()
    assert actions.set_password(person, password="ein gutes wort", by=a_person(), at=NOON).check_password(
        "ein gutes wort"
    )


def test_a_password_stands_nowhere_in_the_ledger():
    person = actions.welcome_person("li", name="Li", password="first secret", by=None, at=NOON)
    actions.set_password(person, password="second secret", by=a_person(), at=NOON)

    assert not [entry for entry in Entry.objects.all() if "secret" in f"{entry.verb} {entry.facts}"]


def test_accounts_close_and_open_again_but_nobody_closes_their_own():
    admin, person = a_person(), a_person()

    assert not actions.open_or_close_account(
        person, is_active=False, by=admin, at=NOON, may=whoever
    ).is_active
    assert actions.open_or_close_account(person, is_active=True, by=admin, at=NOON, may=whoever).is_active
    with pytest.raises(Refused, match="your own"):
        actions.open_or_close_account(admin, is_active=False, by=admin, at=NOON, may=whoever)
