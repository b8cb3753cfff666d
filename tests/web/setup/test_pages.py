from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gongjian.accounts.actions import appoint_administrator, found_county, make_first_key
from gongjian.accounts.models import Administrator, FirstKey, Organisation, User
from gongjian.accounts.rules import OrganisationKind
from gongjian.campaigns.actions import move_campaign
from gongjian.campaigns.models import Campaign
from gongjian.campaigns.rules import Role, Series
from gongjian.campaigns.rules.life import Life, LifeMove
from gongjian.intake.models import IncomingList
from gongjian.kernel.verdict import Refused
from tests.world import NOON, a_campaign, a_person, an_organisation, signed_in

pytestmark = pytest.mark.django_db
TYPED = {"county": "云屏县", "name": "秦向晚", "username": "admin", "password": "yunping-2026-gj", "again": "yunping-2026-gj"}  # fmt: skip
SHEET = "单位,考核序列,姓名,手机,角色\n县住建局,县直部门,章予安,13900000001,填报人\n县住建局,县直部门,云北辰,13900000002,单位负责人\n"


@pytest.fixture
def county():
    return an_organisation("云屏县", kind=OrganisationKind.COUNTY)


@pytest.fixture
def keeper(county):
    person = a_person(name="秦向晚")
    person.organisation = county
    person.save()
    appoint_administrator(person, county, by=None, at=NOON)
    return person


def test_the_first_key_opens_the_door_once_and_founds_the_county(client):
    key = make_first_key(at=timezone.now())

    answer = client.post(f"/setup/{key}/", TYPED)

    admin = User.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, "/begin/")
    assert client.session["_auth_user_id"] == str(admin.pk)
    assert str(Administrator.objects.get().organisation) == "云屏县"
    assert client.get(f"/setup/{key}/").status_code == 404
    with pytest.raises(Refused):
        make_first_key(at=timezone.now())


@pytest.mark.parametrize("aged", [timedelta(0), timedelta(hours=25)])
def test_a_key_that_is_wrong_or_too_old_founds_nothing(client, aged):
    key = make_first_key(at=timezone.now() - aged)

    answer = client.post(f"/setup/{key if aged else 'guessed'}/", TYPED)

    assert (answer.status_code, User.objects.count(), Organisation.objects.count()) == (409, 0, 0)


def test_a_newer_key_makes_the_older_one_useless():
    older, _ = make_first_key(at=NOON), make_first_key(at=NOON)

    with pytest.raises(Refused, match="set-up address"):
        found_county("县", name="n", username="u", password="p", key=older, at=NOON)
    assert FirstKey.objects.filter(used_at=None).count() == 2


def test_two_different_passwords_are_told_beside_the_field(client):
    key = make_first_key(at=timezone.now())

    answer = client.post(f"/setup/{key}/", {**TYPED, "again": "another"})

    assert answer.status_code == 422
    assert not User.objects.exists()


@pytest.mark.parametrize("address", ["/begin/", "/county/sheets/", "/county/people/", "/county/organisations/", "/campaigns/open/", "/county/sheets/blank/both.xlsx"])  # fmt: skip
def test_the_pages_of_a_county_are_for_its_administrators(client, keeper, address):
    clerk = a_person(Role.CLERK, campaign=a_campaign())

    assert signed_in(client, clerk).get(address).status_code == 403
    assert signed_in(client, keeper).get(address).status_code == 200


def brought(client, text=SHEET):
    return client.post("/county/sheets/", {"file": SimpleUploadedFile("名单.csv", text.encode())})


def test_a_sheet_is_shown_before_it_is_written_and_taken_in_whole(client, keeper, county):
    signed_in(client, keeper)
    answer = brought(client)
    incoming = IncomingList.objects.get()
    shown = client.get(answer["Location"]).content.decode()
    before = User.objects.count()

    applied = client.post(f"/county/sheets/{incoming.pk}/apply/")

    assert ("章予安" in shown, before, applied.status_code) == (True, 1, 302)
    assert set(county.children.get().people.values_list("name", flat=True)) == {"章予安", "云北辰"}
    assert client.post(f"/county/sheets/{incoming.pk}/apply/").status_code == 409


