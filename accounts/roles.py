"""The four roles, kept as Django groups. The names are the official Chinese terms (data, not UI text)."""

from enum import StrEnum


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
