"""Application configuration."""

from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _

from perfeval.checks import machine


class PerfevalConfig(AppConfig):
    """The site itself; it checks the machine that it runs on."""

    name = "perfeval"
    verbose_name = _("performance self-evaluation")

    def ready(self) -> None:
        register(machine)
