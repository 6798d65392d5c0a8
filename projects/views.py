"""Projects and their funds."""

import datetime
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Max, Min, OuterRef, Q
from django.forms import BaseInlineFormSet
from django.http import Http404, HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.requests import UserRequest
from accounts.roles import Role
from projects import cells, ledger, paste
from projects.cells import Cell, Change, NothingToUndo
from projects.forms import (
    AllocationFormSet,
    ExpenditureFormSet,
    LineItemForm,
    NewProjectForm,
    PasteForm,
    ProjectForm,
)
from projects.funds import Entry, EntryKind, Figures, Line, figures, from_source, whole
from projects.locks import writing_to
from projects.models import FiscalYear, FundingSource, FundsChange, LineItem, Project
from projects.money import amount_in, rate, total
from projects.versions import Conflict

View = Callable[..., HttpResponse]


def read_or_write(view: View) -> View:
    """Let a view be read and posted to; 404 where somebody deletes the project in that very moment."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request: UserRequest, *args: Any, **options: Any) -> HttpResponse:
        try:
            return view(request, *args, **options)
        except Project.DoesNotExist as error:
            raise Http404 from error

    return guarded


def selected_year(request: UserRequest) -> FiscalYear | None:
    """Return the fiscal year that the address names, else the one that there is work to do for.

    That is the open year whose running phase ends next; where no phase is running, the newest open year in
    which the person sees a project, else the newest open one. A closed year only where none is open.
    """
    today = timezone.localdate()
    running = Q(phases__opens_on__lte=today, phases__due_on__gte=today)
    seen = Project.objects.visible_to(request.user).filter(fiscal_year=OuterRef("pk"))
    years = FiscalYear.objects.annotate(ends=Min("phases__due_on", filter=running), is_used=Exists(seen))
    named = request.GET.get("year")
    return min(
        years,
        key=lambda year: (
            str(year) != named,
            year.is_closed,
            year.ends or datetime.date.max,
            not year.is_used,
            -year.year,
        ),
        default=None,
    )


def may_add_project(user: User, year: FiscalYear | None) -> bool:
    """Return whether the person may begin a project in the year: a clerk, while it is open."""
    return year is not None and not year.is_closed and (user.is_superuser or user.has_role(Role.CLERK))


@read_or_write
def project_add(request: UserRequest) -> HttpResponse:
    """Begin a project in the selected year."""
    year = selected_year(request)
    if year is None or not may_add_project(request.user, year):
        raise PermissionDenied
    project = Project(fiscal_year=year)
    form = NewProjectForm(instance=project, user=request.user)
    if request.method == "POST":
        with writing_to(project, by=request.user):
            form = NewProjectForm(request.POST, instance=project, user=request.user)
            if form.is_valid():
                form.save()
                messages.success(request, _("The project is saved. Now enter its line items."))
                return redirect("project_funds", project.pk)
    return render(request, "projects/add.html", {"year": year, "form": form})


def visible_project(request: UserRequest, pk: int) -> tuple[Project, bool]:
    """Return the project and whether the person may change it; 404 for a project they may not see."""
    visible = Project.objects.visible_to(request.user).select_related("fiscal_year", "office")
    project = get_object_or_404(visible, pk=pk)
    return project, Project.objects.editable_by(request.user).filter(pk=pk).exists()


def editable_project(request: UserRequest, pk: int) -> Project:
    """Return the project; 404 for one that the person may not change."""
    editable = Project.objects.editable_by(request.user).select_related("fiscal_year", "office")
    return get_object_or_404(editable, pk=pk)


@require_safe
def project(request: UserRequest, pk: int) -> HttpResponse:
    """Show the basics of a project."""
    project, may_edit = visible_project(request, pk)
    context = {"project": project, "tab": "project", "may_edit": may_edit}
    return render(request, "projects/project.html", context)


@read_or_write
def project_edit(request: UserRequest, pk: int) -> HttpResponse:
    """Change the basics of a project."""
    project = editable_project(request, pk)
    form = ProjectForm(instance=project)
    if request.method == "POST":
        with writing_to(project, by=request.user) as stored:
            form = ProjectForm(request.POST, instance=stored)
            if form.is_valid():
                form.save(commit=False).save(update_fields=form.changed_data)
                messages.success(request, _("The basics are saved."))
                return redirect("project", pk)
    context = {"project": project, "tab": "project", "may_edit": True, "form": form}
    return render(request, "projects/edit.html", context)


@read_or_write
def project_delete(request: UserRequest, pk: int) -> HttpResponse:
    """Ask whether the project and everything in it is to go, and delete it."""
    project = editable_project(request, pk)
    if request.method == "POST":
        with writing_to(project, by=request.user):
            project.delete()
        messages.success(request, _("The project “%(name)s” is deleted.") % {"name": project.name})
        return redirect(reverse("project_list", query={"year": project.fiscal_year.year}))
    context = {
        "project": project,
        "tab": "project",
        "may_edit": True,
        "line_items": project.line_items.count(),
    }
    return render(request, "projects/delete.html", context)


AMOUNTS = {
    "opening": gettext_lazy("Opening budget"),
    "adjustment": gettext_lazy("Adjustments"),
    "budget": gettext_lazy("Full-year budget"),
    "spent": gettext_lazy("Spent"),
}
"""The columns of a table of funds: fields of ``Figures``."""


@dataclass(frozen=True, slots=True)
class Residue:
    """尾差: the printed rows of a column add up to something else than its printed total, both in 万元."""

    label: str | Promise
    rows: Decimal
    total: Decimal


def residues(lines: Iterable[Line]) -> list[Residue]:
    """Return the columns whose rows, rounded one by one, do not add up to their rounded total."""
    found = []
    lines = list(lines)
    for name, label in AMOUNTS.items():
        exact = getattr(whole(lines), name)
        amounts = [getattr(line.figures, name) for line in lines]
        rows = total(None if amount is None else amount_in(amount, "万元", 2) for amount in amounts)
        if exact is not None and rows is not None and rows != amount_in(exact, "万元", 2):
            found.append(Residue(label, rows, amount_in(exact, "万元", 2)))
    return found


@require_safe
def funds(request: UserRequest, pk: int) -> HttpResponse:
    """Show the budget and the spending of a project, by line item and by source."""
    project, may_edit = visible_project(request, pk)
    lines = ledger.lines(project)
    together = whole(lines.values())
    named = {entry.source for line in lines.values() for entry in line.entries}
    sources = FundingSource.objects.filter(name__in=named).values_list("name", flat=True)
    last, rows_beside, total_beside = _beside_last_year(request, project, lines)
    return render(
        request,
        "projects/funds.html",
        {
            "project": project,
            "tab": "project_funds",
            "may_edit": may_edit,
            "amounts": AMOUNTS.values(),
            "rows": [
                (item, line.figures, rate(line.figures.budget, together.budget))
                for item, line in lines.items()
            ],
            "sources": [(name, from_source(lines.values(), name)) for name in sources],
            "total": together,
            "total_share": rate(together.budget, together.budget),
            "residues": residues(lines.values()),
            "last": last,
            "rows_beside": rows_beside,
            "total_beside": total_beside,
        },
    )


Beside = tuple[str, Figures, Figures]
"""A name with the figures of last year and of this year."""


def _beside_last_year(
    request: UserRequest, project: Project, lines: dict[LineItem, Line]
) -> tuple[Project | None, list[Beside], tuple[Figures, Figures] | None]:
    """Return the project of last year, and both years' figures by line item and in all.

    A line that last year's project had and this one has not stands at the end. Nothing if there is no
    project of last year, or the person may not see it.
    """
    visible = Project.objects.visible_to(request.user).select_related("fiscal_year")
    last = visible.filter(lineage=project.lineage, fiscal_year__year=project.fiscal_year.year - 1).first()
    if last is None:
        return None, [], None
    before = ledger.lines(last)
    old = {item.lineage: (item.name, line.figures) for item, line in before.items()}
    new = {item.lineage: (item.name, line.figures) for item, line in lines.items()}
    nothing = whole([])
    rows = [
        (
            (new if lineage in new else old)[lineage][0],
            old[lineage][1] if lineage in old else nothing,
            new[lineage][1] if lineage in new else nothing,
        )
        for lineage in new | old
    ]
    return last, rows, (whole(before.values()), whole(lines.values()))


def visible_line_item(request: UserRequest, pk: int) -> tuple[LineItem, bool]:
    """Return the line item and whether the person may change it; 404 for one they may not see."""
    visible = LineItem.objects.filter(project__in=Project.objects.visible_to(request.user))
    item = get_object_or_404(visible.prefetch_related(*ledger.ENTRIES), pk=pk)
    item.project, may_edit = visible_project(request, item.project_id)
    return item, may_edit


def editable_line_item(request: UserRequest, pk: int) -> LineItem:
    """Return the line item; 404 for one that the person may not change."""
    item, may_edit = visible_line_item(request, pk)
    if not may_edit:
        raise Http404
    return item


@read_or_write
def line_item(request: UserRequest, pk: int) -> HttpResponse:
    """Show a line item with its entries; whoever may change it gets them as a form."""
    item, may_edit = visible_line_item(request, pk)
    if may_edit:
        return _edit_line_item(request, item)
    if request.method == "POST":
        raise Http404
    context = {
        "project": item.project,
        "tab": "project_funds",
        "may_edit": False,
        "item": item,
        "figures": ledger.line(item).figures,
    }
    return render(request, "projects/line_item.html", context)


@read_or_write
def line_item_add(request: UserRequest, pk: int) -> HttpResponse:
    """Enter a new line item with its entries."""
    return _edit_line_item(request, LineItem(project=editable_project(request, pk)))


def _edit_line_item(request: UserRequest, item: LineItem) -> HttpResponse:
    project = item.project
    if request.method == "POST":
        with writing_to(project, by=request.user):
            if item.pk:
                # Read again under the lock, so that the forms are held against what is stored now.
                item = editable_line_item(request, item.pk)
            form, tables = _line_item_forms(item, request.POST)
            if all([form.is_valid(), *(table.is_valid() for table in tables)]):
                _save_line_item(form, tables)
                messages.success(request, _("“%(name)s” is saved.") % {"name": item.name})
                if "another" in request.POST:
                    return redirect("line_item_add", project.pk)
                return redirect(_place_of(item))
    else:
        form, tables = _line_item_forms(item)
    context = {
        "project": project,
        "tab": "project_funds",
        "may_edit": True,
        "item": item,
        "figures": ledger.line(item).figures if item.pk else None,
        "form": form,
        "tables": tables,
    }
    return render(request, "projects/line_item_form.html", context)


def _line_item_forms(
    item: LineItem, data: QueryDict | None = None
) -> tuple[LineItemForm, list["BaseInlineFormSet[Any, Any, Any]"]]:
    row = {"sources": list(FundingSource.objects.all())}
    return LineItemForm(data, instance=item), [
        AllocationFormSet(data, prefix="allocations", instance=item, form_kwargs=row),
        ExpenditureFormSet(data, prefix="expenditures", instance=item, form_kwargs=row),
    ]


def _save_line_item(form: LineItemForm, tables: Iterable["BaseInlineFormSet[Any, Any, Any]"]) -> None:
    """Save what was changed, and no column besides."""
    item = form.save(commit=False)
    if item.pk:
        item.save(update_fields=form.changed_data)
    else:
        last = item.project.line_items.aggregate(last=Max("position"))["last"]
        item.position = (last or 0) + 1
        item.save()
    for table in tables:
        table.save(commit=False)
        for entry in table.deleted_objects:
            entry.delete()
        for entry, changed in table.changed_objects:
            entry.save(update_fields=changed)
        for entry in table.new_objects:
            entry.save()


def _place_of(item: LineItem) -> str:
    """Return the address of the line item's row in the table of funds."""
    return reverse("project_funds", args=[item.project_id], fragment=f"item-{item.pk}")


