"""Days and states that an indicator missed, and cells that only seem to be filled in."""

import pytest

from reports.document import Table
from tests.reports.checkup.test_examination import found, grid

TITLE = "2023年度项目支出绩效自评表"
TOO_MANY, MISSING = ("warning", "score"), ("warning", "missing_reason")


def form(target: str, actual: str, score: str, reason: str = "") -> Table:
    """A form with one indicator of 50 points, and another that got its 50."""
    return grid(
        "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析",
        f"产出指标 | 时效指标 | 工作完成情况 | {target} | {actual} | 50 | {score} | {reason}",
        "效益指标 | 社会效益 | 受益群众人数 | ≥500人 | 520人 | 50 | 50 | ",
        f"总分 | | | | | 100 | {50 + float(score):g} | ",
    )


@pytest.mark.parametrize(
    ("target", "late", "in_time"),
    [
        ("2023年10月底前", "2023年12月20日", "2023年10月20日"),
        ("≤2023年10月31日", "2023年11月1日", "2023年10月31日"),
        ("2023年11月", "2023年12月", "2023年11月"),
        ("10月31日前完成", "11月15日", "10月15日"),
        ("2023年6月中旬", "2023年6月21日", "2023年6月20日"),
        ("2023年12月31日前", "2024年1月10日", "2023年12月"),
        ("及时", "不及时", "及时"),
        ("明显改善", "部分达成", "明显改善"),
        ("制度健全", "未完善", "制度健全"),
    ],
)
def test_all_points_for_what_was_missed(target: str, late: str, in_time: str) -> None:
    assert found(TITLE, form(target, in_time, "50")) == []
    assert TOO_MANY in found(TITLE, form(target, late, "50", "因降雨停工"))
    assert found(TITLE, form(target, late, "48", "因降雨停工")) == []


def test_what_was_late_needs_a_reason() -> None:
    assert MISSING in found(TITLE, form("2023年10月底前", "2023年12月20日", "50"))


def test_a_day_of_another_year() -> None:
    assert found(TITLE, form("2023年12月底前", "2022年11月30日", "50")) == [("warning", "date")]
    assert found(TITLE, form("2023年12月底前", "2023年1月30日", "50")) == []


@pytest.mark.parametrize("reason", ["无偏差", "暂无", "不适用", "。", "已完成", "无原因", "正常", "没有"])
def test_a_reason_that_tells_none(reason: str) -> None:
    assert found(TITLE, form("≥600人", "576人", "48", reason)) == [MISSING]
    assert found(TITLE, form("≥600人", "610人", "50", reason)) == []


@pytest.mark.parametrize(
    "actual", ["待统计", "无数据", "人", "未统计", "暂无数据", "不详", "待核实", "未填报"]
)
def test_a_value_that_is_none(actual: str) -> None:
    assert found(TITLE, form("≥600人", actual, "50")) == [("warning", "missing_actual")]
