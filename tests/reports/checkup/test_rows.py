"""Rows of a table that stand twice, and reasons below the total."""

import pytest

from reports.document import Cell, Column, Table, Text
from tests.reports.checkup.test_examination import found, grid

TASKS = (
    "任务名称 | 完成情况",
    "改革深化 | 推进集成改革，梳理公布事项21项",
    "窗口建设 | 完成12个便民服务中心建设",
)


def test_a_task_that_is_listed_twice() -> None:
    assert found(grid(*TASKS, "数据共享 | 接入部门38个")) == []
    assert found(grid(*TASKS, "数据共享 | 接入部门38个", TASKS[2])) == [("error", "duplicate")]
    assert found(grid(*TASKS, "窗口建设 | 完成15个便民服务中心建设")) == []


def test_an_item_that_is_listed_twice() -> None:
    head = "序号 | 项目名称 | 年初预算（万元） | 全年执行数（万元）"
    rows = ("1 | 路灯维护 | 30.5 | 30", "2 | 绿化养护 | 20 | 18", "3 | 护栏 | 20 | 18")
    assert found(grid(head, *rows)) == []
    assert found(grid(head, *rows, "4 | 路灯维护 | 30.5 | 30")) == [("error", "duplicate")]


def test_one_form_below_the_other_repeats_its_labels() -> None:
    rows = ("单位名称 | 某街道办事处社区治理办公室", "填报说明 | 按照财政部门的要求如实填报")
    assert found(grid(*rows, "项目 | 甲", *rows, "项目 | 乙")) == []


@pytest.mark.parametrize(
    ("score", "reason", "findings"),
    [
        ("40", "无", []),
        ("38", "部分路段待整治", []),
        ("38", "无", [("warning", "missing_reason")]),
        ("38", "", [("warning", "missing_reason")]),
    ],
)
def test_the_reasons_stand_below_the_total(score: str, reason: str, findings: list[tuple[str, str]]) -> None:
    rows = (
        ("一级指标", "三级指标", "指标值", "完成值", "分值", "得分"),
        ("产出指标", "开展活动", "≥10次", "10次", "60", "60"),
        ("效益指标", "改善环境", "明显", "较明显", "40", score),
        ("总分", "", "", "", "100", str(60 + int(score))),
    )
    cells = [tuple(Cell((Text(text),)) for text in row) for row in rows]
    cells.append((Cell((Text("偏差大或目标未完成原因分析"),)), Cell((Text(reason),), colspan=5)))
    assert found(Table("", (Column(1),) * 6, (), tuple(cells))) == findings


def test_a_column_that_only_words_below_divide() -> None:
    """A merged column of money is one, although the goals of the form stand in its two halves."""

    def form(rate: str) -> Table:
        rows = (
            ("项目资金", "年初预算数", "全年预算数", "全年执行数", "执行率"),
            ("年度资金总额", "38.60", "41.25", "39.60", "96.00%"),
            ("其中：财政拨款", "38.60", "38.60", "37.40", rate),
        )
        cells = [
            tuple(Cell((Text(text),), colspan=2 if column == 3 else 1) for column, text in enumerate(row))
            for row in rows
        ]
        goals = ("年度目标", "预期目标", "", "", "完成情况", "")
        cells.append(tuple(Cell((Text(text),)) for text in goals))
        return Table("", (Column(1),) * 6, (), tuple(cells))

    assert found(form("96.89%")) == []
    assert found(form("98.69%")) == [("error", "ratio")]


def test_one_amount_in_two_units() -> None:
    def form(amount: str) -> Table:
        return grid(
            "预算金额（元） | 3,620,000.00 | 支出金额（元） | 3,557,660.00",
            f"预算金额（万元） | {amount} | 支出金额（万元） | 355.77",
        )

    assert found(form("362.00")) == []
    assert found(form("3620000.00")) == [("error", "unit")]


def test_subtotals_beside_the_name_of_their_group() -> None:
    head = "项目 | 明细 | 支付金额（元）"
    rows = (
        "水库维修 | 安全监测 | 368400.00",
        "水库维修 | 白蚁防治 | 296150.50",
        "水库维修 | 小计 | 664550.50",
        "设施维修 | 水位站维修 | 421600.00",
        "设施维修 | 小计 | 421600.00",
    )
    assert found(grid(head, *rows, "合计 |  | 1086150.50")) == []
    assert found(grid(head, *rows, "合计 |  | 1068150.50")) == [("error", "sum")]


