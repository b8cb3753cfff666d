"""Write docs/refusals.md: python -m tests.house"""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from tests.house.refusals import PAGE, text  # noqa: E402

if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
