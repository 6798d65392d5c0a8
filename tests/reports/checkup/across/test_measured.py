"""The same digits in another unit of length, area or weight, and amounts out of all proportion."""

import pytest

from tests.reports.checkup.test_examination import found, grid

TITLE = "2023年度项目支出绩效自评报告"
FORM = grid(
    "三级指标 | 指标值 | 完成值 | 分值 | 得分",
    "新建改建公路里程 | ≥28.6公里 | 28.6公里 | 60 | 60",
    "受益群众满意度 | ≥90% | 95.00% | 40 | 40",
    "总分 | | | 100 | 100",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("新建改建农村公路28.6公里。", []),
        ("新建改建农村公路28.6米。", [("warning", "unit")]),
        ("路面平均宽度28.6米。", []),
        ("清运垃圾28.6吨。", []),
    ],
)
def test_lengths(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, FORM, text) == findings


@pytest.mark.parametrize(
    ("spent", "findings"),
    [("2242.00万元", []), ("2242.00亿元", [("warning", "unit")]), ("9.18亿元", [])],
)
def test_amounts_out_of_proportion(spent: str, findings: list[tuple[str, str]]) -> None:
    text = f"安排中央资金1420.00万元、省级资金720.00万元、县级资金220.00万元。全年实际支出{spent}。"
    assert [one for one in found(TITLE, text) if one[1] == "unit"] == findings
