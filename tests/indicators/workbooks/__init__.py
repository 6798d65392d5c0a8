"""Workbooks as people send them, made in memory: good ones, and bad ones with the faults that each has.

All are about the project that ``make_filled_project`` makes, in a year scored by the scheme of 2020.
"""

import io
from collections.abc import Callable
from datetime import date

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from indicators.workbook.faults import Fault
from projects.models import Project
from tests.builders import (
    make_adjustment,
    make_expenditure,
    make_indicator,
    make_line_item,
    make_qualitative_indicator,
    make_source,
    make_statistic,
    make_year_rules,
)
from tests.projects.packages import saved

SOURCE = "当年财政拨款"
OTHER = "其他资金"
FUNDS = ["明细项目", "资金来源", "年初预算（万元）", "预算调整（万元）", "全年执行数（万元）"]
INDICATORS = [
    *("一级指标", "二级指标", "三级指标", "指标性质", "指标方向", "目标值", "计量单位", "分值", "完成值"),
    *("完成值取自", "达成程度（%）", "偏差原因", "改进措施"),
]
STATISTICS = ["工作领域", "名称", "数值", "计量单位", "分子", "分母"]
PATROL = ["社区巡防经费", SOURCE, 100, None, 98.5]


def make_filled_project(project: Project) -> Project:
    """Fill a project: a line with one entry of each kind, one with two payments, indicators, figures."""
    make_source(SOURCE)
    make_source(OTHER)
    patrol = make_line_item(project, "社区巡防经费", allocated="100", spent="98.5")
    make_adjustment(patrol, "-1.5")
    several = make_line_item(project, "矛盾化解经费", allocated="20", spent="8")
    make_expenditure(several, "2")
    make_indicator(project, "巡防次数", unit="次", target=50, actual=62)
    make_qualitative_indicator(project, "维护稳定", actual_text="=辖区稳定", achieved_percent=95)
    received = make_statistic(project, "受理数", value=124)
    settled = make_statistic(project, "办结数", value=120)
    make_statistic(project, "办结率", part=settled, whole=received)
    make_year_rules(project.fiscal_year)
    return project


