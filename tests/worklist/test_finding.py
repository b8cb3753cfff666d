"""Items, projects and registers are found however somebody types what they are called."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.accounts.rules.user_names import is_read_so
from gongjian.campaigns.models import Campaign
from gongjian.orm import found_in
from gongjian.reading.cells.finding import normal_form, pattern_of
from gongjian.reading.pinyin import initials_of
from gongjian.standing.actions import rebuild
from gongjian.standing.models import ItemStanding
from gongjian.standing.queries.computed import standings_at
from gongjian.standing.queries.filtering import Filter, is_meant
from gongjian.worklist.models import Item, Project
from tests.world import NOON, a_campaign, a_project, a_unit, an_item

CHARACTERS = st.text("供水簽约（一期）()ＡＢab ㎡户戶\u3000.*[]^-+?", min_size=1, max_size=12)
FOUND = [
    "供水",
    "供水（一期）",
    "供水(一期)",
    "供水 一期",
    "供水 簽約",
    "水",
    "ＫＣ",
    "住建",
    "縣住建局",
    "sq",
    "单强",
    "單",
]
NOT_FOUND = ["二期", "供水 二期", "一期供水", "qs", ".*", "[", "供.水"]


@given(CHARACTERS, CHARACTERS, CHARACTERS)
def test_the_pattern_finds_exactly_what_the_normal_form_holds(before, word, behind):
    form = normal_form(word)
    if not form:
        return
    text = before + word + behind

    assert re.search(pattern_of(form), text, re.IGNORECASE)


@given(CHARACTERS, CHARACTERS)
def test_the_pattern_finds_nothing_else(word, text):
    form = normal_form(word)
    if form and not re.search("[m2]", form):  # ㎡ is found by half of what it reads as
        assert bool(re.search(pattern_of(form), text, re.IGNORECASE)) == (form in normal_form(text))


@pytest.mark.parametrize("text", ["mm2", "m㎡", "㎟", "㎜2", "Ｍm²"])
def test_one_sign_that_reads_as_several_is_found_by_them(text):
    assert re.fullmatch(pattern_of("mm2"), text, re.IGNORECASE)


@pytest.mark.parametrize("name", ["王芳", "曾庆华", "欧阳明", "单强", "尉迟恭", "單強"])
def test_names_are_found_by_the_initials_with_which_they_are_read(name):
    assert is_read_so(name, initials_of(name))


@pytest.fixture
def campaign():
    campaign = a_campaign("county")
    unit = a_unit(campaign, "县住建局")
    project = a_project(campaign, unit=unit, code="KC-007")
    Project.objects.filter(pk=project.pk).update(name="县城供水（一期）")
    item = an_item(project=project, unit=unit, person="单强")
    Item.objects.filter(pk=item.pk).update(name="未签约户搬迁")
    rebuild(campaign, at=NOON)
    return campaign


@pytest.mark.django_db
@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("typed", "count"), [*((word, 1) for word in FOUND), *((word, 0) for word in NOT_FOUND)]
)
def test_an_item_is_found_on_the_page_of_today_and_of_any_other_day(campaign, typed, count):
    today = ItemStanding.objects.filter(Filter(text=typed).conditions())
    past = [one for one in standings_at(campaign, NOON) if is_meant(one, typed)]

    assert (today.count(), len(past)) == (count, count)


@pytest.mark.django_db
@pytest.mark.both_databases
@pytest.mark.parametrize("typed", ["供水 一期", "ＫＣ－００７", "KC-007", "（一期）"])
def test_a_project_is_found(campaign, typed):
    assert Project.objects.filter(found_in(typed, "name", "code")).exists()


@pytest.mark.django_db
def test_nothing_typed_finds_everything(campaign):
    assert Item.objects.filter(found_in("  ", "name")).count() == Item.objects.count() == 1
    assert Campaign.objects.filter(found_in("", "name")).exists()
