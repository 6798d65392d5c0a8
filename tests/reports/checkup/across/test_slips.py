"""Amounts with the right digits in the wrong unit, in prose and beside tables."""

import pytest

from tests.reports.checkup.test_examination import found, grid

TABLE = grid(
    "县区 | 中央资金（万元） | 执行数（万元）",
    "江北区 | 1500.00 | 1843.00",
    "南溪县 | 1800.00 | 2105.20",
    "合计 | 3300.00 | 3948.20",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("截至2023年12月31日实际支出3948.20万元。", []),
        ("截至2023年12月31日实际支出3948.20元。", [("error", "unit")]),
        ("各地完成投资共3948.2亿元。", [("error", "unit")]),
        ("合计执行39482000元。", []),
        ("户均补助1843元。", []),
        ("其中办公费1500元。", []),
    ],
)
def test_against_a_table(text: str, findings: list[tuple[str, str]]) -> None:
    assert found("2023年度项目支出绩效自评报告", text, TABLE) == findings


@pytest.mark.parametrize(
    ("texts", "findings"),
    [
        (("批复资金6748万元。", "资金到位6748万元，支付6748元。"), [("error", "unit")]),
        (("批复资金6748万元，设备采购120.5万元。", "资金到位6748元。"), [("error", "unit")]),
        (("批复资金6748万元。", "资金到位67480000元。"), []),
        (("发放补贴1250万元，每人补贴1250元，惠及1万人。",), []),
        (("下达资金120万元，奖励标准为120元。",), []),
        (("冷链仓储440.00万元，执行422.40元，执行率96.00%。",), [("error", "unit")]),
        (("冷链仓储440.00万元，执行422.40万元，执行率96.00%。",), []),
        (("冷链仓储440.00万元，执行422.40万元，执行率98.00%。",), [("error", "ratio")]),
        (
            ("甲路620万元，执行601.4万元，执行率97%；乙路780万元，执行748.8万元，执行率98%。",),
            [("error", "ratio")],
        ),
        (("甲路620万元，执行601.4万元，执行率97%；乙路780万元，执行748.8万元，执行率96%。",), []),
        (("设备更新每台1.2万元，支出60万元，执行率98%。",), []),
        (("比上年增加20万元，执行160万元，执行率98%。",), []),
    ],
)
def test_within_the_prose(texts: tuple[str, ...], findings: list[tuple[str, str]]) -> None:
    assert found("2023年度项目支出绩效自评报告", *texts) == findings
