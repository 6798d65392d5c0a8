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
        ("工程结算审定353.6万元。", [("error", "prose_vs_table")]),
        ("项目结算总价为353.6万元。", [("error", "prose_vs_table")]),
        ("罗坝至水口段结算75.6万元。", []),
        ("监理费结算金额300万元。", []),
        ("2021年项目结算300万元。", []),
    ],
)
def test_a_table_as_a_whole(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text, ROADS) == findings


CLINICS = grid(
    "县区 | 计划建设卫生院（所） | 完成建设（所） | 门诊人次增加（人次） | 改造户厕（户） | 培训人次",
    "甲县 | 18 | 18 | 5200 | 310 | 412",
    "乙县 | 15 | 14 | 4380 | 280 | 365",
    "丙区 | 11 | 11 | 6150 | 190 | 298",
    "合计 | 44 | 43 | 15730 | 780 | 1075",
)
OTHER, TURNED = [("warning", "prose_vs_table")], [("error", "prose_vs_table")]


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("全市乡镇卫生院门诊人次比上年增加15730人次。", []),
        ("全市乡镇卫生院门诊人次比上年增加17350人次。", OTHER),
        ("门诊人次增加15370人次，群众就医更加便利。", TURNED),
        ("全市门诊人次较2021年增加13570人次。", OTHER),
        ("门诊人次同比增加15703人次。", TURNED),
        ("全年共改造户厕870户。", TURNED),
        ("全市改造户厕共计708户。", TURNED),
        ("计划建设卫生院48所。", OTHER),
        ("全市共培训1105人次。", OTHER),
        ("甲县门诊人次增加5200人次。", []),
        ("其中门诊人次增加12000人次的是中心院。", []),
        ("单个县区门诊人次增加6150人次。", []),
        ("上年改造户厕870户。", []),
        ("计划改造户厕800户。", []),
        ("上半年改造户厕400户。", []),
        ("改造户厕近800户。", []),
        ("村民改造户厕每村20户。", []),
        ("另改造户厕900户。", []),
    ],
)
def test_counts_by_the_heading(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text, CLINICS) == findings
