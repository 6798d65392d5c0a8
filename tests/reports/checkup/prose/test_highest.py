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
