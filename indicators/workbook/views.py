"""Pages on which the fill-in workbook, or a pasted table of indicators, is sent, looked over and applied.

Between the steps what was sent travels in the page: the site keeps nothing that was not applied.
"""

import base64
import binascii

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import UserRequest
from indicators.models import YearRules
from indicators.rules import parse_rules
from indicators.workbook.drawing import fill_in_form, marked
from indicators.workbook.layout import AMOUNTS
from indicators.workbook.pasting import read_pasted
from indicators.workbook.planning import Planned, plan_for_project
from indicators.workbook.reading import Reading, read
from indicators.workbook.showing import described, wan
from indicators.workbook.writing import Outdated, write
from projects.models import Project
from projects.packages import XLSX
from projects.undo import with_undo
from projects.uploads import WorkbookRefused
from projects.views import editable_project, read_or_write, visible_project

LARGEST = 1024 * 1024
"""Bytes of one project's workbook; in the page it is a third larger (DATA_UPLOAD_MAX_MEMORY_SIZE)."""


class WorkbookForm(forms.Form):
    """The file that was filled in."""

    file = forms.FileField(
        label=gettext_lazy("Filled-in workbook (.xlsx)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            too_large = _("The workbook of one project may have at most %(size)d KiB.")
            raise ValidationError(too_large, "too_large", {"size": LARGEST // 1024})
        content: bytes = file.read()
        return content


class PastedForm(forms.Form):
    """A table of indicators as it was copied, with its headings."""

    text = forms.CharField(
        strip=False,
        max_length=500_000,
        label=gettext_lazy("Cells copied in Excel or WPS"),
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Copy the cells in Excel or WPS, then paste them here.")},
    )


@read_or_write
def workbook(request: UserRequest, pk: int) -> HttpResponse:
    """Offer the workbook; take the one that was filled in and show its faults, or what it would change."""
    project = editable_project(request, pk)
    form = WorkbookForm()
    if request.method == "POST":
        form = WorkbookForm(request.POST, request.FILES)
        if form.is_valid():
            content = form.cleaned_data["file"]
            try:
                reading = read(content)
            except WorkbookRefused as error:
                form.add_error("file", str(error))
            else:
                sent = {"content": base64.b64encode(content).decode()}
                return _shown(request, project, sent, reading, plan_for_project(reading, project))
    context = {"project": project, "tab": "project_funds", "may_edit": True, "form": form}
    return render(request, "indicators/workbook.html", context)


@read_or_write
def indicators_paste(request: UserRequest, pk: int) -> HttpResponse:
    """Take a table of indicators copied in Excel or WPS; show its faults, or what it would change."""
    project = editable_project(request, pk)
    form = PastedForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reading = _pasted(form.cleaned_data["text"], project)
        planned = plan_for_project(reading, project)
        return _shown(request, project, {"text": form.cleaned_data["text"]}, reading, planned)
    context = {"project": project, "tab": "project_indicators", "may_edit": True, "form": form}
    return render(request, "indicators/paste.html", context)


def _pasted(text: str, project: Project) -> Reading:
    return read_pasted(text, project.indicators.select_related("actual_from"))


@require_safe
def workbook_download(request: UserRequest, pk: int) -> HttpResponse:
    """Download the workbook to fill in, with what is stored."""
    project, _may_edit = visible_project(request, pk)
    of_year = YearRules.objects.filter(fiscal_year=project.fiscal_year).select_related("rule_set").first()
    rules = parse_rules(of_year.rule_set.data) if of_year else None
    return _file(fill_in_form(project, rules), f"{project.fiscal_year}-{project.code}-填报表.xlsx")


@require_POST
def workbook_marked(request: UserRequest, pk: int) -> HttpResponse:
    """Download the workbook that was sent, with its faults marked."""
    project = editable_project(request, pk)
    content = _content(request)
    faults = plan_for_project(_read(content), project).faults
    return _file(marked(content, faults), f"{project.fiscal_year}-{project.code}-问题标注.xlsx")


@read_or_write
def workbook_apply(request: UserRequest, pk: int) -> HttpResponse:
    """Write what the preview showed, all of it or nothing."""
    project = editable_project(request, pk)
    if request.method != "POST":
        return redirect("workbook", pk)
    text = request.POST.get("text")
    sent = {"content": request.POST.get("content", "")} if text is None else {"text": text}
    content = _content(request) if text is None else b""

    def reread(held: Project) -> Reading:
        return _read(content) if text is None else _pasted(text, held)

    reading = reread(project)
    planned = plan_for_project(reading, project)
    if not planned.plans or planned.plans[0].digest != request.POST.get("digest"):
        return _shown(request, project, sent, reading, planned, outdated=True)
    try:
        write(planned.plans[0], user=request.user, replan=lambda held: plan_for_project(reread(held), held))
    except Outdated as error:
        return _shown(request, project, sent, reading, error.planned, outdated=True)
    messages.success(request, with_undo(_("All changes are applied."), project))
    return redirect("project_funds" if planned.plans[0].funds else "project_indicators", pk)


def _content(request: UserRequest) -> bytes:
    """Return the file that the page sent back."""
    try:
        return base64.b64decode(request.POST.get("content", ""), validate=True)
    except binascii.Error as error:
        raise BadRequest from error


def _read(content: bytes) -> Reading:
    try:
        return read(content)
    except WorkbookRefused as error:
        raise BadRequest from error


def _shown(
    request: UserRequest,
    project: Project,
    sent: dict[str, str],
    reading: Reading,
    planned: Planned,
    *,
    outdated: bool = False,
) -> HttpResponse:
    """Show the faults of what was sent, else what it would change; ``sent`` travels on in the page."""
    plan = planned.plans[0] if planned.plans else None
    context = {
        "project": project,
        "tab": "project_indicators" if "text" in sent else "project_funds",
        "may_edit": True,
        "sent": sent,
        "form": PastedForm(sent) if "text" in sent else None,
        "ignored": reading.ignored,
        "faults": planned.faults,
        "plan": plan,
        "changes": list(described(plan)) if plan else [],
        "totals": [
            (AMOUNTS[kind], wan(now), wan(then)) for kind, now, then in (plan.totals() if plan else [])
        ],
        "outdated": outdated,
    }
    status = 422 if planned.faults else 409 if outdated else 200
    return render(request, "indicators/workbook_preview.html", context, status=status)


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response["Cache-Control"] = "no-store"
    return response
