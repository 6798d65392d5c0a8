"""The list of findings: what the page says, in rows that can be sorted."""

import io

from openpyxl import load_workbook

from reports.checkup.examination import examine
from reports.checkup.ingest import read
from reports.checkup.results.listing import listed
from reports.checkup.results.showing import shown
from reports.checkup.results.spots import spots


def workbook(text: str, name: str = "报告.txt") -> list[list[object]]:
    source = read("a.txt", text.encode())
    examination = examine(source.document)
    content = listed(
        name, examination.as_json(), shown(source.document, examination), spots(source, examination)
    )
    [sheet] = load_workbook(io.BytesIO(content)).worksheets
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_each_finding_is_a_row() -> None:
    rows = workbook("一、基本情况\n受理124件，化解121件，化解率90.00%。\n填表人：××")
    assert [row[0] for row in rows[:4]] == [
        "文档体检清单",
        "文件：报告.txt",
        "问题共2条：错误1条、疑点1条、尾差0条。",
        "数字共3个：相符0个、不符1个、未核验2个。未核验的没有可以对照的数字，不等于正确。",
    ]
    assert rows[4][:4] == ["序号", "程度", "类别", "位置"]
    assert rows[5] == [
        1,
        "错误",
        "比率",
        "第2行，“一、基本情况”一节",
        "“化解率90.00%”与前文数字不符：121件÷124件=97.58%。",
        "90.00%",
        "97.58%",
        "比率等于前文两数相除",
        "受理124件，化解121件，化解率90.00%。",
        0.95,
        None,
    ]
    assert rows[6][1] == "疑点"
    assert len(rows) == 7


def test_without_findings_it_says_so() -> None:
    rows = workbook("甲、乙")
    assert rows[2][0] == "未发现问题。"
    assert len(rows) == 5


def test_words_never_become_formulas() -> None:
    rows = workbook("=1+1 甲项目（请填写）", "=cmd.txt")
    assert rows[1][0] == "文件：=cmd.txt"
    assert rows[5][8] == "=1+1 甲项目（请填写）"
