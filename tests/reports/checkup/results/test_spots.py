"""Where findings stand in their files, and how that place is told to a clerk."""

import io
import json
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from reports.checkup.examination import examine
from reports.checkup.findings import Kind
from reports.checkup.ingest import LinePlace, PagePlace, SheetPlace, WordPlace, read
from reports.checkup.results.showing import shown
from reports.checkup.results.spots import Spot, spot_of, spots
from reports.checkup.results.words import whereabouts
from reports.document import Document
from reports.renderers import docx, pdf
from tests.reports.checkup.corpus.planting import planted


@pytest.mark.parametrize(
    "spot",
    [
        Spot(WordPlace(3, "footnotes"), "90%", 1),
        Spot(SheetPlace("表 1", "B7")),
        Spot(PagePlace(2, (1.0, 2.0, 3.5, 4.0), PagePlace(3, (1.0, 2.0, 3.0, 4.0)))),
        Spot(LinePlace(0), "15个", 2),
    ],
)
def test_a_spot_survives_its_storage(spot: Spot) -> None:
    assert spot_of(json.loads(json.dumps(spot.as_json()))) == spot


def test_a_figure_is_told_from_its_like() -> None:
    source = read(
        "a.txt", "受理 90 件。\n标题90.00%，受理124件，化解121件，化解率90.00%，占90.00%。".encode()
    )
    [spot] = spots(source, examine(source.document))
    assert spot == Spot(LinePlace(1), "90.00%", 1)


def test_full_width_hints_are_found_as_they_are_written() -> None:
    source = read("a.txt", "甲项目（请填写）".encode())
    [spot] = spots(source, examine(source.document))
    assert spot.figure == "（请填写）"


def test_a_blank_cell_of_a_sheet_has_its_place() -> None:
    book = Workbook()
    sheet = book.create_sheet("自评表")
    sheet["B2"] = "部门项目支出绩效自评表"
    rows: list[list[object]] = [
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"],
        ["产出指标", "数量指标", "巡查次数", "≥50次", "40次", 60, 48, None],
        ["效益指标", "社会效益指标", "矛盾化解率", "≥90%", "95%", 40, 40, None],
        ["总分", None, None, None, None, 100, 88, None],
    ]
    for row, values in enumerate(rows, start=4):
        for column, value in enumerate(values, start=2):
            sheet.cell(row, column, value)
    stream = io.BytesIO()
    book.save(stream)
    source = read("a.xlsx", stream.getvalue())
    examination = examine(source.document)
    [place] = [
        spot.place
        for finding, spot in zip(examination.findings, spots(source, examination), strict=True)
        if finding.kind is Kind.MISSING_REASON
    ]
    assert place == SheetPlace("自评表", "I5")


@pytest.mark.parametrize(
    ("name", "render", "word"), [("a.docx", docx.render, "第1张表第"), ("a.pdf", pdf.render, "第1页，")]
)
def test_the_place_is_told_in_words(name: str, render: Callable[[Document], bytes], word: str) -> None:
    document = next(one.document for one in planted("ministry_form", 0) if one.kind is Kind.RATIO)
    source = read(name, render(document))
    examination = examine(source.document)
    told = [
        whereabouts(spot.place, data["where"], shown(source.document, examination))
        for spot, data in zip(spots(source, examination), _findings(examination.as_json()), strict=True)
    ]
    assert told
    assert all(one.startswith(word) for one in told)


def _findings(result: dict[str, object]) -> list[dict[str, dict[str, object]]]:
    found = result["findings"]
    assert isinstance(found, list)
    return found
