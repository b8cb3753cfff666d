"""The settings of the tests: a data folder of their own, and passwords that are quick to check."""

import os
import tempfile
from pathlib import Path

for name in [name for name in os.environ if name.startswith("GONGJIAN_") and name != "GONGJIAN_DATABASE_URL"]:
    del os.environ[name]
os.environ["GONGJIAN_DATA_DIR"] = tempfile.mkdtemp(prefix="gongjian-tests-")

from gongjian.config.settings import *  # noqa: E402, F403
from gongjian.config.settings import DATABASES, TEMPLATES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = ""
DATABASES["default"]["TEST"] = {
    "NAME": None if "postgresql" in DATABASES["default"]["ENGINE"] else ":memory:"
}
WHITENOISE_AUTOREFRESH = True
DATA_DIR_OF_TESTS = Path(os.environ["GONGJIAN_DATA_DIR"])
