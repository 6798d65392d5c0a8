"""The same thing told in two units."""

import pytest

from tests.reports.checkup.test_examination import found, grid


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("处理餐厨垃圾1250000公斤，折合1350吨。", "处理餐厨垃圾1250000公斤，折合1250吨。"),
        ("项目支出1256800元（125.86万元）。", "项目支出1256800元（125.68万元）。"),
        ("项目投资12500万元，即1.35亿元。", "项目投资12500万元，即1.25亿元。"),
        ("新建管网12.5公里（12800米）。", "新建管网12.5公里（12500米）。"),
        ("造林150公顷（2350亩）。", "造林150公顷（2250亩）。"),
        ("供热面积50万平方米，合5000000平方米。", "供热面积50万平方米，合500000平方米。"),
        ("合同金额98.5万元（即958000元）。", "合同金额98.5万元（即985000元）。"),
        ("收购粮食3.2万吨（320万公斤）。", "收购粮食3.2万吨（3200万公斤）。"),
        ("收集有机肥560吨，覆盖农田1200亩（85公顷）。", "收集有机肥560吨，覆盖农田1200亩（80公顷）。"),
    ],
)
def test_what_is_told_again_is_as_much(wrong: str, right: str) -> None:
    assert found(wrong) == [("error", "unit")]
    assert found(right) == []


def test_the_first_is_wrong_where_other_figures_bear_out_the_second() -> None:
    table = grid(
        "项目 | 预算数（万元） | 执行数（万元）",
        "甲 | 8000 | 7840",
        "乙 | 4000 | 3920",
        "合计 | 12000 | 11760",
    )
    assert found(table, "实际支出1.176亿元（11760万元），执行率98%。") == []
    assert found(table, "实际支出11.76亿元（11760万元），执行率98%。") == [
        ("error", "prose_vs_table"),
        ("error", "unit"),
    ]


def test_what_is_told_to_be_rounded_may_be_off() -> None:
    assert found("绿化面积66667平方米（约合120亩）。") == [("warning", "unit")]
    assert found("绿化面积66667平方米（约合102亩）。") == []


@pytest.mark.parametrize(
    "text",
    [
        "设备费20万元（3000元为押金）。",
        "总投资1.2亿元（中央资金8000万元）。",
        "累计投入资金1.05亿元（10496万元）。",
        "全年支出125.68万元，押金3000元。",
        "改造120户（118户已验收）。",
        "治理面积3平方公里（4200亩）。",
        "绿化面积66667平方米，合计投入120万元。",
    ],
)
def test_another_amount_or_a_rounded_one(text: str) -> None:
    assert found(text) == []
