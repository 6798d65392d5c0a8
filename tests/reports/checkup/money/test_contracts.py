"""What is contracted for, and the budget of it."""

import pytest

from tests.reports.checkup.test_examination import found, grid


@pytest.mark.parametrize(
    ("first", "last", "findings"),
    [
        ("126.40", "54.80", []),
        ("129.40", "54.80", [("warning", "exceed")]),
        ("129.40", "57.80", []),
    ],
    ids=["none", "one is beyond", "several are"],
)
def test_one_contract_beyond_its_budget(first: str, last: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "子项目 | 批复预算（万元） | 合同金额（万元）",
        f"石窟防渗 | 128.00 | {first}",
        "城墙监测 | 84.00 | 81.60",
        "旧址展陈 | 175.00 | 169.80",
        f"文物修复 | 56.00 | {last}",
    )
    assert found(table) == findings
