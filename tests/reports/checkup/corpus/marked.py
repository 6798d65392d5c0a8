"""Documents written as one reads them: a table row is a line, its cells stand between bars."""

import re
from collections.abc import Iterator
from textwrap import dedent

from reports.document import Cell, Column, FactRef, Paragraph, Run, Table, Text

_FIGURE = re.compile(r"⟦(?P<name>[^|⟧]+)\|(?P<text>[^⟧]*)⟧")
_SPANS = re.compile(r"(?:→(?P<columns>[0-9]+))?(?:↓(?P<rows>[0-9]+))?$")


def named(name: str, text: object) -> str:
    """A figure that an error may be planted in."""
    return f"⟦{name}|{text}⟧"


def prose(text: str) -> tuple[Paragraph, ...]:
    """A paragraph for each line that is not blank."""
    return tuple(Paragraph(_runs(line.strip())) for line in text.splitlines() if line.strip())


def grid(text: str) -> Table:
    """A table; ``→2`` at the end of a cell spans columns, ``↓3`` rows, ``⏎`` breaks a line."""
    rows = tuple(
        tuple(_cell(part.strip()) for part in _parts(line))
        for line in dedent(text).splitlines()
        if line.strip()
    )
    return Table("", (Column(1),) * sum(cell.colspan for cell in rows[0]), (), rows)


def _parts(line: str) -> Iterator[str]:
    """The cells of a line: between bars that stand in no figure."""
    return iter(re.split(r"\s*(?<!⟦)\|(?![^⟦]*⟧)\s*", line.strip()))


def _cell(text: str) -> Cell:
    spans = _SPANS.search(text)
    assert spans is not None
    words = text[: spans.start()].replace("⏎", "\n")
    return Cell(_runs(words), rowspan=int(spans["rows"] or 1), colspan=int(spans["columns"] or 1))


def _runs(text: str) -> tuple[Run, ...]:
    runs: list[Run] = []
    end = 0
    for figure in _FIGURE.finditer(text):
        runs += [Text(text[end : figure.start()])] if figure.start() > end else []
        runs.append(FactRef(figure["text"], figure["name"]))
        end = figure.end()
    return (*runs, Text(text[end:])) if end < len(text) or not runs else tuple(runs)
