"""Indicators that are what others add up to."""

import pytest

from reports.document import Table
from tests.reports.checkup.test_examination import found, grid


def form(repair: str, whole: str, unit: str = "万元", name: str = "成本合计") -> Table:
    return grid(
        "一级指标 | 二级指标 | 三级指标 | 分值 | 年度指标值 | 实际完成值 | 得分 | 偏差原因",
        f"产出指标 | 成本指标 | 办公所需成本 | 30 | 15{unit} | 15{unit} | 30 |",
        f" |  | 维修所需成本 | 30 | 35{unit} | {repair}{unit} | 30 |",
        f" |  | {name} | 20 | 50{unit} | {whole}{unit} | 20 |",
        "效益指标 | 社会效益指标 | 办学条件 | 20 | 改善 | 改善 | 20 |",
        "总分 |  |  | 100 |  |  | 100 |",
    )


@pytest.mark.parametrize(
    ("table", "findings"),
    [
        (form("35", "50"), []),
        (form("34", "49"), []),
        (form("38", "50"), [("error", "sum")]),
        (form("35", "52"), [("error", "sum")]),
        (form("38", "50", "人", "总人数"), [("warning", "sum")]),
        (form("38", "50", name="绿化成本"), []),
    ],
)
def test_a_total_of_other_indicators(table: Table, findings: list[tuple[str, str]]) -> None:
    assert found(table) == findings


def test_targets_that_do_not_add_up_prove_nothing() -> None:
    table = grid(
        "一级指标 | 二级指标 | 三级指标 | 分值 | 年度指标值 | 实际完成值 | 得分 | 偏差原因",
        "产出指标 | 成本指标 | 办公所需成本 | 40 | 15万元 | 15万元 | 40 |",
        " |  | 维修所需成本 | 40 | 35万元 | 38万元 | 40 |",
        " |  | 总成本 | 20 | 80万元 | 78万元 | 20 |",
        "总分 |  |  | 100 |  |  | 100 |",
    )
    assert found(table) == []