def test_a_question_is_asked_and_its_answer_counts(client, keeper, county):
    signed_in(client, keeper)
    client.post(f"/county/sheets/{brought_pk(client)}/apply/")
    other = brought_pk(client, SHEET.replace("县住建局", "县教育局").replace("13900000001", "13900000009").replace("云北辰", "陆清和").replace("13900000002", "13900000008"))  # fmt: skip
    page = client.get(f"/county/sheets/{other}/").content.decode()
    question = IncomingList.objects.get(pk=other).outcome["questions"][0]

    refused = client.post(f"/county/sheets/{other}/apply/")
    client.post(f"/county/sheets/{other}/answers/", {f"q:{question['key']}": question["options"][-1][0]})

    assert ('type="radio"' in page, refused.status_code) == (True, 409)
    assert IncomingList.objects.get(pk=other).outcome["counts"]["questions"] == 0


def brought_pk(client, text=SHEET):
    return int(brought(client, text)["Location"].split("/")[-2])


def test_a_stranger_finds_no_sheet(client, keeper):
    pk = brought_pk(signed_in(client, keeper))
    stranger = a_person()
    appoint_administrator(stranger, an_organisation("邻县", kind=OrganisationKind.COUNTY), by=None, at=NOON)

    assert signed_in(client, stranger).get(f"/county/sheets/{pk}/").status_code == 404


def test_slips_are_for_those_who_cannot_sign_in_and_are_printed_once(client, keeper):
    signed_in(client, keeper)
    client.post(f"/county/sheets/{brought_pk(client)}/apply/")
    keeper.set_password("a long password")
    keeper.save()
    signed_in(client, keeper)

    slips, again = client.post("/county/people/slips/"), client.post("/county/people/slips/")

    assert (slips.status_code, slips.content[:4], again.status_code) == (200, b"%PDF", 409)
    assert User.objects.exclude(code_hash="").count() == 2


def test_new_slips_are_for_those_ticked_and_for_nobody_when_nobody_is(client, keeper):
    signed_in(client, keeper)
    client.post(f"/county/sheets/{brought_pk(client)}/apply/")
    one = User.objects.get(name="云北辰")

    nobody = client.post("/county/people/slips/", {"chosen": "1"})
    ticked = client.post("/county/people/slips/", {"chosen": "1", "person": one.pk})

    assert (nobody.status_code, ticked.status_code) == (409, 200)
    assert list(User.objects.exclude(code_hash="")) == [one]


def opened(client, **typed):
    said = {
        "name": "秋季攻坚",
        "slug": "autumn",
        "starts_on": "2026-09-01",
        "ends_on": "2026-12-25",
        "way": "hand",
    }
    return client.post("/campaigns/open/", {**said, **typed})


def test_a_campaign_is_opened_and_its_opener_gives_the_proposed_roles(client, keeper, county):
    signed_in(client, keeper)
    client.post(f"/county/sheets/{brought_pk(client)}/apply/")

    answer = opened(client, organisation=county.pk)
    campaign = Campaign.objects.get()
    page = client.get(answer["Location"]).content.decode()
    client.post(answer["Location"])

    assert (answer["Location"], "章予安" in page) == ("/c/autumn/roles/", True)
    assert {str(assignment.role) for assignment in campaign.role_assignments.all()} == {
        "administrator",
        "reporter",
        "head",
    }
    assert campaign.units.get().series == Series.DEPARTMENTS
    assert client.post(answer["Location"]).status_code == 302
    assert campaign.role_assignments.count() == 3


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"ends_on": "2026-01-01"}, "ends_on"), ({"way": "plan"}, "plan"), ({"name": ""}, "name"), ({"slug": "a b"}, "slug")],
)  # fmt: skip
def test_what_is_missing_is_said_beside_its_field(client, keeper, county, typed, field):
    answer = opened(signed_in(client, keeper), organisation=county.pk, **typed)

    assert (answer.status_code, Campaign.objects.count()) == (422, 0)
    assert list(answer.context["form"].errors) == [field]


