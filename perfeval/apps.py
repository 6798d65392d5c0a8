"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PerfevalConfig(AppConfig):
    name = "perfeval"
    verbose_name = _("performance self-evaluation")
