"""The tab of funds: the grid, its rows one by one, and the ledger behind a line item."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db.models import Max, Q
from django.forms import BaseInlineFormSet
from django.http import Http404, HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import UserRequest
from projects import ledger
from projects.forms import AllocationFormSet, ExpenditureFormSet, LineItemForm
from projects.funds import Figures, Line, whole
from projects.grid.drawing import Pen
from projects.grid.entry import Entered, overlay, read, texts, write
from projects.grid.layout import AMOUNTS, Layout
from projects.grid.rows import Funds
from projects.locks import writing_to
from projects.models import FundingSource, LineItem, Project, Succession
from projects.money import amount_in, total
from projects.versions import save_if_unchanged
from projects.views import editable_project, read_or_write, visible_project


@dataclass(frozen=True, slots=True)
class Residue:
    """尾差: the printed rows of a column add up to something else than its printed total, in one unit."""

    label: str | Promise
    rows: Decimal
    total: Decimal


def residues(lines: Iterable[Line], unit: str = "万元") -> list[Residue]:
    """Return the columns whose rows, rounded one by one in ``unit``, do not add up to their rounded total."""
    found = []
    lines = list(lines)
    for name, label in AMOUNTS.items():
        exact = getattr(whole(lines), name)
        amounts = [getattr(line.figures, name) for line in lines]
        rows = total(None if amount is None else amount_in(amount, unit, 2) for amount in amounts)
        if exact is not None and rows is not None and rows != amount_in(exact, unit, 2):
            found.append(Residue(label, rows, amount_in(exact, unit, 2)))
    return found


@read_or_write
def funds(request: UserRequest, pk: int) -> HttpResponse:
    """Show the budget and the spending of a project; whoever may change them gets them as a grid.

    Without a script the whole grid is posted here, and stored as a whole or not at all.
    """
    project, may_edit = visible_project(request, pk)
    layout = Layout.chosen(request.GET)
    entered = Entered()
    if request.method == "POST":
        if not may_edit:
            raise Http404
        with writing_to(project, by=request.user) as held:
            entered = read(Funds(held, layout), request.POST)
            if not entered.faults:
                write(held, entered)
        if not entered.faults:
            said = ngettext(
                "%(number)d line item is saved.", "%(number)d line items are saved.", entered.touched
            )
            messages.success(request, said % {"number": entered.touched})
            return redirect(reverse("project_funds", args=[pk]) + layout.query)
    stored = Funds(project, layout)
    rows = [overlay(row, entered) for row in stored.rows()]
    blank = overlay(stored.blank(), entered)
    pen = Pen(layout, stored.row_address)
    context = {
        "project": project,
        "tab": "project_funds",
        "may_edit": may_edit,
        "layout": layout,
        "funds": stored,
        "rows": rows,
        "blank": blank,
        "drawn": [pen.draw(row) for row in (*rows, blank)] if may_edit else [],
        "gone": [
            fault
            for key, faults in entered.faults.items()
            for fault in faults
            if key not in {row.key for row in (*rows, blank)}
        ],
        "faults": entered.faults,
        **_summary(request, project, stored),
    }
    return render(request, "projects/funds.html", context, status=409 if entered.is_conflict else 200)


@require_safe
def funds_summary(request: UserRequest, pk: int) -> HttpResponse:
    """Show what follows from the grid and stands below it; the page asks for it after each change."""
    project, _may_edit = visible_project(request, pk)
    stored = Funds(project, Layout.chosen(request.GET))
    context = {"layout": stored.layout, "funds": stored, **_summary(request, project, stored)}
    return render(request, "projects/grid/summary.html", context)


def _summary(request: UserRequest, project: Project, stored: Funds) -> dict[str, Any]:
    last, rows_beside, total_beside = _beside_last_year(request, project, stored.lines)
    return {
        "amounts": AMOUNTS.values(),
        "sources": list(stored.by_source),
        "residues": residues(stored.lines.values(), stored.layout.unit),
        "last": last,
        "rows_beside": rows_beside,
        "total_beside": total_beside,
    }


@require_POST
def funds_row(request: UserRequest, pk: int) -> HttpResponse:
    """Store a row of the grid, be it the blank one, and answer with what changes on the page."""
    project = editable_project(request, pk)
    layout = Layout.chosen(request.GET)
    keys = request.POST.getlist("row")
    if len(keys) != 1:
        return HttpResponseBadRequest()
    (key,) = keys
    with writing_to(project, by=request.user) as held:
        before = Funds(held, layout, only=keys)
        entered = read(before, request.POST)
        if not entered.faults:
            write(held, entered)
    if entered.faults:
        return _refused(request, before, entered, key)
    if key == before.blank().key:
        added = project.line_items.filter(name__in=entered.new).first()
        if added is None:
            return HttpResponse(status=204)
        return _changed(
            request, before, Funds(project, layout, only=[f"item-{added.pk}"]), added, is_new=True
        )
    after = Funds(project, layout, only=keys)
    item = _item(after, key)
    versions = {one.pk: str(one.version) for one in before.items}
    is_anew = request.POST.get(f"{key}-version") != versions[item.pk]
    return _changed(request, before, after, item, is_anew=is_anew)


def _item(stored: Funds, key: str) -> LineItem:
    return next(item for item in stored.items if f"item-{item.pk}" == key)


def _refused(request: UserRequest, stored: Funds, entered: Entered, key: str) -> HttpResponse:
    """Answer with the words for what was refused; what was typed stays in the page."""
    known = {f"item-{item.pk}": item for item in stored.items}
    row = stored.row(known[key]) if key in known else stored.blank()
    row.key = key
    kept = texts(row, without=entered.typed) if key in known else {}
    said = {"texts": kept, "faults": {fault.name: f"{key}-said" for fault in entered.faults[key]}}
    context = {"layout": stored.layout, "row": overlay(row, entered), "is_stored": key in known}
    status = 409 if entered.is_conflict or key not in {*known, stored.blank().key} else 422
    response = render(request, "projects/grid/refused.html", context, status=status)
    return _announced(response, {"grid:refused": said})


def _changed(
    request: UserRequest,
    before: Funds,
    after: Funds,
    item: LineItem,
    *,
    is_new: bool = False,
    is_anew: bool = False,
) -> HttpResponse:
    """Answer with the row's figures, the totals, and the shares of the other rows as far as they changed.

    ``is_anew`` draws the whole row, for one that was changed elsewhere too.
    """
    row = after.row(item)
    context = {
        "project": after.project,
        "layout": after.layout,
        "funds": after,
        "row": row,
        "is_new": is_new,
        "is_anew": is_anew,
        "drawn": Pen(after.layout, after.row_address).draw(row, is_anew=is_anew) if is_new or is_anew else "",
        "shares": _other_shares(before, after, item),
    }
    response = render(request, "projects/grid/changed.html", context)
    events: dict[str, Any] = {"project-changed": {}}
    events |= {"grid:added": {"row": row.key}} if is_new else {"grid:saved": {"texts": texts(row)}}
    return _announced(response, events)


def _other_shares(before: Funds, after: Funds, item: LineItem | None = None) -> list[tuple[int, str]]:
    """Return the shares, as printed, that became others with the whole budget, by the line item's number."""
    return [
        (number, share)
        for number, share in after.shares.items()
        if (item is None or number != item.pk) and before.shares.get(number) != share
    ]


