"""The highest, the lowest and the average of one thing."""

import pytest

from tests.reports.checkup.test_examination import found


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("12个项目平均分94.5分，最高分98分，最低分{}分。", "95", "91"),
        ("最高得分为{}分，最低得分为92分。", "90", "95"),
        ("各项目执行率最高为98.2%，最低为{}。", "99.1%", "89.1%"),
        ("各乡镇平均完成率95.5%，最高完成率{}。", "94.5%", "99.5%"),
        ("各站点满意度最低{}，平均91.6%。", "93.4%", "83.4%"),
        ("每个社区最多12场，最少{}场。", "18", "8"),
        ("各校自评得分最高97.2分，最低{}分。", "98.1", "88.1"),
        ("项目自评平均得分{}分，最高得分97分。", "97.6", "94.6"),
    ],
)
def test_the_lowest_is_lowest(text: str, wrong: str, right: str) -> None:
    assert found(text.format(right)) == []
    assert [severity for severity, _kind in found(text.format(wrong))] == ["error"]


@pytest.mark.parametrize(
    "text",
    [
        "最高限价95万元，最低报价96万元。",
        "最高气温12度，最低气温零下3度。",
        "甲类最高90分、最低80分，乙类最高85分、最低70分。",
        "最高得分96分，最低得分率85%。",
        "各项指标均达到95%，最低94%。",
        "最低分出现在1月，为95分。",
        "最高补助3000元，最低补助5000元的标准不变。",
        "平均92.5分。",
    ],
)
def test_others_are_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("发放最多的是甲镇，31户；其次是乙镇，{}户。", "36", "26"),
        ("支出最大的是设备购置，为46.2万元，其次是培训，为{}万元。", "64.2", "42.6"),
        ("得分最低的为甲村，81.5分；其次为乙村，{}分。", "80.5", "83.5"),
        ("最高得分96.4分，最低得分88.1分，相差{}分。", "7.3", "8.3"),
        ("甲县执行率98.2%，乙县执行率91.7%，两县相差{}个百分点。", "5.6", "6.5"),
        ("城区日均用水36.5吨，乡镇21.2吨，差距为{}吨。", "13.5", "15.3"),
    ],
)
def test_what_is_next_and_how_far_apart(text: str, wrong: str, right: str) -> None:
    assert [severity for severity, _kind in found(text.format(wrong))] == ["error"]
    assert found(text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "户数最多的是甲镇，31户；增幅最大的是乙镇，其次是丙镇，36户。",
        "人数最多的是甲班，其次是乙班。",
        "执行率最高的是甲镇，98.2%；其次是乙镇，支出120万元。",
        "甲县98.2分、乙县91.7分、丙县90.5分，相差7.7分。",
        "实际均价26.5元，与上年的24.1元相差5元以上。",
        "全年受理31件，办结26件，满意度与目标相差2个百分点。",
    ],
)
def test_ranks_and_gaps_of_something_else(text: str) -> None:
    assert found(text) == []
