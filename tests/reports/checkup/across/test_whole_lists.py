"""How many rows make a table's total, and its total by the heading, told in words."""

import pytest

from tests.reports.checkup.test_examination import found, grid

TITLE = "2022年度项目支出绩效自评报告"
ROADS = grid(
    "路段 | 里程（公里） | 批复（万元） | 结算（万元）",
    "东坪至罗坝 | 3.2 | 137.6 | 137.6",
    "罗坝至水口 | 1.8 | 77.4 | 75.6",
    "水口至瓦窑 | 2.9 | 124.7 | 121.8",
    "合计 | 7.9 | 339.7 | 335.0",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("建设3条产业路共7.9公里。", []),
        ("建设4条产业路共7.9公里。", [("warning", "count")]),
        ("硬化道路4条，总里程7.9公里。", [("warning", "count")]),
        ("建设4条产业路共9.5公里。", []),
        ("其中4条产业路共7.9公里。", []),
        ("工程结算审定335.0万元。", []),
        ("工程结算审定353.6万元。", [("warning", "prose_vs_table")]),
        ("项目结算总价为353.6万元。", [("warning", "prose_vs_table")]),
        ("罗坝至水口段结算75.6万元。", []),
        ("监理费结算金额300万元。", []),
        ("2021年项目结算300万元。", []),
    ],
)
def test_a_table_as_a_whole(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text, ROADS) == findings
