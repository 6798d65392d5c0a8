"""One amount in another unit than the others of its sentence."""

import pytest

from tests.reports.checkup.test_examination import found


@pytest.mark.parametrize(
    ("text", "right", "wrong", "severity"),
    [
        (
            "分四项：学前教育62.00万元，小学教育518.36万元，初中教育947.20万元，职业教育1280.45{}。",
            "万元",
            "元",
            "error",
        ),
        ("全年支出2,860,400元，其中培训2,710,000元、宣传150,400元，节余98,600{}。", "元", "万元", "error"),
    ],
)
def test_a_unit_that_is_another(text: str, right: str, wrong: str, severity: str) -> None:
    assert found(text.format(right)) == []
    assert found(text.format(wrong)) == [(severity, "unit")]


@pytest.mark.parametrize(
    "text",
    [
        "支出120.52万元、98.24万元、45.63万元，利息收入156.24元。",
        "总投资1.28亿元，其中中央8000万元、省级3000万元、县级1800万元。",
        "发放120.00万元、86.00万元、54.00万元，每人补助800.00元。",
    ],
)
def test_units_that_are_meant(text: str) -> None:
    assert found(text) == []
