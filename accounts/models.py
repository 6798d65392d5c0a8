"""Offices and the people who work in them."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.auth import models as auth
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models.functions import Concat, Lower, Substr
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role

CODE_LENGTH = 20
LEVELS = 10
"""How deep the tree of offices may be; a path of this many codes always fits its column."""

printable = RegexValidator(
    r"[\x00-\x1f\x7f-\x9f]", _("Control characters are not allowed."), "control_character", inverse_match=True
)
"""Names go into documents, and none can hold a control character."""


class OfficeQuerySet(models.QuerySet["Office"]):
    """Offices, by who may see them."""

    def visible_to(self, user: "User | auth.AnonymousUser") -> "OfficeQuerySet":
        """Return the user's own office and everything beneath it; all of them for a superuser.

        Nothing for anonymous and inactive users and for those without an office.
        """
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        if user.is_superuser:
            return self
        if user.office is None:
            return self.none()
        return self.filter(path__startswith=user.office.path)


class Office(models.Model):
    """A node of the tree: a district bureau, its street offices, their departments.

    ``path`` holds the codes from the root down to this office, each followed by a slash, so that
    "this office and everything beneath it" is one prefix comparison. ``save`` keeps it right.
    """

    class Kind(models.TextChoices):
        BUREAU = "bureau", _("district finance bureau")
        STREET = "street", _("street office")
        DEPARTMENT = "department", _("department")

    code = models.CharField(
        _("code"),
        max_length=CODE_LENGTH,
        unique=True,
        validators=[RegexValidator(r"\A[0-9A-Za-z-]+\Z", _("Use letters, digits and hyphens only."))],
    )
    name = models.CharField(_("name"), max_length=100, validators=[printable])
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    district = models.CharField(_("district"), max_length=50, blank=True, validators=[printable])
    parent = models.ForeignKey(
        "self",
        verbose_name=_("superior office"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )
    path = models.CharField(max_length=LEVELS * (CODE_LENGTH + 1), unique=True, editable=False)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["path"]
        constraints = [
            # SQLite compares prefixes without regard to case: "ab/" and "AB/" must not be two offices.
            models.UniqueConstraint(
                Lower("code"),
                name="office_code_unique_ignoring_case",
                violation_error_code="unique",
                violation_error_message=_("Another office already has this code."),
            ),
            # An office with an empty path would see everything.
            models.CheckConstraint(
                condition=models.Q(path__endswith=Concat("code", models.Value("/"))),
                name="office_path_ends_with_code",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(
        self,
        *args: Any,
        force_insert: bool | tuple[models.base.ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Save the office and, where its place or code has changed, the paths of all beneath it.

        Raises:
            ValidationError: if the office would stand beneath itself or the tree become too deep.
        """
        fields = None if update_fields is None else {*update_fields}
        if fields is not None and fields.isdisjoint({"code", "parent", "parent_id"}):
            super().save(
                *args,
                force_insert=force_insert,
                force_update=force_update,
                using=using,
                update_fields=fields,
            )
            return
        with transaction.atomic(using=using):
            # Whoever changes the tree holds its roots, so that a parent cannot move meanwhile.
            roots = Office.objects.select_for_update().filter(parent=None).order_by("pk")
            list(roots.values_list("pk"))
            before = self._place()
            super().save(
                *args,
                force_insert=force_insert,
                force_update=force_update,
                using=using,
                update_fields=None if fields is None else fields | {"path"},
            )
            if before and before != self.path:
                Office.objects.filter(path__startswith=before).update(
                    path=Concat(models.Value(self.path), Substr("path", len(before) + 1))
                )

    @property
    def depth(self) -> int:
        """How many offices stand above this one."""
        return self.path.count("/") - 1

    def clean(self) -> None:
        """Refuse a place in the tree that ``save`` would refuse."""
        self._place()

    def _place(self) -> str:
        """Set the path from the code and the parent's stored path; return the stored path of before.

        Raises:
            ValidationError: if the office would stand beneath itself or the tree become too deep.
        """
        stored = dict(Office.objects.filter(pk__in=[self.pk, self.parent_id]).values_list("pk", "path"))
        before = stored.get(self.pk, "")
        above = "" if self.parent_id is None else stored[self.parent_id]
        if before and above.startswith(before):
            raise ValidationError(
                {"parent": ValidationError(_("An office cannot stand beneath itself."), "beneath_itself")}
            )
        beneath = Office.objects.filter(path__startswith=before) if before else Office.objects.none()
        height = max((path.count("/") for path in beneath.values_list("path", flat=True)), default=0)
        if above.count("/") + max(height - before.count("/") + 1, 1) > LEVELS:
            too_deep = _("The tree of offices may be %(levels)d levels deep, not deeper.")
            raise ValidationError(
                {"parent": ValidationError(too_deep, "too_deep", params={"levels": LEVELS})}
            )
        self.path = f"{above}{self.code}/"
        return before


class UserManager(auth.UserManager["User"]):
    """Makes users; whether one is staff follows from the role and is not stored."""

    use_in_migrations = False

    def _create_user_object(
        self, username: str, email: str | None, password: str | None, **fields: Any
    ) -> "User":
        fields.pop("is_staff")
        user: User = super()._create_user_object(username, email, password, **fields)  # type: ignore[misc]
        return user


class User(auth.AbstractUser):
    """A person with one office. What they may do comes from the groups named in ``accounts.roles``."""

    display_name = models.CharField(_("full name"), max_length=50, blank=True, validators=[printable])
    office = models.ForeignKey(
        Office,
        verbose_name=_("office"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="users",
    )

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="username_unique_ignoring_case",
                violation_error_code="unique",
                violation_error_message=_("A user with that username already exists."),
            ),
        ]

    def __str__(self) -> str:
        return self.display_name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    @cached_property
    def role_names(self) -> frozenset[str]:
        """The names of the user's groups, read once per request."""
        return frozenset(self.groups.values_list("name", flat=True))

    def has_role(self, role: Role) -> bool:
        """Return whether the user holds the role."""
        return role.value in self.role_names

    @property
    def only_reviews(self) -> bool:
        """Whether the user holds the role of reviewer and no other: they see what was submitted."""
        return not self.is_superuser and self.role_names == {Role.REVIEWER.value}

    @property
    def is_staff(self) -> bool:  # type: ignore[override]
        """Whether the user may enter Django admin: computed from the role, so that the two never differ."""
        return self.is_superuser or self.has_role(Role.ADMINISTRATOR)
