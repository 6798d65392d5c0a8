"""Offices and the people who work in them."""

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role


class OfficeQuerySet(models.QuerySet["Office"]):
    """Offices, by who may see them."""

    def visible_to(self, user: "User") -> "OfficeQuerySet":
        """Return the user's own office and everything beneath it; all of them for a superuser."""
        if user.is_superuser:
            return self
        if user.office is None:
            return self.none()
        return self.filter(path__startswith=user.office.path)


class Office(models.Model):
    """A node of the tree: a district bureau, its street offices, their departments.

    ``path`` holds the codes from the root down to this office, each followed by a slash, so that
    "this office and everything beneath it" is one prefix comparison.
    """

    class Kind(models.TextChoices):
        BUREAU = "bureau", _("district finance bureau")
        STREET = "street", _("street office")
        DEPARTMENT = "department", _("department")

    code = models.CharField(
        _("code"),
        max_length=20,
        unique=True,
        validators=[RegexValidator(r"\A[0-9A-Za-z-]+\Z", _("Use letters, digits and hyphens only."))],
    )
    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    district = models.CharField(_("district"), max_length=50, blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("superior office"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )
    path = models.CharField(max_length=255, unique=True, editable=False)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["path"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a superior that is this office itself or stands beneath it."""
        ancestor = self.parent
        while ancestor is not None:
            if ancestor.pk == self.pk and self.pk is not None:
                raise ValidationError({"parent": _("An office cannot stand beneath itself.")})
            ancestor = ancestor.parent


class User(AbstractUser):
    """A person with one office. What they may do comes from the groups named in ``accounts.roles``."""

    display_name = models.CharField(_("name"), max_length=50, blank=True)
    office = models.ForeignKey(
        Office,
        verbose_name=_("office"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="users",
    )

    class Meta(AbstractUser.Meta):
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.display_name or self.username

    @cached_property
    def role_names(self) -> frozenset[str]:
        """The names of the user's groups, read once per request."""
        return frozenset(self.groups.values_list("name", flat=True))

    def has_role(self, role: Role) -> bool:
        """Return whether the user holds the role."""
        return role.value in self.role_names
