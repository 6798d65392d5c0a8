"""The funds as cells: what the grid, a paste and a workbook write to the ledger.

A cell is one line item, one source and one kind of entry. With one entry behind it, its amount is that
entry's; with several it is their sum, and only the ledger itself can change it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Max, Sum

from projects.funds import EntryKind
from projects.ledger import ENTRIES
from projects.models import Allocation, Expenditure, FundingSource, LineItem, Project
from projects.versions import Conflict

Row = Allocation | Expenditure


@dataclass(frozen=True, slots=True)
class Cell:
    """Where an amount stands: the line item's name, the funding source's name, the kind of entry."""

    line: str
    source: str
    kind: EntryKind


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a cell, in 元; ``None`` is blank."""

    cell: Cell
    old: Decimal | None
    new: Decimal | None


class SeveralEntries(Exception):
    """A change to ``cells`` that have several entries behind them, which one amount cannot stand for."""

    def __init__(self, cells: Collection[Cell]) -> None:
        super().__init__(f"several entries: {cells}")
        self.cells = cells


def stored_cells(project: Project) -> dict[Cell, Decimal | None]:
    """Return the amount of each cell that has an entry; what is not among them is blank. Two queries."""
    return {cell: amount for cell, (amount, _entries) in sums(project).items()}


def entries_behind(project: Project) -> dict[Cell, int]:
    """Return how many entries stand behind each cell that has any. Two queries."""
    return {cell: entries for cell, (_amount, entries) in sums(project).items()}


def sums(project: Project, *, only: Collection[int] | None = None) -> dict[Cell, tuple[Decimal, int]]:
    """Return the amount of each cell that has an entry, and how many entries add up to it. Two queries.

    With ``only``, those of the line items of these numbers.
    """
    given = Allocation.objects.filter(line_item__project=project).order_by()
    paid = Expenditure.objects.filter(line_item__project=project).order_by()
    if only is not None:
        given, paid = given.filter(line_item__in=only), paid.filter(line_item__in=only)
    names, together = ("line_item__name", "source__name"), (Sum("amount"), Count("pk"))
    return {
        Cell(line, source, EntryKind(kind)): (amount, entries)
        for line, source, kind, amount, entries in given.values_list(*names, "kind").annotate(*together)
    } | {
        Cell(line, source, EntryKind.PAID): (amount, entries)
        for line, source, amount, entries in paid.values_list(*names).annotate(*together)
    }


def changes(project: Project, values: Mapping[Cell, Decimal | None]) -> list[Change]:
    """Return those of the cells whose amount differs from what is stored, in the order given.

    Every cell of a line that is not there yet counts, so that a new line without a figure is added too.
    """
    stored = stored_cells(project)
    lines = set(project.line_items.values_list("name", flat=True))
    found = (Change(cell, stored.get(cell), new) for cell, new in values.items())
    return [change for change in found if change.old != change.new or change.cell.line not in lines]


def apply(project: Project, changes: Iterable[Change]) -> None:
    """Write the changes to the ledger, all or none; to be called inside ``writing_to``.

    The single entry behind a cell keeps its date, number and reason. Lines that are not there yet are added
    at the end.

    Raises:
        Conflict: if a cell no longer holds its ``old`` amount; ``stored`` is its line item.
        SeveralEntries: for cells with several entries behind them.
        FundingSource.DoesNotExist: for a source that is not in the list.
        IntegrityError: for a negative amount in any but an adjustment.
    """
    wanted = list(changes)
    items = _items(project, names={change.cell.line for change in wanted})
    entries = _entries(items.values())
    for change in wanted:
        if change.old != _amount(entries.get(change.cell, [])):
            raise Conflict(items.get(change.cell.line))
    if several := [change.cell for change in wanted if len(entries.get(change.cell, [])) > 1]:
        raise SeveralEntries(several)

    _add_lines(project, items, wanted)
    sources = _sources({change.cell.source for change in wanted})
    _write(wanted, items, sources, entries)
    touched = [items[change.cell.line].pk for change in wanted]
    # The project is held, so nobody saves one of its lines in between.
    for start in range(0, len(touched), 500):
        LineItem.objects.filter(pk__in=touched[start : start + 500]).update(version=F("version") + 1)


def _items(project: Project, names: Collection[str]) -> dict[str, LineItem]:
    found = project.line_items.prefetch_related(*ENTRIES)
    # Many are fetched with all others and sifted here: SQLite bounds the number of parameters of a query.
    if len(names) <= 500:
        found = found.filter(name__in=names)
    return {item.name: item for item in found if item.name in names}


def _entries(items: Iterable[LineItem]) -> dict[Cell, list[Row]]:
    found: dict[Cell, list[Row]] = {}
    for item in items:
        for given in item.allocations.all():
            found.setdefault(Cell(item.name, given.source.name, EntryKind(given.kind)), []).append(given)
        for paid in item.expenditures.all():
            found.setdefault(Cell(item.name, paid.source.name, EntryKind.PAID), []).append(paid)
    return found


def _amount(rows: list[Row]) -> Decimal | None:
    return sum((row.amount for row in rows), Decimal(0)) if rows else None


def _add_lines(project: Project, items: dict[str, LineItem], wanted: Iterable[Change]) -> None:
    new = [name for name in dict.fromkeys(change.cell.line for change in wanted) if name not in items]
    if not new:
        return
    last = project.line_items.aggregate(last=Max("position"))["last"] or 0
    made = [LineItem(project=project, name=name, position=last + n) for n, name in enumerate(new, start=1)]
    items |= {item.name: item for item in LineItem.objects.bulk_create(made)}


def _sources(names: Collection[str]) -> dict[str, FundingSource]:
    found = {source.name: source for source in FundingSource.objects.filter(name__in=names)}
    if unknown := sorted(set(names) - found.keys()):
        raise FundingSource.DoesNotExist(f"no such funding source: {unknown}")
    return found


def _write(
    wanted: Iterable[Change],
    items: Mapping[str, LineItem],
    sources: Mapping[str, FundingSource],
    entries: Mapping[Cell, list[Row]],
) -> None:
    """Write the cells that change; as many queries for many new entries as for one."""
    given: list[Allocation] = []
    paid: list[Expenditure] = []
    for change in wanted:
        rows = entries.get(change.cell, [])
        item, source = items[change.cell.line], sources[change.cell.source]
        if change.old == change.new:
            continue
        if change.new is None:
            for row in rows:
                row.delete()
        elif rows:
            rows[0].amount = change.new
            rows[0].save(update_fields=["amount"])
        elif change.cell.kind is EntryKind.PAID:
            paid.append(Expenditure(line_item=item, source=source, amount=change.new))
        else:
            kind = change.cell.kind.value
            given.append(Allocation(line_item=item, source=source, kind=kind, amount=change.new))
    Allocation.objects.bulk_create(given)
    Expenditure.objects.bulk_create(paid)
