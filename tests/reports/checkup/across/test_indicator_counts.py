"""How many indicators a level has, in words and in tables."""

import pytest

from tests.reports.checkup.test_examination import found, grid

TITLE = "2024年度项目支出绩效自评报告"
FORM = grid(
    "一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因",
    "产出 | 数量指标 | 清理河道 | 5条 | 5条 | 20 | 20 |",
    "产出 | 数量指标 | 修补道路 | 3条 | 3条 | 20 | 20 |",
    "产出 | 质量指标 | 验收合格率 | 100% | 100% | 20 | 20 |",
    "效益 | 社会效益指标 | 受益人数 | 800人 | 800人 | 40 | 40 |",
    "合计 | | | | | 100 | 100 |",
)
SUMMARY = grid(
    "一级指标 | 三级指标个数 | 分值 | 得分",
    f"产出 | {3} | 60 | 60",
    "效益 | 1 | 40 | 40",
    "合计 | 4 | 100 | 100",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("产出指标共3项，得60分；效益指标共1项，得40分。", []),
        ("产出指标共4项，得60分；效益指标共1项，得40分。", [("error", "count")]),
        ("数量指标共有三项。", [("error", "count")]),
        ("数量指标共有两项。", []),
        ("产出指标共2项未完成。", []),
        ("过程指标共5项。", []),
        ("扣分指标共4项。", []),
    ],
)
def test_against_the_form(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text, FORM) == findings
    assert found(TITLE, text, SUMMARY, "附件 评分表", FORM) == findings
