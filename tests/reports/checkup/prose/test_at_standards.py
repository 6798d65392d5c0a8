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
