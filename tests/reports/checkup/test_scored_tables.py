"""Tables of points that head their columns 目标 and 实际 alone."""

import pytest

from tests.reports.checkup.test_examination import found, grid


@pytest.mark.parametrize(
    ("head", "text", "score", "findings"),
    [
        ("指标 | 权重 | 目标 | 实际 | 得分 | 备注", "建成公园4个、社区球场37片。", "14", []),
        (
            "指标 | 权重 | 目标 | 实际 | 得分 | 备注",
            "建成公园4个、社区球场39片。",
            "14",
            [("error", "prose_vs_table")],
        ),
        (
            "考核项 | 分值 | 计划 | 实绩 | 得分 | 规则",
            "建成公园4个、社区球场39片。",
            "14",
            [("error", "prose_vs_table")],
        ),
        (
            "考核项 | 分值 | 目标 | 实际 | 得分 | 计分规则",
            "建成公园4个、社区球场37片。",
            "13.5",
            [("error", "score")],
        ),
        ("球场 | 计划 | 实际 | 说明 | 单价 | 规则", "建成公园4个、社区球场39片。", "14", []),
    ],
)
def test_what_was_done(head: str, text: str, score: str, findings: list[tuple[str, str]]) -> None:
    rows = (
        "社区球场 | 15 | 36片 | 37片 | 15 | ",
        f"便民驿站 | 15 | 120个 | 118个 | {score} | 每少1个扣0.5分",
        "验收合格率 | 70 | 100% | 100% | 70 | ",
    )
    assert found(text, grid(head, *rows)) == findings
