"""The document as HTML: a page to keep as a file, or the article alone for the preview page.

A figure carries its fact's id in ``data-fact``. There is no style attribute and no script, so the article
stands under a content security policy of ``default-src 'self'``; the page links its style sheets as data.
"""

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import segno
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from reports.document import (
    Align,
    Bar,
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Run,
    Seal,
    Signature,
    Table,
)

_TEMPLATES: dict[type[Block], str] = {
    Heading: "reports/document/heading.html",
    Paragraph: "reports/document/paragraph.html",
    Table: "reports/document/table.html",
    Signature: "reports/document/signature.html",
}


@dataclass(frozen=True, slots=True)
class _Heading:
    heading: Heading
    rank: int


@dataclass(frozen=True, slots=True)
class _Cell:
    runs: tuple[Run, ...]
    rowspan: int
    colspan: int
    align: Align
    scope: str
    bar: Bar | None


@dataclass(frozen=True, slots=True)
class _Table:
    table: Table
    shares: tuple[int, ...]
    head: tuple[tuple[_Cell, ...], ...]
    body: tuple[tuple[_Cell, ...], ...]
    foot: tuple[tuple[_Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class _Part:
    template: str
    block: Block | _Heading | _Table


def render(document: Document, *, seal: Seal | None = None) -> str:
    """Return the document as a page that needs no other file."""
    stylesheets = [_as_data(stylesheet(name)) for name in ("paper.css", "print.css")]
    return page(document, stylesheets=stylesheets, seal=seal)


def fragment(document: Document) -> SafeString:
    """Return the document as an ``<article class="paper">`` for a page that links the style sheets."""
    rank = 2 if document.title else 1  # of the attachments' titles
    return render_to_string(
        "reports/document/article.html",
        {
            "document": document,
            "parts": _parts(document.blocks),
            "rank": rank,
            "attachments": [
                (attachment, _parts(attachment.blocks, rank)) for attachment in document.attachments
            ],
        },
    )


def page(
    document: Document,
    *,
    stylesheets: Sequence[str] = (),
    draft: bool = False,
    seal: Seal | None = None,
) -> str:
    """Return the document as a page that links the given addresses as its style sheets.

    The seal stands on the screen below the document, on paper in every footer.
    """
    return render_to_string(
        "reports/document/page.html",
        {
            "article": fragment(document),
            "document": document,
            "keywords": [*document.keywords, *([seal.keyword] if seal else [])],
            "title": document.name,
            "stylesheets": stylesheets,
            "draft": draft,
            "seal": seal,
            "code": _qr(seal.link) if seal else "",
        },
    )


def _qr(address: str) -> SafeString:
    """Return a QR code as an SVG of dark squares; its size is for the style sheet to say."""
    drawn = segno.make(address, error="m", micro=False)
    return mark_safe(drawn.svg_inline(border=0, title="验证码", omitsize=True, svgclass=None, lineclass=None))  # noqa: S308  # drawn from squares, the address is not in it


def stylesheet(name: str) -> str:
    """Return the text of a style sheet of ``static/reports/``.

    Raises:
        FileNotFoundError: if there is none of that name.
    """
    path = finders.find(f"reports/{name}")
    if path is None:
        raise FileNotFoundError(f"static file reports/{name}")
    return Path(path).read_text(encoding="utf-8")


def _as_data(css: str) -> str:
    return f"data:text/css;charset=utf-8;base64,{base64.b64encode(css.encode()).decode()}"


def _parts(blocks: Sequence[Block], above: int = 1) -> Iterator[_Part]:
    """Pair each block with its template.

    A heading's rank follows from the headings that enclose it, so that none is skipped where 1. stands
    directly under 一、; ``above`` is the rank of the title over the blocks.
    """
    enclosing: list[int] = []
    for block in blocks:
        template = _TEMPLATES[type(block)]
        if isinstance(block, Heading):
            enclosing = [level for level in enclosing if level < block.level] + [block.level]
            yield _Part(template, _Heading(block, above + len(enclosing)))
        elif isinstance(block, Table):
            yield _Part(template, _laid_out(block))
        else:
            yield _Part(template, block)


def _laid_out(table: Table) -> _Table:
    rows = tuple(_rows(table))
    head, foot = len(table.head), len(table.head) + len(table.rows)
    return _Table(table, _shares(table.columns), rows[:head], rows[head:foot], rows[foot:])


def _rows(table: Table) -> Iterator[tuple[_Cell, ...]]:
    for number, row in enumerate(table.placed()):
        in_head = number < len(table.head)
        yield tuple(
            _Cell(
                placed.cell.runs,
                placed.cell.rowspan,
                placed.cell.colspan,
                table.align(placed),
                # an empty header says nothing to a screen reader: a plain cell does
                _scope(placed.cell, in_head=in_head) if table.is_header(placed) and placed.cell.text else "",
                placed.cell.bar,
            )
            for placed in row
        )


def _scope(cell: Cell, *, in_head: bool) -> str:
    if in_head:
        return "col" if cell.colspan == 1 else "colgroup"
    return "row" if cell.rowspan == 1 else "rowgroup"


def _shares(columns: Sequence[Column]) -> tuple[int, ...]:
    """Return the columns' widths in whole hundredths that add to 100 (largest remainders first)."""
    whole = sum(column.width for column in columns)
    shares = [column.width * 100 // whole for column in columns]
    by_remainder = sorted(range(len(columns)), key=lambda index: -(columns[index].width * 100 % whole))
    for index in by_remainder[: 100 - sum(shares)]:
        shares[index] += 1
    return tuple(shares)
