"""The page that takes back a person's last change of many rows: a paste, or an uploaded workbook."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.requests import UserRequest
from indicators.approval import are_approved
from indicators.models import Indicator
from indicators.workbook.planning import APPROVED
from indicators.workbook.writing import KINDS
from projects.locks import writing_to
from projects.models import BulkChange, Project
from projects.undo import Attached, Kind, NothingToUndo, last_change, undo
from projects.versions import Conflict
from projects.views import editable_project, read_or_write

_INDICATORS = Kind(Indicator)


class _Approved(Exception):
    """The targets that the change set have been approved since."""


@read_or_write
def change_undo(request: UserRequest, pk: int) -> HttpResponse:
    """Ask whether the person's last paste or upload is to be taken back, and take it back, once."""
    project = editable_project(request, pk)
    change = last_change(project, user=request.user)
    if change is None:
        messages.warning(request, _("There is nothing to undo: it was taken back already."))
        return redirect("project_funds", pk)
    touches_funds = any(kind.numbers(change.before | change.after) for kind in KINDS[:-1])
    tab = "project_funds" if touches_funds else "project_indicators"
    if request.method != "POST":
        context = {"project": project, "tab": tab, "may_edit": True, "change": change}
        return render(request, "indicators/undo.html", context)
    try:
        with writing_to(project, by=request.user) as held:
            _require_open_targets(held, change)
            undo(held, KINDS, user=request.user)
    except NothingToUndo:
        messages.warning(request, _("There is nothing to undo: it was taken back already."))
    except _Approved:
        messages.error(request, _("Nothing was taken back: the targets have been approved since."))
    except Conflict as conflict:
        name = conflict.stored or _("a row that is gone")
        message = _("Nothing was taken back: somebody has changed “%(name)s” since.")
        messages.error(request, message % {"name": name})
    except Attached as attached:
        kinds = ", ".join(str(model._meta.verbose_name) for model in attached.models)
        message = _("Nothing was taken back: what was added has something attached to it (%(kinds)s).")
        messages.error(request, message % {"kinds": kinds})
    else:
        messages.success(request, _("The change is taken back. Everything is as it was before."))
    return redirect(tab, pk)


def _require_open_targets(project: Project, change: BulkChange) -> None:
    """Refuse to take back what was approved since it was written: that needs an adjustment with its reason.

    Raises:
        _Approved: if it would change or remove an approved target.
    """
    if not are_approved(project.fiscal_year, timezone.localdate()):
        return
    for number in _INDICATORS.numbers(change.before | change.after):
        key = _INDICATORS.key(number)
        was, now = (
            [{name: row["fields"][name] for name in sorted({"name", *APPROVED})} for row in rows.get(key, [])]
            for rows in (change.before, change.after)
        )
        if was != now:
            raise _Approved
