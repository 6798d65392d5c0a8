"""The page that makes a project out of a checked document: asked for, looked over, carried out.

What was seen travels in the page as a digest of everything that the project would hold; if by then something
else would come of it, it is shown anew.
"""

import hashlib
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.requests import UserRequest
from projects.forms import NewProjectForm
from projects.models import FiscalYear, FundingSource, Project, YearClosed
from projects.views import read_or_write
from reports.checkup.ingest import Unreadable
from reports.checkup.process import check_apart
from reports.checkup.understanding import Understood, understand
from reports.checkups import may_take_over, visible_checkup
from reports.facts import DuplicateFactError
from reports.loading import NotReadyError
from reports.takeover import Outcome, likely_source, take_over


class TakeoverForm(NewProjectForm):
    """The basics of the project, proposed as the document has them, and the source of its money."""

    fiscal_year = forms.ModelChoiceField(
        FiscalYear.objects.filter(is_closed=False), label=gettext_lazy("Fiscal year"), empty_label=None
    )
    source = forms.ModelChoiceField(
        FundingSource.objects.all(),
        label=gettext_lazy("Funding source"),
        empty_label=None,
        help_text=gettext_lazy("For amounts of which the document does not say where they come from."),
    )
    # The year goes first, since the code and the name are held against the projects of that year.
    field_order = ("fiscal_year", "office")

    def clean_fiscal_year(self) -> FiscalYear:
        """Give the project its year before anything is held against other projects."""
        year: FiscalYear = self.cleaned_data["fiscal_year"]
        self.instance.fiscal_year = year
        return year


@read_or_write
def checkup_takeover(request: UserRequest, pk: int) -> HttpResponse:
    """Propose a project, show what it would hold, make it."""
    checkup = visible_checkup(request, pk)
    if not may_take_over(request.user):
        raise PermissionDenied
    content = bytes(checkup.content)
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        checked = check_apart(checkup.name, content)
    except Unreadable as error:
        messages.error(request, str(error))
        return redirect("checkup", pk)
    understood = understand(checked.source.document)
    form = TakeoverForm(
        request.POST or None, instance=Project(), user=request.user, initial=_proposed(understood)
    )
    outcome, seen = None, ""
    if request.method == "POST" and form.is_valid():
        file = checkup.name, sha256
        try:
            with transaction.atomic():
                outcome = take_over(
                    understood,
                    checked.examination.findings,
                    form.instance,
                    source=form.cleaned_data["source"].name,
                    file=file,
                    by=request.user,
                )
                seen = _digest(outcome, form, file)
                if "apply" in request.POST and request.POST.get("seen") == seen:
                    messages.success(request, _("The project is made. Check it against the document."))
                    return redirect("project_funds", form.instance.pk)
                transaction.set_rollback(True)
        except (NotReadyError, DuplicateFactError) as error:
            outcome = None
            form.add_error(None, str(error))
        except YearClosed as error:
            form.add_error("fiscal_year", _("The fiscal year %(year)s is closed.") % {"year": error.year})
        except IntegrityError:
            # Somebody has made a project of this name or code meanwhile; another reason is told elsewhere.
            form = TakeoverForm(request.POST, instance=Project(), user=request.user)
            if form.is_valid():
                raise
    is_changed = outcome is not None and "apply" in request.POST
    context = {
        "checkup": checkup,
        "sha256": sha256,
        "understood": understood,
        "form": form,
        "namesake": _namesake(form, request.user),
        "outcome": None if "back" in request.POST else outcome,
        "unit": outcome.unit if outcome else "",
        "seen": seen,
        "is_changed": is_changed,
        "carried": [(name, form[name].value()) for name in form.fields] if outcome else [],
    }
    status = 409 if is_changed else 200
    return render(request, "reports/takeover.html", context, status=status)


def _proposed(understood: Understood) -> dict[str, Any]:
    """What the form says before anybody has typed: as the document has it."""
    years = FiscalYear.objects.filter(is_closed=False)
    likely = likely_source(understood, list(FundingSource.objects.values_list("name", flat=True)))
    return {
        "fiscal_year": years.filter(year=understood.year or 0).first() or years.first(),
        "name": understood.name,
        "department": understood.department,
        "written_on": understood.written_on,
        "source": FundingSource.objects.filter(name=likely).first() or FundingSource.objects.first(),
    }


def _namesake(form: TakeoverForm, user: User) -> Project | None:
    """The project that has the name already, for the person to open it instead."""
    if not form.has_error("name", "unique"):
        return None
    named = Project.objects.visible_to(user).filter(name=form["name"].value().strip())
    return named.filter(fiscal_year=form.instance.fiscal_year_id, office=form.instance.office_id).first()


def _digest(outcome: Outcome, form: TakeoverForm, file: tuple[str, str]) -> str:
    """Return the SHA-256 of the choice and of all that would come of it, whatever number the project gets."""
    chosen = [(name, str(form[name].value())) for name in form.fields]
    return hashlib.sha256(repr((chosen, file, outcome)).encode()).hexdigest()
