"""Offices and users in Django admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import Group
from django.db.models import Field, ManyToManyField, QuerySet
from django.forms import ModelMultipleChoiceField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User

# The roles are fixed (accounts.roles); who holds one is set at the user.
admin.site.unregister(Group)


class PlainChoices(admin.options.BaseModelAdmin):  # type: ignore[type-arg]
    """Leaves out the buttons beside a choice that add, change or delete the record chosen."""

    def formfield_for_dbfield(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_add_related = False
            field.widget.can_change_related = False
            field.widget.can_delete_related = False
            field.widget.can_view_related = False
        return field


@admin.register(Office)
class OfficeAdmin(PlainChoices, admin.ModelAdmin):  # type: ignore[type-arg]
    """The tree of offices, each beneath its superior and indented."""

    list_display = ["indented_name", "code", "kind", "district"]
    list_filter = ["kind", "district"]
    search_fields = ["name", "code"]
    ordering = ["path"]
    autocomplete_fields = ["parent"]
    fields = ["name", "code", "kind", "district", "parent"]

    @admin.display(description=_("name"), ordering="path")
    def indented_name(self, office: Office) -> str:
        """Return the name behind one full-width space for each level."""
        return "\u3000" * office.depth + office.name


class NewUserForm(UserCreationForm):  # type: ignore[type-arg]
    """A new user is given an office and a role at once: without them there is nothing to see or do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("office", "groups"):
            self.fields[name].required = True


@admin.register(User)
class UserAdmin(PlainChoices, DjangoUserAdmin):  # type: ignore[type-arg]
    """Users with their offices and roles.

    Administrators neither touch superusers nor make them, and deactivate users instead of deleting them:
    what a person did stays theirs.
    """

    add_form = NewUserForm
    add_form_template = "admin/change_form.html"
    list_display = ["username", "display_name", "office", "roles", "is_active", "last_login"]
    list_filter = ["groups", "is_active", "office__district"]
    list_select_related = ["office"]
    search_fields = ["username", "display_name", "office__name"]
    search_help_text = _("Username, name or office")
    ordering = ["username"]
    autocomplete_fields = ["office"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]
    add_fieldsets = [
        (None, {"fields": ["username", "display_name", "office", "groups", "password1", "password2"]}),
    ]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["display_name", "office", "email"]}),
        (_("Rights"), {"fields": ["groups", "is_active", "is_superuser"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("Roles"))
    def roles(self, user: User) -> str:
        """Return the names of the user's groups."""
        return "、".join(group.name for group in user.groups.all())

    def formfield_for_manytomany(
        self, db_field: "ManyToManyField[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> "ModelMultipleChoiceField[Any] | None":
        """Offer the four roles as boxes to tick."""
        if db_field.name == "groups":
            kwargs |= {"label": _("Roles"), "help_text": "", "widget": forms.CheckboxSelectMultiple}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        fields = [*super().get_readonly_fields(request, obj)]
        return fields if request.user.is_superuser else [*fields, "is_superuser"]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return request.user.is_superuser
