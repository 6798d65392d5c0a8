"""By what share a plan was surpassed or missed."""

import pytest

from tests.reports.checkup.test_examination import found

TEXTS = [
    "清淤132公里，比计划120公里多12公里，超额{}。",
    "清淤132公里，比年度计划的120公里多12公里，超计划{}；排查管网40处。",
    "全年培训1,320人，比目标1,200人多120人，超出{}。",
    "培训1320人，比年度目标1200人超额完成{}。",
    "支出90.00万元，较预算100.00万元少10.00万元，节约率{}。",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_share_that_does_not_follow(text: str) -> None:
    assert found(text.format("12.00%")) == [("error", "ratio")]
    assert found(text.format("10.00%")) == []


@pytest.mark.parametrize(
    "text",
    [
        "培训1320人，比年度目标1200人多120人，同比增长15%。",
        "新建步道132公里，超计划12公里，超额完成10%。",
        "实际完成120公里，为计划100公里的120%，超额20%。",
    ],
)
def test_shares_of_something_else(text: str) -> None:
    assert found(text) == []
