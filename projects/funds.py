"""The ledger behind every amount: what was given, what was paid, and the figures that follow."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from projects.money import rate, total


class EntryKind(StrEnum):
    """What an entry of the ledger does."""

    OPENING = "opening"
    ADJUSTMENT = "adjustment"
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: ``amount`` in 元 from ``source`` (资金来源); ``reference`` is a document or voucher number.

    Only an adjustment (预算调整) may be negative: 追加 is positive, 调减 negative.
    """

    kind: EntryKind
    source: str
    amount: Decimal
    on: datetime.date | None = None
    reference: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """年初预算, 预算调整, 全年预算 (A) and 全年执行 (B) in 元; ``None`` where nothing was entered."""

    opening: Decimal | None
    adjustment: Decimal | None
    budget: Decimal | None
    spent: Decimal | None

    @property
    def rate(self) -> Decimal | None:
        """执行率 B / A as an unrounded ratio; ``None`` for A = 0 or anything unknown."""
        return rate(self.spent, self.budget)

    @property
    def balance(self) -> Decimal | None:
        """结转结余 A − B in 元; ``None`` while either is unknown."""
        if self.budget is None or self.spent is None:
            return None
        return self.budget - self.spent


def figures(entries: Iterable[Entry]) -> Figures:
    """Return the figures of some entries: 全年预算 = 年初预算 + 预算调整."""
    amounts: dict[EntryKind, list[Decimal]] = {kind: [] for kind in EntryKind}
    for entry in entries:
        amounts[entry.kind].append(entry.amount)
    opening, adjustment, spent = (total(amounts[kind]) for kind in EntryKind)
    return Figures(opening, adjustment, total([opening, adjustment]), spent)


@dataclass(frozen=True)
class Line:
    """A line of the budget (明细项目) with its entries; ``key`` identifies the record.

    One that is ``is_withheld`` is kept out of the public version (``reports.public``).
    """

    key: str
    name: str
    entries: tuple[Entry, ...]
    is_withheld: bool = False

    @cached_property
    def figures(self) -> Figures:
        """The line's figures over all its sources."""
        return figures(self.entries)

    def from_source(self, source: str) -> Figures:
        """Return the line's figures from one source alone."""
        return figures(entry for entry in self.entries if entry.source == source)


def whole(lines: Iterable[Line]) -> Figures:
    """Return the figures of all lines together."""
    return figures(entry for line in lines for entry in line.entries)


def from_source(lines: Iterable[Line], source: str) -> Figures:
    """Return the figures of all lines together, from one source alone."""
    return figures(entry for line in lines for entry in line.entries if entry.source == source)
