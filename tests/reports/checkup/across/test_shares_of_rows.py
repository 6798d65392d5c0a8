"""Shares in prose of what only a table tells."""

import pytest

from reports.document import Table
from tests.reports.checkup.test_examination import found, grid

TABLE = grid(
    "镇街 | 整治口数 | 支出（万元）",
    "白沙镇 | 26 | 254.80",
    "石龙镇 | 20 | 196.00",
    "永丰街道 | 14 | 137.20",
    "合计 | 60 | 588.00",
)
BUDGETS = grid(
    "支出内容 | 预算数（万元） | 执行数（万元）",
    "案件补贴 | 50.00 | 46.20",
    "宣传资料 | 30.00 | 27.30",
    "场地租赁 | 20.00 | 12.00",
    "合计 | 100.00 | 85.50",
)


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (TABLE, "对60口山坪塘进行了整治，其中白沙镇支出占45.33%。"),
        (TABLE, "白沙镇占总支出的41.33%，居首位。"),
        (TABLE, "石龙镇支出占比较大，永丰街道占全部支出的比重为25.33%。"),
        (TABLE, "其中石龙镇资金占33.83%，永丰街道资金占23.33%。"),
        (TABLE, "各镇街支出不均，白沙镇支出占43.83%。"),
        (BUDGETS, "主要用于调解工作，其中案件补贴占支出总额的56.04%。"),
        (BUDGETS, "宣传资料占预算的比例为33.00%。"),
        (BUDGETS, "场地租赁支出占总支出的比重为16.04%。"),
    ],
)
def test_a_share_that_the_table_does_not_bear_out(table: Table, text: str) -> None:
    assert ("warning", "ratio") in found("2023年度绩效自评报告", table, text)


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (TABLE, "其中白沙镇支出占43.33%，石龙镇支出占33.33%，永丰街道支出占23.33%。"),
        (TABLE, "2022年白沙镇支出占45.33%。"),
        (TABLE, "青岭镇支出占45.33%。"),
        (TABLE, "白沙镇支出254.80万元，占45.33%的是人工费。"),
        (TABLE, "白沙镇约占45%。"),
        (BUDGETS, "案件补贴占支出总额的54.04%，占预算的比例为50.00%。"),
        (BUDGETS, "案件补贴占一半，占比较上年提高3.20%。"),
        (BUDGETS, "案件补贴占47.50%。"),
    ],
)
def test_a_share_that_it_does_or_does_not_tell(table: Table, text: str) -> None:
    assert ("warning", "ratio") not in found("2023年度绩效自评报告", table, text)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("入户抽查6口，抽查比例为整治口数的12%。", [("warning", "ratio")]),
        ("入户抽查6口，抽查比例为整治口数的10%。", []),
        ("已验收57口，占整治口数的85%。", [("warning", "ratio")]),
        ("已验收57口，占整治口数的95%。", []),
        ("已验收57口，占登记口数的85%。", []),
    ],
)
def test_a_share_of_the_total_of_a_column(text: str, findings: list[tuple[str, str]]) -> None:
    table = grid("镇街 | 整治口数（口）", "白沙镇 | 26", "石龙镇 | 20", "永丰街道 | 14", "合计 | 60")
    assert found("2023年度绩效自评报告", table, text) == findings
