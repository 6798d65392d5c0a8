"""How many projects are named, and how many lie beyond a limit, against the list of projects."""

import pytest

from tests.reports.checkup.test_examination import found, grid

LIST = grid(
    "序号 | 项目名称 | 全年预算数 | 全年执行数 | 执行率 | 自评得分",
    "1 | 绿化养护 | 100.00 | 90.00 | 90.00% | 93",
    "2 | 道路保洁 | 200.00 | 200.00 | 100.00% | 98",
    "3 | 公厕改造和管护 | 50.00 | 46.00 | 92.00% | 95",
    "4 | 路灯维修 | 80.00 | 78.00 | 97.50% | 96",
    "合计 |  | 430.00 | 414.00 | 96.28% | ",
)


@pytest.mark.parametrize(
    "text",
    [
        "预算执行率低于95%的项目2个，分别为绿化养护和公厕改造和管护。",
        "执行率未达到95%的有关项目已约谈。",
        "自评得分95分以上的项目3个。",
        "自评得分高于95分的项目2个。",
        "执行率达到100%的项目1个。",
        "上年执行率低于95%的项目3个。",
        "需整改的项目有3个，分别为绿化养护、路灯维修和智慧停车。",
    ],
)
def test_as_many_as_are_listed(text: str) -> None:
    assert found("2023年度项目支出绩效自评报告", text, LIST) == []


@pytest.mark.parametrize(
    "text",
    [
        "预算执行率低于95%的项目3个。",
        "执行率在95%以上的3个项目运行良好。",
        "自评得分95分以上的项目1个。",
        "需整改的项目2个，分别为绿化养护、路灯维修和公厕改造和管护。",
    ],
)
def test_another_number(text: str) -> None:
    assert found("2023年度项目支出绩效自评报告", text, LIST) == [("error", "count")]


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("4个项目平均96.5分，其中95分（含）以上3个。", []),
        ("4个项目平均96.5分，其中95分（含）以上2个。", [("error", "count")]),
    ],
)
def test_scores_beyond_a_limit(text: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "项目名称 | 自评得分", "甲项目 | 95", "乙项目 | 94.7", "丙项目 | 97", "丁项目 | 99.3", "平均 | 96.5"
    )
    assert found("2023年度项目支出绩效自评汇总", table, text) == findings
