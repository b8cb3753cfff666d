"""How many questions a page asks when nothing is remembered, and today's standings have been worked out."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.ledger.queries.remembering import MEMORIES


def questions(client, path):
    assert client.get(path).status_code == 200
    MEMORIES.clear()
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)
