"""A document has the same findings in whatever file it comes."""

import re
from collections import Counter

import pytest

from reports.checkup.examination import examine
from reports.checkup.ingest import read
from reports.document import Document
from tests.reports.checkup.corpus.planting import PLACES, clean, planted
from tests.reports.checkup.corpus.writing import WRITERS

MANY = tuple(PLACES)
FEW = ("capital_form", "lake_district_whole", "hill_province_groups", "plateau_report")
"""A page of a PDF takes as long to set as a hundred Word files."""
TABLES = ("summary_of_projects", "hill_province_groups", "capital_form", "plateau_report")
"""Text loses which cells are merged; in these it shows."""


def findings(document: Document) -> Counter[tuple[str, ...]]:
    """What is said of a document, without the place, which each kind of file counts in its own way."""
    return Counter(
        (
            one.kind.value,
            one.severity.value,
            *(re.sub(r"\s", "", text) for text in (one.printed, one.computed)),
        )
        for one in examine(document).findings
    )


def versions(name: str, *, errors: int) -> list[Document]:
    """The clean document, and some with an error."""
    wrong = [one.document for one in planted(name, 0)]
    return [clean(name, 0), *wrong[:: max(1, len(wrong) // errors)][:errors]]


@pytest.mark.parametrize("kind", WRITERS)
def test_the_kind_of_file_does_not_matter(kind: str) -> None:
    names = {"pdf": FEW, "txt": TABLES}.get(kind, MANY)
    for name in names:
        for document in versions(name, errors=1 if kind == "pdf" else 3):
            read_back = read(f"自评表.{kind}", WRITERS[kind](document)).document
            assert findings(read_back) == findings(document), name
