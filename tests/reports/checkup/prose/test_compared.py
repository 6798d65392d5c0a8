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
