"""A self-evaluation report as offices sent them, with its contradictions: for the demo and for the check-up.

It is written by this project around the published totals of one such report: 561.24 over rows that add to
561.26, 562.24 spent against it, and 100 % for the two.
"""

from collections.abc import Mapping
from dataclasses import replace

from reports.checkup.ingest import read
from reports.data import legacy
from reports.document import Document, Paragraph
from reports.renderers import pdf, typed

NAME = "2020年度平安稳定项目绩效自评报告"


def files() -> Mapping[str, bytes]:
    """Return the report as a Word file, a workbook and a PDF, by the names that an office would give them."""
    document = _document()
    return {
        f"{NAME}.docx": typed.word(document),
        f"{NAME}.xlsx": typed.workbook(document),
        f"{NAME}.pdf": pdf.render(document),
    }


def _document() -> Document:
    read_back = read("legacy.html", legacy()).document
    title, *blocks = read_back.blocks
    lines = tuple(title.text.split("\n")) if isinstance(title, Paragraph) else ()
    return replace(read_back, title=lines, blocks=tuple(blocks))
