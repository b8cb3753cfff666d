import pytest

from gongjian.obstacles.queries.proofs import PROVED
from tests.proved import unproved


@pytest.fixture(autouse=True)
def _the_ledger_speaks_of_all_that_the_verbs_have_left(request):
    """Every test here is asked at its end."""
    if not request.node.get_closest_marker("django_db"):
        yield
        return
    request.getfixturevalue("db")
    yield
    assert unproved(PROVED) == []
