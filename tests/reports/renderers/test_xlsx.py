import io
import re
import zipfile
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from reports.document import Cell, Document, Table, Text
from reports.renderers import xlsx
from tests.reports.renderers import samples
from tests.reports.renderers.samples import Placement


def opened(document: Document) -> Workbook:
    return load_workbook(io.BytesIO(xlsx.render(document)))


def shown(value: object, code: str) -> str:
    """Show a value as a spreadsheet does, for the format codes that we write."""
    if value is None or isinstance(value, str):
        return value or ""
    parts = re.fullmatch(r'(?:"([^"]*)")?(#,##)?0(?:\.(0+))?(%?)(?:"([^"]*)")?', code)
    assert parts, code
    before, grouping, places, percent, after = parts.groups()
    number = Decimal(str(value)) * (100 if percent else 1)
    figure = f"{number:{',' if grouping else ''}.{len(places or '')}f}"
    return f"{before or ''}{figure}{percent}{after or ''}"


def drawn(sheet: Worksheet, table: Table, top: int) -> set[Placement]:
    """Read a table's cells, as shown, from the sheet's row ``top`` on."""
    merged = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    found = set()
    for row in range(top, top + len(table.all_rows)):
        for column in range(1, len(table.columns) + 1):
            cell = sheet.cell(row, column)
            if isinstance(cell, MergedCell):
                continue
            assert cell.data_type != "f"
            area = merged.get((row, column))
            height, width = (area.size["rows"], area.size["columns"]) if area else (1, 1)
            found.add((row - top, column - 1, height, width, shown(cell.value, cell.number_format)))
    return found


@pytest.mark.parametrize(
    ("document", "tops"),
    [
        (samples.report(), [2]),
        (samples.across(), [4, 4]),
        (samples.hostile(), [4]),
        (samples.holding(samples.long_table(500)), [4]),
    ],
    ids=["report", "across", "hostile", "500 rows"],
)
def test_every_attached_table_is_there_cell_for_cell(document: Document, tops: list[int]) -> None:
    blocks = [block for attachment in document.attachments for block in attachment.blocks] or document.blocks
    tables = [block for block in blocks if isinstance(block, Table)]
    sheets = opened(document).worksheets
    assert [drawn(sheet, table, top) for sheet, table, top in zip(sheets, tables, tops, strict=True)] == list(
        map(samples.placements, tables)
    )


def test_title_caption_unit_and_note_stand_around_the_table() -> None:
    second = opened(samples.across()).worksheets[1]
    assert [second.cell(row, 1).value for row in (1, 2, 3)] == ["附表2", "资金安排情况表", "单位：万元"]
    assert second.cell(second.max_row, 1).value.startswith("注：各行与合计")
    assert opened(samples.report()).sheetnames == ["项目支出绩效自评表（2020年度）"]


def test_figures_are_numbers() -> None:
    (sheet,) = opened(samples.report()).worksheets
    row = next(row for row in sheet.iter_rows() if row[1].value == "年度资金总额")
    assert [(cell.value, cell.number_format) for cell in row[3:8]] == [
        (561.26, "0.00"),
        (561.26, "0.00"),
        (561.26, "0.00"),
        (10, "0"),
        (1, "0.00%"),
    ]


@pytest.mark.parametrize(
    ("text", "number", "percent", "code"),
    [
        ("561.26", "561.26", False, "0.00"),
        ("62", "62", False, "0"),
        ("0.00", "0", False, "0.00"),
        ("-3.20", "-3.2", False, "0.00"),
        ("1,234,567.80", "1234567.8", False, "#,##0.00"),
        ("9999999999.99", "9999999999.99", False, "0.00"),
        ("97.58%", "0.9758", True, "0.00%"),
        ("100%", "1", True, "0%"),
        ("62个", "62", False, '0"个"'),
        ("≥95%", "0.95", True, '"≥"0%'),
        # no format shows these: words they stay
        ("—", None, False, None),
        ("561.26", None, False, None),
        ("561.3", "561.26", False, None),
        ("约-3", "-3", False, None),
        ('3"', "3", False, None),
        ("3至5", "3", False, None),
        ("3%", "3", False, None),
    ],
)
def test_a_number_gets_the_format_that_shows_it_as_printed(
    text: str, number: str | None, percent: bool, code: str | None
) -> None:
    cell = Cell((Text(text),), number=None if number is None else Decimal(number), percent=percent)
    assert xlsx.number_format(cell) == code
    if code and number:
        assert shown(Decimal(number), code) == text


@given(
    st.decimals(-9_999_999_999, 9_999_999_999, places=6),
    st.integers(0, 6),
    st.booleans(),
    st.sampled_from(["", "%", "个", "万元"]),
)
def test_every_printed_figure_is_shown_as_printed(
    value: Decimal, places: int, grouped: bool, unit: str
) -> None:
    printed = round(value, places) + 0
    percent = unit == "%"
    text = f"{printed:{',' if grouped else ''}.{places}f}{unit}"
    number = printed / 100 if percent else printed
    code = xlsx.number_format(Cell((Text(text),), number=number, percent=percent))
    assert code is not None
    assert shown(number, code) == text


@pytest.mark.parametrize("text", ["=1+1", "+SUM(A1)", "-1+2", "@cmd", "=cmd|' /C calc'!A0"])
def test_words_are_never_a_formula(text: str) -> None:
    table = Table(caption="", columns=(samples.Column(1),), head=(), rows=((samples.words(text),),))
    (sheet,) = opened(samples.holding(table)).worksheets
    cell = sheet.cell(2, 1)
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_the_sheet_prints_on_a4_as_wide_as_the_page_with_its_header_rows() -> None:
    turned, upright = opened(samples.across()).worksheets
    assert (turned.page_setup.orientation, upright.page_setup.orientation) == ("landscape", "portrait")
    for sheet, rows in ((turned, "$4:$5"), (upright, "$4:$4")):
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == rows
        assert sheet.freeze_panes == f"A{int(rows.rpartition('$')[2]) + 1}"


def test_cells_are_ruled_merged_ones_all_round() -> None:
    (sheet,) = opened(samples.report()).worksheets
    for row in sheet.iter_rows(min_row=2, max_row=sheet.max_row):
        assert all(row[side].border.left.style for side in (0,)), row[0].row
        assert row[-1].border.right.style
    assert {cell.border.top.style for cell in sheet[sheet.max_row]} == {"double"}


def test_rows_are_high_enough_for_their_text() -> None:
    (sheet,) = opened(samples.report()).worksheets
    heights = {
        row[5].value or row[3].value: sheet.row_dimensions[row[0].row].height for row in sheet.iter_rows()
    }
    assert heights["1.治安重点地区整治按期完成。\n2.全年矛盾纠纷化解率为97.58%。"] >= 2 * 15


def test_sheet_names_hold_no_forbidden_character() -> None:
    (name,) = opened(samples.hostile()).sheetnames
    assert name == '<b>&amp;"<b>'


def test_a_document_without_a_table_is_a_workbook_all_the_same() -> None:
    assert opened(samples.holding()).sheetnames == ["表"]


def test_the_file_says_what_it_is_the_same_bytes_every_time() -> None:
    first = xlsx.render(samples.report())
    assert xlsx.render(samples.report()) == first
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = opened(samples.report()).properties
    assert properties.title == "2020年度平安稳定项目支出绩效自评报告"
    assert properties.creator == properties.lastModifiedBy == "朝天门街道办事处"
    assert f"{properties.created:%Y-%m-%d}" == f"{properties.modified:%Y-%m-%d}" == "2021-02-03"
