"""Quarters and halves of a year beside their months."""

import pytest

from tests.reports.checkup.test_examination import found

WRONG = [("error", "date")]


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("一季度（2月）完成招标。", []),
        ("一季度（4月）完成招标。", WRONG),
        ("第三季度（8月15日）开展检查。", []),
        ("第二季度（8月15日）开展检查。", WRONG),
        ("四季度（10月至12月）支出30万元。", []),
        ("四季度（7月至9月）支出30万元。", WRONG),
        ("上半年（1—6月）支出40万元。", []),
        ("上半年（1—7月）支出40万元。", WRONG),
        ("下半年（7-12月）支出40万元。", []),
        ("下半年（3月）完成采购。", WRONG),
        ("于2023年第四季度，即2023年11月完成验收。", []),
        ("前三季度（1-9月）支出进度68.4%。", []),
        ("前三季度（1-10月）支出进度68.4%。", WRONG),
        ("11月（四季度）完成验收。", []),
        ("11月（三季度）完成验收。", WRONG),
        ("一季度（含4月预拨）支出30万元。", []),
    ],
)
def test_months_of_a_quarter(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "wrong", "right", "severity"),
    [
        ("“十四五”期间（2021—{}年）共投入500万元。", "2024", "2025", "warning"),
        ("“十三五”期间（{}年至2020年）共投入500万元。", "2015", "2016", "warning"),
        ("十五五规划期间（2026-{}年）安排资金。", "2031", "2030", "warning"),
        ("1-{}月累计支出98万元。", "13", "12", "error"),
        ("1月至{}月累计支出98万元。", "13", "12", "error"),
        ("第{}季度支出20万元。", "五", "四", "error"),
    ],
)
def test_plans_and_months_that_there_are(text: str, wrong: str, right: str, severity: str) -> None:
    assert found(text.format(right)) == []
    assert found(text.format(wrong)) == [(severity, "date")]


@pytest.mark.parametrize("text", ["“十四五”以来（2021—2023年）投入300万元。", "0-36月龄儿童建档率95%。"])
def test_other_periods(text: str) -> None:
    assert found(text) == []
