"""Figures of a part, of one of several projects or of another year: no other's amounts are theirs."""

import pytest

from reports.checkup.prose.subjects import subject
from tests.reports.checkup.test_examination import found, grid
from tests.reports.checkup.test_stated_twice import project

TITLE = "某街道2023年度部门整体支出绩效自评报告"


@pytest.mark.parametrize(
    "text",
    [
        "预算1000万元，实际支出950万元，执行率95%，其中基本支出执行率99.2%、项目支出执行率88.4%。",
        "支出50万元，较上年的60万元减少10万元，下降16.67%，其中公务接待费同比下降31.5%。",
        "支出100万元，其中人员经费90万元、公用经费10万元，分别占支出的90%和10%。",
        "平台可用率按全年8760小时计算，累计中断4.38小时，可用率99.95%。",
        "诊疗1000人次，较上年的900人次增长11.11%；基层占比由58%提高到61.2%。",
        "支出178万元，执行率96.92%，结余5.65万元。其中泵站改造支出47.5万元，执行率95%。",
        "与2022年度自评得分91分相比，提高4分。",
    ],
)
def test_rates_of_what_is_not_told(text: str) -> None:
    assert found(TITLE, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "预算1000万元，实际支出950万元，执行率99.2%，其中基本支出执行率99.2%。",
        "支出100万元，其中人员经费90万元、公用经费10万元，分别占支出的80%和10%。",
        "有效诉求1200件，办理1176件，办理率按季度考核，办理率96%。",
    ],
)
def test_rates_of_what_is_told(text: str) -> None:
    assert found(TITLE, text) == [("error", "ratio")]


def test_headings_of_the_first_rank_may_begin_with_a_numeral() -> None:
    assert found("一、基本情况", "二、一般公共预算支出情况", "三、存在问题") == []
    assert found("一、基本情况", "三、一般公共预算支出情况") == [("warning", "count")]


LIST = grid(
    "项目名称 | 预算数（万元） | 执行数（万元） | 自评得分 | 等级",
    "路灯维护 | 100.00 | 98.00 | 97.50 | 优",
    "拆违整治 | 40.00 | 12.00 | 76.40 | 中",
    "合计 | 140.00 | 110.00 | | ",
)
WHOLE = grid(
    "一级指标 | 三级指标 | 分值 | 得分 | 扣分原因",
    "投入 | 目标设定 | 40 | 40 | ",
    "产出 | 任务完成 | 60 | 54 | 一项任务未完成",
    "总分 |  | 100 | 94 | ",
)


def test_the_score_of_one_of_the_listed_projects() -> None:
    whole = "部门整体自评得分94分，等级为优。"
    assert found(TITLE, "“拆违整治”项目自评得分76.40分，等级为中。", whole, LIST, WHOLE) == []
    assert found(TITLE, "“拆违整治”项目自评得分67.40分。", whole, LIST, WHOLE) == [
        ("error", "prose_vs_table")
    ]
    assert found(TITLE, "部门整体自评得分96分，等级为优。", LIST, WHOLE) == [("error", "prose_vs_table")]


def test_projects_that_are_named_in_short() -> None:
    forms = ("附件1", project("东坪镇果树改良", "50", "38"), "附件2", project("雨露助学", "60", "39"))
    assert found("果树改良项目自评得分98分，雨露助学项目自评得分99分，均为优。", *forms) == []
    assert found("果树改良项目自评得分96分，雨露助学项目自评得分99分。", *forms) == [
        ("error", "prose_vs_table")
    ]


@pytest.mark.parametrize(
    ("before", "named"),
    [
        ("经自评，果树改良项目自评得分", "东坪镇果树改良"),
        ("果树改良项目98分，雨露助学项目自评得分", "雨露助学"),
        ("本项目自评得分", ""),
        ("道路改造项目自评得分", ""),
        ("东坪镇果树改良和雨露助学项目自评得分", ""),
    ],
)
def test_whose_score_a_clause_states(before: str, named: str) -> None:
    assert subject(before, ("东坪镇果树改良", "雨露助学")) == named


def test_a_row_of_a_year_is_no_item() -> None:
    table = grid(
        "资金来源（万元） | 2022年 | 2023年 | 合计",
        "省级资金 | 160.00 | 180.00 | 340.00",
        "县级资金 | 40.00 | 41.00 | 81.00",
        "投入合计 | 200.00 | 221.00 | 421.00",
        "实际支出 | 190.00 | 210.00 | 400.00",
    )
    assert found("其中2023年投入221.00万元，支出210.00万元，支出率95.02%。", table) == []


