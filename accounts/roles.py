"""The four roles, kept as Django groups. The names are the official Chinese terms (data, not UI text)."""

from enum import StrEnum
from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed
from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions


class Role(StrEnum):
    """A group name."""

    CLERK = "经办人"
    """Finance clerk of a spending office: enters figures and writes the report."""
    APPROVER = "审核人"
    """Leader of a spending office: approves what the clerk submits."""
    REVIEWER = "复核人"
    """District finance bureau: reviews, returns, downloads."""
    ADMINISTRATOR = "管理员"
    """Works in Django admin: fiscal years, rule sets, offices, users."""


def keep_groups(app_config: AppConfig, *, using: str, apps: Apps = installed, **_signal: Any) -> None:
    """Make the four groups, and let administrators do everything with the tables of one app.

    The receiver of ``post_migrate`` that each of our apps connects for itself; running it again changes
    nothing. The other three groups carry no permissions: their members do not work in Django admin, and
    what they may see and change is decided row by row, by ``visible_to`` and ``editable_by``.
    """
    try:
        groups = apps.get_model("auth", "Group").objects.using(using)
        permissions = apps.get_model("auth", "Permission").objects.using(using)
    except LookupError:  # migrated back to before django.contrib.auth
        return
    for role in Role:
        groups.get_or_create(name=role.value)
    # Django's own receiver may run after this one; making the permissions twice is harmless.
    create_permissions(app_config, verbosity=0, using=using, apps=apps)
    administrators = groups.get(name=Role.ADMINISTRATOR.value)
    administrators.permissions.add(*permissions.filter(content_type__app_label=app_config.label))