def _announced(response: HttpResponse, events: dict[str, Any]) -> HttpResponse:
    """Let the page's script hear of events (``static/js/grid.js``), once the answer stands in the page."""
    response.headers["HX-Trigger" if response.status_code == 204 else "HX-Trigger-After-Swap"] = json.dumps(
        events
    )
    return response


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
    last = visible.year_before(project).first()
    if last is None or _was_rearranged(project) or _was_rearranged(last):
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


def _was_rearranged(project: Project) -> bool:
    """Return whether it was split or merged: last year is then that of several, and told by the report."""
    made = Succession.objects.filter(Q(successor=project) | Q(predecessor=project))
    return made.exclude(kind=Succession.Kind.CONTINUED).exists()


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
    in_grid = bool(request.htmx and item.pk)
    if request.method == "POST":
        with writing_to(project, by=request.user):
            before = Funds(project, Layout.chosen(request.GET), only=[f"item-{item.pk}"]) if in_grid else None
            if item.pk:
                # Read again under the lock, so that the forms are held against what is stored now.
                item = editable_line_item(request, item.pk)
            form, tables = _line_item_forms(item, request.POST)
            is_valid = all([form.is_valid(), *(table.is_valid() for table in tables)])
            if is_valid:
                _save_line_item(form, tables)
        if is_valid and before:
            key = f"item-{item.pk}"
            after = Funds(project, before.layout, only=[key])
            return _changed(request, before, after, _item(after, key), is_anew=True)
        if is_valid:
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
    page = "projects/grid/drawer.html" if in_grid else "projects/line_item_form.html"
    return render(request, page, context, status=422 if in_grid and form.is_bound else 200)


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
        if form.changed_data or any(table.has_changed() for table in tables):
            save_if_unchanged(item, item.version, form.changed_data)
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
    project, layout = item.project, Layout.chosen(request.GET)
    if request.method == "POST":
        with writing_to(project, by=request.user):
            before = Funds(project, layout, only=[])
            item.delete()
        if request.htmx:
            after = Funds(project, layout, only=[])
            context = {"layout": layout, "funds": after, "shares": _other_shares(before, after)}
            response = render(request, "projects/grid/totals.html", context)
            return _announced(response, {"grid:removed": {"row": f"item-{pk}"}, "project-changed": {}})
        messages.success(request, _("“%(name)s” is deleted.") % {"name": item.name})
        return redirect("project_funds", item.project_id)
    context = {"project": project, "tab": "project_funds", "may_edit": True, "item": item}
    return render(request, "projects/line_item_delete.html", context)


@require_POST
def line_item_move(request: UserRequest, pk: int) -> HttpResponse:
    """Move a line item one place up or down."""
    item = editable_line_item(request, pk)
    direction = request.POST.get("direction", "")
    step = {"up": -1, "down": 1}.get(direction)
    if step is None:
        return HttpResponseBadRequest()
    with writing_to(item.project, by=request.user):
        items = list(item.project.line_items.all())
        place = items.index(item)
        is_moved = 0 <= place + step < len(items)
        if is_moved:
            items[place], items[place + step] = items[place + step], items[place]
        for position, moved in enumerate(items, start=1):
            moved.position = position
        LineItem.objects.bulk_update(items, ["position"])
    if request.htmx:
        response = HttpResponse(status=204)
        moved_to = {"row": f"item-{pk}", "direction": direction}
        return _announced(response, {"grid:moved": moved_to}) if is_moved else response
    return redirect(_place_of(item))
