"""Grades by the bands that a document lays down."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reports.checkup.grading import USUAL, scale_of
from reports.document import Cell, Text
from tests.reports.checkup.test_examination import found, grid

TITLE = "某街道2022年度项目支出绩效自评报告"


@pytest.mark.parametrize(
    "text",
    [
        "评分结果95分以上为优，85分（含）—95分为良，60分（含）—85分为中，60分以下为差。",
        "95分及以上为优秀，85分及以上95分以下为良好，60分及以上85分以下为中等，60分以下为差。",
        "等级分为优（95分以上）、良（85-95分）、中（60-85分）、差（60分以下）。",
        "划分为4档：100-95（含）分为优、95-85（含）分为良、85-60（含）分为中、60分以下为差。",
        "得分95分（含）以上为“优”，85—95分为“良”，60—85分为“中”，60分以下为“差”。",
    ],
)
def test_bands_that_are_laid_down(text: str) -> None:
    bands = scale_of(["自评得分92分，等级为良。", text]).bands
    assert [(int(least), name) for least, name in bands] == [(95, "优"), (85, "良"), (60, "中"), (0, "差")]


@pytest.mark.parametrize(
    "bands",
    [
        "[95，100]为优，[85，95）为良，[60，85）为中，60以下为差",
        "【95，100】为优，【85，95）为良，【60，85）为中，60分以下为差",
        "优[95,100]，良[85,95)，中[60,85)，差[0,60)",
        "［95-100］为优秀，［85-95）为良好，［60-85）为中等，［0-60）为较差",
        "（85，95]为良",
    ],
)
def test_bands_that_are_intervals(bands: str) -> None:
    text = f"自评得分92分，评价等级为“{{}}”（{bands}）。"
    if "优" not in bands:
        bands_ = scale_of([text]).bands
        assert bands_ == USUAL.bands
        return
    assert found(text.format("良")) == []
    assert found(text.format("优")) == [("error", "grade")]


@pytest.mark.parametrize(
    "text", ["等级为优（90分以上为优）。", "自评得分95分，评价等级为优。", "门诊评分60分以上。"]
)
def test_no_bands(text: str) -> None:
    assert scale_of([text]) == USUAL


def test_the_usual_bands_are_shares_of_what_a_total_is_out_of() -> None:
    assert USUAL.of(Decimal(90)).grade_of(Decimal(81)) == "优"


BANDS = "90分（含）以上为优、80分（含）至90分为良、60分（含）至80分为中、60分以下为差"
LETTERS = "90分以上为A级、80—90分为B级、60—80分为C级、60分以下为D级"


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        (f"自评得分97.16分，{BANDS}，自评等级为“优”。", []),
        (f"自评得分97.16分，{BANDS}，自评等级为“中”。", [("error", "grade")]),
        (f"自评得分97.16分，{BANDS}，本项目评定为“优”。", []),
        (f"自评得分97.16分，{BANDS}，本项目评定为“良”。", [("error", "grade")]),
        ("自评得分97.16分，项目综合评价为“良好”。", [("error", "grade")]),
        ("自评得分97.16分，档案管理被评为“良好”。", []),
        (f"自评得分97.16分。按照{BANDS}的划分标准，等级为“良”。", [("error", "grade")]),
        (
            (
                "自评总分97.16分，其中预算执行9.60分、产出指标50.00分、效益指标29.28分、满意度指标8.28分。自评结果分为四个等级："
                "90（含）—100分为优，80（含）—90分为良，60（含）—80分为中，60分以下为差。对照上述标准，本项目自评等级为“中”。"
            ),
            [("error", "grade")],
        ),
        ("自评得分97.16分，90分以上为优、80分以上为良、60分以上为中，其余等级为差。", []),
        ("自评得分97.16分，评价等级为优，上级复评等级为良。", []),
        ("自评得分97.16分，评价等级为优，自评得分见表2。", []),
        (f"自评得分97.3分，{LETTERS}，自评等次为A级。", []),
        (f"自评得分97.3分，{LETTERS}，自评等次为B级。", [("error", "grade")]),
        (f"自评得分85分，{LETTERS}，评定等级为“C级”。", [("error", "grade")]),
        ("自评得分97.3分，纳税信用等级为B级。", []),
        ("自评得分97.16分，等级分为优、良、中、差，60分以下等级为差。", []),
    ],
)
def test_the_grade_behind_the_bands(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text) == findings


@pytest.mark.parametrize(("grade", "findings"), [("优", []), ("良", [("error", "grade")])])
def test_the_total_in_one_cell_over_all_columns(grade: str, findings: list[tuple[str, str]]) -> None:
    form = grid(
        "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分",
        "产出指标 | 开展活动 | ≥10次 | 10次 | 60 | 60",
        "效益指标 | 改善环境 | 明显 | 明显 | 40 | 37",
    )
    below = (("总分", "97"), ("自评等级", grade))
    cells = tuple((Cell((Text(label),)), Cell((Text(value),), colspan=5)) for label, value in below)
    assert found(TITLE, replace(form, rows=(*form.rows, *cells))) == findings


OWN = "（95分以上为优秀，85—95分为良好，60—85分为合格，60分以下为不合格）"


def test_a_grade_beside_its_bands() -> None:
    assert found(TITLE, f"自评得分92.5分，评价等级为“良好”{OWN}。") == []
    assert found(TITLE, f"自评得分92.5分，评价等级为“优秀”{OWN}。") == [("error", "grade")]
    assert found(TITLE, f"自评得分92.5分，评价等级为“合格”{OWN}。") == [("error", "grade")]
    assert found(TITLE, "自评得分92.5分，评价结论为合格。") == []
    assert ("error", "grade") in found(TITLE, "自评得分101.5分，评价等级为“良”。")


def test_a_grade_in_the_fields_of_a_form() -> None:
    rows = (
        "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分",
        "产出指标 | 开展活动 | ≥10次 | 10次 | 60 | 60",
        "效益指标 | 改善环境 | 明显 | 明显 | 40 | 33",
        "总分 |  |  |  | 100 | 93",
    )
    assert found(TITLE, grid(*rows, "自评等级 | 良 |  |  |  | "), f"注：{OWN[1:-1]}。") == []
    assert found(TITLE, grid(*rows, "自评等级 | 优 |  |  |  | ")) == []
    assert found(TITLE, grid(*rows, "自评等级 | 优 |  |  |  | "), f"注：{OWN[1:-1]}。") == [
        ("error", "grade")
    ]
    assert found(TITLE, grid(*rows, "自评结论 | 良 |  |  |  | ")) == [("error", "grade")]


@pytest.mark.parametrize(("grade", "findings"), [("优秀", []), ("良好", [("error", "grade")])])
def test_the_clause_of_the_grade_may_name_the_year(grade: str, findings: list[tuple[str, str]]) -> None:
    bands = "90—100分为优秀，80—89.99分为良好，60—79.99分为一般，60分以下为较差"
    text = f"自评总分95.15分。评价等次划分：{bands}，据此我街道2022年度整体支出自评等次为{grade}。"
    assert found(TITLE, text) == findings


@pytest.mark.parametrize(
    ("line", "findings"),
    [
        ("总分 100 98.85 良", [("error", "grade")]),
        ("总分 100 98.85 优", []),
        ("合计 100分 82.5分 优秀", [("error", "grade")]),
        ("合计 100分 82.5分 良好", []),
        ("总得分 58 中", [("error", "grade")]),
        ("自评总分：91.2 “良”", [("error", "grade")]),
        ("自评总分：91.2 “优”", []),
        ("总分 100 优", []),
        ("合计 12 3 差", []),
        ("质量 100 98.85 良", []),
        ("总分 100 98.85 良种补贴", []),
    ],
)
def test_the_grade_in_a_last_row_that_came_as_a_line(line: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, line) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("项目自评得分92分，属于“优秀”等次。", []),
        ("项目自评得分92分，属于“良好”等次。", [("error", "grade")]),
        ("自评总分93分，自评结论：优。", []),
        ("自评总分93分，自评结论：良。", [("error", "grade")]),
        ("项目自评得分79分，绩效评级为“中”。", []),
        ("项目自评得分79分，绩效评级为“良”。", [("error", "grade")]),
        ("本项目自评得分93分，评定为优秀。", []),
        ("本项目自评得分93分，评定为良好。", [("error", "grade")]),
        ("自评得分85分，培训班被评为优秀组织单位。", []),
    ],
)
def test_other_words_for_a_grade(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


BANDS = "评分标准：95分以上为优，85-95分为良，60-85分为中，60分以下为差。"
LETTERS = "得分在90分以上为A级，75-90分为B级，60-75分为C级，60分以下为D级。"


@pytest.mark.parametrize(
    ("bands", "text", "wrong", "right"),
    [
        ("", "绩效自评结果为85.6分（{}）。", "优秀", "良好"),
        ("", "自评得分为85.6分，属{}等次。", "优秀", "良好"),
        ("", "自评得分为85.6分，属于“{}”。", "优", "良"),
        ("", "自评等级为“{}”，得分为86.4分。", "优", "良"),
        ("", "自评结果为“{}”（得分85.3分）。", "优", "良"),
        ("", "经综合评价，项目得分94分，绩效评级为“{}”。", "良", "优"),
        ("", "本项目得分58分，评价等级为{}。", "中", "差"),
        (BANDS, "本项目得分92分，属于“{}”。", "优", "良"),
        (LETTERS, "本项目得分88分，评为{}级。", "A", "B"),
    ],
)
def test_a_grade_right_beside_its_score(bands: str, text: str, wrong: str, right: str) -> None:
    assert found(TITLE, bands, text.format(wrong)) == [("error", "grade")]
    assert found(TITLE, bands, text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "项目平均得分78.40分，自评结果为“优”的5个。",
        "内控评价得分82分（优）。",
        "该指标得分48分（优）。",
        "绩效指标评价得分88.5分，预算执行率得9.6分，总分98.1分。",
    ],
)
def test_grades_and_points_of_something_else(text: str) -> None:
    assert found(TITLE, text) == []
