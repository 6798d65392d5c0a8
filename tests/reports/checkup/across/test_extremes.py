"""What the prose calls the highest or the lowest of a table."""

import pytest

from tests.reports.checkup.test_examination import found, grid

TITLE = "2023年度项目支出绩效自评报告"
TOWNS = grid(
    "县（市、区） | 预算数（万元） | 支出数（万元） | 执行率",
    "丁市 | 788.00 | 788.00 | 100.00%",
    "己市 | 640.00 | 601.60 | 94.00%",
    "庚市 | 764.50 | 665.50 | 87.05%",
    "合计 | 2192.50 | 2055.10 | 93.73%",
)
WRONG = [("error", "prose_vs_table")]
DOUBTFUL = [("error", "prose_vs_table")]


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("总体执行率93.73%，庚市执行率最低，为87.05%。", []),
        ("总体执行率93.73%，庚市执行率最低，为85.07%。", WRONG),
        ("总体执行率93.73%，庚市执行率最低，仅84.00%。", WRONG),
        ("总体执行率93.73%，己市执行率最低，为94.00%。", DOUBTFUL),
        ("执行率最低的是庚市，为87.05%。", []),
        ("执行率最低的县（市、区）为庚市，为85.07%。", WRONG),
        ("执行率最高的县（市、区）为己市。", DOUBTFUL),
        ("支出规模最大的为丁市，支出778.00万元。", WRONG),
        ("支出规模最大的为丁市，支出788.00万元。", []),
        ("总体执行率93.73%，其中最低的庚市为85.07%，最高的丁市为100%。", WRONG),
        ("总体执行率93.73%，其中最低的庚市为87.05%，最高的丁市为100%。", []),
        ("总体执行率93.73%，其中最低的庚市仅安排3处。", []),
        ("除丁市外，己市执行率最高，为94.00%。", []),
        ("未完成的地区中，己市执行率最高，为94.00%。", []),
        ("2022年庚市执行率最低，为85.07%。", []),
        ("庚市满意度最低，为85.07%。", []),
        ("庚市执行率最低，比上年提高2.10%。", []),
    ],
)
def test_against_the_table(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text, TOWNS) == findings
