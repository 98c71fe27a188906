"""The WSGI door: gunicorn and other servers load ``kindward.site.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kindward.site.settings")

application = get_wsgi_application()
