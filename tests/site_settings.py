"""The site's settings for tests: a data folder of their own, and static files straight from the sources."""

import atexit
import os
import shutil
import tempfile

_data = tempfile.mkdtemp(prefix="kindward-tests-")
atexit.register(shutil.rmtree, _data, ignore_errors=True)

for _name in [
    name for name in os.environ if name.startswith("KINDWARD_") and not name.endswith("DATABASE_URL")
]:
    del os.environ[_name]
os.environ["KINDWARD_DATA"] = _data
os.environ["KINDWARD_DEVELOP"] = "true"
os.environ["KINDWARD_LOG_LEVEL"] = "critical"

from kindward.site.settings import *  # noqa: E402, F403

# Hashing with argon2 takes a tenth of a second by design; the tests of accounts use it, the others need not.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Made from the models at once: it has few, and all migrations would run twice otherwise.
DATABASES["keys"]["TEST"] = {"MIGRATE": False}  # noqa: F405
STATIC_ROOT.mkdir()  # noqa: F405
