"""What stands in the registers that are shipped, for tests: leads, parcels, problem spots."""

from decimal import Decimal

from gongjian.campaigns.rules import Role
from tests.registers.world import an_entry
from tests.world import a_person


def a_lead(register, place=None, **values):
    return an_entry(register, place, values={"investor": "甲公司", **values})


def a_parcel(register, place=None, *, area=30, **values):
    return an_entry(register, place, quantity=Decimal(area), values={"place": "城东", **values})


def a_spot(register, place=None, **more):
    return an_entry(register, place, values={"kind": "乱堆乱放", "place": "河边"}, **more)


def reporter_at(place, campaign):
    return a_person(Role.REPORTER, at=place.unit, campaign=campaign)
