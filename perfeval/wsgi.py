"""WSGI entry point."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "perfeval.settings")

application = get_wsgi_application()

# What is loaded by now stays: no request need wait while the collector of garbage looks through it again.
gc.collect()
gc.freeze()
