"""Ask everybody again and write docs/permissions.md: python -m tests.sees"""

import logging
import os

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test.utils import setup_databases, setup_test_environment  # noqa: E402

from tests.sees.asking import found_by  # noqa: E402
from tests.sees.told import PAGE, text  # noqa: E402
from tests.sees.world import Lived  # noqa: E402


class Unmigrated(dict):
    """The tables as the models have them."""

    def __contains__(self, room):
        return True

    def __getitem__(self, room):
        return None


def main():
    logging.disable(logging.CRITICAL)
    settings.MIGRATION_MODULES = Unmigrated()
    setup_test_environment()
    setup_databases(verbosity=0, interactive=False)
    here = Lived()
    found = {who: found_by(person, here.gaps) for who, person in here.people.items()}
    PAGE.write_text(text(found), encoding="utf-8")


if __name__ == "__main__":
    main()