PARTS = (
    "一级指标 | 工作任务 | 绩效指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因",
    "履职效果 | 保障入学 | 入学率 | ≥98% | 99% | 40 | 40 | ",
    "管理效率 | 预算管理 | 项目监控率 | 100% | 100% | 20 | 20 | ",
    "管理效率 | 资产管理 | 账实相符率 | 100% | 98% | 20 | 19 | 两件设备待报废",
)


@pytest.mark.parametrize(
    ("subtotal", "whole", "findings"),
    [("79", "98.9", []), ("79", "98", [("error", "score")])],
)
def test_a_subtotal_is_not_the_total(subtotal: str, whole: str, findings: list[tuple[str, str]]) -> None:
    funds = (
        "支出类型 | 调整预算数 | 实际支出数 | 执行率 | 执行率得分（满分20分） |  |  | ",
        "基本支出 | 60.00 | 60.00 | 100.00% |  |  |  | ",
        "项目支出 | 40.00 | 39.50 | 98.75% |  |  |  | ",
        "合计 | 100.00 | 99.50 | 99.50% | 19.90 |  |  | ",
    )
    ends = (f"小计 |  |  |  |  | 80 | {subtotal} | ", f"整体自评总分 |  |  |  |  | 100 | {whole} | ")
    assert found(grid(*funds, *PARTS, *ends)) == findings


@pytest.mark.parametrize(
    ("name", "findings"), [("预算执行率", []), ("入学率", [("warning", "missing_reason")])]
)
def test_the_execution_rate_needs_no_reason(name: str, findings: list[tuple[str, str]]) -> None:
    rows = (
        "一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因",
        "产出指标 | 数量指标 | 培训期数 | ≥6期 | 6期 | 90 | 90 | ",
        f"{name} |  |  | 100% | 99.5% | 10 | 9.95 | ",
        "总分 |  |  |  |  | 100 | 99.95 | ",
    )
    assert found(grid(*rows)) == findings


@pytest.mark.parametrize(
    "text",
    [
        "全县预算1200万元，支出1100万元，执行率91.67%；甲镇执行率95%、乙镇执行率88.5%。",
        "其中产业类资金200万元，占50%；基础设施类资金150万元，占37.5%；其他类资金50万元，占12.5%。",
        "三年累计支出341万元。其中2023年支出130万元，比2022年增加10万元；其他两年支出211万元。",
    ],
)
def test_parts_that_stand_beside_each_other(text: str) -> None:
    assert found(TITLE, text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("全县预算1200万元，支出1100万元；资金支出率95.67%。", "ratio"),
        ("支出400万元，其中产业类200万元，占50%，其他类200万元，占37.5%。", "ratio"),
    ],
)
def test_parts_of_what_is_told(text: str, kind: str) -> None:
    assert found(TITLE, text) == [("error", kind)]


PROJECTS = grid(
    "项目 | 下达数（万元） | 支出数（万元）",
    "地方病防治 | 46.50 | 45.18",
    "艾滋病防治 | 138.20 | 131.64",
    "慢性病管理 | 12.00 | 11.97",
    "合计 | 196.70 | 188.79",
)


@pytest.mark.parametrize(
    "heading",
    [
        "（二）地方病防治项目",
        "（二）地方病防治",
        "2.地方病防治",
        "2、地方病防治专项",
        "（2）地方病防治",
        "二、地方病防治项目",
        "二、地方病防治（专项资金）",
        "(二)地方病防治工程",
    ],
)
@pytest.mark.parametrize(
    ("spent", "findings"),
    [
        ("45.18", []),
        ("46.50", []),
        ("48.15", [("error", "prose_vs_table")]),
        ("131.64", [("warning", "prose_vs_table")]),
    ],
)
def test_what_is_below_the_heading_of_an_item_is_its(
    heading: str, spent: str, findings: list[tuple[str, str]]
) -> None:
    text = f"资金投入情况。截至年末，资金已使用{spent}万元。"
    assert found(TITLE, PROJECTS, heading, text) == findings


@pytest.mark.parametrize("text", ["全年实际支出188.79万元。", "全年支出合计188.79万元，执行率95.98%。"])
@pytest.mark.parametrize("heading", ["三、自评结论", "（三）总体情况", "一、资金"])
def test_the_next_heading_ends_it(heading: str, text: str) -> None:
    assert found(TITLE, PROJECTS, "（二）地方病防治项目", "资金已使用45.18万元。", heading, text) == []


def test_a_heading_further_down_does_not_end_it() -> None:
    blocks = ("（二）地方病防治项目", "1.资金投入情况", "截至年末，资金已使用45.18万元。")
    assert found(TITLE, PROJECTS, *blocks) == []
