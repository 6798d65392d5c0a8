"""Over the corpus: what is planted is found, and what is clean stays so."""

import pytest

from reports.checkup.findings import Kind
from reports.checkup.ingest import read
from reports.document import Document
from tests.reports.checkup.corpus.layouts import LAYOUTS
from tests.reports.checkup.corpus.measuring import measure, table
from tests.reports.checkup.corpus.planting import PLACES
from tests.reports.checkup.corpus.writing import FLATTENED

SEEDS = range(3)


def test_there_are_fifteen_layouts_and_every_kind_is_planted() -> None:
    assert len(LAYOUTS) >= 15
    assert set(measure(LAYOUTS, [0]).planted) == set(Kind)


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout(name: str) -> None:
    result = measure([name], SEEDS)
    assert result.missed == []
    assert result.alarms == []


def test_what_other_places_publish() -> None:
    """Nothing in a clean one is called an error, and at most one planted error in twenty is missed."""
    result = measure(PLACES, range(2))
    assert sum(result.false_errors.values()) == 0, result.alarms
    assert sum(result.found.values()) >= 0.95 * sum(result.planted.values()), result.missed


@pytest.mark.parametrize(
    ("writer", "least"),
    [("one cell to a line", 0.85), ("all in one line", 0.65), ("rows without merged cells", 0.9)],
)
def test_texts_that_lost_their_tables(writer: str, least: float) -> None:
    """Blank cells and columns are lost with the tables: less is found, and what is called wrong is wrong."""

    def through(document: Document) -> Document:
        return read("a.txt", FLATTENED[writer](document)).document

    result = measure([*LAYOUTS, *PLACES], range(1), through)
    assert sum(result.false_errors.values()) * 20 <= sum(result.clean.values()), result.alarms
    assert sum(result.found.values()) >= least * sum(result.planted.values())


def test_table_names_every_kind() -> None:
    lines = list(table(measure(["ministry_form"], [1])))
    assert any(line.startswith("score") and "100.0%" in line for line in lines)
