from pathlib import Path

import pytest

from gongjian.sandbox.lane import Lane


@pytest.fixture
def lane(monkeypatch):
    """Two at once, as on two cores."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    lane = Lane("trial", most=2)
    yield lane
    lane.close()
