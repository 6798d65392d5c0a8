"""Counts of things in words, and the table that lists them."""

import pytest

from tests.reports.checkup.test_examination import found, grid

TITLE = "某县人民医院2024年设备购置项目绩效自评报告"
WARNING = [("warning", "count")]
TABLE = grid(
    "序号 | 设备名称 | 数量 | 单位 | 中标金额（万元）",
    "1 | 甲仪 | 7 | 台 | 105.90",
    "2 | 乙仪 | 20 | 台 | 36.40",
    "3 | 丙仪 | 6 | 台 | 54.90",
    "合计 |  | 33 | 台 | 197.20",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("计划购置设备共33台。", []),
        ("计划购置设备共31台。", WARNING),
        ("根据《三年行动方案（2023—2025年）》，购置31台（套）设备。", WARNING),
        ("购置设备33台，其中大型设备31台。", []),
        ("2023年采购设备31台。", []),
        ("全院现有设备412台。", []),
        ("新增设备31台。", []),
        ("计划购置设备共31套。", []),
    ],
)
def test_things_are_as_many_as_their_total(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text, TABLE) == findings


def test_the_unit_may_stand_in_the_heading() -> None:
    table = grid("器材 | 数量（件） | 金额（万元）", "甲 | 40 | 1.00", "乙 | 20 | 2.00", "合计 | 60 | 3.00")
    assert found(TITLE, "配备器材共60件。", table) == []
    assert found(TITLE, "配备器材共66件。", table) == WARNING


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("项目由3个供水站具体实施。", []),
        ("项目由4个供水站具体实施。", WARNING),
        ("项目由4个供水站点具体实施。", []),
        ("其中4个供水站具体负责。", []),
    ],
)
def test_who_carries_it_out(text: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "供水站 | 工程数（处） | 费用（万元）",
        "东河站 | 14 | 152.40",
        "西坡站 | 11 | 118.60",
        "南塘站 | 9 | 96.75",
        "合计 | 34 | 367.75",
    )
    assert found(TITLE, text, table) == findings