def test_the_switcher_names_the_other_campaigns(client):
    campaign, other = a_campaign(), a_campaign()
    clerk = a_person(Role.CLERK, campaign=campaign)
    other.role_assignments.create(
        person=clerk, organisation=other.organisation, role=Role.CLERK, given_at=NOON
    )

    page = signed_in(client, clerk).get(f"/c/{campaign.slug}/desk/").content.decode()

    assert f"/c/{other.slug}/" in page
    assert str(other) in signed_in(client, clerk).get("/campaigns/").content.decode()


def test_the_life_of_a_campaign_is_moved_on_its_page_and_the_archive_refuses_every_form(client):
    campaign = a_campaign()
    keeper = a_person(Role.ADMINISTRATOR, campaign=campaign)
    signed_in(client, keeper)

    begun = client.post(f"/c/{campaign.slug}/life/begin/", {"seen": campaign.version})
    campaign.refresh_from_db()
    for move in (LifeMove.CLOSE, LifeMove.ARCHIVE):
        campaign = move_campaign(campaign, move, by=keeper, at=NOON, seen=campaign.version)
    page = client.get(f"/c/{campaign.slug}/settings/").content.decode()
    kept = (
        "starts_on",
        "ends_on",
        "paper_language",
        "office_name",
        "supervisors_name",
        "paper_code",
        "ranking_code",
    )
    typed = {name: str(getattr(campaign, name)) for name in kept}
    changed = client.post(
        f"/c/{campaign.slug}/settings/", {**typed, "name": "Another", "seen": campaign.version}
    )

    assert (begun.status_code, campaign.life, "is-archived" in page) == (302, Life.ARCHIVED, True)
    assert changed.status_code == 409
    assert Campaign.objects.get().name != "Another"


def test_a_prepared_campaign_is_deleted_after_its_name_was_typed(client):
    campaign = a_campaign(stands_at=None)
    signed_in(client, a_person(Role.ADMINISTRATOR, campaign=campaign))

    wrong = client.post(f"/c/{campaign.slug}/life/delete/", {"typed": "something"})
    right = client.post(f"/c/{campaign.slug}/life/delete/", {"typed": campaign.name})

    assert (wrong.status_code, right.status_code, right["Location"]) == (409, 302, "/campaigns/")
    assert not Campaign.objects.filter(pk=campaign.pk).exists()


def test_whoever_keeps_a_county_and_sits_nowhere_begins_at_the_guide(client, keeper):
    answer = signed_in(client, keeper).get("/")

    assert (answer.status_code, answer["Location"]) == (302, "/begin/")


def test_the_day_of_a_new_campaign_is_its_first_day_until_it_begins(client, keeper, county):
    opened(signed_in(client, keeper), organisation=county.pk)

    campaign = Campaign.objects.get()
    assert (campaign.starts_on, campaign.year, campaign.life) == (date(2026, 9, 1), 2026, Life.PREPARING)


def test_the_guide_leads_back_to_a_plan_that_was_only_read(client, keeper, county):
    plan = SimpleUploadedFile(
        "plan.txt", "百日攻坚行动方案\n一、攻坚目标。推动162个攻坚工程全面完成。".encode()
    )

    answer = opened(signed_in(client, keeper), organisation=county.pk, way="plan", plan=plan)
    campaign_step = next(step for step in client.get("/begin/").context["steps"] if "秋季攻坚" in step.stands)

    assert (campaign_step.url, campaign_step.is_done) == (answer["Location"], True)
    assert "not made from it yet" in campaign_step.stands
