"""Paragraphs under the name of an indicator and its points."""

import pytest

from tests.reports.checkup.test_examination import found, grid

TITLE = "2023年度项目支出绩效自评报告"
FORM = grid(
    "三级指标 | 指标值 | 完成值 | 分值 | 得分",
    "产业资金占比 | ≥60% | 65.00% | 60 | 60",
    "受益群众满意度 | ≥90% | 95.00% | 40 | 40",
    "总分 | | | 100 | 100",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        (
            "（一）产业资金占比（60分）。用于产业发展1534.00万元，占资金总额的65.00%，高于60%的规定，得60分。",
            [],
        ),
        (
            "（一）产业资金占比（60分）。用于产业发展1534.00万元，占资金总额的56.00%，高于60%的规定，得60分。",
            [("warning", "prose_vs_table")],
        ),
        ("（一）预算执行进度（10分）。支出率95.00%。本项按支出率×分值计分，得分9.5分。", []),
        (
            "（一）预算执行进度（10分）。支出率95.00%。本项按支出率×分值计分，得分9.0分。",
            [("error", "score")],
        ),
        ("（一）预算执行进度（10分）。支出率95.00%。每低1个百分点扣0.2分，得分9.0分。", []),
        ("（一）公众知晓情况（10分）。知晓率95.00%，得11分。", [("error", "score")]),
        ("（一）公众知晓情况（10分）。知晓率95.00%，比目标高5.00%，得10分。", []),
    ],
)
def test_figures_are_of_the_title(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text, FORM) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("产出指标（50分），得49.6分；满意度指标（10分），得9.5分。", []),
        ("产出指标（50分），得49.6分；满意度指标（10分），得10.5分。", [("error", "score")]),
    ],
)
def test_no_more_points_than_in_the_brackets(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text) == findings
