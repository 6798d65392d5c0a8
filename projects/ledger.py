"""The ledger as it stands in the tables, handed to ``projects.funds``, which computes every figure."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from operator import attrgetter

from django.db.models import Prefetch, Sum

from projects.funds import Entry, EntryKind, Line
from projects.models import Allocation, Expenditure, LineItem, Project

ENTRIES = (
    Prefetch("allocations", Allocation.objects.select_related("source")),
    Prefetch("expenditures", Expenditure.objects.select_related("source")),
)
"""What to fetch with line items that are handed to ``line``."""


_GIVEN = ("source__name", "amount", "decided_on", "document_number", "reason", "kind")
_PAID = ("source__name", "amount", "paid_on", "voucher_number", "note")
"""The columns of what was given and of what was paid, as ``_entry`` takes them."""


def _entry(
    source: str, amount: Decimal, on: date | None, reference: str, reason: str, kind: str = EntryKind.PAID
) -> Entry:
    return Entry(EntryKind(kind), source, amount, on, reference, reason)


def lines(project: Project) -> dict[LineItem, Line]:
    """Return the project's line items in order, each with its entries; three queries, whatever their number.

    ``Line.key`` is ``item-`` and the line item's number, ``Entry.source`` the funding source's name.
    """
    return lines_of([project])[project]


def lines_of(projects: Iterable[Project]) -> dict[Project, dict[LineItem, Line]]:
    """Return what ``lines`` does for each of the projects; three queries, whatever their number.

    There may be thousands of entries: they are read as rows and not as records, which takes a sixth of the
    time.
    """
    found: dict[Project, dict[LineItem, Line]] = {project: {} for project in projects}
    by_number = {project.pk: project for project in found}
    entries: dict[int, list[Entry]] = {}
    for model, columns in ((Allocation, _GIVEN), (Expenditure, _PAID)):
        rows = model.objects.filter(line_item__project__in=by_number)
        for number, *row in rows.values_list("line_item", *columns):
            entries.setdefault(number, []).append(_entry(*row))
    for item in LineItem.objects.filter(project__in=by_number):
        found[by_number[item.project_id]][item] = _line(item, entries.get(item.pk, ()))
    return found


def line(item: LineItem) -> Line:
    """Return one line item with its entries, which were best fetched with it (``ENTRIES``)."""
    entries = [
        _entry(*attrgetter(*(column.replace("__", ".") for column in columns))(record))
        for records, columns in ((item.allocations, _GIVEN), (item.expenditures, _PAID))
        for record in records.all()
    ]
    return _line(item, entries)


def _line(item: LineItem, entries: Iterable[Entry]) -> Line:
    return Line(f"item-{item.pk}", item.name, tuple(entries), item.is_withheld)


def totals(projects: Iterable[Project]) -> dict[Project, Line]:
    """Return each project as one line with one entry of each kind; two queries, whatever their number.

    The database adds up whole 分, which is exact. Sources are left out.
    """
    entries: dict[int, list[Entry]] = {project.pk: [] for project in projects}
    given = Allocation.objects.filter(line_item__project__in=entries).order_by()
    paid = Expenditure.objects.filter(line_item__project__in=entries).order_by()
    for number, kind, amount in given.values_list("line_item__project", "kind").annotate(Sum("amount")):
        entries[number].append(Entry(EntryKind(kind), "", amount))
    for number, amount in paid.values_list("line_item__project").annotate(Sum("amount")):
        entries[number].append(Entry(EntryKind.PAID, "", amount))
    return {
        project: Line(f"project-{project.pk}", project.name, tuple(entries[project.pk]))
        for project in projects
    }


def whole_by_source(project: Project) -> Line:
    """Return the project as one line with one entry of each source and kind; two queries.

    The database adds up whole 分, which is exact. ``Line.key`` is ``project-`` and its number.
    """
    given = Allocation.objects.filter(line_item__project=project).order_by()
    paid = Expenditure.objects.filter(line_item__project=project).order_by()
    entries = [
        Entry(EntryKind(kind), source, amount)
        for source, kind, amount in given.values_list("source__name", "kind").annotate(Sum("amount"))
    ] + [
        Entry(EntryKind.PAID, source, amount)
        for source, amount in paid.values_list("source__name").annotate(Sum("amount"))
    ]
    return Line(f"project-{project.pk}", project.name, tuple(entries))


def budgets(project: Project) -> dict[int, Decimal]:
    """Return the 全年预算 in 元 of each line item that was given any, by its number; one query."""
    given = Allocation.objects.filter(line_item__project=project).order_by()
    return dict(given.values_list("line_item").annotate(Sum("amount")))
