"""The document of a check-up as it is shown again: plain data, each figure with its state."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reports.checkup.examination import Examination
from reports.checkup.findings import Place, State
from reports.checkup.numbers import half_width
from reports.document import Document, Heading, Table

# What a figure in prose is made of, from where it begins.
_FIGURE = re.compile(r"[0-9０-９零一二三四五六七八九十百千万亿两]+(?:[.,，．][0-9０-９]+)*\s*[%％‰]?")
_WORST = (State.DIFFER, State.UNCHECKED, State.AGREE)


def shown(document: Document, examination: Examination) -> list[dict[str, Any]]:
    """Return the blocks, in order, as JSON can hold them.

    Prose is ``{"tag": "h" | "p", "level": n, "findings": […], "pieces": [piece, …]}``, a table ``{"tag":
    "table", "findings": […], "rows": [[cell, …], …]}``; a cell is a piece with ``rowspan`` and ``colspan``. A
    piece is ``{"text", "state": "" | "agree" | "differ" | "unchecked", "findings": [number, …]}``; findings
    are counted from 0 as the examination lists them.
    """
    marks = _Marks(examination)
    return [_block(block, number, marks) for number, block in enumerate(document.blocks)]


class _Marks:
    """States and findings by where they stand."""

    def __init__(self, examination: Examination) -> None:
        self.states: dict[tuple[int, int, int], dict[int, State]] = {}
        for place, state in examination.states.items():
            self.states.setdefault(_where(place), {})[place.start] = state
        self.findings: dict[tuple[int, int, int], dict[int, list[int]]] = {}
        self.printed = [finding.printed for finding in examination.findings]
        for number, finding in enumerate(examination.findings):
            at = self.findings.setdefault(_where(finding.place), {})
            at.setdefault(finding.place.start, []).append(number)


def _where(place: Place) -> tuple[int, int, int]:
    return place.block, place.row, place.column


def _block(block: object, number: int, marks: _Marks) -> dict[str, Any]:
    if isinstance(block, Table):
        return {
            "tag": "table",
            "findings": _all(marks.findings.get((number, -1, -1), {})),
            "rows": [
                [
                    {
                        **_cell(placed.cell.text, (number, placed.row, placed.column), marks),
                        "rowspan": placed.cell.rowspan,
                        "colspan": placed.cell.colspan,
                    }
                    for placed in row
                ]
                for row in block.placed()
            ],
        }
    text = str(getattr(block, "text", ""))
    where = (number, -1, -1)
    return {
        "tag": "h" if isinstance(block, Heading) else "p",
        "level": block.level if isinstance(block, Heading) else 0,
        "findings": marks.findings.get(where, {}).get(-1, []),
        "pieces": list(_pieces(text, where, marks)),
    }


def _cell(text: str, where: tuple[int, int, int], marks: _Marks) -> dict[str, Any]:
    """Return a cell with the worst of the states in it, for it may hold a whole sentence."""
    states = marks.states.get(where, {}).values()
    worst = next((state.value for state in _WORST if state in states), "")
    return {"text": text, "state": worst, "findings": _all(marks.findings.get(where, {}))}


def _all(found: Mapping[int, Sequence[int]]) -> list[int]:
    return sorted(number for numbers in found.values() for number in numbers)


def _pieces(text: str, where: tuple[int, int, int], marks: _Marks) -> Iterator[dict[str, Any]]:
    """Yield the words between the figures, and the figures."""
    states, findings = marks.states.get(where, {}), marks.findings.get(where, {})
    end = 0
    for start in sorted({one for one in (*states, *findings) if one >= 0}):
        numbers = findings.get(start, [])
        stop = start + figure_length(text[start:], [marks.printed[number] for number in numbers])
        if start < end or stop == start:
            continue
        if start > end:
            yield {"text": text[end:start], "state": "", "findings": []}
        state = states.get(start)
        yield {"text": text[start:stop], "state": state.value if state else "", "findings": numbers}
        end = stop
    if end < len(text):
        yield {"text": text[end:], "state": "", "findings": []}


def figure_length(rest: str, printed: Sequence[str]) -> int:
    """Return how many characters a figure takes of the text that begins with it.

    ``printed`` is what findings call it, in characters of either width; 0 where none of it stands there.
    """
    lengths = [len(one) for one in printed if one and half_width(rest[: len(one)]) == half_width(one)]
    found = _FIGURE.match(rest)
    return max([*lengths, found.end() if found else 0])
