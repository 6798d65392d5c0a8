"""Outlines and reports in Django admin."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from indicators.admin import DataAdmin, FiscalYearAdmin
from projects.admin import FORM_FIELDS, YearAdmin
from projects.models import FiscalYear
from projects.rollover import plan
from reports.models import Outline, Problem, Report, SectionText
from reports.rollover import roll_over


@admin.register(Outline)
class OutlineAdmin(DataAdmin):
    """Outlines of reports; one of them is the default."""

    list_display = ["title", "code", "is_default", "number_of_reports"]
    search_fields = ["title", "code"]
    actions = ["make_default"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Outline]:
        outlines: QuerySet[Outline] = super().get_queryset(request)
        return outlines.annotate(reports_in_all=Count("reports"))

    @admin.display(description=gettext_lazy("reports"), ordering="reports_in_all")
    def number_of_reports(self, outline: Any) -> int:
        """Return how many reports follow the outline."""
        number: int = outline.reports_in_all
        return number

    @admin.action(description=gettext_lazy("Make the selected outline the default"), permissions=["change"])
    def make_default(self, request: HttpRequest, outlines: QuerySet[Outline]) -> None:
        """Let new reports follow the one outline that was ticked."""
        if len(outlines) != 1:
            self.message_user(request, _("Select exactly one outline."), messages.ERROR)
            return
        outline = outlines[0]
        outline.make_default()
        text = _("%(outline)s is the default outline.") % {"outline": outline}
        self.log_change(request, outline, text)
        self.message_user(request, text, messages.SUCCESS)


class SectionTextInline(admin.StackedInline):  # type: ignore[type-arg]
    """Prose that replaces the outline's own."""

    model = SectionText
    formfield_overrides = FORM_FIELDS
    extra = 0


class ProblemInline(admin.StackedInline):  # type: ignore[type-arg]
    """Problems and the suggestions that answer them."""

    model = Problem
    formfield_overrides = FORM_FIELDS
    extra = 0


@admin.register(Report)
class ReportAdmin(YearAdmin):
    """The reports of projects, with what was written for them."""

    year_path = "project__fiscal_year"
    list_display = ["project", "office", "year", "outline"]
    list_filter = ["project__fiscal_year", "outline"]
    list_select_related = ["project__office", "project__fiscal_year", "outline"]
    search_fields = ["project__name", "project__code", "project__office__name"]
    search_help_text = gettext_lazy("Project, code or office")
    autocomplete_fields = ["project"]
    inlines = [SectionTextInline, ProblemInline]

    @admin.display(description=gettext_lazy("implementing office"), ordering="project__office__path")
    def office(self, report: Report) -> str:
        """Return the name of the project's office."""
        return report.project.office.name

    @admin.display(description=gettext_lazy("fiscal year"), ordering="project__fiscal_year__year")
    def year(self, report: Report) -> int:
        """Return the project's year."""
        return report.project.fiscal_year.year


class RollingYearAdmin(FiscalYearAdmin):
    """Fiscal years with the action that begins the next one, which needs what this app has."""

    actions = [*FiscalYearAdmin.actions, "roll_over"]

    @admin.action(description=gettext_lazy("Begin the next year from the selected one"), permissions=["add"])
    def roll_over(self, request: HttpRequest, years: QuerySet[FiscalYear]) -> TemplateResponse | None:
        """Show what would be carried over and what not; once confirmed, do it."""
        if len(years) != 1:
            self.message_user(request, _("Select exactly one fiscal year."), messages.ERROR)
            return None
        last = years[0]
        if "confirmed" not in request.POST:
            context = {
                **self.admin_site.each_context(request),
                "title": _("Begin the year %(year)s from %(last)s")
                % {"year": last.year + 1, "last": last.year},
                "opts": self.opts,
                "plan": plan(last),
            }
            return TemplateResponse(request, "admin/roll_over.html", context)
        if not isinstance(request.user, User):
            raise PermissionDenied
        done = roll_over(last, user=request.user)
        text = _("%(number)d projects are carried over to %(year)s.") % {
            "number": len(done.carried),
            "year": done.year,
        }
        self.log_change(request, last, text)
        self.message_user(request, text, messages.SUCCESS)
        return None


admin.site.unregister(FiscalYear)
admin.site.register(FiscalYear, RollingYearAdmin)
