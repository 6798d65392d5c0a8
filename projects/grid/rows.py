"""The grid as it stands in the ledger: each line item with its inputs, its figures and its share."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from projects import cells, ledger
from projects.cells import Cell
from projects.funds import Entry, EntryKind, Figures, Line
from projects.grid.layout import Column, Layout
from projects.models import Allocation, LineItem, Project
from projects.money import amount_in, percent_text, rate, total

FEN = 2
"""Decimals of 元 that are stored."""


@dataclass(frozen=True, slots=True)
class Held:
    """What is stored in a cell of the grid: where its amount goes, the amount, and of how many entries it is.

    ``cell`` is ``None`` where entries of several sources add up, so that no single one could take an amount.
    """

    cell: Cell | None
    amount: Decimal | None
    entries: int

    @property
    def is_open(self) -> bool:
        """Whether an amount can be typed: there is at most one entry to take it."""
        return self.cell is not None and self.entries <= 1


@dataclass(frozen=True, slots=True)
class Input:
    """A cell as drawn: an input that holds ``text``, or, where it is not open, a sum to look behind."""

    name: str
    column: Column
    held: Held
    text: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an input, in words; ``theirs`` is what somebody else has stored meanwhile."""

    name: str
    label: str
    message: str
    theirs: str | None = None


@dataclass(slots=True)
class Row:
    """A line item as the grid draws it; ``item`` is ``None`` for the blank row at the end.

    ``seen`` is what a save of the row is held against: the name and the amounts in 分, in the order of the
    columns, as JSON; ``number`` counts the rows from 1.
    """

    key: str
    item: LineItem | None
    name: str
    inputs: list[Input]
    seen: str
    number: int = 0
    figures: Figures | None = None
    share: str = ""
    asks_reason: bool = False
    reason: str = ""
    faults: list[Fault] = field(default_factory=list)

    @property
    def label(self) -> str:
        """How the row is called by those who cannot see it."""
        return str(self.item or _("New line item"))

    @property
    def is_name_faulty(self) -> bool:
        """Whether something is wrong with the name."""
        return any(fault.name == f"{self.key}-name" for fault in self.faults)


