"""The cells and buttons of the grid's rows as markup.

A page has thousands of them, for which the template engine would need seconds; what stands around them is
in ``templates/projects/grid/``.
"""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

INPUT = (
    '<td><input form="grid" class="cell figure" id="{name}" name="{name}" value="{text}" inputmode="decimal"'
    ' data-column="{column}" aria-label="{label}"{fault}></td>'
)
SUM = (
    '<td><a class="cell figure" href="{address}" hx-get="{address}{query}" hx-target="#drawer"'
    ' hx-swap="innerHTML" title="{said}"><i class="bi bi-stack" aria-hidden="true"></i>'
    '<span class="visually-hidden">{label} {said}</span> {text}</a></td>'
)
FAULT = ' aria-invalid="true" aria-describedby="{}-said"'

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


def input_cell(*, row: str, name: str, text: str, column: str, label: str, is_faulty: bool) -> SafeString:
    """Draw a cell that can be typed in; a faulty one points to what is said under its row."""
    fault = format_html(FAULT, row) if is_faulty else ""
    return format_html(INPUT, name=name, text=text, column=column, label=label, fault=fault)


def sum_cell(*, pk: int, text: str, entries: int, label: str, query: str) -> SafeString:
    """Draw a cell of several entries, which opens the ledger behind it."""
    said = _("%(entries)d entries: open them") % {"entries": entries}
    return format_html(
        SUM, address=reverse("line_item", args=[pk]), query=query, said=said, label=label, text=text
    )


def actions(pk: int, name: str, query: str) -> SafeString:
    """Draw what can be done with a line item: its ledger, a step up or down, its end."""
    named = {"item": name}
    moves = (
        ("up", _("Move up"), _("Move “%(item)s” up") % named),
        ("down", _("Move down"), _("Move “%(item)s” down") % named),
    )
    move = reverse("line_item_move", args=[pk])
    return SafeString(
        format_html(
            LEDGER,
            address=reverse("line_item", args=[pk]),
            query=query,
            title=_("Entries"),
            label=_("Entries of “%(item)s”") % named,
        )
        + SafeString("").join(
            format_html(MOVE, address=move, direction=direction, title=title, label=label)
            for direction, title, label in moves
        )
        + format_html(
            DELETE,
            address=reverse("line_item_delete", args=[pk]),
            query=query,
            question=_("Delete “%(item)s” with all its entries? This cannot be undone.") % named,
            title=_("Delete"),
            label=_("Delete “%(item)s”") % named,
        )
    )
