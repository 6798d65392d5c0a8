"""Notes in the cells of a workbook; every other part stays as it was, byte for byte."""

import io
import zipfile
from typing import cast

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from reports import legacy
from reports.checkup.annotating import NotAnnotated, annotate
from tests.projects.packages import repacked
from tests.reports.checkup.annotating import TEXT, WRONG, annotated, said

Book = tuple[Workbook, Worksheet]


def book() -> Book:
    workbook = Workbook()
    sheet = cast("Worksheet", workbook.active)
    sheet.title = "资金"
    rows: list[list[object]] = [
        ["项目名称", "全年资金安排", "全年使用资金"],
        ["社区巡防经费", 270.69, 270.69],
        ["应急消防经费", 112.87, 112.87],
        ["合计", 390.56, 383.56],
    ]
    for row, values in enumerate(rows, start=3):
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column, value)
    return workbook, sheet


def saved(workbook: Workbook) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def at(content: bytes, cell: str, sheet: str = "资金") -> Cell:
    return cast("Cell", load_workbook(io.BytesIO(content))[sheet][cell])


def note(content: bytes, cell: str, sheet: str = "资金") -> str:
    comment = at(content, cell, sheet).comment
    return comment.text if comment else ""


def test_the_cell_has_a_note_and_a_colour() -> None:
    workbook, sheet = book()
    sheet["B6"].font, sheet["B6"].number_format = Font(bold=True), "0.00"
    sheet["B6"].alignment = Alignment(horizontal="right")
    result = annotated("a.xlsx", saved(workbook))
    assert note(result, "A1").startswith("文档体检结果\n问题共")
    text = note(result, "B6")
    assert text.startswith("1. 错误：合计\n")
    assert "原文：390.56；应为：383.56\n依据：" in text
    cell = at(result, "B6")
    assert cell.comment is not None
    assert cell.comment.author == "文档体检"
    assert cell.fill.fgColor.rgb == "FFF8CFCB"
    assert (cell.font.b, cell.number_format, cell.alignment.horizontal) == (True, "0.00", "right")
    assert at(result, "B5").fill.fill_type is None


def test_charts_formulas_and_their_results_stay() -> None:
    workbook, sheet = book()
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=4, max_row=5))
    sheet.add_chart(chart, "E2")
    content = saved(workbook)
    sheet_part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        part = package.read(sheet_part)
    content = repacked(
        content, parts={sheet_part: part.replace(b"<v>383.56</v>", b"<f>SUM(C4:C5)</f><v>383.56</v>")}
    )
    result = annotated("a.xlsx", content)
    assert at(result, "C6").value == "=SUM(C4:C5)"
    assert load_workbook(io.BytesIO(result), data_only=True)["资金"]["C6"].value == 383.56
    before, after = parts(content), parts(result)
    changed = {sheet_part, "xl/styles.xml", "[Content_Types].xml", "xl/worksheets/_rels/sheet1.xml.rels"}
    read_only = {"_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}
    assert {name for name, part in before.items() if after[name] != part} <= changed | read_only
    assert set(after) - set(before) == {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}
    # a chart comes before the notes, by the order that the standard asks for
    assert after[sheet_part].index(b"<drawing") < after[sheet_part].index(b"legacyDrawing")


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_notes_that_were_there_stay() -> None:
    workbook, sheet = book()
    sheet["B6"].comment = Comment("请核实", "财政所")
    sheet["C6"].comment = Comment("已核", "财政所")
    result = annotated("a.xlsx", saved(workbook))
    assert note(result, "B6").startswith("请核实\n\n1. 错误：合计\n")
    assert note(result, "C6") == "已核"
    assert note(result, "A1").startswith("文档体检结果")


def test_a_sentence_in_a_merged_cell_of_another_sheet() -> None:
    workbook, _sheet = book()
    other = workbook.create_sheet("说明 <一>")
    other["B2"] = TEXT
    other.merge_cells("B2:F4")
    hidden = workbook.create_sheet("底稿", 0)
    hidden.sheet_state = "hidden"
    result = annotated("a.xlsx", saved(workbook))
    assert WRONG in note(result, "B2", "说明 <一>")
    assert note(result, "A1").startswith("文档体检结果")
    assert note(result, "A1", "底稿") == ""


def test_a_blank_cell_is_made_where_it_belongs() -> None:
    workbook = Workbook()
    sheet = cast("Worksheet", workbook.active)
    sheet.title = "资金"
    for row in (
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "偏差原因", "得分"],
        ["产出指标", "数量指标", "巡查次数", "≥50次", "40次", 60, None, 48],
        ["效益指标", "社会效益指标", "矛盾化解率", "≥90%", "95%", 40, None, 40],
        ["总分", None, None, None, None, 100, None, 88],
    ):
        sheet.append(row)
    result = annotated("a.xlsx", saved(workbook))
    assert "没有说明原因" in note(result, "G2")
    assert at(result, "G2").fill.fgColor.rgb == "FFFCE8B2"
    order = [
        cell.coordinate for cell in load_workbook(io.BytesIO(result))["资金"][2] if cell.value or cell.comment
    ]
    assert order == [f"{letter}2" for letter in "ABCDEFGH"]


def test_a_conversation_is_left_alone() -> None:
    workbook, sheet = book()
    sheet["B6"].comment = Comment("[Threaded comment]", "tc")
    content = saved(workbook)
    thread = b'<ThreadedComments xmlns="x"><threadedComment ref="B6"/></ThreadedComments>'
    name = "xl/worksheets/_rels/sheet1.xml.rels"
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        relations = package.read(name)
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    added = f'<Relationship Id="t1" Type="{kind}" Target="/xl/threadedComments/t.xml"/></Relationships>'
    relations = relations.replace(b"</Relationships>", added.encode())
    content = repacked(content, parts={name: relations, "xl/threadedComments/t.xml": thread})
    result = annotated("a.xlsx", content)
    assert note(result, "B6") == "[Threaded comment]"
    assert "资金 B6：1. 错误：合计" in note(result, "A1")


def test_every_finding_of_a_report_is_noted() -> None:
    content = next(content for name, content in legacy.files().items() if name.endswith(".xlsx"))
    result = annotated("a.xlsx", content)
    [sheet] = load_workbook(io.BytesIO(result)).worksheets
    notes = "\n".join(cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment)
    assert all(remark.text in notes for remark in said("a.xlsx", content).listed)


def test_a_workbook_of_another_make_is_refused_in_words() -> None:
    workbook, _sheet = book()
    content = saved(workbook)
    remarks = said("a.xlsx", content)
    broken = repacked(content, parts={"xl/styles.xml": b"<styles/>"})
    with pytest.raises(NotAnnotated, match="请看问题清单"):
        annotate("xlsx", broken, remarks)
