"""Whether a table fits across an upright page, or needs one that lies across.

The page is that of GB/T 9704-2012, 156 mm between its margins; the sizes are those that the renderers set
tables in. A table fits as long as no figure has to be broken and no column is narrower than two characters.
"""

import re

from reports.document import PlacedCell, Table

_TEXT_WIDTH = 156 / 25.4 * 72  # points
_BODY_TYPE, _ANNEX_TYPE = 12.0, 9.0
_PADDING = {_BODY_TYPE: 8.75, _ANNEX_TYPE: 6.75}
_FIGURE = re.compile(r"[-0-9.,%]+")
_DIGIT, _OTHERS = 0.5, {".": 0.25, ",": 0.25, "-": 0.34, "%": 0.84}  # widths in characters
_FEWEST = 2
"""Characters that a line of a cell holds at least."""


def fits_upright(table: Table, *, annexed: bool) -> bool:
    """Tell whether a table fits the width of an upright page; annexed tables are set in smaller type."""
    size = _ANNEX_TYPE if annexed else _BODY_TYPE
    shares = [column.width for column in table.columns]

    def fits(placed: PlacedCell) -> bool:
        covered = sum(shares[placed.column : placed.column + placed.cell.colspan])
        room = (_TEXT_WIDTH * covered / sum(shares) - _PADDING[size]) / size
        text = placed.cell.text
        # No character is wider than one, and of thousands of cells most are short.
        return len(text) <= room or _least(text) <= room

    return all(fits(placed) for row in table.placed() for placed in row)


def _least(text: str) -> float:
    """Return how many characters wide the widest part of a text is that must not be broken."""
    figures: list[str] = _FIGURE.findall(text)
    widths = (sum(_OTHERS.get(sign, _DIGIT) for sign in figure) for figure in figures)
    words = sum(not character.isascii() for character in text)
    return max(min(words, _FEWEST), *widths, 0)
