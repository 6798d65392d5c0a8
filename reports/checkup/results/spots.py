"""Where a finding stands in its file: the piece of the file, and which of the figures in it is meant.

Readers tidy what they read, so that an offset into the text is none into the file. A figure is therefore
found again by its own characters and by how often they stand again behind it, white space left out.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from reports.checkup.examination import Examination
from reports.checkup.findings import Finding
from reports.checkup.ingest import LinePlace, PagePlace, Place, SheetPlace, Source, WordPlace
from reports.checkup.results.showing import figure_length
from reports.document import Block, Table

_BLANKS = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Spot:
    """A figure in a piece of a file; ``figure`` is ``""`` where the whole piece is meant.

    ``behind`` counts the places behind it in the piece where the same characters stand.
    """

    place: Place
    figure: str = ""
    behind: int = 0

    def as_json(self) -> dict[str, Any]:
        """Return the spot as JSON can hold it."""
        return asdict(self)


def spot_of(data: Mapping[str, Any]) -> Spot:
    """Return the spot that ``Spot.as_json`` gave."""
    return Spot(_place_of(data["place"]), data["figure"], data["behind"])


def spots(source: Source, examination: Examination) -> tuple[Spot, ...]:
    """Return where each finding stands, in their order."""
    return tuple(_spot(source, finding) for finding in examination.findings)


def squeezed(text: str) -> str:
    """Return a text without its white space."""
    return _BLANKS.sub("", text)


def _spot(source: Source, finding: Finding) -> Spot:
    place = _file_place(source, finding)
    if finding.place.start < 0:
        return Spot(place)
    text = _text(source.document.blocks[finding.place.block], finding)
    start = finding.place.start
    stop = start + figure_length(text[start:], [finding.printed])
    figure = squeezed(text[start:stop])
    if not figure:
        return Spot(place)
    behind = len(re.findall(f"(?={re.escape(figure)})", squeezed(text[start:]))) - 1
    return Spot(place, figure, behind)


def _file_place(source: Source, finding: Finding) -> Place:
    of_block = source.places[finding.place.block]
    spot = finding.place.row, finding.place.column
    if finding.place.row < 0:
        return of_block.place
    if spot not in of_block.cells and isinstance(of_block.place, SheetPlace):
        # a blank cell, which the sheet holds no place for
        letters, row = coordinate_from_string(of_block.place.cell)
        column = get_column_letter(column_index_from_string(letters) + spot[1])
        return SheetPlace(of_block.place.sheet, f"{column}{row + spot[0]}")
    return of_block.cells.get(spot, of_block.place)


def _text(block: Block, finding: Finding) -> str:
    if isinstance(block, Table):
        corner = finding.place.row, finding.place.column
        return next(
            (
                placed.cell.text
                for row in block.placed()
                for placed in row
                if (placed.row, placed.column) == corner
            ),
            "",
        )
    return str(getattr(block, "text", ""))


def _place_of(data: Mapping[str, Any]) -> Place:
    if "paragraph" in data:
        return WordPlace(**data)
    if "cell" in data:
        return SheetPlace(**data)
    if "line" in data:
        return LinePlace(**data)
    return _page_place(data)


def _page_place(data: Mapping[str, Any]) -> PagePlace:
    left, top, right, bottom = data["box"]
    rest = data["rest"] and _page_place(data["rest"])
    return PagePlace(data["page"], (left, top, right, bottom), rest)
