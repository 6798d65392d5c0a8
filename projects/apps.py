"""Application configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from accounts.roles import keep_groups


class ProjectsConfig(AppConfig):
    """Fiscal years, projects and their money."""

    name = "projects"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("projects")

    def ready(self) -> None:
        post_migrate.connect(keep_groups, sender=self)
