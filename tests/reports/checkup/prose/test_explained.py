"""Rates that amounts beside them bear out, in whatever words, and the slips that look like them."""

import pytest

from tests.reports.checkup.test_examination import found


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        # of what was spent, not of what was planned, though both are called 基本支出
        (
            "全年基本支出预算1645.40万元，实际支出1623.18万元，其中人员经费1421.55万元，占基本支出的87.58%。",
            [],
        ),
        (
            "全年基本支出预算1645.40万元，实际支出1623.18万元，其中人员经费1421.55万元，占基本支出的85.78%。",
            [("error", "ratio")],
        ),
        # from what it was before, which only the change tells
        (
            "决算26.05万元，较预算29.50万元节约3.45万元；较2022年决算减少19.44万元，下降42.73%。",
            [],
        ),
        # shares of a total that follows them
        (
            "中央资金5800.00万元、省级资金1825.00万元，市级1130.00万元，合计8755.00万元，中央、省、市占比分别为66.2%、20.8%、12.9%。",
            [],
        ),
        # over what it is now, which is the usual slip
        ("支出140万元，较上年减少20万元，下降14.3%。", [("error", "ratio")]),
        # what other things are to each other bears out no growth
        (
            "全年收治9045人次，治愈8305人次；门急诊量12.5万人次，比上年的11.8万人次增长8.9%。",
            [("error", "ratio")],
        ),
        # whole numbers that come near it by their rounding alone bear out nothing
        (
            "隔离带计划40公里，实际38公里，完成率95%。抽查小班160个，合格156个，合格率96.50%。",
            [("error", "ratio")],
        ),
        (
            "隔离带计划40公里，实际38公里，完成率95%。抽查小班160个，合格156个，合格率97.50%。",
            [],
        ),
        # a whole percentage is borne out by nothing else
        (
            "支出合计1000万元。其中：基本支出600万元，占总支出的66%；项目支出400万元，占40%。",
            [("error", "ratio")],
        ),
    ],
)
def test_a_rate_is_of_any_amounts_beside_it(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


def test_what_something_rose_to_is_no_change() -> None:
    text = "城市低保由每人每月710元提高到740元，农村低保由每人每年5880元提高到6360元，分别提高4.23%和8.16%。"
    assert found(text) == []
