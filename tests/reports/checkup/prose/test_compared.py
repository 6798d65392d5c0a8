"""Figures that a sentence says to be above or below another."""

import pytest

from reports.checkup.examination import examine
from reports.document import Document, Paragraph, Text
from tests.reports.checkup.test_examination import found


@pytest.mark.parametrize(
    "text",
    [
        "居民满意度85.00%，高于90%的目标值。",
        "合格率为92%，达到95%的目标。",
        "抽检合格率97.6%，不低于98%。",
        "实际培训320人次，超过目标350人次。",
        "发放补贴320户，超出计划的330户。",
        "计划培训350人次，实际培训320人次，超额完成目标。",
        "目标值为90%，实际满意度88.5%，达到预期目标。",
        "年度目标不少于60场，实际开展58场，超过目标。",
    ],
)
def test_less_than_it_is_said_to_exceed(text: str) -> None:
    assert found(text) == [("error", "prose_vs_table")]


@pytest.mark.parametrize(
    "text",
    [
        "公众知晓率84%，未达到80%的目标值。",
        "平均响应时间45分钟，低于规定的30分钟。",
        "实际用时32天，未超过合同约定的30天。",
        "人均受理时间2.6天，控制在2天以内。",
        "亩均成本880元，低于800元的控制标准。",
        "单家奖励最高不超过50.00万元，实际最高一家获得奖励58.00万元，未突破政策上限。",
        "人均培训费标准不超过400元，实际人均420元，未超标准。",
        "单次维修费用上限为3000元，实际单次最高3200元，符合规定。",
        "每个站点补助不高于20万元，实际补助最多的站点为21.5万元，均在标准以内。",
        "合同约定单价最高限价68元，实际结算单价86元，低于最高限价。",
        "计划改造40户，实际改造42户，未完成年度目标。",
    ],
)
def test_more_than_it_is_said_to_keep_to(text: str) -> None:
    assert found(text) == [("error", "exceed")]


@pytest.mark.parametrize(
    "text",
    [
        "居民满意度95.00%，高于90%的目标值。",
        "亩均成本780元，低于800元的控制标准。",
        "执行率96%，低于90%的项目有3个。",
        "完成率98%，超过100%的有3项。",
        "支出率91%，低于95%的要求，主要原因是部分合同跨年结算。",
        "发放补贴320户，未达到350户的目标。",
        "平均抢通时间11.5小时，优于24小时目标。",
        "平均用时目标30分钟，实际22分钟，达到目标。",
        "成本目标800元，实际780元，达到目标。",
        "计划改造40户，实际改造38户，未完成年度目标。",
        "全年用水约320吨，低于上年的300余吨。",
        "满意度提高5%，高于8%的目标。",
        "单次维修费用上限为3000元，实际单次最高2800元，符合规定。",
    ],
)
def test_what_is_as_it_is_said(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "computed"),
    [
        ("居民满意度85.00%，高于90%的目标值。", "不低于90%"),
        ("平均响应时间45分钟，低于规定的30分钟。", "不高于30分钟"),
    ],
)
def test_no_one_figure_is_the_right_one(text: str, computed: str) -> None:
    (finding,) = examine(Document((), (Paragraph((Text(text),)),))).findings
    assert finding.computed == computed


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("计划培训500人。¶实际培训{}人，全面完成年度目标。", "460", "500"),
        ("年度目标为新增绿地12公顷。实际新增绿地{}公顷，超额完成年度目标。", "11.2", "12.2"),
        ("目标为PM2.5浓度不高于35微克/立方米，实际为{}微克/立方米，达到目标要求。", "37", "33"),
        ("响应时间目标≤30分钟，实际平均响应时间{}分钟，达到预期目标。", "35", "25"),
        ("群众满意度目标为90%以上，调查结果为{}，达到目标值。", "88.6%", "92.6%"),
        ("设备故障率目标为不超过3%，实际{}，完成年度目标。", "3.5%", "2.5%"),
        ("发放标准为每人每月不低于600元，实际每人每月{}元，符合规定标准。", "580", "620"),
        ("2023年支出{}万元，低于2022年的92万元。", "98", "90"),
        ("实际支出{}万元，未超预算200万元。", "205", "195"),
        ("投诉处理平均用时{}天，优于3天的目标。", "4.5", "2.5"),
    ],
)
def test_aims_and_limits_in_whatever_words(text: str, wrong: str, right: str) -> None:
    ((severity, kind),) = found(*text.format(wrong).split("¶"))
    assert severity == "error"
    assert kind in ("prose_vs_table", "exceed")
    assert found(*text.format(right).split("¶")) == []


@pytest.mark.parametrize(
    "text",
    [
        "计划培训500人。¶实际讲座460人，全面完成年度目标。",
        "计划培训500人，其中骨干200人。¶实际培训460人，全面完成年度目标。",
        "计划培训500人。¶实际培训460人，基本完成年度目标。",
        "宣传支出5.238万元，低于预算0.582万元。",
        "目标为不高于35微克/立方米，实际为37微克/立方米，未达到目标要求。",
        "响应时间目标≤30分钟，实际平均响应时间25分钟，超额完成年度目标。",
        "计划支出500万元。¶实际支出460万元，完成年度目标。",
        "产品优于3天的目标，平均用时4.5天。",
    ],
)
def test_aims_of_something_else(text: str) -> None:
    assert found(*text.split("¶")) == []


def test_points_above_an_aim() -> None:
    assert found("满意度为88%，比目标值90%高2个百分点。") == [("error", "ratio")]
    assert found("满意度为92%，比目标值90%高2个百分点。") == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("实际改造数比任务数多8户，完成率{}%。", "93.33", "107.14"),
        ("实际培训人次较年度计划增加60人次，任务完成率达{}%。", "95.2", "105"),
        ("全年超额完成目标任务，完成率为{}%。", "96", "106"),
        ("完成数较计划少8户，完成率{}%。", "107.14", "93.33"),
        ("受疫情影响未完成年度目标，完成率仅{}%。", "103.6", "96.4"),
    ],
)
def test_beyond_the_plan_is_more_than_all_of_it(text: str, wrong: str, right: str) -> None:
    assert found(text.format(wrong)) == [("error", "ratio")]
    assert found(text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "甲项比计划多8户；整体完成率96%。",
        "支出比计划多8万元，项目执行率96%，完成率98%。",
        "部分指标超额完成，总体完成率98%。",
        "完成数比上年多8户，完成率98%。",
    ],
)
def test_the_side_of_another_plan(text: str) -> None:
    assert found(text) == []
