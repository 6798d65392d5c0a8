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


@pytest.mark.parametrize(
    ("area", "findings"),
    [("218万平方米", []), ("218平方米", [("error", "unit")]), ("21.8平方米", [])],
)
def test_ten_thousand_times_what_a_table_says(area: str, findings: list[tuple[str, str]]) -> None:
    table = grid("项目 | 城区清扫保洁面积", "城区清扫保洁 | 218万平方米", "园林养护 | 36.5万平方米")
    assert found(TITLE, table, f"城区清扫保洁服务，保洁面积{area}。") == findings


@pytest.mark.parametrize(
    ("price", "findings"),
    [("7500元/户", []), ("7500万元/户", [("error", "unit")])],
)
def test_what_all_would_get_by_a_standard(price: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, f"改造96户，补助标准{price}，全年支出资金72万元。") == findings
