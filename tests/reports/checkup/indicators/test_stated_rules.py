"""Scores by a rule that a note or the text lays down for all indicators."""

from decimal import Decimal

import pytest

from reports.checkup.indicators.stated_rules import ScoreRule, score_rule
from reports.document import Block
from tests.reports.checkup.test_examination import found, grid

NOTE = "注：定量指标未完成的，得分=实际完成值÷年度指标值×分值，保留一位小数。"
BOTH = (
    "正向指标未完成的按“实际值/指标值×分值”计分，反向指标未完成的按“指标值/实际值×分值”计分，均保留两位小数。"
)

DEGREE = "注：产出类指标得分=完成率×分值；90分及以上为优。"
SPOKEN = "评分规则：预算执行率得分=执行率×10；未完成的数量指标按完成率计分，保留两位小数。"


def form(row: str, points: str) -> tuple[str, ...]:
    return (
        "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因",
        row,
        "效益指标 | 改善环境 | 明显 | 明显 | 90 | 90 | ",
        f"总分 |  |  |  | 100 | {points} | ",
    )


@pytest.mark.parametrize(
    ("note", "row", "points", "findings"),
    [
        (NOTE, "产出指标 | 培训人数 | ≥168人 | 162人 | 10 | 9.6 | 4人离岗", "99.6", []),
        (NOTE, "产出指标 | 培训人数 | ≥168人 | 162人 | 10 | 9 | 4人离岗", "99", [("error", "score")]),
        (NOTE, "产出指标 | 培训人数 | ≥168人 | 162人 | 10 | 9.0 | 6人离岗，另扣0.6分", "99.0", []),
        (
            NOTE,
            "产出指标 | 培训人数 | 168人 | 162人 | 10 | 10.0 | 4人离岗，按完成比例计分",
            "100.0",
            [("warning", "score")],
        ),
        (NOTE, "产出指标 | 培训人数 | 168人 | 162人 | 10 | 9.6 | 4人离岗，按完成比例计分", "99.6", []),
        (NOTE, "产出指标 | 平均用时 | 168分钟 | 162分钟 | 10 | 10.0 | ", "100.0", []),
        ("注：保留一位小数。", "产出指标 | 培训人数 | ≥168人 | 162人 | 10 | 9.0 | 4人离岗", "99.0", []),
        (NOTE, "时效指标 | 修复时间 | ≤8小时 | 9.5小时 | 10 | 7 | 光缆被挖断", "97", []),
        (BOTH, "时效指标 | 修复时间 | ≤8小时 | 9.5小时 | 10 | 8.42 | 光缆被挖断", "98.42", []),
        (
            BOTH,
            "时效指标 | 修复时间 | ≤8小时 | 9.5小时 | 10 | 8.24 | 光缆被挖断",
            "98.24",
            [("error", "score")],
        ),
        (BOTH, "产出指标 | 办结率 | ≥98% | 96.04% | 10 | 9.8 | 转国家层面处理", "99.8", []),
        (
            BOTH,
            "产出指标 | 办结率 | ≥98% | 96.04% | 10 | 9.08 | 转国家层面处理",
            "99.08",
            [("error", "score")],
        ),
        (DEGREE, "产出指标 | 按期完工率 | 100% | 80% | 10 | 8 | 1处延期", "98", []),
        (DEGREE, "产出指标 | 按期完工率 | 100% | 80% | 10 | 9 | 1处延期", "99", [("error", "score")]),
        (DEGREE, "满意度指标 | 群众满意度 | ≥100% | 80% | 10 | 9 | 宣传不够", "99", []),
        (SPOKEN, "数量指标 | 培训人数 | ≥168人 | 162人 | 10 | 9.46 | 4人离岗", "99.46", [("error", "score")]),
        (SPOKEN, "数量指标 | 培训人数 | ≥168人 | 162人 | 10 | 9.64 | 4人离岗", "99.64", []),
        (SPOKEN, "质量指标 | 合格率 | ≥98% | 96% | 10 | 9 | 4人离岗", "99", []),
    ],
)
def test_what_falls_short(note: str, row: str, points: str, findings: list[tuple[str, str]]) -> None:
    assert found("2023年度项目支出绩效自评表", grid(*form(row, points)), note) == findings


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (NOTE, ScoreRule(forward=True, backward=False, places=1)),
        (BOTH, ScoreRule(forward=True, backward=True, places=2)),
        ("得分=分值×（完成值/目标值）", ScoreRule(forward=True, backward=False, places=None)),
        ("未达目标的正向指标得分=实现值÷目标值×权重", ScoreRule(forward=True, backward=False, places=None)),
        (DEGREE, ScoreRule(forward=True, backward=False, places=None, kinds=frozenset({"产出"}))),
        (SPOKEN, ScoreRule(forward=True, backward=False, places=2, kinds=frozenset({"数量"}))),
        ("得分=预算完成率×分值", None),
        ("预算执行率得分=执行数÷预算数×分值", None),
        ("未完成的按完成程度扣分", None),
    ],
)
def test_rules_that_are_laid_down(text: str, rule: ScoreRule | None) -> None:
    assert score_rule([text]) == rule


def test_two_rules_are_none() -> None:
    assert score_rule([NOTE, BOTH]) is None


def without_signs(*scores: str) -> list[tuple[str, str]]:
    """What is found in a form whose targets have no signs; its last indicator costs less than planned."""
    rows = ("改造亭房 | 48 | 45", "补植面积 | 5200 | 4836", "完工率 | 100 | 92", "单方造价 | 50 | 40")
    table = grid(
        "类别 | 指标 | 目标值 | 完成值 | 分值 | 得分 | 偏差原因",
        *(f"产出 | {row} | 25 | {score} | 居民有异议" for row, score in zip(rows, scores, strict=True)),
        f"合计 |  |  |  | 100 | {sum(map(Decimal, scores))} | ",
    )
    return found("2024年度绩效自评表", "计分规则：正向定量指标得分=分值×完成值÷目标值。", table)


def test_points_in_proportion_show_that_targets_without_signs_are_to_be_reached() -> None:
    assert without_signs("23.44", "23.25", "23.00", "25.00") == []
    assert without_signs("23.44", "23.75", "23.00", "25.00") == [("error", "score")]
    assert without_signs("24.00", "24.00", "23.00", "25.00") == []
    assert without_signs("25.00", "25.00", "23.50", "25.00") == [("warning", "score")]


@pytest.mark.parametrize(
    ("note", "findings"),
    [
        ("①执行得分＝10×执行率，保留两位小数；②未达到目标的指标按完成比例计分，保留一位小数。", []),
        ("①执行得分保留一位小数；②未达到目标的指标按完成比例计分，保留两位小数。", [("warning", "score")]),
        ("执行得分保留两位小数；未达到目标的指标按完成比例计分。", []),
    ],
)
def test_the_places_are_those_of_the_rule(note: str, findings: list[tuple[str, str]]) -> None:
    row = "产出指标 | 体育社团数量 | 36个 | 35个 | 10 | 9.7 | 一个社团注销"
    assert found("2023年度绩效自评表", *_table(note, row)) == findings


def _table(note: str, row: str) -> tuple[Block | str, ...]:
    return grid(*form(row, "99.7")), note
