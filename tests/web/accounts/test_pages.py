import pytest
from django.urls import reverse

from gongjian.accounts.models import Organisation, User
from gongjian.campaigns.rules import Role
from gongjian.ledger.models import Entry
from tests.world import PASSWORD, a_campaign, a_person, a_unit, an_assignment, an_organisation, signed_in

pytestmark = pytest.mark.django_db

RUBBISH = ["", "\0", "x" * 5000, "99999999999999999999", "-1", "<script>", "NaN", "None"]


@pytest.fixture
def campaign():
    return a_campaign()


@pytest.fixture
def admin(campaign):
    return a_person(Role.ADMINISTRATOR, campaign=campaign, name="Admin")


@pytest.fixture
def browser(client, admin):
    return signed_in(client, admin)


def url(name, campaign, *args):
    return reverse(f"people:{name}", args=[campaign.slug, *args])


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
@pytest.mark.parametrize("name", ["people", "welcome", "organisations", "units"])
def test_only_administrators_come_in_and_others_hear_why(client, campaign, role, name):
    answer = signed_in(client, a_person(role, campaign=campaign)).get(url(name, campaign))

    assert answer.status_code == 403
    assert "Only an administrator may do this." in answer.content.decode()


@pytest.mark.parametrize("name", ["people", "welcome", "organisations", "units"])
def test_strangers_learn_nothing(client, campaign, name):
    signed_in(client, a_person(Role.ADMINISTRATOR, campaign=a_campaign()))

    assert client.get(url(name, campaign)).status_code == 404


def test_people_of_another_campaign_do_not_exist_here(browser, campaign):
    stranger = a_person(Role.REPORTER, campaign=a_campaign())

    assert browser.get(url("person", campaign, stranger.pk)).status_code == 404
    assert (
        browser.post(url("set_password", campaign, stranger.pk), {"password-password": PASSWORD}).status_code
        == 404
    )


def listed(browser, campaign, query):
    return [person.name for person in browser.get(url("people", campaign) + query).context["page"]]


def test_the_list_is_searched_filtered_and_sorted_in_the_address(browser, campaign):
    unit = a_unit(campaign)
    a_person(Role.REPORTER, at=unit, name="Bo")
    a_person(name="Chen")
    closed = a_person(Role.HEAD, at=unit, name="Dong")
    User.objects.filter(pk=closed.pk).update(is_active=False)

    assert listed(browser, campaign, "") == ["Admin", "Bo", "Chen", "Dong"]
    assert listed(browser, campaign, "?sort=-name") == ["Dong", "Chen", "Bo", "Admin"]
    assert listed(browser, campaign, "?q=bo") == listed(browser, campaign, "?role=reporter") == ["Bo"]
    assert listed(browser, campaign, f"?organisation={unit.organisation_id}") == ["Bo", "Dong"]
    assert listed(browser, campaign, "?state=without_role") == ["Chen"]
    assert listed(browser, campaign, "?state=closed") == ["Dong"]


def test_somebody_comes_gets_a_role_and_signs_in(browser, client, campaign):
    unit = a_unit(campaign)
    typed = {"name": "Li", "username": "li", "password": "a rather long word"}

    answer = browser.post(url("welcome", campaign), typed)

    person = User.objects.get(username="li")
    assert answer.url == url("person", campaign, person.pk)
    assignment = {"assignment-role": "reporter", "assignment-organisation": unit.organisation_id}
    assert browser.post(url("give_role", campaign, person.pk), assignment).status_code == 302
    assert browser.post(url("give_role", campaign, person.pk), assignment).status_code == 409
    assert person.check_password("a rather long word")
    assert person.role_assignments.get().role == Role.REPORTER


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "Li", "username": "li", "password": "short"},
        {"name": "Li", "username": "li li", "password": ""},
        {"name": "", "username": "li", "password": ""},
        {"name": "Li", "username": "longusername", "password": "longusername"},
    ],
)
def test_a_wrong_account_is_refused_and_what_was_typed_stays(browser, campaign, typed):
    answer = browser.post(url("welcome", campaign), typed)

    assert answer.status_code == 422
    assert f'value="{typed["username"]}"' in answer.content.decode()