class Funds:
    """The funds of a project, laid out as the person wants them.

    ``names`` holds every line item's name by its number, in order. With ``only``, ``items`` are those under
    these keys, and their rows alone can be drawn, which is far less to read; totals and shares are those of
    the whole project in any case.
    """

    def __init__(self, project: Project, layout: Layout, *, only: Collection[str] | None = None) -> None:
        self.project = project
        self.layout = layout
        items = project.line_items.all()
        adjusted = Allocation.objects.filter(line_item__project=project, kind=EntryKind.ADJUSTMENT.value)
        numbers = None
        if only is None:
            self.items: Sequence[LineItem] = list(items)
            self.names = {item.pk: item.name for item in self.items}
        else:
            # Hundreds of records would take most of the time in which one row is stored.
            self.names = dict(items.values_list("pk", "name"))
            numbers = [number for number in self.names if f"item-{number}" in only]
            self.items = list(items.filter(pk__in=numbers))
            adjusted = adjusted.filter(line_item__in=numbers)
        self._numbers = {number: place for place, number in enumerate(self.names, start=1)}
        self.sums = cells.sums(project, only=numbers)
        self.unexplained = set(adjusted.filter(reason="").values_list("line_item_id", flat=True))
        self._budgets = ledger.budgets(project)

    @cached_property
    def row_address(self) -> str:
        """Where a row is sent."""
        return reverse("funds_row", args=[self.project.pk]) + self.layout.query

    @cached_property
    def lines(self) -> dict[LineItem, Line]:
        """The line items with one entry for each of their cells."""
        return {item: self._line(item) for item in self.items}

    def _line(self, item: LineItem) -> Line:
        return Line(f"item-{item.pk}", item.name, tuple(self._entries.get(item.name, ())))

    @cached_property
    def _entries(self) -> dict[str, list[Entry]]:
        entries: dict[str, list[Entry]] = {}
        for cell, (amount, _entries) in self.sums.items():
            entries.setdefault(cell.line, []).append(Entry(cell.kind, cell.source, amount))
        return entries

    @cached_property
    def _by_source(self) -> Line:
        return ledger.whole_by_source(self.project)

    @property
    def whole(self) -> Figures:
        """The figures of all line items together."""
        return self._by_source.figures

    @property
    def whole_share(self) -> str:
        """The share of all line items together, as printed."""
        return percent_text(rate(self.whole.budget, self.whole.budget))

    @property
    def by_source(self) -> Iterator[tuple[str, Figures]]:
        """Yield each source that has an entry, with its figures."""
        used = {entry.source for entry in self._by_source.entries}
        for source in self.layout.sources:
            if source.name in used:
                yield source.name, self._by_source.from_source(source.name)

    @cached_property
    def column_totals(self) -> list[str]:
        """The total of each column of inputs, as shown."""
        sources = dict(self.by_source)
        shown = []
        for column in self.layout.columns:
            figures = sources.get(column.source.name) if column.source else self.whole
            shown.append(self.layout.shown(_of(figures, column.kind) if figures else None))
        return shown

    @cached_property
    def shares(self) -> dict[int, str]:
        """The share of each line item in the whole budget (占比), as printed, by the line item's number."""
        whole = total(self._budgets.values())
        return {number: percent_text(rate(self._budgets.get(number), whole)) for number in self.names}

    def held(self, name: str, column: Column) -> Held:
        """Return what the line item of this name holds in the column.

        Without a source, an amount goes to the one that the cell has, else to the first of all.
        """
        if column.source:
            cell = Cell(name, column.source.name, column.kind)
            amount, entries = self.sums.get(cell, (None, 0))
            return Held(cell, amount, entries)
        found = [
            (cell, *self.sums[cell])
            for source in self.layout.sources
            if (cell := Cell(name, source.name, column.kind)) in self.sums
        ]
        if len(found) == 1:
            return Held(*found[0])
        if found:
            total = sum((amount for _cell, amount, _entries in found), Decimal(0))
            return Held(None, total, sum(entries for _cell, _amount, entries in found))
        first = next(iter(self.layout.sources), None)
        return Held(Cell(name, first.name, column.kind) if first else None, None, 0)

    def row(self, item: LineItem) -> Row:
        """Return a line item as it is stored."""
        inputs = [
            Input(
                name=f"item-{item.pk}-{column.name}",
                column=column,
                held=(held := self.held(item.name, column)),
                text=self.layout.typed(held.amount) if held.is_open else self.layout.shown(held.amount),
            )
            for column in self.layout.columns
        ]
        return Row(
            key=f"item-{item.pk}",
            item=item,
            name=item.name,
            inputs=inputs,
            seen=json.dumps([item.name, *(fen(one.held.amount) for one in inputs)], ensure_ascii=False),
            number=self._numbers[item.pk],
            figures=self._line(item).figures,
            share=self.shares[item.pk],
            asks_reason=item.pk in self.unexplained,
        )

    def rows(self) -> list[Row]:
        """Return every line item as it is stored, in order."""
        return [self.row(item) for item in self.items]

    def blank(self) -> Row:
        """Return the row in which a new line item is entered."""
        inputs = [
            Input(f"new-0-{column.name}", column, self.held("", column), "") for column in self.layout.columns
        ]
        nothing = json.dumps(["", *(None for _input in inputs)])
        return Row("new-0", None, "", inputs, seen=nothing)


def _of(figures: Figures, kind: EntryKind) -> Decimal | None:
    return {
        EntryKind.OPENING: figures.opening,
        EntryKind.ADJUSTMENT: figures.adjustment,
        EntryKind.PAID: figures.spent,
    }[kind]


def fen(yuan: Decimal | None) -> int | None:
    """Return an amount as a whole number of 分, which is the same in every unit and spelling."""
    return None if yuan is None else int(amount_in(yuan, "元", FEN).scaleb(FEN))
