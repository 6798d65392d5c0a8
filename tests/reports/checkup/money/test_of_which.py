"""Rows that 其中 opens below another, and tables of what comes in."""

import pytest

from tests.reports.checkup.test_examination import found, grid

HEAD = "支出类型 | 全年预算数（万元） | 执行数（万元） | 执行率"
ERROR = ("error", "sum")


def spending(
    *, staff: str = "61.20", offices: str = "18.30", basic: str = "79.50", whole: str = "117.90"
) -> str:
    return "\n".join(
        (
            HEAD,
            f"基本支出 | 80.00 | {basic} | 99.38%",
            f"其中：人员经费 | 61.50 | {staff} | 99.51%",
            f"公用经费 | 18.50 | {offices} | 98.92%",
            "项目支出 | 40.00 | 38.40 | 96.00%",
            f"合计 | 120.00 | {whole} | 98.25%",
        )
    )


@pytest.mark.parametrize(
    ("table", "findings"),
    [
        (spending(), []),
        (spending(staff="62.10"), [("error", "ratio"), ERROR, ("error", "exceed")]),
        (spending(offices="18.20"), [("error", "ratio"), ERROR]),
        (spending(whole="119.70"), [ERROR, ("error", "ratio")]),
    ],
)
def test_the_total_counts_no_part_twice(table: str, findings: list[tuple[str, str]]) -> None:
    assert sorted(found(grid(*table.splitlines()))) == sorted(findings)


def test_the_last_group_is_divided_too() -> None:
    rows = (
        "支出类型 | 预算数（万元） | 决算数（万元）",
        "基本支出 | 80.00 | 79.50",
        "其中：人员经费 | 61.50 | 61.20",
        "公用经费 | 18.50 | 18.30",
        "项目支出 | 40.00 | 38.40",
        "其中：环卫保洁 | 25.00 | 24.00",
        "绿化养护 | 15.00 | 14.40",
    )
    assert found(grid(*rows, "支出合计 | 120.00 | 117.90")) == []
    assert found(grid(*rows, "支出合计 | 120.00 | 119.70")) == [ERROR]


def test_some_of_many_prove_nothing() -> None:
    rows = (
        "支出类型 | 预算数（万元） | 决算数（万元）",
        "项目支出 | 40.00 | 38.40",
        "其中：环卫保洁 | 25.00 | 24.00",
    )
    assert found(grid(*rows, "基本支出 | 80.00 | 79.50", "合计 | 120.00 | 117.90")) == []


@pytest.mark.parametrize(
    ("stub", "whole", "findings"),
    [
        ("收入项目", "收入合计", []),
        ("项目", "本年收入合计", []),
        ("支出项目", "支出合计", [("warning", "exceed"), ("warning", "exceed")]),
    ],
)
def test_more_may_come_in_than_was_planned(stub: str, whole: str, findings: list[tuple[str, str]]) -> None:
    rows = (
        f"{stub} | 年初预算（万元） | 决算（万元）",
        "一般公共预算 | 300.00 | 320.00",
        "其他 | 10.00 | 8.00",
    )
    assert found(grid(*rows, f"{whole} | 310.00 | 328.00")) == findings
