"""Round trip: our own reports, drawn in every format and read back as a stranger's, contradict nothing."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.checkup.examination import examine
from reports.checkup.findings import Severity, State
from reports.checkup.ingest import read
from reports.compose import compose, form
from reports.document import Document, Table
from reports.evaluation import Evaluation, LastLine, LastYear
from reports.renderers import docx, html, pdf, xlsx
from tests.reports.evaluations import evaluation, full_set, layout, line

AMOUNTS = st.decimals(Decimal("0.01"), Decimal(100_000), places=2)


@st.composite
def evaluations(draw: st.DrawFn) -> Evaluation:
    """Some line items, none of which spends more than it has, and indicators as well done as they are."""
    amounts = draw(st.lists(st.tuples(AMOUNTS, st.integers(0, 100)), min_size=1, max_size=12))
    items = tuple(
        line(place, str(budget), str((budget * share / 100).quantize(Decimal("0.01")).min(budget)))
        for place, (budget, share) in enumerate(amounts, start=1)
    )
    before = tuple(
        LastLine(
            one.key if draw(st.booleans()) else "", f"去年的{one.name}", draw(st.sampled_from(items)).figures
        )
        for one in items
    )
    return evaluation(
        lines=items,
        measures=full_set(actual=Decimal(draw(st.integers(0, 8)))),
        last_year=draw(st.none() | st.just(LastYear(2019, before))),
        with_figures=draw(st.booleans()),
    )


def errors(name: str, content: bytes) -> list[str]:
    findings = examine(read(name, content).document).findings
    return [one.message for one in findings if one.severity is Severity.ERROR]


FORMATS: dict[str, tuple[Callable[[Document], bytes], int]] = {
    "docx": (docx.render, 100),
    "html": (lambda document: html.render(document).encode(), 100),
    "pdf": (pdf.render, 8),
}
"""How a report is drawn, and how many are: a PDF takes a hundred times as long."""


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_read_back_contradicts_nothing(name: str) -> None:
    render, examples = FORMATS[name]

    @settings(max_examples=examples, deadline=None)
    @given(evaluations())
    def check(ours: Evaluation) -> None:
        assert errors(f"report.{name}", render(compose(ours))) == []

    check()


def test_a_change_is_that_of_the_columns_that_it_names() -> None:
    """Where nothing goes on, 上年执行数 less 上年全年预算 is the change of every line that is gone."""
    items = tuple(line(place, "0.01", "0.00") for place in (1, 2, 3))
    gone = LastYear(2019, tuple(LastLine("", f"去年的{one.name}", one.figures) for one in items))
    page = html.render(compose(evaluation(lines=items, last_year=gone)))
    assert errors("report.html", page.encode()) == []


@settings(max_examples=100, deadline=None)
@given(evaluations())
def test_a_form_read_back_as_a_workbook_contradicts_nothing(ours: Evaluation) -> None:
    assert errors("form.xlsx", xlsx.render(form(ours))) == []


FORMATS_OF_FORMS = {"xlsx": (xlsx.render, 50), "docx": (docx.render, 50), "pdf": (pdf.render, 6)}


@pytest.mark.parametrize("name", FORMATS_OF_FORMS)
def test_a_form_of_another_layout_read_back_contradicts_nothing(name: str) -> None:
    render, examples = FORMATS_OF_FORMS[name]

    @settings(max_examples=examples, deadline=None)
    @given(evaluations())
    def check(ours: Evaluation) -> None:
        content = render(form(replace(ours, layout=layout("sichuan"))))
        assert errors(f"form.{name}", content) == []
        # it was understood: at least each score agrees with its row
        assert examine(read(f"form.{name}", content).document).counts()[State.AGREE.value] > len(
            ours.measures
        )

    check()


def test_differences_may_be_off_by_the_rounding_of_both_years() -> None:
    items = tuple(line(place, "1.0049", "1") for place in range(1, 5))
    before = tuple(LastLine(one.key, one.name, line(1, "0.9951", "0.9").figures) for one in items)
    document = compose(evaluation(lines=items, last_year=LastYear(2019, before)))
    (table,) = document.attachments[1].blocks
    assert isinstance(table, Table)
    assert [row[-1].text for row in (*table.rows, table.total)] == ["0.00"] * 4 + ["0.04"]
    assert errors("report.html", html.render(document).encode()) == []