@read_or_write
def line_item_delete(request: UserRequest, pk: int) -> HttpResponse:
    """Ask whether the line item and its entries are to go, and delete them."""
    item = editable_line_item(request, pk)
    if request.method == "POST":
        with writing_to(item.project, by=request.user):
            item.delete()
        messages.success(request, _("“%(name)s” is deleted.") % {"name": item.name})
        return redirect("project_funds", item.project_id)
    context = {"project": item.project, "tab": "project_funds", "may_edit": True, "item": item}
    return render(request, "projects/line_item_delete.html", context)


@require_POST
def line_item_move(request: UserRequest, pk: int) -> HttpResponse:
    """Move a line item one place up or down."""
    item = editable_line_item(request, pk)
    step = {"up": -1, "down": 1}.get(request.POST.get("direction", ""))
    if step is None:
        return HttpResponseBadRequest()
    with writing_to(item.project, by=request.user):
        items = list(item.project.line_items.all())
        place = items.index(item)
        if 0 <= place + step < len(items):
            items[place], items[place + step] = items[place + step], items[place]
        for position, moved in enumerate(items, start=1):
            moved.position = position
        LineItem.objects.bulk_update(items, ["position"])
    return redirect(_place_of(item))


KINDS = {
    EntryKind.OPENING: AMOUNTS["opening"],
    EntryKind.ADJUSTMENT: AMOUNTS["adjustment"],
    EntryKind.PAID: AMOUNTS["spent"],
}
"""How each kind of entry is headed."""


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
                    cells.apply(project, preview.changes, user=request.user, undoable=True)
                    messages.success(request, _paste_applied(project, len(list(preview.rows))))
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


