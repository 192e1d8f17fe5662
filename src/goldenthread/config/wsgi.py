"""The entry point of the web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.config.settings")
application = get_wsgi_application()

from goldenthread.config.deployment import refuse_unfit  # noqa: E402 - needs the settings

refuse_unfit()
