"""What an indicator was last year stands in its target: the change that is told is the difference."""

import pytest

from tests.reports.checkup.test_examination import found, grid

FORM = grid(
    "一级指标 | 三级指标 | 指标值 | 完成值 | 偏差原因",
    "产出指标 | 护理员月均补助 | 不低于上年（300元） | 320元 | ",
    "产出指标 | 平均候诊时间 | 短于上年的25分钟 | 19分钟 | ",
    "效益指标 | 群众满意度 | ≥90% | 95% | ",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("护理员月均补助320元，比上年增加20元。", []),
        ("其中护理员月均补助320元，较上年提高30元。", [("error", "prose_vs_table")]),
        ("平均候诊时间19分钟，比上年缩短6分钟。", []),
        ("平均候诊时间19分钟，比上年缩短9分钟。", [("error", "prose_vs_table")]),
        ("护理员月均补助320元，比2018年增加90元。", []),
        ("群众满意度95%，比上年提高3个百分点。", []),
    ],
)
def test_the_change_is_the_difference(text: str, findings: list[tuple[str, str]]) -> None:
    assert found("2023年度项目支出绩效自评报告", text, FORM) == findings
