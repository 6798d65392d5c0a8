"""What the prose gives each item in one place and spends of it in another."""

import pytest

from tests.reports.checkup.test_examination import found

TITLE = "2023年度项目支出绩效自评报告"
GIVEN = "资金分为三项：小型水库养护820.00万元，山洪灾害防治非工程措施640.00万元，河堤修复400.00万元。"
TASKED = "其中安排河堤修复资金400.00万元、小型水库养护资金820.00万元，下达山洪灾害防治资金640.00万元。"
SPENT = "小型水库养护支出798.50万元，执行率97.38%；山洪灾害防治支出640.00万元，执行率100.00%；"


@pytest.mark.parametrize("given", [GIVEN, TASKED])
@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("河堤修复支出346.40万元，执行率86.60%。", []),
        ("河堤修复支出346.40万元，执行率88.60%。", [("warning", "ratio")]),
        ("河堤修复项目实际使用346.40万元，支出率为88.60%。", [("warning", "ratio")]),
        ("河堤修复支出346.40万元，结余53.60万元。", []),
        ("河堤修复支出346.40万元，结余56.30万元。", [("error", "sum")]),
        ("河堤绿化支出346.40万元，执行率88.60%。", []),
        ("河堤修复2022年支出346.40万元，执行率88.60%。", []),
    ],
)
def test_rates_and_balances_of_items(given: str, text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, given, SPENT + text) == findings


def test_one_item_bears_nothing_out() -> None:
    assert found(TITLE, "河堤修复400.00万元。", "河堤修复支出346.40万元，执行率88.60%。") == []
