"""One column in two units."""

import pytest

from tests.reports.checkup.test_examination import found, grid


@pytest.mark.parametrize(
    ("cell", "findings"),
    [
        ("2400000", []),
        ("240", [("error", "unit")]),
        ("2040000", [("error", "sum")]),
    ],
)
def test_spending_in_two_units(cell: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "县区 | 支出（万元） | 支出（元）",
        "甲县 | 420.00 | 4200000",
        f"乙区 | 240.00 | {cell}",
        "丙市 | 299.25 | 2992500",
        "丁区 | 140.00 | 1400000",
    )
    assert found(table) == findings


def test_columns_of_other_things() -> None:
    table = grid(
        "县区 | 支出（万元） | 结余（元）",
        "甲县 | 420.00 | 4200000",
        "乙区 | 240.00 | 350",
        "丙市 | 299.25 | 2992500",
    )
    assert found(table) == []