def test_a_taken_user_name_is_said_beside_the_form(browser, campaign):
    a_person(username="li")

    answer = browser.post(url("welcome", campaign), {"name": "Li", "username": "LI", "password": ""})

    assert answer.status_code == 409
    assert "is already in use" in answer.content.decode()


def test_a_role_ends_and_stays_among_the_earlier_ones(browser, campaign):
    person = a_person(Role.REPORTER, at=a_unit(campaign))
    assignment = person.role_assignments.get()

    place = url("end_role", campaign, person.pk, assignment.pk)
    page = browser.post(place, {"leave_it": "1"}, follow=True).content.decode()

    assert "Earlier seats" in page
    assert "ended the seat reporter" in page


def test_roles_are_given_only_within_the_campaigns_own_tree(browser, campaign):
    person, outside = a_person(), an_organisation()

    typed = {"assignment-role": "reporter", "assignment-organisation": outside.pk}

    assert browser.post(url("give_role", campaign, person.pk), typed).status_code == 422


def test_a_password_is_set_never_shown_and_never_too_weak(browser, campaign):
    person = a_person(Role.REPORTER, campaign=campaign)
    place = url("set_password", campaign, person.pk)

    assert browser.post(place, {"password-password": "12345678"}).status_code == 422
    page = browser.post(place, {"password-password": "a rather long word"}, follow=True).content.decode()

    assert "a rather long word" not in page
    person.refresh_from_db()
    assert person.check_password("a rather long word")


def test_an_account_that_opens_another_campaign_is_out_of_reach(browser, campaign):
    person = a_person(Role.REPORTER, campaign=campaign)
    an_assignment(person, Role.DIRECTOR, campaign=a_campaign())

    answer = browser.post(
        url("set_password", campaign, person.pk), {"password-password": "a rather long word"}
    )

    assert answer.status_code == 403
    assert browser.post(url("open_or_close", campaign, person.pk), {"to": "closed"}).status_code == 403
    assert "another campaign too" in browser.get(url("person", campaign, person.pk)).content.decode()


def test_the_operators_account_is_out_of_reach(browser, campaign):
    operator = a_person()
    User.objects.filter(pk=operator.pk).update(is_superuser=True)

    answer = browser.post(
        url("set_password", campaign, operator.pk), {"password-password": "a rather long word"}
    )

    assert answer.status_code == 403


def test_accounts_close_and_open_and_nobody_closes_their_own(browser, campaign, admin):
    person = a_person()
    browser.post(url("open_or_close", campaign, person.pk), {"to": "closed"})
    assert not User.objects.get(pk=person.pk).is_active
    browser.post(url("open_or_close", campaign, person.pk), {"to": "open"})
    assert User.objects.get(pk=person.pk).is_active

    assert browser.post(url("open_or_close", campaign, admin.pk), {"to": "closed"}).status_code == 409


def test_organisations_are_added_changed_and_never_stand_below_themselves(browser, campaign):
    top = campaign.organisation
    typed = {"name": "Town", "short_name": "", "kind": "township", "parent": top.pk}
    assert browser.post(url("organisations", campaign), typed).status_code == 302
    assert browser.post(url("organisations", campaign), typed).status_code == 409
    town = Organisation.objects.get(name="Town")
    village = an_organisation("Village", parent=town)

    answer = browser.post(url("organisation", campaign, town.pk), {**typed, "parent": village.pk})

    assert answer.status_code == 409
    assert "below itself" in answer.content.decode()
    assert browser.post(url("organisation", campaign, town.pk), {**typed, "name": "City"}).status_code == 302
    assert (
        browser.post(url("organisation", campaign, top.pk), {"name": "County", "kind": "county"}).status_code
        == 302
    )
    assert browser.get(url("organisation", campaign, an_organisation().pk)).status_code == 404


