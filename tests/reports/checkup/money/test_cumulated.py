"""Columns that add up as they go."""

import pytest

from tests.reports.checkup.test_examination import found, grid


def quarters(*, reached: str = "280.00", share: str = "56.00%") -> str:
    return (
        "季度 | 当季支付（万元） | 累计支付（万元） | 累计占比\n"
        "一季度 | 120.00 | 120.00 | 24.00%\n"
        f"二季度 | 160.00 | {reached} | {share}\n"
        "三季度 | 150.00 | 430.00 | 86.00%\n"
        "四季度 | 70.00 | 500.00 | 100.00%"
    )


@pytest.mark.parametrize(
    ("table", "findings"),
    [
        (quarters(), []),
        (quarters(share="65.00%"), [("error", "ratio")]),
        (quarters(reached="208.00"), [("error", "sum"), ("error", "ratio")]),
        (quarters() + "\n合计 | 500.00 | 500.00 | 100.00%", []),
    ],
)
def test_what_was_reached_by_each_quarter(table: str, findings: list[tuple[str, str]]) -> None:
    assert found(grid(*table.splitlines())) == findings


def test_what_was_spent_over_the_years_adds_up_by_no_rows() -> None:
    rows = ("路灯 | 20.00 | 90.00", "绿化 | 30.00 | 85.00", "护栏 | 10.00 | 40.00", "合计 | 60.00 | 215.00")
    assert found(grid("项目名称 | 本年支出（万元） | 累计支出（万元）", *rows)) == []
