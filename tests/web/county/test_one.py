"""One person or one organisation of a county, without a sheet and before any campaign."""

import pytest

from gongjian.accounts.actions import appoint_administrator
from gongjian.accounts.models import Administrator, Organisation, User
from gongjian.accounts.rules import OrganisationKind
from gongjian.campaigns.rules import Role
from tests.world import NOON, a_campaign, a_person, an_assignment, an_organisation, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return an_organisation("云屏县", kind=OrganisationKind.COUNTY)


@pytest.fixture
def bureau(county):
    return an_organisation("县住房和城乡建设局", parent=county)


@pytest.fixture
def keeper(client, county):
    person = placed(a_person(name="秦向晚"), county)
    appoint_administrator(person, county, by=None, at=NOON)
    signed_in(client, person)
    return person


def placed(person, organisation):
    person.organisation = organisation
    person.save()
    return person


def typed(organisation, **more):
    return {
        "name": "章予安",
        "organisation": organisation.pk,
        "duty": "科长",
        "phone": "139 0000 0001",
        **more,
    }


def test_somebody_who_comes_later_is_entered_with_a_proposed_user_name_and_waits_for_a_slip(
    client, keeper, bureau
):
    answer = client.post("/county/people/new/", typed(bureau))

    entered = User.objects.get(name="章予安")
    assert (answer.status_code, answer["Location"]) == (302, f"/county/people/{entered.pk}/")
    assert (entered.username, entered.organisation, entered.duty) == ("zhangyuan", bureau, "科长")
    assert (entered.phone, entered.has_usable_password()) == ("13900000001", False)


def test_the_same_name_in_the_same_organisation_is_a_question_and_never_a_second_account(
    client, keeper, bureau
):
    client.post("/county/people/new/", typed(bureau, phone=""))

    asked = client.post("/county/people/new/", typed(bureau, phone=""))
    meant = client.post("/county/people/new/", typed(bureau, phone="", is_another="on"))

    assert (asked.status_code, meant.status_code) == (422, 302)
    assert "is_another" in asked.content.decode()
    assert sorted(User.objects.filter(name="章予安").values_list("username", flat=True)) == [
        "zhangyuan",
        "zhangyuan2",
    ]


@pytest.mark.parametrize("phone", ["13900000001", "１３９-0000-0001", "12345678901234"])
def test_a_mobile_number_of_somebody_else_or_none_at_all_is_refused_beside_the_field(
    client, keeper, bureau, phone
):
    client.post("/county/people/new/", typed(bureau))

    answer = client.post("/county/people/new/", typed(bureau, name="云北辰", phone=phone))

    assert (answer.status_code, User.objects.filter(name="云北辰").exists()) == (422, False)


def test_a_person_is_corrected_and_moves_to_another_organisation(client, keeper, county, bureau):
    person = placed(a_person(name="章予"), county)

    answer = client.post(f"/county/people/{person.pk}/", typed(bureau))

    person.refresh_from_db()
    assert answer.status_code == 302
    assert (person.name, person.organisation, person.duty) == ("章予安", bureau, "科长")


@pytest.mark.parametrize(
    "address", ["/county/people/{0}/", "/county/people/{0}/account/", "/county/organisations/{1}/"]
)
def test_what_another_county_keeps_does_not_exist_here(client, keeper, address):
    other = an_organisation("别县", kind=OrganisationKind.COUNTY)
    stranger = placed(a_person(), other)

    assert client.post(address.format(stranger.pk, other.pk), typed(other)).status_code == 404


def test_nobody_is_moved_into_an_organisation_that_the_administrator_does_not_keep(client, keeper, bureau):
    other, person = (
        an_organisation("别县", kind=OrganisationKind.COUNTY),
        placed(a_person(name="章予安"), bureau),
    )

    assert client.post(f"/county/people/{person.pk}/", typed(other)).status_code == 422


def test_whoever_sits_in_a_campaign_leaves_there(client, keeper, county, bureau):
    person, campaign = placed(a_person(), bureau), a_campaign()
    an_assignment(person, Role.REPORTER, at=bureau, campaign=campaign)

    refused = client.post(f"/county/people/{person.pk}/account/", {"to": "closed"})
    campaign.role_assignments.update(ended_at=NOON)
    closed = client.post(f"/county/people/{person.pk}/account/", {"to": "closed"})

    person.refresh_from_db()
    assert (refused.status_code, closed.status_code, person.is_active) == (409, 302, False)


@pytest.mark.parametrize("to", ["open", "closed"])
def test_nobody_opens_or_closes_the_account_of_whoever_keeps_what_they_do_not(client, keeper, bureau, to):
    person, operator = placed(a_person(), bureau), placed(a_person(), bureau)
    appoint_administrator(person, an_organisation("别县", kind=OrganisationKind.COUNTY), by=None, at=NOON)
    User.objects.filter(pk=operator.pk).update(is_superuser=True)

    for one in (person, operator):
        assert client.post(f"/county/people/{one.pk}/account/", {"to": to}).status_code == 403
        one.refresh_from_db()
        assert one.is_active


def test_an_organisation_is_entered_and_corrected_with_all_its_names(client, keeper, county):
    new = {
        "name": "县能源中心",
        "kind": "department",
        "parent": county.pk,
        "position": 30,
        "other_names": "能源局、县发改能源股",
    }

    client.post("/county/organisations/new/", new)
    row = Organisation.objects.get(name="县能源中心")
    client.post(f"/county/organisations/{row.pk}/", {**new, "short_name": "能源中心", "position": 5})

    row.refresh_from_db()
    assert row.other_names == ["能源局", "县发改能源股"]
    assert (row.short_name, row.position) == ("能源中心", 5)


def test_the_top_of_what_somebody_keeps_stays_where_it_is(client, keeper, county):
    page = client.get(f"/county/organisations/{county.pk}/").content.decode()

    assert 'name="parent"' not in page


def test_administrators_are_appointed_and_dismissed_but_nobody_dismisses_themselves(
    client, keeper, county, bureau
):
    person = placed(a_person(), bureau)
    own = Administrator.objects.get(person=keeper)

    client.post(f"/county/organisations/{bureau.pk}/administrators/", {"person": person.pk})
    appointed = bureau.administrators.get(person=person)
    ended = client.post(f"/county/organisations/{bureau.pk}/administrators/{appointed.pk}/")
    refused = client.post(f"/county/organisations/{county.pk}/administrators/{own.pk}/")

    appointed.refresh_from_db()
    assert (ended.status_code, refused.status_code, bool(appointed.ended_at)) == (302, 409, True)


def test_whoever_keeps_nothing_gets_no_page(client, bureau):
    signed_in(client, placed(a_person(), bureau))

    pages = ["people/new/", "organisations/new/", f"organisations/{bureau.pk}/"]
    assert {client.get(f"/county/{page}").status_code for page in pages} == {403}


def test_nobody_learns_who_has_a_mobile_number_in_another_county(client, keeper, bureau):
    stranger = placed(a_person(name="别县人"), an_organisation("别县", kind=OrganisationKind.COUNTY))
    User.objects.filter(pk=stranger.pk).update(phone="13900000001")

    answer = client.post("/county/people/new/", typed(bureau))

    assert (answer.status_code, "别县人" in answer.text) == (302, False)
