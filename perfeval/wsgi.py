"""WSGI entry point."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "perfeval.settings")

application = get_wsgi_application()

# What is loaded by now stays: the collector of garbage need not look through it again in the middle of a request.
gc.collect()
gc.freeze()
