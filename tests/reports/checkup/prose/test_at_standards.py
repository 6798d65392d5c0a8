"""What so many cost, by the standard told elsewhere."""

import pytest

from tests.reports.checkup.test_examination import found

BILLS = "按内容分：新种茶园1300亩，奖补156万元；加工车间10座，奖补30万元。"


@pytest.mark.parametrize(
    ("standards", "findings"),
    [
        ("奖补标准：新种茶园每亩1200元，新建加工车间每座3万元。", []),
        ("奖补标准：新种茶园每亩1200元，新建加工车间每座5万元。", [("warning", "duplicate")]),
        ("奖补标准：新种茶园每亩1200万元，新建加工车间每座3万元。", [("error", "unit")]),
        ("补助标准为加工车间每座3万元。后调整为加工车间每座不超过5万元。", []),
        ("奖补标准：低产改造每亩500元，冷库每座5万元。", []),
    ],
)
def test_standards(standards: str, findings: list[tuple[str, str]]) -> None:
    assert found(standards, BILLS) == findings


def test_what_was_paid_in_another_year() -> None:
    text = "2021年加工车间10座，奖补50万元。"
    assert found("2023年度项目支出绩效自评报告", "奖补标准：加工车间每座3万元。", text) == []


@pytest.mark.parametrize(
    ("standard", "bill", "findings"),
    [
        ("60至69周岁每餐3元。", "60至69周岁用餐15.2万人次，补贴45.60万元。", []),
        ("60至69周岁每餐3元。", "60至69周岁用餐15.2万人次，补贴4560万元。", [("error", "unit")]),
        ("补助标准为中级工每人1500元。", "中级工640人，补贴96万元。", []),
        ("补助标准为中级工每人1500元。", "中级工640人，补贴96元。", [("warning", "unit")]),
        ("特困人员每人每月620元。", "特困人员620人，补贴461.28万元。", []),
        ("特困人员每人50元。", "特困人员620人，补贴31万元，按10个月计。", []),
    ],
)
def test_noughts(standard: str, bill: str, findings: list[tuple[str, str]]) -> None:
    assert found(standard, bill) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("年度资金总额23142.00万元。按常住人口275.5万人、人均84元的标准安排。", []),
        ("年度资金总额23142.00万元。按常住人口2755万人、人均84元的标准安排。", [("error", "unit")]),
        ("年度资金总额23142.00万元。另按2755万人、人均90元的标准测算。", []),
    ],
)
def test_the_standard_of_all(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings
