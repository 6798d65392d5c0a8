"""Shares of what a row of a table has spent or was given."""

import pytest

from tests.reports.checkup.test_examination import found, grid

ROWS = (
    "子项目 | 预算（万元） | 支出（万元） | 完成率",
    "日常管护 | 226.60 | 226.60 | 100.00%",
    "工程维修 | 318.40 | 296.10 | 93.00%",
    "合计 | 545.00 | 522.70 | 95.91%",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("投资最大的三座合计69.20万元，占工程维修支出的23.37%。", []),
        ("投资最大的三座合计69.20万元，占工程维修支出的21.73%。", [("error", "ratio")]),
        ("投资最大的三座合计69.20万元，占工程维修支出的32.37%。", [("error", "ratio")]),
        ("投资最大的三座合计69.20万元，占工程维修预算的21.73%。", []),
        ("聘用人员工资69.20万元，占工程维修经费的21.73%。", []),
        ("聘用人员工资69.20万元，占工程维修经费的31.72%。", [("error", "ratio")]),
        ("聘用人员工资支出126.60万元，占总支出的24.22%。", []),
        ("聘用人员工资支出126.60万元，占总支出的22.42%。", [("error", "ratio")]),
        ("上年聘用人员工资支出126.60万元，占上年总支出的22.42%。", []),
    ],
)
def test_shares_in_rows(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(grid(*ROWS), text) == findings