def test_the_tree_shows_everything_below_what_it_stands_under(browser, campaign):
    one, other = a_unit(campaign, "One"), a_unit(campaign, "Other")
    an_organisation("Below", parent=one.organisation)

    tree = browser.get(url("organisations", campaign)).context["tree"]

    assert [(row.name, depth) for row, depth in tree[1:]] == [("One", 1), ("Below", 2), ("Other", 1)]
    assert other


def test_units_are_enlisted_and_changed(browser, campaign):
    organisation = an_organisation(parent=campaign.organisation)

    typed = {"organisation": organisation.pk, "series": "townships"}
    assert browser.post(url("units", campaign), typed).status_code == 302
    unit = campaign.units.get()
    assert (unit.series, unit.head_confirms) == ("townships", False)
    assert browser.post(url("units", campaign), typed).status_code == 422
    assert (
        browser.post(url("unit", campaign, unit.pk), {"series": "", "head_confirms": "on"}).status_code == 302
    )
    unit.refresh_from_db()
    assert (unit.series or "", unit.head_confirms) == ("", True)


def test_everything_ends_in_the_ledger(browser, campaign, admin):
    person = a_person(Role.REPORTER, campaign=campaign)
    browser.post(url("person", campaign, person.pk), {"name": "New", "email": "", "phone": "1"})
    browser.post(url("set_password", campaign, person.pk), {"password-password": "a rather long word"})

    entries = Entry.objects.filter(subject=f"accounts.user:{person.pk}", actor_id=admin.pk)

    assert [entry.verb.msgid for entry in entries] == [
        "changed the account of %(name)s",
        "set a new password for %(name)s",
    ]
    page = browser.get(reverse("campaigns:ledger", args=[campaign.slug]) + "?chain=accounts").content.decode()
    assert "set a new password for New" in page


def test_the_part_is_found_in_the_whole_page(browser, campaign):
    whole = browser.get(url("people", campaign)).content.decode()
    alone = browser.get(url("people", campaign), headers={"HX-Request": "true"}).content.decode()

    assert alone.strip().startswith('<div id="people">')
    assert " ".join(alone.split()) in " ".join(whole.split())


@pytest.mark.parametrize("name", ["people", "organisations", "units"])
def test_more_rows_do_not_mean_more_queries(
    browser, campaign, name, django_assert_num_queries, django_assert_max_num_queries
):
    a_person(Role.REPORTER, at=a_unit(campaign))
    browser.get(url(name, campaign))
    with django_assert_max_num_queries(20) as one:
        browser.get(url(name, campaign))
    for _ in range(2):
        a_person(Role.REPORTER, at=a_unit(campaign))
    with django_assert_num_queries(len(one)):
        browser.get(url(name, campaign))


@pytest.mark.parametrize("rubbish", RUBBISH)
def test_rubbish_in_any_form_is_answered_not_crashed(browser, campaign, rubbish):
    person, unit = a_person(Role.REPORTER, at=a_unit(campaign)), a_unit(campaign)
    fields = [
        "name",
        "username",
        "password",
        "email",
        "phone",
        "assignment-role",
        "assignment-organisation",
        "password-password",
        "short_name",
        "kind",
        "parent",
        "organisation",
        "series",
        "head_confirms",
        "to",
    ]
    places = [
        url("welcome", campaign),
        url("person", campaign, person.pk),
        url("give_role", campaign, person.pk),
        url("set_password", campaign, person.pk),
        url("organisations", campaign),
        url("organisation", campaign, unit.organisation_id),
        url("units", campaign),
        url("unit", campaign, unit.pk),
        url("open_or_close", campaign, person.pk),
    ]

    for place in places:
        assert browser.post(place, dict.fromkeys(fields, rubbish)).status_code in (302, 409, 422), place


@pytest.mark.parametrize("rubbish", RUBBISH)
def test_rubbish_in_any_filter_is_an_ordinary_page(browser, campaign, rubbish):
    names = ["q", "role", "organisation", "state", "sort", "page", "series"]

    for name in ("people", "units"):
        assert browser.get(url(name, campaign), dict.fromkeys(names, rubbish)).status_code == 200
