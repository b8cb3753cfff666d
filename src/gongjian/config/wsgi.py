"""The door for a web server."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from gongjian.sandbox import take_turns_in

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongjian.config.settings")
application = get_wsgi_application()
take_turns_in(settings.TURNS_DIR)
