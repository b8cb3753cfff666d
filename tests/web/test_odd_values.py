"""Whatever stands in an address, a query or a form field: an answer, never an accident.

The addresses, the names of the parameters and those of the form fields are read from the product itself. Here every page
meets all the odd values, one in each parameter, and every parameter meets them all on one page or another; each value in
each parameter of each page is for `make walk`: `every_odd_value.py`.
"""

import re

import pytest

from tests.web.odd import BEYOND, ODD, accidents, names_of_parameters, of_this_campaign, somebody

__all__ = ["somebody"]
pytestmark = pytest.mark.django_db


def test_numbers_beyond_every_database_in_addresses_are_pages_that_do_not_exist(somebody):
    beyond = {re.sub(r"(?<=/)1(?=[/.]|$)", BEYOND, one) for one in of_this_campaign(somebody)}
    beyond = sorted(one for one in beyond if BEYOND in one)
    answers = [(one, somebody.get(one)) for one in beyond]

    assert len(beyond) > 80
    assert {answer.status_code for _one, answer in answers} <= {404, 405}


def in_turns(place):
    """The next page has the next value in the same parameter."""
    return {name: ODD[(place + turn) % len(ODD)] for turn, name in enumerate(names_of_parameters())}


def test_odd_values_in_the_query_of_every_page(somebody):
    pages = enumerate(of_this_campaign(somebody))

    assert not accidents((one, somebody.get(one, in_turns(place))) for place, one in pages)


def test_odd_values_in_every_field_of_every_form(somebody):
    pages = of_this_campaign(somebody)

    assert not accidents((one, somebody.post(one, in_turns(place))) for place, one in enumerate(pages))
    pages = [one for one in pages if one.startswith("/c/")]
    assert not accidents((f"afterwards {one}", somebody.get(one)) for one in pages)
