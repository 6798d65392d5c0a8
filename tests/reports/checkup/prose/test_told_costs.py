"""So many at a price, and what they cost, in different places."""

import pytest

from tests.reports.checkup.test_examination import found

TITLE = "某局2023年度项目支出绩效自评报告"
SPENT = "职业技能培训支出115.2万元；一次性补助支出1008万元。"


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("职业技能培训288人次，人均4000元。", []),
        ("职业技能培训268人次，人均4000元。", [("warning", "sum")]),
        ("共组织职业技能培训268人次，人均补助4000元。", [("warning", "sum")]),
        ("职业技能培训268人次，人均4300元。", []),
        ("上年职业技能培训268人次，人均4000元。", []),
        ("业务骨干培训268人次，人均4000元。", []),
        ("职业技能培训268人次，人均每月4000元。", []),
        ("一次性补助标准为每人2.4万元，共发放420人。", []),
        ("一次性补助标准为每人2.4万元，共发放402人。", [("warning", "sum")]),
        ("一次性补助标准为每人2.4万元，全市退役士兵502人。", []),
    ],
)
def test_costs_told_elsewhere(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, SPENT, text) == findings


def test_an_amount_that_is_told_in_two_ways_proves_nothing() -> None:
    other, text = "职业技能培训支出96万元。", "职业技能培训268人次，人均4000元。"
    assert found(TITLE, SPENT, other, "另有讲座12场。", text) == []
