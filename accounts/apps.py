"""Application configuration."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from accounts.roles import keep_groups


class AccountsConfig(AppConfig):
    """Offices, users and roles."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("accounts")

    def ready(self) -> None:
        post_migrate.connect(keep_groups, sender=self)


class AdministrationConfig(admin.AdminConfig):
    """Django admin with our own site; stands in the settings in place of ``django.contrib.admin``."""

    default = False
    default_site = "accounts.administration.AdministrationSite"
