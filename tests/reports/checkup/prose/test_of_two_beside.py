"""Rates right behind a whole and its part, or before both in brackets."""

import pytest

from tests.reports.checkup.test_examination import found


@pytest.mark.parametrize(
    "text",
    [
        "13个单体维修项目中，12个于2024年8月31日前完工，完成率88.2%。",
        "辖区小区57个，已实施物业管理55个，覆盖率92.42%。",
        "学生体质健康合格率90.4%(参测1,962人,合格1,872人)。",
        "全年应发放补贴436件，按时发放419件，17件延后，及时率按四舍五入取整为91%。",
        "14个断面中13个达到优良，优良比例98.7%。",
        "全年接报故障1342起,4小时内修复1315起,占93.0%。",
        "抽查路灯140盏，亮136盏，亮灯率92.45%。",
        "储备目录20个品类，已储备17个，达标率82%。",
        "受助学生流失率1.86%（1340人中流失23人）。",
        "产前筛查3518人，高风险186人，其中156人接受产前诊断，诊断率88.1%。",
    ],
)
def test_a_rate_that_the_two_do_not_come_to(text: str) -> None:
    assert any(kind == "ratio" for _severity, kind in found(text))


@pytest.mark.parametrize(
    "text",
    [
        "13个单体维修项目中，12个于2024年8月31日前完工，完成率92.3%。",
        "学生体质健康合格率95.4%(参测1,962人,合格1,872人)。",
        "全年应发放补贴436件，按时发放419件，17件延后，及时率96%。",
        "抽检294批次，其中农产品154批次、普通食品140批次，完成率102.80%。",
        "甲标段加工252万页，乙标段加工168万页，分别占60%和40%。",
        "14个项目中，自评为优的12个，良的2个，优良率100%。",
        "建立电子健康档案142.70万份，其中规范化电子健康档案104.42万份，规范化覆盖率66.3%。",
        "小区57个，已实施物业管理55个；居民满意率92.4%。",
        "小区57个，已实施物业管理55个，覆盖率比上年的92.4%有所提高。",
        "维护路灯5318盏，更换节能灯具380盏，亮灯率98.6%。",
        "小区57个，已实施物业管理55个，覆盖率超过92.4%的目标。",
    ],
)
def test_a_rate_that_they_do_or_that_is_of_something_else(text: str) -> None:
    assert not any(kind == "ratio" for _severity, kind in found(text))


def test_satisfaction_of_those_asked() -> None:
    assert found("调查的200名群众中，186人表示满意，满意度为95%。") == [("warning", "ratio")]
    assert found("调查的200名群众中，186人表示满意，满意度为93%。") == []
