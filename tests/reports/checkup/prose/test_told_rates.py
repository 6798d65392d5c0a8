"""Shares of an amount that the sentence before tells."""

import re

import pytest

from tests.reports.checkup.test_examination import found

TITLE = "某局2023年度项目支出绩效自评报告"
SPENT = "全年支出76.00万元，执行率95.00%。"


@pytest.mark.parametrize(
    "text",
    [
        "按支出方向：培训费45.60万元，占60.00%；授课费15.20万元，占22.00%；教研11.40万元，占15.00%。",
        "培训费45.60万元，占60%；授课费15.20万元，占20%；教研11.40万元，占51%。",
        "培训费45.60万元，占66%，授课费15.20万元，占20%，教研11.40万元，占15%。",
        "包含培训费45.60万元（占60%），授课费15.20万元（占20%），教研11.40万元（占51%）。",
        "用于培训45.60万元，占比60%；用于授课15.20万元，占比22%；用于教研11.40万元，占比15%。",
        "培训45.60万元，占支出的60%；授课15.20万元，占支出的22%；教研11.40万元，占支出的15%。",
        "一是培训45.60万元，占60%；二是授课15.20万元，占20%；三是教研14.10万元，占15%。",
        "培训456000元，占60%；授课152000元，占22%；教研114000元，占15%。",
    ],
)
def test_a_share_of_what_was_told_before(text: str) -> None:
    assert found(TITLE, SPENT + text) == [("error", "ratio")]


@pytest.mark.parametrize(
    "text",
    [
        "培训费45.60万元，占60.00%；授课费15.20万元，占20.00%；教研11.40万元，占15.00%。",
        "培训费45.60万元，占60%；授课费15.20万元，占合同的22%。",
        "培训费45.60万元，占58%；授课费15.20万元，占19%；教研11.40万元，占14%。",
        "授课费15.20万元，占22%。",
        "教师760人，其中女教师456人，占60%；骨干152人，占20%；党员114人，占15%。",
        "培训费45.60万元，约占六成；授课费15.20万元，占20%。",
        "培训费45.60万元；授课费15.20万元。",
        "去年培训费40万元，占55%；授课费15万元，占21%。",
    ],
)
def test_shares_that_hold_or_are_of_something_else(text: str) -> None:
    assert found(TITLE, SPENT + text) == []


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("共抽查学校20所，占全区50所公办学校的45.00%。", [("error", "ratio")]),
        ("共抽查学校20所，占全区50所公办学校的40.00%。", []),
        ("完成维修36场，为计划“送戏下乡”活动场次24场的160.00%。", [("error", "ratio")]),
        ("完成维修36场，为计划“送戏下乡”活动场次24场的150.00%。", []),
        ("抽查学校20所，另有50所公办学校的45.00%未抽查。", []),
    ],
)
def test_of_so_many_things(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("共抽检食品500批次，不合格12批次，合格率98.6%。", "合格率97.6%"),
        ("共发现隐患85处，未整改5处，整改率96%。", "整改率94.12%"),
        ("培训学员480人，考核不合格15人，考核合格率95.5%。", "考核合格率96.88%"),
        ("共检查企业320家次，发现问题85个，未整改3个，整改率98%。", "整改率96.47%"),
        ("抽检500批次，合格488批次，不合格12批次，合格率98.6%。", "合格率97.6%"),
        ("抽检500批次，不合格12批次，不合格率3.4%。", "不合格率2.4%"),
        ("受理诉求620件，未办结8件，办结率99.5%。", "办结率98.71%"),
        ("应发放补贴1200户，未发放12户，发放率98%。", "发放率99%"),
        ("全年抽查240户，未达标6户，达标率为96.5%。", "达标率为97.5%"),
        ("应到会120人，未到会6人，到会率96%。", "到会率95%"),
        ("不合格12批次，共抽检500批次，合格率98.6%。", "合格率97.6%"),
        ("合格率98.6%（共抽检500批次，不合格12批次）。", "合格率97.6%"),
        ("整改率98%（发现85个，未整改3个）。", "整改率96.47%"),
        ("完成率97%，计划改造40户，未完成2户。", "完成率95%"),
        ("计划改造40户，未完成2户，完成率97%。", "完成率95%"),
    ],
)
def test_a_rate_beside_those_that_it_is_not_of(wrong: str, right: str) -> None:
    assert {kind for _severity, kind in found(wrong)} == {"ratio"}
    assert found(re.sub(r"[未不]?[\u4e00-\u9fff]{2,4}率为?[0-9.]+%", right, wrong)) == []


