"""The scan of the sealed page lies beside the signed list."""

import pytest
from django.conf import settings

from gongjian import vault
from gongjian.campaigns.rules import Role
from gongjian.kernel.verdict import NotAllowed, Refused
from gongjian.worklist.actions.signing import add_scan
from tests.world import NOON, a_campaign, a_list, a_person, a_scan, a_signed_list, a_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return a_unit(a_campaign())


def reporter(unit):
    return a_person(Role.REPORTER, at=unit)


def test_the_scan_is_kept_in_the_vault_beside_the_list_that_it_shows(unit):
    version = a_signed_list(unit)
    version = add_scan(version, a_scan(), by=reporter(unit), at=NOON, seen=version.version)

    assert (version.scan_name, version.scan_type) == ("scan.jpg", "image/jpeg")
    assert vault.fetch(settings.VAULT_DIR, version.scan) == a_scan().content


def test_what_is_not_signed_yet_has_no_sealed_page(unit):
    version = a_list(unit)

    with pytest.raises(Refused, match="Sign the list first"):
        add_scan(version, a_scan(), by=reporter(unit), at=NOON, seen=version.version)


def test_a_scan_is_added_by_somebody_of_the_unit_who_has_seen_the_list_as_it_is(unit):
    version, other = a_signed_list(unit), a_unit(unit.campaign)

    with pytest.raises(NotAllowed):
        add_scan(version, a_scan(), by=reporter(other), at=NOON, seen=version.version)
    with pytest.raises(Refused):
        add_scan(version, a_scan(), by=reporter(unit), at=NOON, seen=version.version - 1)
