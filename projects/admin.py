"""Projects, their ledgers and funding sources in Django admin.

Amounts are shown and entered in 万元, as on every other page, so that nobody has to think of two units;
``12.5元`` can be typed as well. The page of a fiscal year is in ``indicators.admin``, because it shows the
year's rules.
"""

from contextlib import AbstractContextManager
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import PermissionDenied
from django.db.models import CharField, Field, ForeignKey, Model, QuerySet
from django.db.models import DateField as DateColumn
from django.db.models import TextField as TextColumn
from django.forms import ModelChoiceField
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.admin import PlainChoices
from accounts.models import User
from projects import ledger
from projects.fields import MoneyField
from projects.forms import AmountField, DateField, LineField, TextField
from projects.funds import Figures
from projects.history import record_new
from projects.locks import holding
from projects.models import (
    Allocation,
    Expenditure,
    FiscalYear,
    FundingSource,
    LineItem,
    Project,
    ProjectLocked,
    YearClosed,
)
from projects.money import amount_text, grouped, percent_text

FORM_FIELDS: "dict[type[Field[Any, Any]], dict[str, Any]]" = {
    MoneyField: {"form_class": AmountField, "label": gettext_lazy("amount (ten thousand yuan)")},
    CharField: {"form_class": LineField},
    TextColumn: {"form_class": TextField},
    DateColumn: {"form_class": DateField, "widget": AdminDateWidget(format="%Y-%m-%d")},
}
"""The form fields of the other pages, which read what people type and refuse what no document can hold."""

FIGURES = ("budget", "spent", "rate")
"""The computed columns, which ``FigureColumns`` draws."""


def person(request: HttpRequest) -> User:
    """Return who is logged in.

    Raises:
        PermissionDenied: if nobody is.
    """
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


class YearAdmin(PlainChoices, admin.ModelAdmin):  # type: ignore[type-arg]
    """Base for what belongs to a fiscal year: of a closed year it can be looked at and nothing else.

    The same holds for a project while it is submitted, and for what belongs to it. What becomes of a
    project's data is recorded (``projects.history``).
    """

    year_path = "fiscal_year"
    """The way from a row to its year, as in a lookup."""

    formfield_overrides = FORM_FIELDS

    def year_of(self, obj: Any) -> FiscalYear:
        """Return the fiscal year that a row belongs to."""
        for name in self.year_path.split("__"):
            obj = getattr(obj, name)
        year: FiscalYear = obj
        return year

    def require_open(self, obj: Any) -> None:
        """Go on only if the row can be changed.

        Raises:
            YearClosed: if its year is closed.
            ProjectLocked: if its project is submitted.
        """
        self.year_of(obj).require_open()
        project = self.project_of(obj)
        if project is not None:
            project.require_unlocked()

    def project_of(self, obj: Any) -> Project | None:
        """Return the project that a row belongs to or is."""
        return obj if isinstance(obj, Project) else getattr(obj, "project", None)

    def is_open(self, obj: Any) -> bool:
        """Return whether the row can be changed."""
        try:
            self.require_open(obj)
        except (YearClosed, ProjectLocked):
            return False
        return True

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        if obj is not None and not self.is_open(obj):
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        if obj is not None and not self.is_open(obj):
            return False
        return super().has_delete_permission(request, obj)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Say why nothing can be changed: above the page, or to someone whose page was older than that."""
        obj = self.get_object(request, unquote(object_id)) if object_id else None
        if obj is not None and not self.is_open(obj):
            if request.method == "POST":
                self.require_open(obj)
            year = self.year_of(obj)
            closed = _("The fiscal year %(year)s is closed: this can be looked at, not changed.")
            submitted = _("The project is submitted: this can be looked at, not changed.")
            messages.warning(request, closed % {"year": year} if year.is_closed else submitted)
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with self.holding(request, self.project_of(obj), chosen=request.POST.get("project")):
            return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete a row, and record it."""
        with self.holding(request, self.project_of(obj)):
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Delete the rows that were ticked, and record it."""
        with self.holding(request, *map(self.project_of, queryset)):
            super().delete_queryset(request, queryset)

    def holding(
        self, request: HttpRequest, *projects: Project | None, chosen: str | None = None
    ) -> AbstractContextManager[None]:
        """Hold the projects, and the one whose number was chosen in a form, and record what is written."""
        numbers = {project.pk for project in projects if project is not None}
        if chosen is not None and chosen.isdecimal():
            numbers.add(int(chosen))
        return holding(numbers, by=person(request))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, list[Any]]:
        """Count the rows that cannot be changed among those that stand in the way of deleting."""
        deleted, counts, permissions, protected = super().get_deleted_objects(objs, request)
        closed = [f"{obj} ({self.year_of(obj)})" for obj in objs if not self.is_open(obj)]
        return deleted, counts, permissions, [*closed, *protected]

    def formfield_for_foreignkey(
        self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> "ModelChoiceField[Any] | None":
        """Offer open years alone."""
        if db_field.related_model is FiscalYear:
            kwargs["queryset"] = FiscalYear.objects.filter(is_closed=False)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class FigureColumns:
    """The columns 全年预算, 执行数 and 执行率 for rows whose ``figures`` are at hand, in 万元."""

    class Media:
        css = {"all": ["css/administration.css"]}

    def figures(self, obj: Any) -> Figures:
        """Return the row's figures."""
        raise NotImplementedError

    @admin.display(description=gettext_lazy("full-year budget (ten thousand yuan)"))
    def budget(self, obj: Any) -> str:
        return grouped(amount_text(self.figures(obj).budget))

    @admin.display(description=gettext_lazy("spent (ten thousand yuan)"))
    def spent(self, obj: Any) -> str:
        return grouped(amount_text(self.figures(obj).spent))

    @admin.display(description=gettext_lazy("execution rate"))
    def rate(self, obj: Any) -> str:
        return percent_text(self.figures(obj).rate)


