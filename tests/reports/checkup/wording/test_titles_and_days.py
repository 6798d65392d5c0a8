"""Documents, quoted points, days and points of one paragraph, against how many are told."""

import pytest

from tests.reports.checkup.test_examination import found


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("完善了{}项制度，即《资金管理办法》《项目验收办法》。", "三", "两"),
        ("印发《资金管理办法》《项目验收办法》《档案管理办法》{}项制度。", "四", "三"),
        ("建立了“统筹、调度、监督”{}项工作机制。", "四", "三"),
        ("围绕“清洁、绿化、美化”{}大行动开展整治。", "四", "三"),
        ("健全领用、保管、盘点、报废{}项制度。", "五", "四"),
        ("覆盖小学、初中、高中{}个学段。", "四", "三"),
        ("整治河东、河西和南岸{}个社区。", "四", "三"),
        ("共召开{}次推进会，时间分别为3月5日、5月12日、8月20日、11月3日。", "3", "4"),
        ("开展巡查{}次，分别于3月5日、5月12日、8月20日进行。", "4", "3"),
        ("本年度共实施{}个项目，具体为道路维修、路灯改造、绿化提升、管网疏通。", "5", "4"),
        ("本年度实施了{}个子项目。¶一是道路维修；二是路灯改造；三是绿化提升；四是管网疏通。", "5", "4"),
        ("主要问题有{}个方面。¶一是预算编制不精准。二是进度偏慢。三是档案不规范。", "4", "3"),
        ("存在以下{}个问题：¶一是预算编制不精准。二是进度偏慢。三是档案不规范。", "4", "3"),
    ],
)
def test_as_many_as_are_told(text: str, wrong: str, right: str) -> None:
    assert found(*text.format(wrong).split("¶")) == [("error", "count")]
    assert found(*text.format(right).split("¶")) == []


@pytest.mark.parametrize(
    "text",
    [
        "制定5项制度，包括《资金管理办法》《项目验收办法》等。",
        "出台3项制度。其中《资金管理办法》《项目验收办法》已印发。",
        "召开会议12次，分别为3月5日、5月12日、8月20日等。",
        "落实“放、管、服”三项改革。",
        "健全领用、保管、盘点等五项制度。",
        "做好供水、供电、供气和供热四项工作。",
        "开展“送戏、送书”下乡4项活动。",
        "《资金管理办法》《项目验收办法》共5项条款。",
        "实施了2个子项目。¶一是道路维修；二是路灯改造。",
        "实施了5个子项目。¶总体进展顺利。",
    ],
)
def test_lists_of_something_else(text: str) -> None:
    assert found(*text.split("¶")) == []


def test_a_name_that_stands_twice() -> None:
    text = "下属单位4个，分别为市图书馆、市博物馆、{}和市体育馆。"
    assert found(text.format("市文化馆")) == []
    assert found(text.format("市博物馆")) == [("error", "duplicate")]
