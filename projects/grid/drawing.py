"""The rows of the grid as markup.

A page has hundreds of rows with thousands of cells, for which the template engine would need seconds; what
stands around them is in ``templates/projects/grid/``. What goes into the markup is escaped here, and nowhere
else: what is the same in every row once, when the pen is taken up.
"""

from collections.abc import Callable, Iterator
from html import escape

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from projects.funds import EntryKind
from projects.grid.layout import Layout
from projects.grid.rows import Input, Row
from projects.models import LineItem
from projects.money import percent_text

ROW = """
<tbody id="{key}" hx-post="{address}" hx-include="this" hx-sync="this:queue last"{swap} {kind}>
  <tr>
    <td class="narrow note">{number}<input form="grid" type="hidden" name="row" value="{key}">{version}\
<input form="grid" type="hidden" id="{key}-seen" name="{key}-seen" value="{seen}"></td>
    <th scope="row"><input form="grid" class="cell" id="{key}-name" name="{key}-name" value="{name}"\
 maxlength="{longest}" data-column="name" {called}{fault}></th>
    {cells}
    <td class="figure" id="{key}-rate">{rate}</td>
    <td class="figure" id="{key}-share">{share}</td>
    <td class="row-actions">{actions}</td>
  </tr>
  {said}
</tbody>"""
ITEM = 'data-line="{pk}" hx-trigger="change delay:200ms" hx-swap="none"'
BLANK = 'data-blank hx-trigger="finished" hx-swap="beforebegin"'
VERSION = '<input form="grid" type="hidden" id="{key}-version" name="{key}-version" value="{version}">'
FAULT = ' aria-invalid="true" aria-describedby="{}-said"'

INPUT = (
    '<td><input form="grid" class="cell figure" id="{name}" name="{name}" value="{text}" inputmode="decimal"'
    ' data-column="{column}" aria-label="{label}"{fault}></td>'
)
SUM = (
    '<td><a class="cell figure" href="{address}" hx-get="{address}{query}" hx-target="#drawer"'
    ' hx-swap="innerHTML" title="{said}"><i class="bi bi-stack" aria-hidden="true"></i>'
    '<span class="visually-hidden">{label} {said}</span> {text}</a></td>'
)
COMPUTED = '<td class="figure" id="{key}-{name}">{text}</td>'

LEDGER = (
    '<a class="btn btn-sm btn-plain" href="{address}" hx-get="{address}{query}" hx-target="#drawer"'
    ' hx-swap="innerHTML" title="{title}" aria-label="{label}">'
    '<i class="bi bi-journal-text" aria-hidden="true"></i></a>'
)
MOVE = (
    '<button class="btn btn-sm btn-plain" type="submit" form="act" formaction="{address}" name="direction"'
    ' value="{direction}" hx-post="{address}" hx-vals="{{&quot;direction&quot;: &quot;{direction}&quot;}}"'
    ' hx-params="direction" hx-trigger="click" hx-swap="none" title="{title}" aria-label="{label}">'
    '<i class="bi bi-arrow-{direction}" aria-hidden="true"></i></button>'
)
DELETE = (
    '<a class="btn btn-sm btn-plain" href="{address}" hx-post="{address}{query}" hx-params="none"'
    ' hx-trigger="click" hx-swap="none" hx-confirm="{question}" title="{title}" aria-label="{label}">'
    '<i class="bi bi-trash" aria-hidden="true"></i></a>'
)