class LineColumns(FigureColumns):
    """The computed columns of line items that were fetched with ``ledger.ENTRIES``."""

    def figures(self, obj: LineItem) -> Figures:
        return ledger.line(obj).figures


class LineItemInline(LineColumns, admin.TabularInline):  # type: ignore[type-arg]
    """The lines of a project; each leads to its allocations and expenditures."""

    model = LineItem
    formfield_overrides = FORM_FIELDS
    fields = ["position", "name", *FIGURES]
    readonly_fields = FIGURES
    extra = 0
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[LineItem]:
        return super().get_queryset(request).prefetch_related(*ledger.ENTRIES)


class ProjectList(ChangeList):
    """The list of projects, which fetches the figures of a whole page at once."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        lines = ledger.totals(self.result_list)
        for project in self.result_list:
            project.figures = lines[project].figures


@admin.register(Project)
class ProjectAdmin(FigureColumns, YearAdmin):
    """Projects with their line items."""

    list_display = ["name", "code", "office", "fiscal_year", *FIGURES]
    list_filter = ["fiscal_year", ("office", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["office", "fiscal_year"]
    search_fields = ["name", "code", "office__name", "department"]
    search_help_text = gettext_lazy("Project, code, office or department")
    autocomplete_fields = ["office"]
    readonly_fields = FIGURES
    inlines = [LineItemInline]
    fieldsets = [
        (None, {"fields": ["fiscal_year", "office", "department", "code", "name"]}),
        (gettext_lazy("Funds"), {"fields": FIGURES}),
        (gettext_lazy("For the report"), {"fields": ["purposes", "approval", "written_on"]}),
    ]

    def get_fieldsets(self, request: HttpRequest, obj: Project | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj else [fieldset for fieldset in fieldsets if fieldset[1]["fields"] != FIGURES]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the line items; what was made here is new as a whole."""
        super().save_related(request, form, formsets, change)
        if not change:
            record_new([form.instance.pk], by=person(request))

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ProjectList

    def figures(self, obj: Any) -> Figures:
        """Return the figures that the list has fetched, else fetch them for this one project."""
        if not hasattr(obj, "figures"):
            obj.figures = ledger.totals([obj])[obj].figures
        figures: Figures = obj.figures
        return figures


class EntryInline(PlainChoices, admin.TabularInline):  # type: ignore[type-arg]
    """Entries of the ledger, their amounts in 万元."""

    extra = 0
    classes = ["entries"]
    readonly_fields = ["amount_in_unit"]
    formfield_overrides = FORM_FIELDS

    def get_fields(self, request: HttpRequest, obj: LineItem | None = None) -> list[Any]:
        """Where amounts cannot be entered, show them in the same unit and not in 元, as they are stored."""
        fields = [name for name in super().get_fields(request, obj) if name != "amount_in_unit"]
        if obj is not None and (obj.project.fiscal_year.is_closed or obj.project.locked_at):
            return ["amount_in_unit" if name == "amount" else name for name in fields]
        return fields

    @admin.display(description=gettext_lazy("amount (ten thousand yuan)"))
    def amount_in_unit(self, entry: Allocation | Expenditure) -> str:
        """Return the exact amount in 万元."""
        return grouped(AmountField().prepare_value(entry.amount))


class AllocationInline(EntryInline):
    """What a line item was given; an adjustment can be negative."""

    model = Allocation


class ExpenditureInline(EntryInline):
    """What was paid out of a line item."""

    model = Expenditure
    formfield_overrides = {
        **FORM_FIELDS,
        MoneyField: {**FORM_FIELDS[MoneyField], "form_class": partial(AmountField, allow_negative=False)},
    }


@admin.register(LineItem)
class LineItemAdmin(LineColumns, YearAdmin):
    """Line items with their allocations and expenditures."""

    year_path = "project__fiscal_year"
    list_display = ["name", "project", "office", "year", *FIGURES]
    list_filter = ["project__fiscal_year", ("project__office", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["project__office", "project__fiscal_year"]
    search_fields = ["name", "project__name", "project__code", "project__office__name"]
    search_help_text = gettext_lazy("Line item, project, code or office")
    autocomplete_fields = ["project"]
    readonly_fields = FIGURES
    inlines = [AllocationInline, ExpenditureInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[LineItem]:
        return super().get_queryset(request).prefetch_related(*ledger.ENTRIES)

    def get_fields(self, request: HttpRequest, obj: LineItem | None = None) -> list[Any]:
        return ["project", "name", "position", *(FIGURES if obj else [])]

    @admin.display(description=gettext_lazy("implementing office"), ordering="project__office__path")
    def office(self, line_item: LineItem) -> str:
        """Return the name of the project's office."""
        return line_item.project.office.name

    @admin.display(description=gettext_lazy("fiscal year"), ordering="project__fiscal_year__year")
    def year(self, line_item: LineItem) -> int:
        """Return the project's year."""
        return line_item.project.fiscal_year.year


@admin.register(FundingSource)
class FundingSourceAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Where money comes from, in the order of the form."""

    list_display = ["name", "code", "position"]
    list_editable = ["position"]
    search_fields = ["name", "code"]
