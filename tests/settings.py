"""The site's settings as the tests need them: development defaults, and nothing slow or stateful."""

import os

os.environ["PERFEVAL_DEBUG"] = "1"
os.environ.setdefault("PERFEVAL_JOBS", "inline")

from perfeval.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A manifest storage would answer every static file of the live server with 404.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
