"""One figure, one path: every number in a rendered file is a fact, and all formats say the same.

The files are read back as a stranger would read them. A number passes if a fact prints it, if a person
entered it as part of a word (a name, a goal), or if it numbers a heading, a paragraph or a page.
"""

import io
import re
from collections.abc import Callable, Iterator
from itertools import chain

import docx
import openpyxl
import pdfplumber
import pytest
from lxml import html as parser

from indicators.approval import stated
from projects.models import Project
from reports.compose import compose
from reports.demo import load_demo
from reports.document import Heading, Paragraph, Signature, Table
from reports.evaluation import Evaluation
from reports.facts import facts
from reports.loading import load_many
from reports.narrative import pieces
from reports.rendering import render
from tests.builders import make_line_item, make_project, make_target_adjustment, make_year
from tests.reports.renderers import test_docx as word
from tests.reports.renderers import test_html as web
from tests.reports.renderers import test_pdf as paper
from tests.reports.renderers import test_xlsx as sheet
from tests.reports.renderers.samples import placements, squeezed

pytestmark = pytest.mark.django_db

NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
PAGE_NUMBER = re.compile(r"—\s*\d+\s*—")
ORDINAL = re.compile(r"^\s*(?:附件：)?\d+\.(?!\d)|^\s*附件\d+\s*$", re.MULTILINE)


@pytest.fixture
def evaluations() -> list[Evaluation]:
    projects, _ = load_demo()
    indicator = projects[0].indicators.filter(target__isnull=False)[0]
    make_target_adjustment(indicator, before=stated(indicator), after=stated(indicator) | {"target": "19"})
    begin_last_year(projects[1])
    return load_many(projects)


def begin_last_year(project: Project) -> None:
    """Give the project a year before, with a line that it continues and one that it does not."""
    last = make_project(
        project.name,
        office=project.office,
        fiscal_year=make_year(project.fiscal_year.year - 1),
        lineage=project.lineage,
    )
    continued = project.line_items.all()[0]
    make_line_item(last, "往年名称", allocated="31.415", spent="27.18", lineage=continued.lineage)
    make_line_item(last, "不再安排的项目", allocated="16.185", spent="14.14")


def pdf_text(content: bytes) -> str:
    with pdfplumber.open(io.BytesIO(content)) as file:
        return "\n".join(page.extract_text() for page in file.pages)


def html_text(content: bytes) -> str:
    page = parser.document_fromstring(content)
    for style in page.iter("style"):
        style.text = ""
    return "\n".join(page.itertext())


def docx_text(content: bytes) -> str:
    file = docx.Document(io.BytesIO(content))
    cells = (cell.text for table in file.tables for row in table.rows for cell in row.cells)
    return "\n".join(chain((paragraph.text for paragraph in file.paragraphs), cells))


def xlsx_text(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = (cell for page in book for row in page.iter_rows() for cell in row)
    return "\n".join(sheet.shown(cell.value, cell.number_format) for cell in cells)


READERS: dict[str, Callable[[bytes], str]] = {
    "pdf": pdf_text,
    "html": html_text,
    "docx": docx_text,
    "xlsx": xlsx_text,
}


def entered_words(evaluation: Evaluation) -> Iterator[str]:
    """Yield what people wrote in words: it may hold numbers that are part of a name or a sentence."""
    yield from (evaluation.project, evaluation.office, evaluation.department, evaluation.approval)
    yield from evaluation.purposes
    yield from (line.name for line in evaluation.lines)
    yield from (line.name for line in evaluation.last_year.lines) if evaluation.last_year else ()
    for goal in evaluation.goals:
        yield from (goal.expected, goal.achieved)
    for measure in evaluation.measures:
        yield from (measure.name, measure.target_text, measure.actual_text)
        yield from (measure.deviation, measure.improvement)
    yield from (adjustment.reason for adjustment in evaluation.adjustments)
    for problem in evaluation.problems:
        for text in (problem.problem, problem.suggestion):
            yield from (piece for piece in pieces(text) if isinstance(piece, str))


def numbers(text: str) -> set[str]:
    return set(NUMBER.findall(text))


@pytest.mark.parametrize("extension", READERS)
def test_every_number_in_the_file_is_a_fact(evaluations: list[Evaluation], extension: str) -> None:
    for evaluation in evaluations:
        allowed = set().union(*(numbers(fact.text) for fact in facts(evaluation).values()))
        allowed |= set().union(*map(numbers, entered_words(evaluation)))
        text = READERS[extension](render(evaluation, extension))
        found = numbers(ORDINAL.sub("", PAGE_NUMBER.sub("", text)))
        assert len(found) > 10
        assert found <= allowed


@pytest.mark.parametrize("extension", ["pdf", "html", "docx"])
def test_every_heading_and_paragraph_is_printed_whole(evaluations: list[Evaluation], extension: str) -> None:
    for evaluation in evaluations:
        printed = squeeze(PAGE_NUMBER.sub("", READERS[extension](render(evaluation, extension))))
        for block in compose(evaluation).blocks:
            if isinstance(block, Heading | Paragraph):
                assert squeeze(block.text) in printed
            elif isinstance(block, Signature):
                assert squeeze(block.date) in printed


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_one_of_the_reports_is_compared_with_last_year(evaluations: list[Evaluation]) -> None:
    for extension, read in READERS.items():
        text = read(render(evaluations[1], extension))
        assert {"31.42", "16.19", "47.60"} <= numbers(text), extension
        assert "不再安排的项目" in squeeze(text)


def test_the_published_wrong_totals_are_nowhere(evaluations: list[Evaluation]) -> None:
    for extension, read in READERS.items():
        text = read(render(evaluations[0], extension))
        assert "561.26" in text
        assert not {"561.24", "562.24", "100.18%"} & numbers(text)


def test_all_formats_show_the_same_tables_cell_for_cell(evaluations: list[Evaluation]) -> None:
    for evaluation in evaluations:
        document = compose(evaluation)
        tables = [placements(table) for table in document.tables()]
        page = parser.document_fromstring(render(evaluation, "html"))
        assert [web.drawn(table) for table in page.iter("table")] == tables
        file = docx.Document(io.BytesIO(render(evaluation, "docx")))
        assert [word.drawn(table) for table in word.tables(file)] == tables
        book = openpyxl.load_workbook(io.BytesIO(render(evaluation, "xlsx")))
        attached = [one for annex in document.attachments for one in annex.blocks if isinstance(one, Table)]
        drawn = [
            sheet.drawn(page, one, 3 if one.unit else 2) for page, one in zip(book, attached, strict=True)
        ]
        assert drawn == tables[-len(attached) :]


def test_the_pdf_shows_the_same_cells(evaluations: list[Evaluation]) -> None:
    """Where a table runs over pages its header and spanning cells are shown again, so words are compared."""
    for evaluation in evaluations:
        with pdfplumber.open(io.BytesIO(render(evaluation, "pdf"))) as file:
            found = {words for page in file.pages for cells in paper.drawn(page) for *_, words in cells}
        tables = compose(evaluation).tables()
        assert found == {words for table in tables for *_, words in squeezed(placements(table))}