def workbook(**sheets: list[list[object]]) -> bytes:
    """Return a workbook with the sheets given, each as its rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return saved(book)


def edited(content: bytes, edit: Callable[[Worksheet], object], sheet: str = "资金") -> bytes:
    book = load_workbook(io.BytesIO(content))
    edit(book[sheet])
    return saved(book)


def funds(*rows: list[object]) -> bytes:
    return workbook(资金=[list(FUNDS), *rows])


def figures(*rows: list[object]) -> bytes:
    return workbook(工作数据=[list(STATISTICS), *rows])


def targets(*rows: list[object]) -> bytes:
    return workbook(绩效指标=[list(INDICATORS), *rows])


def _set(place: str, value: object, number_format: str = "General") -> Callable[[Worksheet], None]:
    def edit(sheet: Worksheet) -> None:
        sheet[place] = value
        sheet[place].number_format = number_format

    return edit


def _hide(sheet: Worksheet) -> None:
    sheet.row_dimensions[2].hidden = True


def _in_yuan(*rows: list[object]) -> bytes:
    return workbook(资金=[[heading.replace("万元", "元") for heading in FUNDS], *rows])


def _fault(row: int, cell: str, heading: str, message: str, sheet: str = "资金") -> Fault:
    return Fault(sheet, row, cell, heading, message)


QUALITATIVE = ["效益", "社会效益", "群众安全感", "定性", "正向", "明显增强", None, 10, None]
BAD: dict[str, tuple[bytes, list[Fault]]] = {
    "wrong sheet": (
        workbook(Sheet1=[list(FUNDS), PATROL]),
        [_fault(0, "", "", "不认识这张工作表：应为“资金”“绩效指标”“工作数据”。请改名或删去。", "Sheet1")],
    ),
    "no sheet": (
        workbook(填表说明=[["说明"]]),
        [_fault(0, "", "", "工作簿里没有“资金”“绩效指标”“工作数据”中的任何一张工作表。", "")],
    ),
    "no headings": (
        workbook(资金=[PATROL]),
        [
            _fault(
                0,
                "",
                "",
                "前 10 行中没有表头：应有“明细项目、资金来源、年初预算、预算调整、全年执行数”各列。",
            )
        ],
    ),
    "missing heading": (
        workbook(资金=[FUNDS[:4], PATROL[:4]]),
        [_fault(1, "", "", "缺少“全年执行数”一列。")],
    ),
    "heading twice": (
        workbook(资金=[[*FUNDS, "资金来源"], PATROL]),
        [_fault(1, "F1", "资金来源", "这一列出现了两次：请删去一列。")],
    ),
    "merged cells": (
        edited(funds(PATROL, [None, OTHER, 1, None, 1]), lambda sheet: sheet.merge_cells("A2:A3")),
        [_fault(2, "A2", "", "单元格 A2:A3 是合并的：请取消合并，每格各填。")],
    ),
    "formula": (
        edited(funds(PATROL), _set("E2", "=C2*0.9")),
        [_fault(2, "E2", "全年执行数", "是公式“=C2*0.9”：请复制后“选择性粘贴”为数值。")],
    ),
    "hidden row": (
        edited(funds(PATROL), _hide),
        [_fault(2, "", "", "这一行被隐藏：请取消隐藏或删去。")],
    ),
    "text in amount cells": (
        funds(["社区巡防经费", SOURCE, "12.3O", "约5", "待定"]),
        [
            _fault(2, "C2", "年初预算", "“12.3O”不是数字：最后一个字符是字母 O。"),
            _fault(2, "D2", "预算调整", "“约5”不是数字：第 1 个字符是“约”。"),
            _fault(2, "E2", "全年执行数", "“待定”不是数字：第 1 个字符是“待”。"),
        ],
    ),
    "wan in a yuan column": (
        _in_yuan(["社区巡防经费", SOURCE, "100万元", None, 985000]),
        [_fault(2, "C2", "年初预算", "“100万元”写的是万元，而本列的单位是元：请核对整列的单位。")],
    ),
    "part of a fen": (
        funds(["社区巡防经费", SOURCE, 0.1234567, None, "1.0000001"]),
        [
            _fault(2, "C2", "年初预算", "“0.1234567”小数位过多。"),
            _fault(2, "E2", "全年执行数", "“1.0000001”小数位过多。"),
        ],
    ),
    "negative": (
        funds(["社区巡防经费", SOURCE, -1, -1.5, "(2)"]),
        [_fault(2, "C2", "年初预算", "不能是负数。"), _fault(2, "E2", "全年执行数", "不能是负数。")],
    ),
    "duplicate": (
        funds(PATROL, ["社区巡防经费", OTHER, 1, None, None], PATROL),
        [_fault(4, "A4", "明细项目", "与第 2 行重复：同一明细项目的同一资金来源只能有一行。")],
    ),
    "unknown source": (
        funds(["社区巡防经费", "财政拨款", 1, None, None]),
        [_fault(2, "B2", "资金来源", "没有这种资金来源“财政拨款”：应为“当年财政拨款”“其他资金”之一。")],
    ),
    "blank name and source": (
        funds([None, None, 1, None, None]),
        [_fault(2, "A2", "明细项目", "没有填写。"), _fault(2, "B2", "资金来源", "没有填写。")],
    ),
    "total row": (
        funds(PATROL, ["合计", None, 100, None, 98.5]),
        [_fault(3, "A3", "明细项目", "合计由系统计算：请删去这一行。")],
    ),
    "dates as text": (
        funds(["社区巡防经费", SOURCE, "2020年3月5日", None, "2020-03-05"]),
        [
            _fault(2, "C2", "年初预算", "“2020年3月5日”不是数字：第 5 个字符是“年”。"),
            _fault(2, "E2", "全年执行数", "“2020-03-05”不止一个数：第 5 个字符是“-”，此处只填一个数。"),
        ],
    ),
    "a date in an amount cell": (
        funds(["社区巡防经费", SOURCE, date(2020, 3, 5), None, None]),
        [_fault(2, "C2", "年初预算", "是日期或时间：请把单元格格式改为常规，再填写。")],
    ),
    "several entries behind a cell": (
        funds(["矛盾化解经费", SOURCE, 20, None, 11]),
        [
            _fault(
                2,
                "E2",
                "全年执行数",
                "系统中有 2 笔明细，不能用一个数代替：请在网页上逐笔修改，或恢复原数。",
            )
        ],
    ),
    "indicators": (
        targets(
            ["产出", "社会效益", "巡防次数", "≥", "反向", None, None, 101, "六十二", "巡防数", 90],
            [*QUALITATIVE[:6], "个", *QUALITATIVE[7:]],
        ),
        [
            _fault(
                2,
                "B2",
                "二级指标",
                "没有这种二级指标“社会效益”：应为“数量”“质量”“时效”“成本”之一。",
                "绩效指标",
            ),
            _fault(2, "E2", "指标方向", "与指标性质“≥”不一致。", "绩效指标"),
            _fault(2, "F2", "目标值", "没有填写。", "绩效指标"),
            _fault(2, "G2", "计量单位", "没有填写。", "绩效指标"),
            _fault(2, "H2", "分值", "不能大于 100。", "绩效指标"),
            _fault(2, "I2", "完成值", "已注明取自工作数据：请留空。", "绩效指标"),
            _fault(2, "I2", "完成值", "“六十二”不是数字：第 1 个字符是“六”。", "绩效指标"),
            _fault(2, "J2", "完成值取自", "没有名为“巡防数”的工作数据。", "绩效指标"),
            _fault(2, "K2", "达成程度（%）", "只有定性指标填写达成程度：请留空。", "绩效指标"),
            _fault(3, "G3", "计量单位", "定性指标没有这一项：请留空。", "绩效指标"),
        ],
    ),
    "units and words": (
        targets(
            ["产出", "数量", "巡防次数", "≥", "正向", "50次", "次", 10, "62人"],
            [*QUALITATIVE[:8], "100%"],
        ),
        [
            _fault(2, "I2", "完成值", "“62人”的单位是“人”，与指标的计量单位“次”不一致。", "绩效指标"),
            _fault(3, "I3", "完成值", "“100%”只有数字，定性指标的完成情况要用文字说明。", "绩效指标"),
        ],
    ),
    "work figures": (
        figures(
            ["信访工作", "复查率", 50, None, "办结率", "总数"],
            ["信访工作", "空率", None, None, "受理数", None],
        ),
        [
            _fault(2, "C2", "数值", "比率由系统计算：请留空。", "工作数据"),
            _fault(2, "F2", "分母", "没有名为“总数”的工作数据。", "工作数据"),
            _fault(3, "F3", "分母", "分子和分母要么都填，要么都不填。", "工作数据"),
        ],
    ),
    "a rate of a rate": (
        figures(["信访工作", "复查率", None, None, "办结率", "受理数"]),
        [_fault(2, "E2", "分子", "“办结率”本身是比率：分子和分母只能是数值。", "工作数据")],
    ),
}
