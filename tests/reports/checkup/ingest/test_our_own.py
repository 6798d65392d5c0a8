"""Our own reports, drawn in every format and read back, are the documents that they were drawn from."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projects.funds import Line
from reports.checkup.ingest import Source, read
from reports.checkup.ingest.plain import plain
from reports.compose import compose
from reports.demo import load_demo
from reports.document import Attachment, Document
from reports.evaluation import Evaluation, GoalRecord, ProblemRecord
from reports.loading import load_many
from reports.renderers import docx, html, pdf, xlsx
from tests.projects.packages import repacked
from tests.reports.checkup.ingest.shapes import shapes, spans
from tests.reports.evaluations import evaluation, line, measure
from tests.reports.renderers import samples

RENDERERS: dict[str, Callable[[Document], bytes]] = {
    "docx": docx.render,
    "xlsx": xlsx.render,
    "pdf": pdf.render,
    "html": lambda document: html.render(document).encode(),
}


def drawn(document: Document, kind: str) -> Source:
    return read(f"自评报告.{kind}", RENDERERS[kind](document))


def expected(document: Document, kind: str) -> Document:
    """The document as a file of the kind prints it: a workbook has the attachments alone."""
    if kind == "xlsx":
        attachments = tuple(replace(one, label="") for one in document.attachments)
        return plain(Document(title=(), blocks=(), attachments=attachments))
    return plain(document)


def across_pages() -> Document:
    """A report whose form and whose list run over three pages each."""
    form = Attachment("附件1", "项目支出绩效自评表", (samples.form_table(samples.LONG_INDICATORS),))
    listed = Attachment("附件2", "明细表", (samples.long_table(60),))
    return replace(samples.report(), attachments=(form, listed))


@pytest.mark.parametrize("kind", RENDERERS)
@pytest.mark.parametrize("make", [samples.report, samples.across, samples.hostile, across_pages])
def test_what_is_drawn_is_read(make: Callable[[], Document], kind: str) -> None:
    document = make()
    # a page shows no styles: there a heading is what is numbered as one and is no sentence
    is_styled = kind != "pdf" or make is not samples.hostile
    read_back, was = drawn(document, kind).document, expected(document, kind)
    assert shapes(read_back, with_levels=is_styled) == shapes(was, with_levels=is_styled)


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html"])
def test_merged_cells_are_read_as_they_were_drawn(kind: str) -> None:
    document = samples.report()
    was = [spans(table) for table in expected(document, kind).tables()]
    assert [spans(table) for table in drawn(document, kind).document.tables()] == was


def test_word_keeps_every_block() -> None:
    assert drawn(samples.report(), "docx").document == plain(samples.report())


@pytest.mark.django_db
@pytest.mark.parametrize("kind", RENDERERS)
def test_the_demo_is_read(kind: str) -> None:
    projects, _ = load_demo()
    for project in load_many(projects[: 1 if kind == "pdf" else None]):
        document = compose(project)
        read_back, was = drawn(document, kind).document, expected(document, kind)
        assert shapes(read_back, with_levels=kind != "pdf") == shapes(was, with_levels=kind != "pdf")


@pytest.mark.parametrize("kind", RENDERERS)
def test_every_block_and_cell_has_its_place(kind: str) -> None:
    source = drawn(samples.report(), kind)
    assert len(source.places) == len(source.document.blocks)
    for table in source.document.tables():
        cells = source.places[source.document.blocks.index(table)].cells
        assert set(cells) == {(row, column) for row, column, _, _ in spans(table)}


WORDS = st.text("综合治理社区巡防信访稳定消防安全工作经费（项目）补贴站长", min_size=2, max_size=30).filter(
    lambda words: words.strip("（）") != ""
)
AMOUNTS = st.none() | st.decimals(0, 100_000, places=2).map(str)


@st.composite
def evaluations(draw: st.DrawFn) -> Evaluation:
    lines: tuple[Line, ...] = tuple(
        line(key, draw(AMOUNTS), draw(AMOUNTS), name=f"{draw(WORDS)}{key}")
        for key in range(draw(st.integers(0, 30)))
    )
    measures = tuple(
        measure(
            key,
            level1=draw(st.sampled_from(["产出", "效益", "满意度"])),
            level2=draw(st.sampled_from(["数量", "质量", "社会效益"])),
            name=f"{draw(WORDS)}{key}",
            weight=Decimal(1),
            actual=draw(st.none() | st.decimals(0, 9999, places=2)),
        )
        for key in range(draw(st.integers(0, 25)))
    )
    goals = st.lists(WORDS, min_size=1, max_size=4).map(
        lambda texts: "\n".join(f"{number}.{text}。" for number, text in enumerate(texts, start=1))
    )
    return evaluation(
        lines=lines,
        measures=measures,
        statistics=(),
        goals=(GoalRecord(draw(goals), draw(goals)),),
        problems=(ProblemRecord(f"{draw(WORDS)}。", f"{draw(WORDS)}。"),),
    )


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html"])
@given(evaluations())
@settings(max_examples=8)
def test_any_report_is_read(kind: str, given: Evaluation) -> None:
    document = compose(given)
    assert shapes(drawn(document, kind).document) == shapes(expected(document, kind))


@given(evaluations())
@settings(max_examples=3)
def test_any_pdf_is_read(given: Evaluation) -> None:
    document = compose(given)
    read_back, was = drawn(document, "pdf").document, expected(document, "pdf")
    assert shapes(read_back, with_levels=False) == shapes(was, with_levels=False)


def test_a_file_that_another_program_packed_again_reads_the_same() -> None:
    content = docx.render(samples.report())
    assert read("a.docx", repacked(content)) == read("b.DOCX", content)