def test_a_share_of_the_row_s_own_amount_is_not_added_up() -> None:
    head = "支出方向 | 预算安排 | 实际到位 | 实际支出 | 支出占到位比例"
    rows = ("网箱补助 | 960.00 | 940.00 | 912.00 | 97.02%", "渔港维护 | 420.00 | 400.00 | 372.40 | 93.10%")
    assert found(grid(head, *rows, "合计 | 1380.00 | 1340.00 | 1284.40 | 95.85%")) == []


def test_what_is_left_at_the_end_of_each_year() -> None:
    head = "年度 | 当年批复预算 | 当年支出 | 累计预算 | 年末结转"
    rows = (
        "2022 | 560.00 | 431.25 | 560.00 | 128.75",
        "2023 | 720.00 | 688.40 | 1280.00 | 160.35",
        "2024 | 345.00 | 480.92 | 1625.00 | 24.43",
    )
    note = "2024年支出大于预算，系使用以前年度结转资金。"
    assert found(grid(head, *rows, "合计 | 1625.00 | 1600.57 | — | 24.43"), note) == []


@pytest.mark.parametrize(
    ("rows", "findings"),
    [
        (("监测 | 188.00 | 186.40 | 182.00 | 4.40", "储备 | 152.00 | 150.00 | 148.00 | 2.00"), []),
        (("监测 | 188.00 | 186.40 | 182.00 | 6.00", "储备 | 152.00 | 150.00 | 148.00 | 4.00"), []),
        (
            ("监测 | 188.00 | 186.40 | 182.00 | 4.40", "储备 | 152.00 | 150.00 | 148.00 | 5.00"),
            [("error", "sum")],
        ),
    ],
)
def test_what_is_left_is_of_the_column_that_the_rows_show(
    rows: tuple[str, ...], findings: list[tuple[str, str]]
) -> None:
    """It may be what is left of what came in, not of the budget."""
    third = (
        "救助 | 70.00 | 66.00 | 66.00 | 0.00" if "4.40" in rows[0] else "救助 | 70.00 | 66.00 | 66.00 | 4.00"
    )
    head = "项目 | 预算数（万元） | 到位数（万元） | 支出数（万元） | 结余（万元）"
    assert found(grid(head, *rows, third)) == findings


def test_one_kind_of_budget_is_not_what_all_spending_is_held_against() -> None:
    head = "村名 | 报酬（万元） | 办公经费预算（万元） | 预算小计（万元） | 实际支出（万元） | 结余（万元）"
    rows = ("甲村 | 25.20 | 8.00 | 33.20 | 33.20 | 0.00", "乙村 | 18.00 | 6.50 | 24.50 | 24.30 | 0.20")
    assert found(grid(head, *rows)) == []
    assert found(grid(head, rows[0], "乙村 | 18.00 | 6.50 | 24.50 | 24.30 | 0.02")) == [("error", "sum")]


def test_what_is_left_over_is_none_of_the_kinds_of_spending_above_it() -> None:
    rows = (
        "支出合计 | 2830.00 | 3000.00 | 2900.00",
        "1.基本支出 | 1230.00 | 1240.00 | 1240.00",
        "其中：人员经费 | 1000.00 | 1010.00 | 1010.00",
        "公用经费 | 230.00 | 230.00 | 230.00",
        "2.项目支出 | 1600.00 | 1760.00 | {spent}",
        "其中：公共卫生 | 960.00 | 960.00 | 960.00",
        "药物补助 | 640.00 | 800.00 | 700.00",
        "年末结转结余 | — | — | 100.00",
    )
    head = "预算构成 | 年初预算（万元） | 调整后预算（万元） | 决算数（万元）"
    assert found(grid(head, *(row.format(spent="1660.00") for row in rows))) == []
    assert ("error", "sum") in found(grid(head, *(row.format(spent="1680.00") for row in rows)))


def test_more_than_the_budget_by_as_much_as_the_budget() -> None:
    """That the difference is a figure of the row tells nothing where no column is of differences."""
    head = "项目 | 全年预算数（万元） | 全年执行数（万元）"
    assert found(grid(head, "路灯 | 126.99 | 253.98", "绿化 | 80.00 | 78.00")) == [("error", "exceed")]
    told = grid(f"{head} | 差异额（万元）", "路灯 | 12.0 | 12.6 | 0.6", "绿化 | 80.0 | 78.0 | -2.0")
    assert found(told) == []
