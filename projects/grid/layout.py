"""How the funds are laid out: the columns of amounts, and the unit that they are shown and typed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy

from projects.funds import EntryKind
from projects.models import FundingSource
from projects.money import amount_text, exact_text, grouped
from projects.paste import KINDS as PASTED
from projects.paste import Column as PastedColumn

AMOUNTS = {
    "opening": gettext_lazy("Opening budget"),
    "adjustment": gettext_lazy("Adjustments"),
    "budget": gettext_lazy("Full-year budget"),
    "spent": gettext_lazy("Spent"),
}
"""The columns of a table of funds: fields of ``Figures``."""

KINDS = {
    EntryKind.OPENING: AMOUNTS["opening"],
    EntryKind.ADJUSTMENT: AMOUNTS["adjustment"],
    EntryKind.PAID: AMOUNTS["spent"],
}
"""How each kind of entry is headed."""

UNITS = {"wan": "万元", "yuan": "元"}
"""The units to choose from, as addresses name them. What is stored is the same."""


@dataclass(frozen=True)
class Column:
    """A column of inputs: one kind of entry, from one source; from all where ``source`` is ``None``."""

    kind: EntryKind
    source: FundingSource | None

    @cached_property
    def name(self) -> str:
        """What the names of the column's inputs end in."""
        return f"{self.kind}-{self.source.pk}" if self.source else self.kind.value

    @property
    def heading(self) -> str:
        """The kind of entry in words."""
        return str(KINDS[self.kind])

    @cached_property
    def label(self) -> str:
        """The heading, and the source's name where the column is one source's."""
        return f"{self.source.name} {self.heading}" if self.source else self.heading

    @property
    def pasted(self) -> PastedColumn:
        """The column that a paste into it begins with."""
        return next(column for column, kind in PASTED.items() if kind is self.kind)


@dataclass(frozen=True)
class Layout:
    """How a person wants to see the funds; ``sources`` are all that there are, in order."""

    sources: tuple[FundingSource, ...]
    by_source: bool = False
    unit: str = "万元"

    @classmethod
    def chosen(cls, address: Mapping[str, str]) -> "Layout":
        """Return what the address asks for: ``by=source``, ``unit=yuan``. One query."""
        sources = tuple(FundingSource.objects.all())
        return cls(sources, address.get("by") == "source", UNITS.get(address.get("unit", ""), "万元"))

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns of inputs, those of one source beside one another."""
        sources = self.sources if self.by_source else (None,)
        return tuple(Column(kind, source) for source in sources for kind in EntryKind)

    @property
    def width(self) -> int:
        """How many columns the table has beside the row's number: name, inputs, what is computed, actions."""
        return len(self.columns) + (6 if self.by_source else 5)

    @cached_property
    def query(self) -> str:
        """What addresses carry along so that the answer is laid out in the same way."""
        return self._query(self.by_source, self.unit)

    @property
    def other_unit(self) -> str:
        """The query for the same in the other unit; never empty, so that a link with it alone leads there."""
        return self._query(self.by_source, "万元" if self.unit == "元" else "元") or "?"

    @property
    def other_columns(self) -> str:
        """The query for the columns of each source, or of all together."""
        return self._query(not self.by_source, self.unit) or "?"

    def _query(self, by_source: bool, unit: str) -> str:
        named = {"by": "source" if by_source else "", "unit": "yuan" if unit == "元" else ""}
        chosen = urlencode({name: value for name, value in named.items() if value})
        return f"?{chosen}" if chosen else ""

    def typed(self, yuan: Decimal | None) -> str:
        """Spell an amount as an input holds it: exactly, and empty for a blank."""
        return "" if yuan is None else exact_text(yuan, self.unit)

    def shown(self, yuan: Decimal | None) -> str:
        """Spell an amount as the screen shows it: two decimals, with separators."""
        return grouped(amount_text(yuan, self.unit))
