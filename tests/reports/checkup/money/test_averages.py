"""Columns that tell what each gets."""

import pytest

from tests.reports.checkup.test_examination import found, grid

HEAD = "乡镇 | 安排资金（万元） | 拨付资金（万元） | 改造户数（户） | 户均补助（元）"
ROWS = (
    "甲镇 | 86.00 | 84.20 | 132 | 6379",
    "乙镇 | 74.50 | 74.50 | 118 | 6314",
    "丙乡 | 58.00 | 55.36 | 92 | 6017",
)


@pytest.mark.parametrize(
    ("last", "findings"),
    [
        ("丁镇 | 91.20 | 88.74 | 146 | 6078", []),
        ("丁镇 | 91.20 | 88.74 | 146 | 6708", [("error", "ratio")]),
    ],
)
def test_each_is_the_amount_over_the_count(last: str, findings: list[tuple[str, str]]) -> None:
    whole = "合计 | 309.70 | 302.80 | 488 | 6205"
    assert found(grid(HEAD, *ROWS, last, whole)) == findings


def test_averages_that_are_of_something_else() -> None:
    rows = ("甲镇 | 86.00 | 84.20 | 132 | 3100", "乙镇 | 74.50 | 74.50 | 118 | 3900")
    assert found(grid(HEAD, *rows, "丙乡 | 58.00 | 55.36 | 92 | 2750")) == []
