"""What somebody typed into the grid: read against what is stored, refused in words or written as a whole."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import QueryDict
from django.utils.translation import gettext as _

from projects import cells
from projects.cells import Change
from projects.forms import AmountField, LineField
from projects.funds import EntryKind
from projects.grid.rows import Fault, Funds, Input, Row, fen
from projects.models import Allocation, LineItem, Project
from projects.versions import save_if_unchanged


@dataclass(slots=True)
class Entered:
    """What rows of the grid said: what is to be written, or, where something is wrong, nothing.

    ``typed`` holds what was typed and is not stored, by the name of its input; ``faults`` what is wrong, by
    the key of its row.
    """

    changes: list[Change] = field(default_factory=list)
    names: dict[LineItem, str] = field(default_factory=dict)
    reasons: dict[LineItem, str] = field(default_factory=dict)
    new: list[str] = field(default_factory=list)
    typed: dict[str, str] = field(default_factory=dict)
    faults: dict[str, list[Fault]] = field(default_factory=dict)

    @property
    def is_conflict(self) -> bool:
        """Whether somebody else has changed what was to be changed here."""
        return any(fault.theirs is not None for faults in self.faults.values() for fault in faults)

    @property
    def touched(self) -> int:
        """How many line items are changed or added."""
        lines = {change.cell.line for change in self.changes}
        return len(lines | {item.name for item in (*self.names, *self.reasons)} | set(self.new))


def read(funds: Funds, data: QueryDict) -> Entered:
    """Read the rows that were sent, each under its key in ``row``, against the funds as they are stored.

    An input that was not touched, or not sent, says nothing. Where somebody else has changed it since the
    page was drawn, what was typed is refused once, beside the other's value; sent again, it wins.
    """
    reading = _Reading(funds, data)
    for key in dict.fromkeys(data.getlist("row")):
        reading.read(key)
    return reading.entered


def write(project: Project, entered: Entered) -> None:
    """Store what was entered, all or nothing; to be called inside the ``writing_to`` in which it was read."""
    cells.apply(project, entered.changes)
    for item, reason in entered.reasons.items():
        _unexplained(item).update(reason=reason)
        project.line_items.filter(pk=item.pk).update(version=F("version") + 1)
    for item, name in entered.names.items():
        item.refresh_from_db(fields=["version"])
        item.name = name
        save_if_unchanged(item, item.version, ["name"])


def _unexplained(item: LineItem) -> Any:
    return Allocation.objects.filter(line_item=item, kind=EntryKind.ADJUSTMENT.value, reason="")


class _Reading:
    """One pass over what was sent."""

    def __init__(self, funds: Funds, data: QueryDict) -> None:
        self.funds = funds
        self.data = data
        self.entered = Entered()
        self.items = {f"item-{item.pk}": item for item in funds.items}
        self.names: dict[str, int | None] = {name: number for number, name in funds.names.items()}
        self.name_field = LineField(
            max_length=LineItem._meta.get_field("name").max_length,
            error_messages={"required": _("Enter the name of the line item.")},
        )
        self.reason_field = LineField(
            max_length=Allocation._meta.get_field("reason").max_length, required=False
        )
        self.amount_fields = {
            kind: AmountField(
                required=False, unit=funds.layout.unit, allow_negative=kind is EntryKind.ADJUSTMENT
            )
            for kind in EntryKind
        }

    def read(self, key: str) -> None:
        item = self.items.get(key)
        if item is not None:
            self._row(self.funds.row(item), item)
        elif key == self.funds.blank().key:
            self._new(self.funds.blank())
        else:
            message = _("Somebody else has deleted this line item. Enter it again in the last row.")
            self.entered.faults[key] = [Fault(f"{key}-name", "", message)]

    def _row(self, row: Row, item: LineItem) -> None:
        seen = self._seen(row)
        if (name := self._name(row, item, seen[0])) is not None:
            self.entered.names[item] = name
        for cell, was in zip(row.inputs, seen[1:], strict=True):
            self._change(row, cell, was)
        reason = self.data.get(f"{row.key}-reason", "").strip()
        if reason and row.asks_reason:
            try:
                self.entered.reasons[item] = self.reason_field.clean(reason)
            except ValidationError as error:
                self._refuse(row, f"{row.key}-reason", _("Reason"), reason, error.messages[0])

    def _new(self, row: Row) -> None:
        places = [f"{row.key}-name", *(cell.name for cell in row.inputs)]
        texts = {place: self.data.get(place, "").strip() for place in places}
        if not any(texts.values()):
            return
        self.entered.typed |= texts
        if not self.funds.layout.sources:
            self._refuse(row, places[0], "", texts[places[0]], _("There is no funding source yet."))
            return
        name = self._name(row, None, "")
        if name is None:
            return
        self.entered.new.append(name)
        # Also a line without a figure is added.
        values = {cell.column: self._amount(row, cell) for cell in row.inputs if texts[cell.name]}
        for column, amount in (values or {row.inputs[0].column: None}).items():
            if cell := self.funds.held(name, column).cell:
                self.entered.changes.append(Change(cell, None, amount))

    def _seen(self, row: Row) -> list[Any]:
        """Return what the page showed; as stored, where that was not sent or makes no sense."""
        stored = json.loads(row.seen)
        try:
            seen = json.loads(self.data.get(f"{row.key}-seen", ""))
        except ValueError:
            return list(stored)
        return seen if isinstance(seen, list) and len(seen) == len(stored) else list(stored)

    def _name(self, row: Row, item: LineItem | None, seen: Any) -> str | None:
        """Return the name if it is a new one and can be stored."""
        place, label = f"{row.key}-name", _("Line item")
        typed = self.data.get(place)
        if typed is None or (item is not None and typed.strip() in (seen, item.name)):
            return None
        try:
            name = str(self.name_field.clean(typed))
        except ValidationError as error:
            self._refuse(row, place, label, typed, error.messages[0])
            return None
        if item is not None and item.name != seen:
            self._conflict(row, place, label, typed, item.name)
        elif name in self.names and (item is None or self.names[name] != item.pk):
            message = _("This project already has a line item with this name.")
            self._refuse(row, place, label, typed, message)
        else:
            self.names[name] = item.pk if item else None
            self.entered.typed[place] = typed
            return name
        return None

    def _change(self, row: Row, cell: Input, seen: Any) -> None:
        """Take in what was typed into a cell, if it was touched."""
        held, typed = cell.held, self.data.get(cell.name)
        if typed is None:
            return
        amount = self._amount(row, cell)
        if cell.name in self.entered.typed or fen(amount) in (seen, fen(held.amount)):
            return
        if held.cell is None or held.entries > 1:
            message = _("%(entries)d entries are behind this amount. Change them there.")
            self._refuse(row, cell.name, cell.column.label, typed, message % {"entries": held.entries})
        elif fen(held.amount) != seen:
            self._conflict(row, cell.name, cell.column.label, typed, self.funds.layout.typed(held.amount))
        else:
            self.entered.changes.append(Change(held.cell, held.amount, amount))
            self.entered.typed[cell.name] = typed

    def _amount(self, row: Row, cell: Input) -> Decimal | None:
        """Return what was typed, in 元; what cannot be understood is refused, and ``None``."""
        typed = self.data.get(cell.name, "")
        try:
            return cast("Decimal | None", self.amount_fields[cell.column.kind].clean(typed))
        except ValidationError as error:
            message = error.messages[0]
            if error.error_list[0].code == "negative" and cell.column.kind is EntryKind.OPENING:
                message = _("An opening budget cannot be negative. Enter a reduction as an adjustment.")
            self._refuse(row, cell.name, cell.column.label, typed, message)
            return None

    def _conflict(self, row: Row, place: str, label: str, typed: str, theirs: str) -> None:
        message = _("Somebody else has changed this to “%(stored)s”. Save again to make it “%(typed)s”.")
        shown = {"stored": theirs or "—", "typed": typed.strip() or "—"}
        self._refuse(row, place, label, typed, message % shown, theirs)

    def _refuse(
        self, row: Row, place: str, label: str, typed: str, message: str, theirs: str | None = None
    ) -> None:
        self.entered.typed[place] = typed
        self.entered.faults.setdefault(row.key, []).append(Fault(place, label, message, theirs))


def overlay(row: Row, entered: Entered) -> Row:
    """Put into a row what was typed into it and refused, and the words for it."""
    row.name = entered.typed.get(f"{row.key}-name", row.name)
    row.reason = entered.typed.get(f"{row.key}-reason", row.reason)
    row.inputs = [
        Input(cell.name, cell.column, cell.held, entered.typed.get(cell.name, cell.text))
        if cell.held.is_open
        else cell
        for cell in row.inputs
    ]
    row.faults = entered.faults.get(row.key, [])
    return row


def texts(row: Row, *, without: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return what the inputs of a row hold, by their names, but for those in ``without``."""
    held = {f"{row.key}-name": row.name} | {cell.name: cell.text for cell in row.inputs if cell.held.is_open}
    return {name: text for name, text in held.items() if name not in (without or {})}