def _paste_applied(project: Project, number: int) -> str:
    said = ngettext("%(number)d cell is changed.", "%(number)d cells are changed.", number)
    address = reverse("funds_undo", args=[project.pk])
    return format_html('{} <a href="{}">{}</a>', said % {"number": number}, address, _("Undo"))


@read_or_write
def funds_undo(request: UserRequest, pk: int) -> HttpResponse:
    """Ask whether the person's last paste or upload is to be taken back, and take it back, once."""
    project = editable_project(request, pk)
    change = FundsChange.objects.filter(project=project, made_by=request.user).first()
    if change is None:
        messages.warning(request, _("There is nothing to undo: it was taken back already."))
        return redirect("project_funds", pk)
    if request.method == "POST":
        try:
            with writing_to(project, by=request.user):
                cells.undo(project, user=request.user)
        except NothingToUndo:
            messages.warning(request, _("There is nothing to undo: it was taken back already."))
        except Conflict as conflict:
            name = conflict.stored or _("a line item that is gone")
            message = _("Nothing was taken back: somebody has changed “%(name)s” since.")
            messages.error(request, message % {"name": name})
        else:
            messages.success(request, _("The change is taken back. Everything is as it was before."))
        return redirect("project_funds", pk)
    context = {"project": project, "tab": "project_funds", "may_edit": True, "change": change}
    return render(request, "projects/paste_undo.html", context)
