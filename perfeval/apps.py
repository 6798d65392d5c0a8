"""Application configuration."""

from django.apps import AppConfig
from django.core.checks import register

from perfeval.checks import machine


class PerfevalConfig(AppConfig):
    """The site itself; it checks the machine that it runs on."""

    name = "perfeval"

    def ready(self) -> None:
        register(machine)
