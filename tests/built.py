"""A world that is built once for the tests of a module: each takes back what it has done to it, as the database does."""

import pytest
from django.db import transaction


def built_once(build):
    """The fixture. The rows stay; whoever changes an object in memory takes a copy of it."""

    @pytest.fixture(scope="module")
    def built(django_db_setup, django_db_blocker):
        with django_db_blocker.unblock(), transaction.atomic():
            yield build()
            transaction.set_rollback(True)

    return built
