import os
from pathlib import Path

import pytest

from gongjian.documents import fonts as shelf

NODE_MODULES = Path(__file__).parents[2] / "frontend" / "node_modules"


@pytest.fixture(scope="session")
def fonts():
    """The fonts that every set-up has, and no others."""
    if not shelf.BUNDLED.is_dir() and NODE_MODULES.is_dir():
        shelf.copy(NODE_MODULES)
    if not shelf.BUNDLED.is_dir() and os.environ.get("CI") != "true":
        pytest.skip("the fonts are not there yet: the set-up copies them from the npm packages")
    return shelf.find(system=False)
