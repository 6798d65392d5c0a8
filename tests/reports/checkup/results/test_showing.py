"""The document of a check-up shown again: every word in its place, every figure with its state."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reports.checkup.examination import examine
from reports.checkup.ingest.plain import plain
from reports.checkup.results.showing import shown
from reports.compose import compose
from reports.document import Cell, Column, Document, Paragraph, Table, Text
from tests.reports.evaluations import evaluation, full_set


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def table(*rows: str) -> Table:
    cells = [tuple(Cell((Text(text.strip()),)) for text in row.split("|")) for row in rows]
    return Table("", (Column(1),) * len(cells[0]), (), tuple(cells))


def draw(*blocks: Paragraph | Table) -> list[dict[str, Any]]:
    document = Document((), blocks)
    return shown(document, examine(document))


def test_a_wrong_sum_is_marked_in_its_cell_with_the_number_of_its_finding() -> None:
    (block,) = draw(table("项目名称|全年预算（万元）", "甲|1.00", "乙|2.00", "丙|3.00", "合计|7.00"))
    cells = [cell for row in block["rows"] for cell in row]
    wrong = [cell for cell in cells if cell["state"] == "differ"]
    assert [(cell["text"], cell["findings"]) for cell in wrong] == [("7.00", [0])]


def test_a_figure_in_prose_is_a_piece_of_its_own() -> None:
    (block,) = draw(paragraph("受理124件，化解121件，化解率90.00%。"))
    pieces = block["pieces"]
    assert "".join(piece["text"] for piece in pieces) == "受理124件，化解121件，化解率90.00%。"
    (wrong,) = [piece for piece in pieces if piece["findings"]]
    assert wrong["text"] == "90.00%"
    assert wrong["state"] == "differ"


@given(st.lists(st.text("甲乙1,.%万元 亿二十：，。", max_size=40), min_size=1, max_size=5))
def test_every_word_is_shown_once_and_json_holds_it(texts: list[str]) -> None:
    document = Document((), (*map(paragraph, texts), table("甲|1", *(f"{n}|2" for n in range(3)))))
    blocks = shown(document, examine(document))
    assert json.loads(json.dumps(blocks)) == blocks
    for block, text in zip(blocks, texts, strict=False):
        assert "".join(piece["text"] for piece in block["pieces"]) == text


def test_our_own_report_comes_back_word_for_word() -> None:
    document = plain(compose(evaluation(measures=full_set())))
    for block, original in zip(shown(document, examine(document)), document.blocks, strict=True):
        if isinstance(original, Table):
            texts = [cell["text"] for row in block["rows"] for cell in row]
            assert texts == [placed.cell.text for row in original.placed() for placed in row]
        else:
            assert "".join(piece["text"] for piece in block["pieces"]) == getattr(original, "text", "")
