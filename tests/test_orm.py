"""The few words that we add to Django's model language."""

import pytest

from gongjian.orm import write_back
from gongjian.worklist.models import Item
from tests.world import a_campaign, an_item

pytestmark = pytest.mark.django_db


def test_rows_are_written_back_in_one_statement_and_only_in_the_fields_named(django_assert_num_queries):
    campaign = a_campaign()
    rows = [an_item(campaign) for _ in range(3)]
    for row in rows:
        row.name, row.withdrawn_because = f"{row.name} anew", "not meant"

    with django_assert_num_queries(1):
        write_back(rows, ["name"])

    found = Item.objects.filter(campaign=campaign)
    assert {(one.name, one.withdrawn_because) for one in found} == {(row.name, "") for row in rows}


def test_nothing_to_write_back_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        write_back([], ["name"])