_CLASSES = "全市共有公厕50座，一类、二类、三类分别为20座、20座和10座"


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        (f"{_CLASSES}，占全市公厕的40%、40%和20%。", []),
        (f"{_CLASSES}，占全市公厕的40%、30%和20%。", [("error", "ratio")]),
        ("货物、工程、服务分别为86.07万元、150.04万元和94.56万元，占采购规模的26.0%、45.4%和28.6%。", []),
    ],
)
def test_shares_in_a_row(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        # what came in of a 基金预算 is no budget
        ("基金预算收入完成130.2万元，增长8.3%，其中出让收入完成125.6万元，完成年度预算的96.0%。", []),
        ("安排预算130.2万元，其中甲支出125.6万元，完成预算的96.5%。", []),
        ("安排预算130.2万元，其中甲支出125.6万元，完成预算的95.0%。", [("error", "ratio")]),
    ],
)
def test_of_a_budget_and_not_of_what_came_in(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        # what is so much of the budget is no budget, nor is anything beside a rate of what is not told
        ("本级收入139万元，为预算的56%，增长6.3%；上划收入64万元，为预算的53.8%，增长12.6%。", []),
        ("完成公共财政预算收入203万元，其中：地方收入139万元，为预算的56%。", []),
        ("收入累计完成616万元，其中税务部门完成287万元，占任务数的56.4%，增长33.2%。", []),
        ("任务数为500万元，税务部门完成287万元，占任务数的57.4%。", []),
        ("任务数为500万元，税务部门完成287万元，占任务数的56.4%。", [("error", "ratio")]),
    ],
)
def test_of_what_is_called_so_and_of_nothing_else(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("受理报修425起，其中电梯261起、门禁164起；2小时内响应411起，响应率96.71%。", []),
        ("受理报修425起，其中电梯261起、门禁164起；2小时内响应411起，响应率99.71%。", [("error", "ratio")]),
        ("接诉1250件，其中咨询500件、投诉750件；办结1225件，办结率96%。", [("error", "ratio")]),
        ("案件300件，其中民事200件、行政100件；行政案件审结95件，审结率95%。", []),
    ],
)
def test_a_whole_whose_parts_are_listed_between(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        # one part of two wholes that are not told
        ("采购规模为350亿元，比上年减少14亿元，占财政支出和生产总值的比重分别为9.4%和2.9%。", []),
        # the whole stands in the sentence before
        ("采购规模为350亿元。货物、服务分别为140亿元和210亿元，占全部采购的40%和60%。", []),
        ("采购规模为350亿元。货物、服务分别为140亿元和210亿元，占全部采购的40%和66%。", [("error", "ratio")]),
        # a budget that is not told
        ("一般公共预算收入完成34069万元，增长13.2%。其中税收收入27988万元，占预算20.6%。", []),
    ],
)
def test_shares_told_in_order(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("share", "findings"), [("63%", []), ("68%", [("error", "ratio")]), ("36%", [("error", "ratio")])]
)
def test_a_share_behind_the_growth_of_its_part(share: str, findings: list[tuple[str, str]]) -> None:
    whole = "一般公共预算收入完成151亿元，同比增加21亿元，增长16.2%。"
    assert found(f"{whole}其中：税收收入完成95.1亿元，增长19.9%，占一般公共预算收入的{share}。") == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("累计受赠299万元，其中：省级136万元，市级163万元，捐赠收入占全省财务收入的76.03%。", []),
        ("累计受赠299万元，其中：省级136万元，市级163万元，占54.52%。", []),
        ("累计受赠299万元，其中：省级136万元，市级163万元，占76.03%。", [("error", "ratio")]),
    ],
)
def test_a_share_that_names_what_it_is_of(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings
