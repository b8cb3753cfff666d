import pytest
from django.db import IntegrityError

from gongjian.kernel.text import Text
from gongjian.ledger.actions import record
from gongjian.ledger.models import Entry
from gongjian.ledger.queries import broken_links, history, last_number
from tests.world import NOON, a_campaign, a_person, a_unit, noon

pytestmark = pytest.mark.django_db


def test_every_entry_seals_the_one_before_it():
    campaign = a_campaign()
    first, second = (record(Text("did"), about=campaign, by=None, at=NOON) for _ in range(2))

    assert second.previous == first.sha256
    assert (first.number + 1, last_number(campaign.pk)) == (second.number, second.number)
    assert broken_links(campaign.pk) == []


def test_campaigns_have_chains_of_their_own():
    one, other = a_campaign(), a_campaign()
    record(Text("did"), about=one, by=None, at=NOON)

    assert last_number(one.pk) == last_number(other.pk) + 1


@pytest.mark.parametrize(
    "change",
    [
        {"actor": "Somebody else"},
        {"at": noon(10, 1)},
        {"facts": {"note": "another"}},
        {"subject": "worklist.item:1"},
        {"verb": Text("did something else")},
        {"sha256": "f" * 64},
        {"previous": "f" * 64},
    ],
)
def test_any_change_behind_the_verbs_back_breaks_the_chain(change):
    campaign = a_campaign()
    entry = record(Text("did %(what)s", what="this"), about=campaign, by=a_person(), at=NOON, note="why")
    Entry.objects.filter(pk=entry.pk).update(**change)

    assert entry.number in broken_links(campaign.pk)


def test_the_database_itself_refuses_a_second_entry_of_the_same_number():
    entry = record(Text("did"), about=a_campaign(), by=None, at=NOON)
    entry.pk = None

    with pytest.raises(IntegrityError):
        entry.save(force_insert=True)


def test_the_history_of_rows_is_told_newest_first():
    unit = a_unit(a_campaign())
    for day in (1, 2):
        record(Text("did %(day)s", day=day), about=unit, by=None, at=noon(9, day))

    assert [str(entry.verb) for entry in history([unit])] == ["did 2", "did 1"]
