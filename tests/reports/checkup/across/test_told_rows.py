"""What goals and reports tell of a form's indicators in other words than the form."""

import pytest

from reports.checkup.examination import examine
from reports.document import Block, Document, Paragraph, Text
from tests.reports.checkup.test_examination import grid

TITLE = "2023年度项目支出绩效自评报告"
FORM = grid(
    "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因",
    "产出指标 | 烤烟种植面积 | ≥2800亩 | 2865亩 | 10 | 10 |",
    "产出指标 | 养护绿地面积 | ≥168万平方米 | 168万平方米 | 10 | 10 |",
    "产出指标 | 近岸海域监测次数 | 12次 | 12次 | 10 | 10 |",
    "产出指标 | 非遗项目记录 | 3项 | 3项 | 10 | 10 |",
    "产出指标 | 农村户厕改造数 | ≥1400户 | 1436户 | 10 | 10 |",
    "产出指标 | 更换老化管网 | ≥6.8公里 | 7.1公里 | 10 | 10 |",
    "产出指标 | 职业技能培训 | ≥4030人次 | 4120人次 | 10 | 10 |",
    "效益指标 | 森林火灾受害率 | ≤0.5‰ | 0.04‰ | 10 | 10 |",
    "效益指标 | 投诉按期办结率 | ≥95% | 97.25% | 10 | 10 |",
    "效益指标 | 管网漏损率 | ≤10% | 9.8% | 10 | 10 |",
)


def printed_in(*blocks: Block | str) -> list[str]:
    """What is printed where something is found."""
    made = tuple(Paragraph((Text(one),)) if isinstance(one, str) else one for one in (TITLE, *blocks))
    return [one.printed for one in examine(Document((), made)).findings]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("全年种植烤烟2660亩，带动烟农增收。", "2660亩"),
        ("年内完成171万平方米绿地的养护。", "171万平方米"),
        ("对近岸海域开展监测10次，未发现异常。", "10次"),
        ("完成5项非遗项目的记录与传承活动。", "5项"),
        ("全年改造户厕1579户。", "1579户"),
        ("老化管网已更换7.5公里。", "7.5公里"),
        ("全年未发生较大火情，森林火灾受害率0.03‰。", "0.03‰"),
        ("职业技能培训：目标不低于3950人次，实际完成4120人次。", "3950人次"),
        ("受理投诉1204件，按期办结1178件，办结率97.84%。", "97.84%"),
        ("管网漏损率由上年的13.4%降至8.9%。", "8.9%"),
        ("绿地养护面积计划175万平方米。", "175万平方米"),
    ],
)
def test_a_report_that_differs(text: str, printed: str) -> None:
    assert printed_in(text, FORM) == [printed]


@pytest.mark.parametrize(
    "text",
    [
        "全年种植烤烟2865亩，带动烟农增收。",
        "年内计划种植烤烟2800亩。",
        "2022年种植烤烟2660亩。",
        "全年种植烤烟2865亩，其中山地烤烟2210亩。",
        "种植烤烟由上年的2660亩增加到2865亩。",
        "下一步建议种植烤烟3000亩。",
        "烤烟种植东片1465亩、西片1400亩。",
        "全区现有户厕1579户。",
        "户厕改造中有1402户通过验收。",
        "每个站点开展近岸海域监测10次。",
        "受理投诉1204件，按期办结1171件，投诉按期办结率97.25%。",
        "第三方抽查户厕1500户，抽查合格率98%。",
        "水质监测站点的设备故障4小时内修复，监测海域面积171万平方米。",
        "非遗传承人培训9项。",
    ],
)
def test_a_report_of_the_same_or_of_something_else(text: str) -> None:
    assert printed_in(text, FORM) == []


@pytest.mark.parametrize(
    ("goals", "outcome", "printed"),
    [
        ("完成烤烟种植2660亩以上，更换管网6.8公里。", "种植烤烟2865亩，更换管网7.1公里。", "2660亩以上"),
        ("种植烤烟2800亩，更换6.8公里。", "种植烤烟2865亩，更换7.5公里。", "7.5公里"),
        ("改造户厕1400户以上。", "全年已改造完成1463户。", "1463户"),
        ("按季开展近岸海域监测10次。", "按季开展近岸海域监测12次。", "10次"),
        ("种植烤烟2865亩，改造户厕1400户。", "种植烤烟2865亩，改造户厕1436户。", "2865亩"),
        ("种植烤烟2800亩，改造户厕1400户。", "种植烤烟2800亩，改造户厕1436户。", "2800亩"),
    ],
)
def test_cells_of_goals_and_of_what_was_done(goals: str, outcome: str, printed: str) -> None:
    assert printed_in(grid("年度总体目标 | 实际完成情况", f"{goals} | {outcome}"), FORM) == [printed]


@pytest.mark.parametrize(
    ("goals", "outcome"),
    [
        ("完成烤烟种植2800亩以上，更换管网6.8公里。", "种植烤烟2865亩，更换管网7.1公里。"),
        ("改造户厕1400户以上。", "原定改造1400户，实际改造1436户。"),
        ("开展监测12次。", "监测12次，出动船只30艘。"),
        ("改造户厕1400户。", "东片改造户厕836户，西片改造户厕600户。"),
        ("三年内种植烤烟8200亩，今后管护好绿地。", "按合同种植烤烟2600亩，全年种植烤烟2865亩。"),
    ],
)
def test_cells_that_say_what_the_form_does(goals: str, outcome: str) -> None:
    assert printed_in(grid("年度总体目标 | 实际完成情况", f"{goals} | {outcome}"), FORM) == []


def test_an_indicator_whose_unit_is_in_its_name_or_nowhere() -> None:
    form = grid(
        "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分",
        "产出指标 | 供餐天数（天） | 200 | 200 | 50 | 50",
        "产出指标 | 整治美丽宜居自然村庄数量 | ≥160 | 168 | 40 | 40",
    )
    assert printed_in("整治自然村庄193个，全年供餐200天。", form) == ["193个"]
    assert printed_in("整治自然村庄168个，全年供餐200天。", form) == []
