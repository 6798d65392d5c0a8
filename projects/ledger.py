"""The ledger as it stands in the tables, handed to ``projects.funds``, which computes every figure."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Prefetch, Sum

from projects.funds import Entry, EntryKind, Line
from projects.models import Allocation, Expenditure, LineItem, Project

ENTRIES = (
    Prefetch("allocations", Allocation.objects.select_related("source")),
    Prefetch("expenditures", Expenditure.objects.select_related("source")),
)
"""What to fetch with line items that are handed to ``line``."""


def lines(project: Project) -> dict[LineItem, Line]:
    """Return the project's line items in order, each with its entries; three queries, whatever their number.

    ``Line.key`` is ``item-`` and the line item's number, ``Entry.source`` the funding source's name.
    """
    return {item: line(item) for item in project.line_items.prefetch_related(*ENTRIES)}


def line(item: LineItem) -> Line:
    """Return one line item with its entries."""
    given = (
        Entry(
            EntryKind(allocation.kind),
            allocation.source.name,
            allocation.amount,
            allocation.decided_on,
            allocation.document_number,
            allocation.reason,
        )
        for allocation in item.allocations.all()
    )
    paid = (
        Entry(
            EntryKind.PAID,
            expenditure.source.name,
            expenditure.amount,
            expenditure.paid_on,
            expenditure.voucher_number,
            expenditure.note,
        )
        for expenditure in item.expenditures.all()
    )
    return Line(f"item-{item.pk}", item.name, (*given, *paid), item.is_withheld)


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
