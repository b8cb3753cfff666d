"""Entries split, join, become projects and hold files; what counted goes on counting, once."""

from decimal import Decimal

import pytest

from gongjian.kernel.verdict import NotAllowed, Refused
from gongjian.registers.actions import (
    EntryDraft,
    attach_to_entry,
    make_project,
    merge_entries,
    remove_entry_file,
    split_entry,
    tie_to_project,
)
from gongjian.registers.actions.files import MOST_FILES
from gongjian.registers.models import EntryFile, RegisterEntry
from gongjian.worklist.actions import ProjectDraft
from tests.registers.of_kits import a_lead, a_parcel, a_spot, reporter_at
from tests.registers.world import a_place
from tests.world import NOON, a_clerk, a_line, a_project, a_scan, noon

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_a_parcel_is_split_and_the_area_is_counted_once(campaign, parcels):
    clerk = a_clerk(campaign)
    parcel = a_parcel(parcels, area=30)
    parts = [
        EntryDraft(name=f"{parcel.name}-{sign}", quantity=Decimal(size), values=parcel.values)
        for sign, size in (("A", 10), ("B", 20))
    ]

    with pytest.raises(Refused, match="as large as the whole"):
        split_entry(parcel, parts[:1] * 2, reason="分期", by=clerk, at=noon(9, 9), seen=parcel.version)
    made = split_entry(parcel, parts, reason="分期出让", by=clerk, at=noon(9, 9), seen=parcel.version)

    assert [(one.stage, one.split_from_id) for one in made] == [("handling", parcel.pk)] * 2
    assert sum(one.quantity for one in parcels.entries.filter(dropped_at=None)) == 30


def test_two_leads_that_were_one_are_joined(campaign, leads):
    clerk, place = a_clerk(campaign), a_place(campaign)
    one, two = a_lead(leads, place), a_lead(leads, place)

    kept = merge_entries([two], one, reason="同一项目", by=clerk, at=NOON)

    assert list(leads.entries.filter(dropped_at=None)) == [kept]
    assert RegisterEntry.objects.get(pk=two.pk).merged_into == one


def test_a_lead_becomes_a_project_once_and_both_know_of_each_other(campaign, leads):
    place, line = a_place(campaign), a_line(campaign)
    lead = a_lead(leads, place)
    draft = ProjectDraft(code="IP-007", name=lead.name, line_of_work=line, unit=place.unit)

    with pytest.raises(NotAllowed):
        make_project(lead, draft, by=reporter_at(place, campaign), at=NOON, seen=lead.version)
    lead = make_project(lead, draft, by=a_clerk(campaign), at=NOON, seen=lead.version)

    assert lead.became is not None
    assert list(lead.became.came_from.all()) == [lead]
    with pytest.raises(Refused):
        tie_to_project(lead, a_project(campaign), by=a_clerk(campaign), at=NOON, seen=lead.version)


def test_a_photo_stands_in_its_field_once_and_can_be_taken_out(campaign, spots):
    place = a_place(campaign, township=True)
    by, spot = reporter_at(place, campaign), a_spot(spots, place)

    kept = attach_to_entry(spot, "before", a_scan(), by=by, at=NOON)
    assert attach_to_entry(spot, "before", a_scan(), by=by, at=NOON) == kept
    with pytest.raises(Refused):
        attach_to_entry(spot, "kind", a_scan(), by=by, at=NOON)
    remove_entry_file(kept, by=by, at=NOON)

    assert not EntryFile.objects.visible_to(by, campaign).exists()


def test_a_field_holds_a_bounded_number_of_files(campaign, spots):
    spot, clerk = a_spot(spots), a_clerk(campaign)
    scan = a_scan()
    for place in range(MOST_FILES):
        EntryFile.objects.create(
            campaign=campaign,
            entry=spot,
            field="before",
            file_name=f"{place}.jpg",
            media_type="image/jpeg",
            size=1,
            sha256=f"{place}",
            added_at=NOON,
            added_by=clerk,
        )

    with pytest.raises(Refused):
        attach_to_entry(spot, "before", scan, by=clerk, at=NOON)
