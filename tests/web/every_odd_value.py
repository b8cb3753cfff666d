"""Each odd value in all parameters of every page, and in all fields of every form.

It takes some minutes, so nothing collects it by itself: `make walk`, or `pytest tests/web/every_odd_value.py`."""

import pytest

from tests.web.odd import ODD, accidents, names_of_parameters, of_this_campaign, somebody

__all__ = ["somebody"]
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600), pytest.mark.parametrize("odd", ODD)]


def test_odd_values_in_the_query_of_every_page(somebody, odd):
    asked = dict.fromkeys(names_of_parameters(), odd)

    assert not accidents((one, somebody.get(one, asked)) for one in of_this_campaign(somebody))


def test_odd_values_in_every_field_of_every_form(somebody, odd):
    sent = dict.fromkeys(names_of_parameters(), odd)

    assert not accidents((one, somebody.post(one, sent)) for one in of_this_campaign(somebody))
    pages = [one for one in of_this_campaign(somebody) if one.startswith("/c/")]
    assert not accidents((f"afterwards {one}", somebody.get(one)) for one in pages)
