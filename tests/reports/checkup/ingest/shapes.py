"""Documents as plain tuples, to compare what was read with what was drawn."""

from reports.document import Block, Document, Heading, Paragraph, Table

Spot = tuple[int, int]


def bare(text: str) -> str:
    """A text without white space, which pages and sources add and hide."""
    return "".join(text.split())


def grid(table: Table) -> dict[Spot, str]:
    """The words at every place of the grid, those of merged cells at all of theirs."""
    return {
        (placed.row + down, placed.column + right): bare(placed.cell.text)
        for row in table.placed()
        for placed in row
        for down in range(placed.cell.rowspan)
        for right in range(placed.cell.colspan)
    }


def spans(table: Table) -> set[tuple[int, int, int, int]]:
    return {
        (placed.row, placed.column, placed.cell.rowspan, placed.cell.colspan)
        for row in table.placed()
        for placed in row
    }


def shape(block: Block, *, with_levels: bool) -> tuple[object, ...]:
    """A block by its words: of a table by place, of a numbered heading with its level."""
    if isinstance(block, Table):
        return "table", grid(block)
    assert isinstance(block, Heading | Paragraph)
    level = block.level if isinstance(block, Heading) and block.number and with_levels else 0
    return "line", level, bare(block.text)


def shapes(document: Document, *, with_levels: bool = True) -> list[tuple[object, ...]]:
    return [shape(block, with_levels=with_levels) for block in document.blocks]


def lines(document: Document) -> list[str]:
    return [
        block.text for block in document.blocks if not isinstance(block, Table) and hasattr(block, "text")
    ]


def rows(document: Document, table: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row] for row in list(document.tables())[table].rows]
