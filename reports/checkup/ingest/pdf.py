"""PDF: the lines of its pages become paragraphs again, the tables that run over its pages become one."""

import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from reports.checkup.ingest.gathering import Gathering, Spanned, tidy
from reports.checkup.ingest.pages import Box, Line, Page, Ruled, read_page
from reports.checkup.ingest.source import PagePlace, Source, Unreadable
from reports.checkup.ingest.unruled import with_tables

MOST_PAGES = 500

_NEAR = 3.0  # points
_MARGIN = 0.11  # the part of a page's height, above and below, where running heads and numbers stand
_WIDEST = 0.6  # the part of a page's width that a running head takes at most: a line of text takes more
_PAGE_NUMBER = re.compile(
    r"[-—–－·\s]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[/／,，共]+\s*\d{1,4}\s*页?)?[-—–－·\s]*"
)
_DIGITS = re.compile(r"\d+")
_FIGURE = re.compile(r"[-+]?[\d,]*\.?\d+[%％]?")
_BEGINS = re.compile(r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|附件|附表|注[:：]")
_MAY_BEGIN = re.compile(r"\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]")
_OPEN = re.compile(r"(?:分别|依次)(?:[为是达]|达到)?$|[,，、（(]$")
"""What no paragraph ends with."""
_ENDING = ("。", "；", "：", "！", "？", ";", ":")


def read(content: bytes) -> Source:
    """Return what a PDF shows."""
    try:
        with pdfplumber.open(io.BytesIO(content)) as file:
            if len(file.pages) > MOST_PAGES:
                raise Unreadable(f"PDF超过了{MOST_PAGES}页，请只送自评报告和自评表。")
            pages: list[Page] = []
            for number, source in enumerate(file.pages):
                pages.append(read_page(source, number))
                source.close()  # or every page's characters stay in memory
    except PdfminerException as error:
        if isinstance(error.args[0], PDFPasswordIncorrect):
            raise Unreadable("PDF设有密码，请去掉密码后再送检。") from error
        raise
    _refuse_unreadable(pages)
    gathering = Gathering()
    _Assembly(gathering, pages).run()
    return gathering.source("pdf")


def _refuse_unreadable(pages: Sequence[Page]) -> None:
    characters = sum(len(part.text) for page in pages for part in page.lines)
    characters += sum(
        len(cell.text)
        for page in pages
        for part in page.parts
        if isinstance(part, Ruled)
        for cell in part.cells
    )
    if not characters and any(page.has_images for page in pages):
        raise Unreadable("这是扫描的PDF，只有图像没有文字，请送检由办公软件直接导出的PDF。")
    if 3 * sum(page.unreadable for page in pages) > characters > 0:
        raise Unreadable("PDF里的字体没有文字编码，读不出文字，请由办公软件重新导出。")


@dataclass(slots=True)
class _Cell:
    row: int
    left: float
    right: float
    text: str
    place: PagePlace
    rowspan: int = 1

    def over(self, other: "_Cell") -> bool:
        """Tell whether the other cell stands in the same columns."""
        return abs(self.left - other.left) < _NEAR and abs(self.right - other.right) < _NEAR


@dataclass(slots=True)
class _Grid:
    """A table while its parts come together; rows count from 0, columns are still points across the page."""

    page: int
    box: Box
    edges: list[float]
    cells: list[_Cell] = field(default_factory=list)
    height: int = 0

    def row(self, number: int) -> list[_Cell]:
        return [cell for cell in self.cells if cell.row == number]


class _Assembly:
    """Goes over the parts of all pages; a paragraph or a table is given out when the next thing begins."""

    def __init__(self, gathering: Gathering, pages: Sequence[Page]) -> None:
        self._gathering = gathering
        self._pages = pages
        self._running = _running(pages)
        self._lines: list[Line] = []  # of the paragraph
        self._is_full = False  # the last of them
        self._grid: _Grid | None = None

    def run(self) -> None:
        sizes: Counter[int] = Counter()
        for page in self._pages:
            for line in page.lines:
                sizes[round(line.size)] += len(line.text)
        body_size = sizes.most_common(1)[0][0] if sizes else 0
        margins = self._margins()
        for page in self._pages:
            parts = [part for part in page.parts if part not in self._running]
            left, right = margins[_side(page)]
            for place, part in enumerate(with_tables(parts)):
                if isinstance(part, Line):
                    self._end_table()
                    self._take_line(part, left, right, body_size)
                else:
                    self._end_paragraph()
                    self._take_table(part, is_first=place == 0)
        self._end_paragraph()
        self._end_table()

    def _margins(self) -> dict[tuple[int, bool], tuple[float, float]]:
        """Return where the text begins and ends across pages: of a width, left-hand and right-hand ones."""
        margins: dict[tuple[int, bool], tuple[float, float]] = {}
        for page in self._pages:
            of_page = [line.box for line in page.lines if line not in self._running]
            left, right = margins.get(_side(page), (page.width, 0.0))
            margins[_side(page)] = (
                min([left, *(box[0] for box in of_page)]),
                max([right, *(box[2] for box in of_page)]),
            )
        return margins

    def _take_line(self, line: Line, left: float, right: float, body_size: float) -> None:
        if self._lines and not (
            self._continues(line, left) or self._is_title(line, body_size, (left + right) / 2)
        ):
            self._end_paragraph()
        self._lines.append(line)
        # What may not be parted leaves a line shorter; where paragraphs are indented, the next shows it.
        indented = self._lines[0].box[0] > left + 1.5 * line.size
        room = 6 if indented and not line.text.endswith(_ENDING) else 3
        self._is_full = line.box[2] >= right - room * line.size

    def _continues(self, line: Line, left: float) -> bool:
        """Tell whether a line goes on with the paragraph: the one before was full, this is not indented."""
        before, first = self._lines[-1], self._lines[0]
        # Where paragraphs are indented an item is too: another number only came to stand there.
        is_item = (
            bool(_MAY_BEGIN.match(line.text))
            and before.text.endswith(_ENDING)
            and first.box[0] <= left + 0.8 * first.size
        )
        return (
            (self._is_full or _OPEN.search(before.text) is not None)
            and line.box[0] <= left + 0.8 * line.size
            and abs(before.size - line.size) < 1
            and (before.page != line.page or line.box[1] - before.box[1] < 2.6 * line.size)
            and not _BEGINS.match(line.text)
            and not is_item
        )

    def _is_title(self, line: Line, body_size: float, middle: float) -> bool:
        """Tell whether a line goes on with a title: large type in the middle, as the line before."""
        return all(
            one.size > 1.15 * body_size
            and abs((one.box[0] + one.box[2]) / 2 - middle) < one.size
            and abs(one.size - line.size) < 1
            and one.page == line.page
            for one in (self._lines[-1], line)
        )

    def _end_paragraph(self) -> None:
        if not self._lines:
            return
        first, text = self._lines[0], self._lines[0].text
        for line in self._lines[1:]:
            text += _glue(text, line.text) + line.text
        place: PagePlace | None = None
        for page in sorted({line.page for line in self._lines}, reverse=True):
            place = PagePlace(page, _union([line.box for line in self._lines if line.page == page]), place)
        self._gathering.line(text, place or PagePlace(first.page, first.box))
        self._lines = []

    def _take_table(self, part: Ruled, *, is_first: bool) -> None:
        grid = _grid_of(part)
        before = self._grid
        if before is None or not is_first or part.page != before.page + 1 or not _fits(before, grid):
            self._end_table()
            self._grid = grid
            return
        _append(before, grid)
        before.page = part.page

    def _end_table(self) -> None:
        grid, self._grid = self._grid, None
        if grid is None:
            return
        self._gathering.table(
            [
                Spanned(
                    cell.row,
                    _index(grid.edges, cell.left),
                    cell.text,
                    cell.place,
                    cell.rowspan,
                    max(_index(grid.edges, cell.right) - _index(grid.edges, cell.left), 1),
                )
                for cell in grid.cells
            ],
            grid.cells[0].place,
        )


def _side(page: Page) -> tuple[int, bool]:
    return round(page.width), page.number % 2 == 0


def _running(pages: Sequence[Page]) -> set[Line]:
    """Return the running heads and the numbers of the pages."""
    candidates: list[tuple[str, Line]] = []
    found: set[Line] = set()
    for page in pages:
        for line in page.lines:
            is_above = line.box[3] < _MARGIN * page.height
            if not is_above and line.box[1] < (1 - _MARGIN) * page.height:
                continue
            if _PAGE_NUMBER.fullmatch(line.text):
                found.add(line)
            elif line.width < _WIDEST * page.width:
                candidates.append((f"{is_above}{_DIGITS.sub('0', line.text)}", line))
    counts = Counter(key for key, _ in candidates)
    least = max(2, len(pages) // 3)
    return found | {line for key, line in candidates if counts[key] >= least}


def _grid_of(part: Ruled) -> _Grid:
    rows = _clustered([edge for cell in part.cells for edge in (cell.box[1], cell.box[3])])
    columns = _clustered([edge for cell in part.cells for edge in (cell.box[0], cell.box[2])])
    grid = _Grid(part.page, part.box, columns, height=max(len(rows) - 1, 1))
    for cell in sorted(part.cells, key=lambda cell: (cell.box[1], cell.box[0])):
        top, bottom = _index(rows, cell.box[1]), _index(rows, cell.box[3])
        grid.cells.append(
            _Cell(
                top,
                cell.box[0],
                cell.box[2],
                tidy(cell.text),
                PagePlace(part.page, cell.box),
                max(bottom - top, 1),
            )
        )
    return grid


def _fits(above: _Grid, below: _Grid) -> bool:
    """Tell whether a table goes on: its sides are the same, and its columns are or are some of them."""
    few, many = sorted((above.edges, below.edges), key=len)
    return (
        abs(few[0] - many[0]) < _NEAR
        and abs(few[-1] - many[-1]) < _NEAR
        and all(min(abs(edge - other) for other in many) < _NEAR for edge in few)
    )


def _append(above: _Grid, below: _Grid) -> None:
    """Put the part of a table that stands on the next page under the one before."""
    repeated = _repeated(above, below)
    below.cells = [cell for cell in below.cells if cell.row >= repeated]
    above.edges = max(above.edges, below.edges, key=len)
    if below.height == repeated:
        return
    last = above.height - 1
    top = below.row(repeated)
    bottom = [cell for cell in above.cells if cell.row + cell.rowspan == above.height]
    pairs = {id(cell): next((one for one in bottom if one.over(cell)), None) for cell in top}
    if _is_rest(top, pairs):
        for cell in top:
            upper = pairs[id(cell)]
            if upper is not None and cell.text:
                upper.text += _glue(upper.text, cell.text) + cell.text
                upper.place = _with_rest(upper.place, cell.place)
        below.cells = [cell for cell in below.cells if cell.row > repeated]
        repeated += 1
        for cell in top:
            upper = pairs[id(cell)]
            if upper is not None:
                upper.rowspan += cell.rowspan - 1
    else:
        for cell in top:
            upper = pairs[id(cell)]
            if upper is not None and _goes_on(upper, cell):
                upper.rowspan += cell.rowspan
                below.cells.remove(cell)
    for cell in below.cells:
        cell.row += last + 1 - repeated
        above.cells.append(cell)
    above.height += below.height - repeated


def _with_rest(place: PagePlace, rest: PagePlace) -> PagePlace:
    return replace(place, rest=_with_rest(place.rest, rest) if place.rest else rest)


def _repeated(above: _Grid, below: _Grid) -> int:
    """Return how many rows at the top repeat the head of the table."""
    count = 0
    while count < min(above.height, below.height) and _texts(above.row(count)) == _texts(below.row(count)):
        count += 1
    # a head that spans rows must end where the repeated rows do
    while count and any(cell.row < count < cell.row + cell.rowspan for cell in below.cells):
        count -= 1
    return count


def _texts(cells: Sequence[_Cell]) -> list[tuple[int, str]]:
    return sorted((round(cell.left / _NEAR), cell.text) for cell in cells)


def _is_rest(row: Sequence[_Cell], pairs: dict[int, _Cell | None]) -> bool:
    """Tell whether a row is the rest of the one that the page cut: a few words that go on above."""
    filled = [cell for cell in row if cell.text]
    if not filled or 2 * len(filled) > len(row):
        return False
    return all(
        upper is not None
        and upper.text
        and not upper.text.endswith(("。", "；"))
        and not _FIGURE.fullmatch(cell.text)
        for cell in filled
        for upper in (pairs[id(cell)],)
    )


def _goes_on(upper: _Cell, cell: _Cell) -> bool:
    """Tell whether a merged cell was cut by the page: it is blank below, or its words stand there again."""
    if max(upper.rowspan, cell.rowspan) == 1 or _FIGURE.fullmatch(cell.text):
        return False
    return bool(upper.text) and cell.text in ("", upper.text)


def _clustered(values: Sequence[float]) -> list[float]:
    clusters: list[float] = []
    for value in sorted(values):
        if not clusters or value - clusters[-1] > _NEAR:
            clusters.append(value)
    return clusters


def _index(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda number: abs(edges[number] - value))


def _glue(before: str, after: str) -> str:
    is_latin = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
    return " " if is_latin else ""


def _union(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