class Pen:
    """Draws the rows of a grid that is laid out in one way; ``row_address`` is where a row is sent."""

    def __init__(self, layout: Layout, row_address: str) -> None:
        self.layout = layout
        self._row_address = escape(row_address)
        self._query = escape(layout.query)
        self._longest = LineItem._meta.get_field("name").max_length
        self._labels = [escape(column.label) for column in layout.columns]
        self._ledger = _addresses("line_item")
        self._move = _addresses("line_item_move")
        self._delete = _addresses("line_item_delete")
        # Names are put into these later, escaped as well.
        self._name_of = escape(_("Name of “%(name)s”"))
        self._entries, self._entries_of = escape(_("Entries")), escape(_("Entries of “%(item)s”"))
        self._moves = [
            ("up", escape(_("Move up")), escape(_("Move “%(item)s” up"))),
            ("down", escape(_("Move down")), escape(_("Move “%(item)s” down"))),
        ]
        self._end, self._end_of = escape(_("Delete")), escape(_("Delete “%(item)s”"))
        self._question = escape(_("Delete “%(item)s” with all its entries? This cannot be undone."))

    def draw(self, row: Row, *, is_anew: bool = False) -> SafeString:
        """Draw a line item or the blank row; ``is_anew`` draws it in the place of the one on the page."""
        item, key = row.item, row.key
        return SafeString(
            ROW.format(
                key=key,
                address=self._row_address,
                swap=' hx-swap-oob="true"' if is_anew else "",
                kind=ITEM.format(pk=item.pk) if item else BLANK,
                number=f"<span data-number>{row.number}</span>"
                if item
                else '<i class="bi bi-plus-lg" aria-hidden="true"></i>',
                version=VERSION.format(key=key, version=item.version) if item else "",
                seen=escape(row.seen),
                name=escape(row.name),
                longest=self._longest,
                called=self._called(item),
                fault=FAULT.format(key) if row.is_name_faulty else "",
                cells="".join(self._cells(row)),
                rate=percent_text(row.figures.rate) if row.figures else "",
                share=row.share,
                actions=self._actions(item) if item else "",
                said=self._said(row),
            )
        )

    def _called(self, item: LineItem | None) -> str:
        if item:
            return f'aria-label="{self._name_of % {"name": escape(item.name)}}"'
        name, hint = escape(_("Name of a new line item")), escape(_("New line item"))
        return f'aria-label="{name}" placeholder="{hint}"'

    def _cells(self, row: Row) -> Iterator[str]:
        """Draw the inputs and sums in order, what is computed from them behind or between them."""
        faulty = {fault.name for fault in row.faults}
        label = escape(row.label)
        for place, cell in enumerate(row.inputs):
            yield self._cell(row, cell, f"{label} {self._labels[place]}", is_faulty=cell.name in faulty)
            if not self.layout.by_source and cell.column.kind is EntryKind.ADJUSTMENT:
                yield self._computed(row, "budget")
        if self.layout.by_source:
            yield self._computed(row, "budget")
            yield self._computed(row, "spent")

    def _cell(self, row: Row, cell: Input, label: str, *, is_faulty: bool) -> str:
        """Draw a cell that can be typed in, or one of several entries, which opens the ledger behind it.

        A faulty one points to what is said under its row.
        """
        if cell.held.is_open:
            return INPUT.format(
                name=cell.name,
                text=escape(cell.text),
                column=cell.column.name,
                label=label,
                fault=FAULT.format(row.key) if is_faulty else "",
            )
        if row.item is None:
            return "<td></td>"
        said = escape(_("%(entries)d entries: open them") % {"entries": cell.held.entries})
        return SUM.format(
            address=self._ledger(row.item.pk), query=self._query, said=said, label=label, text=cell.text
        )

    def _computed(self, row: Row, name: str) -> str:
        text = self.layout.shown(getattr(row.figures, name)) if row.figures else ""
        return COMPUTED.format(key=row.key, name=name, text=text)

    def _actions(self, item: LineItem) -> str:
        """Draw what can be done with a line item: its ledger, a step up or down, its end."""
        named, move = {"item": escape(item.name)}, self._move(item.pk)
        ledger = LEDGER.format(
            address=self._ledger(item.pk),
            query=self._query,
            title=self._entries,
            label=self._entries_of % named,
        )
        moves = (
            MOVE.format(address=move, direction=direction, title=title, label=label % named)
            for direction, title, label in self._moves
        )
        end = DELETE.format(
            address=self._delete(item.pk),
            query=self._query,
            question=self._question % named,
            title=self._end,
            label=self._end_of % named,
        )
        return "".join([ledger, *moves, end])

    def _said(self, row: Row) -> str:
        """Draw what is said under a row; mostly nothing is."""
        if row.faults or row.asks_reason:
            return render_to_string("projects/grid/said.html", {"row": row, "layout": self.layout})
        return f'<tr id="{row.key}-said" hidden></tr>'


def _addresses(name: str) -> Callable[[int], str]:
    """Return what ``reverse`` gives for a number, without looking the pattern up for each of hundreds."""
    before, _number, behind = reverse(name, args=[0]).rpartition("0")
    return lambda pk: f"{before}{pk}{behind}"
