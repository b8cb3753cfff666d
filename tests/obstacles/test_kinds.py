"""The Office keeps the kinds of obstacles."""

import pytest

from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import NotAllowed, Refused
from gongjian.obstacles.actions.kinds import KindDraft, add_kind, change_kind
from tests.world import NOON, a_campaign, a_clerk, a_person, an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return a_campaign()


def test_one_more_kind_stands_at_the_end_without_spaces_around_its_name(campaign):
    clerk = a_clerk(campaign)
    first, second = (
        add_kind(campaign, KindDraft(name=name), by=clerk, at=NOON) for name in (" 杆线迁改 ", "文物")
    )

    assert (first.name, second.position) == ("杆线迁改", first.position + 1)
    assert first.code != second.code


def test_a_kind_gets_another_name_and_group_and_climbs_no_more(campaign):
    clerk, group = a_clerk(campaign), an_organisation("政策处理组")
    kind = add_kind(campaign, KindDraft(name="杆线"), by=clerk, at=NOON)

    draft = KindDraft(name="杆线迁改", group=group, is_complex=False)
    changed = change_kind(kind, draft, by=clerk, at=NOON, seen=kind.version)

    changed.refresh_from_db()
    assert (changed.name, changed.group, changed.is_complex) == ("杆线迁改", group, False)
    with pytest.raises(Refused):
        change_kind(kind, draft, by=clerk, at=NOON, seen=kind.version)  # somebody was there in between


@pytest.mark.parametrize(("name", "why"), [("  ", "Give the kind a name."), ("文物", "already")])
def test_a_kind_has_a_name_and_no_other_kind_has_it(campaign, name, why):
    clerk = a_clerk(campaign)
    add_kind(campaign, KindDraft(name="文物"), by=clerk, at=NOON)
    other = add_kind(campaign, KindDraft(name="其他"), by=clerk, at=NOON)

    with pytest.raises(Refused) as added:
        add_kind(campaign, KindDraft(name=name), by=clerk, at=NOON)
    with pytest.raises(Refused) as changed:
        change_kind(other, KindDraft(name=name), by=clerk, at=NOON, seen=other.version)

    assert why in str(added.value.reason)
    assert why in str(changed.value.reason)
    assert change_kind(other, KindDraft(name="其他"), by=clerk, at=NOON, seen=other.version).name == "其他"


def test_only_the_office_keeps_the_kinds(campaign):
    member, kind = (
        a_person(Role.MEMBER, campaign=campaign),
        add_kind(campaign, KindDraft(name="文物"), by=a_clerk(campaign), at=NOON),
    )

    with pytest.raises(NotAllowed):
        add_kind(campaign, KindDraft(name="x"), by=member, at=NOON)
    with pytest.raises(NotAllowed):
        change_kind(kind, KindDraft(name="x"), by=member, at=NOON, seen=kind.version)
