"""Parts in the brackets right behind what they make up."""

import pytest

from tests.reports.checkup.test_examination import found

TITLE = "2023年度项目支出绩效自评报告"


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("设立助餐点7个（自建3个、委托4个），全年供餐。", []),
        ("设立助餐点8个（自建3个、委托4个），全年供餐。", [("warning", "count")]),
        ("安排资金490万元（中央300万元、省级100万元、县级90万元）。", []),
        ("安排资金480万元（中央300万元、省级100万元、县级90万元）。", [("error", "sum")]),
        ("检查企业90家（目标80家、上年75家）。", []),
        ("受理案件90件（其中立案80件、办结75件）。", []),
        ("受理案件90件（立案80件、办结75件）。", []),
        ("支出490万元（300万元为中央资金）。", []),
        ("制度执行得9.79分（满分10分，台账不规范扣0.21分）。", []),
    ],
)
def test_what_brackets_hold_makes_up_what_stands_before_them(
    text: str, findings: list[tuple[str, str]]
) -> None:
    assert found(TITLE, text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("兑付补助4290.30万元（预算4320.00万元）。", []),
        ("兑付补助4390.30万元（预算4320.00万元）。", [("warning", "exceed")]),
        ("调整补助4390.30万元（预算4320.00万元）。", []),
    ],
)
def test_no_more_is_spent_than_the_budget_in_the_brackets(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text) == findings
