"""Workbooks: where the tables of a sheet are, and what their cells show."""

import datetime
import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from reports.checkup.ingest import SheetPlace, Source, Unreadable, read
from reports.checkup.ingest.plain import plain
from reports.document import Document
from tests.projects.packages import repacked, saved
from tests.reports.checkup.ingest.shapes import lines, rows, shapes, spans
from tests.reports.renderers import samples

THIN = Side(style="thin")
RULES = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


def sheet(*listed: tuple[object, ...], ruled: tuple[int, int, int, int] | None = None) -> Worksheet:
    """A sheet of these rows; ``ruled`` are the first and last row and column with rules, from 1."""
    made = Workbook().worksheets[0]
    for row in listed:
        made.append(row)
    if ruled:
        for row in made.iter_rows(*ruled):
            for cell in row:
                cell.border = RULES
    return made


def source(made: Worksheet) -> Source:
    assert isinstance(made.parent, Workbook)
    return read("a.xlsx", saved(made.parent))


def test_a_note_at_a_blank_cell_does_no_harm() -> None:
    made = sheet((None, "甲"), (None, 1))
    made["A9"].comment = Comment("请核实", "财政所")
    content = saved(made.parent) if isinstance(made.parent, Workbook) else b""
    cell = re.compile(b'<row r="9"[^>]*>.*?</row>')
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        part = cell.sub(b"", package.read("xl/worksheets/sheet1.xml"))
    content = repacked(content, parts={"xl/worksheets/sheet1.xml": part})
    assert lines(read("a.xlsx", content).document) == ["甲", "1"]


def test_a_figure_that_became_a_formula_is_shown_as_typed() -> None:
    """Programs that write workbooks take =100% for a formula, and store no result."""
    made = sheet(
        ("指标", "指标值", "完成值"),
        ("合格率", "=100%", "75%"),
        ("数量", "=42个", "42个"),
        ("和", "=B9", "1"),
    )
    assert rows(source(made).document) == [
        ["指标", "指标值", "完成值"],
        ["合格率", "=100%", "75%"],
        ["数量", "=42个", "42个"],
        ["和", "", "1"],
    ]


def test_titles_units_and_notes_are_lines() -> None:
    made = sheet(
        ("项目支出绩效自评表",),
        ("填报单位：朝天门街道", None, "单位：万元"),
        ("项目", "预算", "执行"),
        ("甲", 1, 2),
        ("合计", 1, 2),
        ("注：不含上年结转。",),
        ruled=(3, 5, 1, 3),
    )
    made.merge_cells("A1:C1")
    read_back = source(made)
    assert lines(read_back.document) == [
        "项目支出绩效自评表",
        "填报单位：朝天门街道",
        "单位：万元",
        "注：不含上年结转。",
    ]
    assert rows(read_back.document) == [["项目", "预算", "执行"], ["甲", "1", "2"], ["合计", "1", "2"]]
    assert [one.place for one in read_back.places] == [
        SheetPlace("Sheet", cell) for cell in ("A1", "A2", "C2", "A3", "A6")
    ]
    assert read_back.places[3].cells[1, 2] == SheetPlace("Sheet", "C4")


def test_so_they_are_without_rules() -> None:
    made = sheet(("自评表",), ("单位：万元",), ("项目", "预算"), ("甲", 1), ("合计", 1), ("注：不含结转。",))
    read_back = source(made).document
    assert lines(read_back) == ["自评表", "单位：万元", "注：不含结转。"]
    assert rows(read_back) == [["项目", "预算"], ["甲", "1"], ["合计", "1"]]


def test_blank_rows_and_columns_part_tables() -> None:
    made = sheet(("甲", 1, None, "丙", 3), ("乙", 2, None, "丁", 4), (), ("戊", 5), ("己", 6))
    assert [rows(source(made).document, table) for table in range(3)] == [
        [["甲", "1"], ["乙", "2"]],
        [["丙", "3"], ["丁", "4"]],
        [["戊", "5"], ["己", "6"]],
    ]


def test_a_blank_row_within_the_rules_parts_nothing() -> None:
    made = sheet(("项目", "预算"), ("甲", 1), (), ("合计", 1), (), ruled=(1, 6, 1, 2))
    assert rows(source(made).document) == [["项目", "预算"], ["甲", "1"], ["", ""], ["合计", "1"]]


def test_merged_heads_keep_their_spans() -> None:
    made = sheet(("项目", "金额", None), (None, "预算", "执行"), ("甲", 1, 2), ruled=(1, 3, 1, 3))
    made.merge_cells("A1:A2")
    made.merge_cells("B1:C1")
    read_back = source(made).document
    assert spans(next(read_back.tables())) >= {(0, 0, 2, 1), (0, 1, 1, 2)}
    assert rows(read_back) == [["项目", "金额"], ["预算", "执行"], ["甲", "1", "2"]]


def test_numbers_read_as_shown() -> None:
    made = sheet(("执行率", 0.9758), ("金额", 561.255), ("日期", datetime.date(2021, 2, 3)), ("是否", True))
    made["B1"].number_format = "0.00%"
    made["B2"].number_format = "#,##0.00"
    made["B3"].number_format = 'yyyy"年"m"月"d"日"'
    shown = [row[1] for row in rows(source(made).document)]
    assert shown == ["97.58%", "561.26", "2021年2月3日", "TRUE"]


def test_hidden_sheets_are_left_out_and_hidden_rows_kept() -> None:
    made = sheet(("项目", "预算"), ("甲", 1), ("合计", 1))
    made.row_dimensions[2].hidden = True
    assert isinstance(made.parent, Workbook)
    other = made.parent.create_sheet("选项")
    other["A1"] = "看不见"
    other.sheet_state = "hidden"
    read_back = source(made).document
    assert rows(read_back) == [["项目", "预算"], ["甲", "1"], ["合计", "1"]]
    assert lines(read_back) == []


def test_sheets_follow_each_other() -> None:
    made = sheet(("甲", 1), ("乙", 2))
    assert isinstance(made.parent, Workbook)
    made.parent.create_sheet("二")["B2"] = "附注"
    read_back = source(made)
    assert lines(read_back.document) == ["附注"]
    assert read_back.places[1].place == SheetPlace("二", "B2")


def test_an_old_workbook_reads_as_the_new_one() -> None:
    content = Path(__file__).with_name("form.xls").read_bytes()
    attachments = samples.report().attachments
    was = plain(Document(title=(), blocks=attachments[0].blocks))
    read_back = read("form.xls", content)
    assert shapes(read_back.document)[-1] == shapes(was)[-1]
    assert lines(read_back.document) == [attachments[0].title]
    assert read_back.kind == "xls"


def test_an_old_workbook_may_hold_no_macros() -> None:
    content = Path(__file__).with_name("form.xls").read_bytes()
    with pytest.raises(Unreadable, match="宏"):
        read("form.xls", content + "_VBA_PROJECT_CUR".encode("utf-16-le"))
