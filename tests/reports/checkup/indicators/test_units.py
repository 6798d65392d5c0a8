"""Targets and actuals of one indicator in units that do not fit each other."""

import pytest

from tests.reports.checkup.test_examination import found, grid

HEAD = "一级指标 | 三级指标 | 指标值 | 度量单位 | 完成值 | 分值 | 得分 | 偏差原因"
REST = ("效益指标 | 改善环境 | 明显 |  | 明显 | 40 | 40 | ", "总分 |  |  |  |  | 100 | 100 | ")


@pytest.mark.parametrize(
    ("target", "unit", "actual"),
    [
        ("≥18公里", "", "18600米"),
        ("≥318万亩", "", "318万亩"),
        ("≥3.5", "万人次", "3.82万人次"),
        ("≥3.5", "万人次", "3.82"),
        ("≥35000人次", "", "3.82万人次"),
        ("=1250", "元/生·年", "1250元/生·年"),
        ("≤4.2万元", "", "41600元"),
        ("≤320000", "元", "31.86万元"),
        ("≥1", "次", "1"),
        ("≥0.5吨", "", "500公斤"),
        ("≥1000次", "", "1250次"),
        ("≥9.6万平方米", "", "98000平方米"),
        ("≥15亩", "", "1.02万平方米"),
        ("≤2天", "", "3小时"),
        ("≤24小时", "", "1天"),
        ("≤2", "小时", "1.5"),
    ],
)
def test_units_that_fit(target: str, unit: str, actual: str) -> None:
    row = f"产出指标 | 完成的工作 | {target} | {unit} | {actual} | 60 | 60 | "
    assert ("error", "unit") not in found(grid(HEAD, row, *REST))


@pytest.mark.parametrize(
    ("target", "unit", "actual"),
    [
        ("≥18公里", "", "18.6米"),
        ("≥318万亩", "", "318亩"),
        ("=1250", "元/生·年", "1250万元/生·年"),
        ("≤32", "万元", "318600"),
        ("≤4.2万元", "", "4.16元"),
        ("≥3.5万人次", "", "3.82人次"),
        ("≥9.6万平方米", "", "9.8万平方公里"),
        ("≥500亩", "", "520平方米"),
        ("≤2小时", "", "1.5天"),
        ("≤2", "小时", "1.5天"),
    ],
)
def test_units_that_do_not(target: str, unit: str, actual: str) -> None:
    row = f"产出指标 | 完成的工作 | {target} | {unit} | {actual} | 60 | 60 | "
    assert ("error", "unit") in found(grid(HEAD, row, *REST))


@pytest.mark.parametrize(
    ("target", "unit", "actual"),
    [
        ("≥60户", "", "62万元"),
        ("4台", "", "4万元"),
        ("4500册", "", "4620人次"),
        ("≥3200吨", "", "3345公里"),
        ("≥2000平方米", "", "2060米"),
        ("≥300人", "", "312户"),
        ("≥1.2万人次", "", "1.26万元"),
    ],
)
def test_almost_the_same_number_of_something_else(target: str, unit: str, actual: str) -> None:
    row = f"产出指标 | 完成的工作 | {target} | {unit} | {actual} | 60 | 60 | "
    assert ("error", "unit") in found(grid(HEAD, row, *REST))


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("≥300人", "312人次"),
        ("≥5个", "5处"),
        ("≥12次", "12场"),
        ("≥60家", "62户"),
        ("≥500吨", "520立方米"),
        ("≤320元/平方米", "305.73元"),
        ("≥12个月", "13月"),
        ("≥40台", "42套"),
        ("≥3项", "3个"),
        ("≤1年", "8个月"),
        ("≥100%", "100分"),
        ("≥20件", "21户"),
    ],
)
def test_units_that_may_count_the_same(target: str, actual: str) -> None:
    row = f"产出指标 | 完成的工作 | {target} |  | {actual} | 60 | 60 | "
    assert ("error", "unit") not in found(grid(HEAD, row, *REST))


def test_a_scored_indicator_without_target_and_actual() -> None:
    rows = ("产出指标 | 验收合格率 |  |  |  | 20 | 20 | ", "产出指标 | 活动 | ≥4场 |  | 4场 | 40 | 40 | ")
    assert found(grid(HEAD, *rows, *REST)) == [("warning", "missing_actual")]


def test_a_total_that_says_of_how_many_it_is() -> None:
    head = "序号 | 镇 | 项目村 | 奖补资金（万元）"
    rows = ("1 | 甲镇 | 子村 | 22.5", "2 | 甲镇 | 丑村 | 18", "3 | 乙镇 | 寅村 | 26.5")
    assert found(grid(head, *rows, "合计 |  | 3个村 | 67")) == []
    assert found(grid(head, *rows, "合计 |  | 3个村 | 76")) == [("error", "sum")]
