"""Formulas that a text writes out."""

import pytest

from tests.reports.checkup.test_examination import found


@pytest.mark.parametrize(
    "text",
    [
        "人均年支出5.88万元（3010.56万元÷512人=5.88万元）。",
        "合计：12.5万元＋7.5万元＝20万元。",
        "购置设备12台×0.5万元=6万元。",
        "补助发放186人*2000元/人=37.2万元。",
        "每人200元/月×12个月×30人=7.2万元。",
        "总得分：9+8+10=27分。",
        "执行率得分=10分×96%=9.6分。",
        "（12+8）×5=100人。",
        "面积：3×4=12平方米。",
        "在职58人/编制60人=96.67%。",
        "结余：100万元-96.5万元=3.5万元。",
    ],
)
def test_right_formulas(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("人均年支出5.88元（3010.56万元÷512人=5.88万元）。", "unit"),
        ("人均年支出5.98万元（3010.56万元÷512人=5.98万元）。", "sum"),
        ("合计：12.5万元＋7.5万元＝21万元。", "sum"),
        ("购置设备12台×0.5万元=6元。", "unit"),
        ("补助发放186人*2000元/人=32.7万元。", "sum"),
        ("每人200元/月×12个月×30人=7.4万元。", "sum"),
        ("总得分：9+8+10=28分。", "sum"),
        ("执行率得分=10分×96%=9.8分。", "sum"),
        ("结余：100万元-96.5万元=4.5万元。", "sum"),
    ],
)
def test_wrong_formulas(text: str, kind: str) -> None:
    assert found(text) == [("error", kind)]
