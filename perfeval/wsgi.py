"""WSGI entry point."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from perfeval.embedded import work_along

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "perfeval.settings")

application = get_wsgi_application()
work_along()

# What is loaded by now stays: no request need wait while the collector of garbage looks through it again.
gc.collect()
gc.freeze()
