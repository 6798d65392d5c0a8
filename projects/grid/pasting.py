"""The page that changes many cells of the funds at once: a paste from Excel or WPS."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.requests import UserRequest
from projects import cells, paste
from projects.cells import Cell, Change
from projects.forms import PasteForm
from projects.funds import Entry, Figures, figures
from projects.grid.layout import AMOUNTS, KINDS
from projects.locks import writing_to
from projects.models import FundingSource, Project
from projects.undo import FUNDS, undoable, with_undo
from projects.views import editable_project, read_or_write


@dataclass(frozen=True, slots=True)
class Preview:
    """What a paste would do to the funds: its changes, what is wrong with it, and the totals then and now.

    ``basis`` says what it was made from: for each line to be changed its number, its version and what its
    cells hold. The same text with another basis is another change.
    """

    changes: list[Change]
    faults: list[str]
    notes: list[str]
    new_lines: set[str]
    before: Figures
    after: Figures
    basis: dict[str, list[Any]]

    @property
    def rows(self) -> Iterator[tuple[Change, str | Promise, Decimal]]:
        """Yield each change of an amount with its column and by how much it changes the total."""
        for change in self.changes:
            if change.old == change.new:
                continue
            difference = (change.new or Decimal(0)) - (change.old or Decimal(0))
            yield change, KINDS[change.cell.kind], difference

    @property
    def blank_lines(self) -> list[str]:
        """The new lines that get no figure."""
        filled = {change.cell.line for change in self.changes if change.new is not None}
        names = dict.fromkeys(change.cell.line for change in self.changes)
        return [name for name in names if name in self.new_lines and name not in filled]

    @property
    def totals(self) -> Iterator[tuple[str | Promise, Decimal | None, Decimal | None]]:
        """Yield each column of amounts with its total before and after."""
        for name, label in AMOUNTS.items():
            yield label, getattr(self.before, name), getattr(self.after, name)


def preview_paste(project: Project, form: PasteForm) -> Preview:
    """Read what was pasted against the funds as they are stored."""
    stored = cells.stored_cells(project)
    items = {item.name: item for item in project.line_items.all()}
    pasted = paste.read(
        form.cleaned_data["text"],
        sources=[source.name for source in FundingSource.objects.all()],
        stored={(cell.line, cell.source, cell.kind): amount for cell, amount in stored.items()},
        lines=list(items),
        target=form.target(),
        unit=form.cleaned_data["unit"] or "万元",
    )
    values = {Cell(*place): amount for place, amount in pasted.values.items()}
    changes = cells.changes(project, values)
    entries = cells.entries_behind(project)
    several = [
        _("“%(line)s”, %(column)s: %(entries)d entries are behind this amount. Change them there.")
        % {"line": change.cell.line, "column": KINDS[change.cell.kind], "entries": entries[change.cell]}
        for change in changes
        if entries.get(change.cell, 0) > 1
    ]
    basis: dict[str, list[Any]] = {}
    for change in changes:
        item = items.get(change.cell.line)
        seen = basis.setdefault(change.cell.line, [item.pk, item.version] if item else [])
        seen.append(None if change.old is None else str(change.old))
    return Preview(
        changes=changes,
        faults=[*map(str, pasted.faults), *several],
        notes=[*map(str, pasted.notes)],
        new_lines={change.cell.line for change in changes} - items.keys(),
        before=_figures_of(stored),
        after=_figures_of(stored | {change.cell: change.new for change in changes}),
        basis=basis,
    )


def _figures_of(amounts: dict[Cell, Decimal | None]) -> Figures:
    return figures(
        Entry(cell.kind, cell.source, amount) for cell, amount in amounts.items() if amount is not None
    )


@read_or_write
def funds_paste(request: UserRequest, pk: int) -> HttpResponse:
    """Paste cells from Excel or WPS into the funds: see what that would change, then apply all of it."""
    project = editable_project(request, pk)
    form = PasteForm(request.POST if request.method == "POST" else None, project=project)
    preview, changed = None, []
    if form.is_valid():
        with writing_to(project, by=request.user):
            preview = preview_paste(project, form)
            if "apply" in request.POST and preview.changes and not preview.faults:
                changed = _changed_since(form.cleaned_data["seen"], preview.basis)
                if not changed:
                    with undoable(project, FUNDS, user=request.user):
                        cells.apply(project, preview.changes)
                    messages.success(request, with_undo(_applied(len(list(preview.rows))), project))
                    return redirect("project_funds", pk)
    context = {
        "project": project,
        "tab": "project_funds",
        "may_edit": True,
        "form": form,
        "preview": preview,
        "carried": [form[name] for name in ("text", "unit", "line", "column", "source")],
        "basis": json.dumps(preview.basis) if preview else "",
        "changed": changed,
    }
    return render(request, "projects/paste.html", context, status=409 if changed else 200)


def _changed_since(seen: Any, basis: dict[str, list[Any]]) -> list[str]:
    """Return the lines that are not as they were when the preview was drawn."""
    seen = seen if isinstance(seen, dict) else {}
    return [name for name in seen | basis if seen.get(name) != basis.get(name)]


def _applied(number: int) -> str:
    return ngettext("%(number)d cell is changed.", "%(number)d cells are changed.", number) % {
        "number": number
    }
