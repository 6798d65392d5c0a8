"""What each gets, held against everything that the document tells."""

import pytest

from tests.reports.checkup.test_examination import found

TOLD = "项目预算3150.00万元，实际支出2992.50万元。全年改造户内设施4320户、管护农田30000亩，救助4892人次。"


@pytest.mark.parametrize(
    "text",
    [
        "按改造户内设施4320户测算，户均改造成本700万元。",
        "平均每户改造支出692.7万元，控制在标准以内。",
        "管护亩均成本145.5万元，控制在每亩150元的标准以内。",
        "平均每亩管护支出99.8万元。",
        "实施救助4892人次，人均救助1500万元。",
        "对困难群众每人次补助1200万元。",
        "修缮面积3120平方米，平均每平方米修缮支出2400万元。",
        "户均补助6927万元，由镇街直接支付到户。",
    ],
)
def test_more_for_each_than_for_all(text: str) -> None:
    assert ("error", "unit") in found(TOLD + "\n" + text)


def test_the_ten_thousandth_of_it() -> None:
    told = "全年执行1209.60万元，完成危房改造420户。"
    assert found(told + "户均补助2.88元。") == [("error", "unit")]
    assert found(told + "户均补助2.88万元。") == []
    assert found(told + "户均水费2.31元。") == []


@pytest.mark.parametrize(
    "text",
    [
        "户均改造成本0.69万元。",
        "户均改造成本6927元。",
        "平均每座中心站投资120万元。",
        "带动4320户，户均收入6.9万元，人均可支配收入28500元。",
        "带动产值20亿元，户均产值46万元。",
        "新建中心站12座，每座投资150万元。",
        "低保户每户每年电费补贴9.60元。",
        "每户贷款额度不超过30万元。",
    ],
)
def test_no_more_than_there_was(text: str) -> None:
    assert ("warning", "unit") not in found(TOLD + "\n" + text)
