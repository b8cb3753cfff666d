"""What is written of a person: by those who keep the people, and by everybody of themselves."""

import pytest

from gongjian.accounts.actions import appoint_administrator
from gongjian.accounts.actions.people import (
    change_person,
    choose_address,
    choose_language,
    place_person,
    welcome_person,
)
from gongjian.accounts.models import Language, User
from gongjian.accounts.rules import OrganisationKind
from gongjian.kernel.verdict import NotAllowed
from gongjian.ledger.models import Entry
from tests.world import NOON, a_person, an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return an_organisation("云屏县", kind=OrganisationKind.COUNTY)


@pytest.fixture
def keeper(county):
    person = a_person(name="Keeper")
    appoint_administrator(person, county, by=None, at=NOON)
    return person


@pytest.fixture
def person(county):
    person = a_person(name="Somebody")
    person.organisation = county
    person.save()
    return person


def last_entry():
    return Entry.objects.latest("pk")


def test_a_person_whose_name_and_addresses_change_keeps_the_account(keeper, person):
    change_person(person, name="林静", email="lin@county.cn", phone="13900000000", by=keeper, at=NOON)

    person.refresh_from_db()
    assert (person.name, person.email, person.phone) == ("林静", "lin@county.cn", "13900000000")
    assert (str(last_entry().verb), last_entry().actor) == ("changed the account of 林静", "Keeper")


def test_nobody_changes_the_account_of_somebody_else_without_keeping_people(person):
    with pytest.raises(NotAllowed):
        change_person(person, name="x", email="", phone="", by=a_person(), at=NOON)

    person.refresh_from_db()
    assert person.name == "Somebody"


def test_who_keeps_a_county_moves_nobody_out_of_it_and_nobody_else_into_it(keeper, person, county):
    elsewhere = an_organisation("邻县", kind=OrganisationKind.COUNTY)
    stranger = a_person()
    stranger.organisation = elsewhere
    stranger.save()

    for somebody, where in ((person, elsewhere), (stranger, county)):
        with pytest.raises(NotAllowed):
            place_person(somebody, where, duty="科长", by=keeper, at=NOON)


def test_an_account_is_opened_only_by_whoever_keeps_the_organisation(keeper):
    elsewhere = an_organisation("邻县", kind=OrganisationKind.COUNTY)

    with pytest.raises(NotAllowed):
        welcome_person("new", name="新人", password=None, by=keeper, at=NOON, organisation=elsewhere)
    assert not User.objects.filter(username="new").exists()


def test_who_works_elsewhere_now_stands_there_with_the_new_post_and_is_placed_once(keeper, person, county):
    bureau = an_organisation("县水利局", parent=county)
    place_person(person, bureau, duty="科长", by=keeper, at=NOON)
    before = last_entry()
    place_person(person, bureau, duty="科长", by=keeper, at=NOON)

    person.refresh_from_db()
    assert (person.organisation, person.duty) == (bureau, "科长")
    assert (str(before.verb), before) == ("recorded where Somebody works: 县水利局", last_entry())


def test_who_does_not_keep_the_people_places_nobody(person, county):
    with pytest.raises(NotAllowed):
        place_person(person, an_organisation(parent=county), duty="", by=a_person(), at=NOON)


def test_everybody_chooses_the_own_language_and_the_ledger_says_so(person):
    choose_language(Language.ENGLISH, by=person, at=NOON)

    person.refresh_from_db()
    assert (person.language, last_entry().verb.msgid) == (Language.ENGLISH, "chose the language %(language)s")


def test_everybody_says_the_own_address_and_the_same_one_again_is_no_news(person):
    choose_address("me@county.cn", by=person, at=NOON)
    before = last_entry()
    choose_address("me@county.cn", by=person, at=NOON)

    person.refresh_from_db()
    assert (person.email, before) == ("me@county.cn", last_entry())
