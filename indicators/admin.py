"""Fiscal years, rule sets and the indicator library in Django admin."""

import json
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db.models import Count, JSONField, QuerySet
from django.forms.fields import InvalidJSONInput
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.admin import PlainChoices
from indicators.models import FormLayout, LibraryIndicator, RuleSet, YearRules
from projects.admin import FORM_FIELDS, YearAdmin
from projects.models import FiscalYear, Phase


class PhaseInline(admin.TabularInline):  # type: ignore[type-arg]
    """The steps of a year and when they are due."""

    model = Phase
    formfield_overrides = FORM_FIELDS
    extra = 0


class YearRulesInline(PlainChoices, admin.StackedInline):  # type: ignore[type-arg]
    """The published rule set that a year is scored by, and the layout of its form."""

    model = YearRules
    can_delete = False


@admin.register(FiscalYear)
class FiscalYearAdmin(YearAdmin):
    """Years with their phases and rules. They are closed and opened again by actions, which are on record."""

    list_display = ["year", "state", "rule_set", "number_of_projects"]
    list_filter = ["is_closed"]
    search_fields = ["year"]
    fieldsets = [
        (
            None,
            {
                "fields": ["year", "is_closed"],
                "description": gettext_lazy(
                    "Years are closed and opened again by the actions of their list."
                ),
            },
        )
    ]
    readonly_fields = ["is_closed"]
    inlines = [PhaseInline, YearRulesInline]
    actions = ["close", "open_again"]

    def year_of(self, obj: Any) -> FiscalYear:
        year: FiscalYear = obj
        return year

    def get_queryset(self, request: HttpRequest) -> QuerySet[FiscalYear]:
        years: QuerySet[FiscalYear] = super().get_queryset(request)
        return years.select_related("rules__rule_set").annotate(projects_in_all=Count("projects"))

    @admin.display(description=gettext_lazy("state"), ordering="is_closed")
    def state(self, year: FiscalYear) -> str:
        """Return whether the year takes writes."""
        return _("closed") if year.is_closed else _("open")

    @admin.display(description=gettext_lazy("rule set"), empty_value="—")
    def rule_set(self, year: FiscalYear) -> str | None:
        """Return the title of the year's rule set."""
        return str(year.rules.rule_set) if hasattr(year, "rules") else None

    @admin.display(description=gettext_lazy("projects"), ordering="projects_in_all")
    def number_of_projects(self, year: Any) -> int:
        """Return how many projects the year has."""
        number: int = year.projects_in_all
        return number

    @admin.action(description=gettext_lazy("Close the selected fiscal years"), permissions=["change"])
    def close(self, request: HttpRequest, years: QuerySet[FiscalYear]) -> None:
        """Close years: from now on nothing that belongs to them can be changed."""
        self._set_closed(request, years, is_closed=True)

    @admin.action(description=gettext_lazy("Open the selected fiscal years again"), permissions=["change"])
    def open_again(self, request: HttpRequest, years: QuerySet[FiscalYear]) -> None:
        """Open closed years again."""
        self._set_closed(request, years, is_closed=False)

    def _set_closed(self, request: HttpRequest, years: QuerySet[FiscalYear], *, is_closed: bool) -> None:
        for year in years.exclude(is_closed=is_closed):
            year.is_closed = is_closed
            year.save(update_fields=["is_closed"])
            done = _("The fiscal year %(year)s is closed.") if is_closed else _("%(year)s is open again.")
            text = done % {"year": year}
            self.log_change(request, year, text)
            self.message_user(request, text, messages.SUCCESS)


class IndentedJSONField(forms.JSONField):
    """JSON as people can read it; what cannot be read as JSON stays as it was typed."""

    widget = AdminTextareaWidget(attrs={"rows": 40, "spellcheck": "false"})

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, InvalidJSONInput) else indented(value)


def indented(data: Any) -> str:
    """Return data as JSON over several lines, Chinese as it is."""
    return json.dumps(data, ensure_ascii=False, indent=2)


class DataAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Base for records that are one piece of JSON, out of which their columns are taken."""

    fields = ["data"]
    readonly_fields = ["text"]
    formfield_overrides = {JSONField: {"form_class": IndentedJSONField}}

    class Media:
        css = {"all": ["css/administration.css"]}

    @admin.display(description=gettext_lazy("data"))
    def text(self, obj: Any) -> SafeString:
        """Show the data where it cannot be changed."""
        return format_html('<pre class="data">{}</pre>', indented(obj.data))


@admin.register(FormLayout)
class FormLayoutAdmin(DataAdmin):
    """Layouts of the self-evaluation form."""

    list_display = ["title", "code", "region", "used_in"]
    search_fields = ["title", "code", "region"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[FormLayout]:
        layouts: QuerySet[FormLayout] = super().get_queryset(request)
        return layouts.prefetch_related("years__fiscal_year")

    @admin.display(description=gettext_lazy("used in"), empty_value="—")
    def used_in(self, layout: FormLayout) -> str | None:
        """Return the years whose form has the layout."""
        return _years(layout)


@admin.register(RuleSet)
class RuleSetAdmin(DataAdmin):
    """Rule sets: drafts can be changed, published ones only looked at."""

    list_display = ["title", "code", "region", "state", "used_in"]
    list_filter = [("published_at", admin.EmptyFieldListFilter), "region"]
    search_fields = ["title", "code", "region"]
    readonly_fields = ["text", "published_at", "problems"]
    actions = ["publish"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[RuleSet]:
        return super().get_queryset(request).prefetch_related("years__fiscal_year")

    def get_fields(self, request: HttpRequest, obj: RuleSet | None = None) -> list[Any]:
        if obj is None:
            return ["data"]
        return ["problems", "data"] if obj.published_at is None else ["published_at", "text"]

    def has_change_permission(self, request: HttpRequest, obj: RuleSet | None = None) -> bool:
        return super().has_change_permission(request, obj) and not _published(obj)

    def has_delete_permission(self, request: HttpRequest, obj: RuleSet | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not _published(obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, list[Any]]:
        """Count published rule sets among those that stand in the way of deleting."""
        deleted, counts, permissions, protected = super().get_deleted_objects(objs, request)
        published = [str(rule_set) for rule_set in objs if _published(rule_set)]
        return deleted, counts, permissions, [*published, *protected]

    @admin.display(description=gettext_lazy("state"), ordering="published_at")
    def state(self, rule_set: RuleSet) -> str:
        """Return whether the rule set is published."""
        return _("published") if _published(rule_set) else _("draft")

    @admin.display(description=gettext_lazy("used in"), empty_value="—")
    def used_in(self, rule_set: RuleSet) -> str | None:
        """Return the years that are scored by the rule set."""
        return _years(rule_set)

    @admin.display(description=gettext_lazy("before publishing"))
    def problems(self, rule_set: RuleSet) -> str:
        """List what stands against publishing."""
        if not rule_set.problems:
            return _("Nothing stands against it: all its examples come out.")
        return format_html(
            "<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((one,) for one in rule_set.problems))
        )

    @admin.action(description=gettext_lazy("Publish the selected rule sets"), permissions=["change"])
    def publish(self, request: HttpRequest, rule_sets: QuerySet[RuleSet]) -> None:
        """Publish drafts, or say what stands against it."""
        for rule_set in rule_sets.filter(published_at=None):
            try:
                rule_set.publish()
            except ValidationError as error:
                text = _("%(rules)s is not published: %(problems)s")
                problems = " ".join(error.messages)
                self.message_user(request, text % {"rules": rule_set, "problems": problems}, messages.ERROR)
            else:
                text = _("%(rules)s is published and never changes from now on.") % {"rules": rule_set}
                self.log_change(request, rule_set, text)
                self.message_user(request, text, messages.SUCCESS)


def _years(used: RuleSet | FormLayout) -> str | None:
    return "、".join(str(rules.fiscal_year) for rules in used.years.all()) or None


def _published(rule_set: RuleSet | None) -> bool:
    return rule_set is not None and rule_set.published_at is not None


@admin.register(LibraryIndicator)
class LibraryIndicatorAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """The indicator library (指标库)."""

    formfield_overrides = FORM_FIELDS
    list_display = ["name", "level1", "level2", "nature", "unit", "direction", "evidence_kind"]
    list_filter = ["level1", "level2", "nature", "direction"]
    search_fields = ["name", "level2", "unit", "evidence_kind"]
    search_help_text = gettext_lazy("Name, second level, unit or evidence")
