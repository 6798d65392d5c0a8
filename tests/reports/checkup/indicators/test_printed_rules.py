"""Scores by the rules that the form prints beside the indicators."""

import pytest

from tests.reports.checkup.test_examination import found, grid

HEAD = "一级指标 | 三级指标 | 评分标准 | 指标值 | 完成值 | 权重 | 得分 | 扣分原因"
REST = "产出 | 开展活动 | 完成得满分 | ≥10次 | 10次 | 90 | 90 | 无"


@pytest.mark.parametrize(
    ("rule", "target", "done", "score", "findings"),
    [
        ("预算执行率×10分", "", "92.00%", "9.2", []),
        ("预算执行率×10分", "", "92.00%", "9.5", [("error", "score")]),
        ("得分=分值×执行率", "", "92.00%", "9.2", []),
        ("得分=分值×执行率", "", "92.00%", "8.5", [("error", "score")]),
        ("实际完成率×分值", "100%", "85%", "8.5", []),
        ("实际完成率×分值", "100%", "85%", "9.5", [("error", "score")]),
        ("执行率×20分", "", "92.00%", "9.5", []),
        ("每低于1个百分点扣0.5分", "≥95%", "92%", "8.5", []),
        ("每低于1个百分点扣0.5分", "≥95%", "92%", "9.5", [("error", "score")]),
        ("每低于1个百分点扣0.5分", "≥95%", "92.4%", "9", []),
        ("每低于1个百分点扣0.5分", "≥95%", "92.4%", "8.5", []),
        ("每低于1个百分点扣0.5分", "≥95%", "92.4%", "9.5", [("warning", "score")]),
        ("每少1次扣1分，扣完为止", "≥12次", "10次", "8", []),
        ("每少1次扣1分，扣完为止", "≥12次", "10次", "9", [("error", "score")]),
        ("每超过1天扣2分", "≤5天", "6天", "8", []),
        ("每超过1天扣2分", "≤5天", "6天", "9", [("error", "score")]),
        ("每低于1个百分点扣0.5分，未开展调查扣5分", "≥95%", "92%", "6", []),
        ("每有1起投诉扣1分", "≥95%", "92%", "9", []),
    ],
)
def test_a_score_by_its_rule(
    rule: str, target: str, done: str, score: str, findings: list[tuple[str, str]]
) -> None:
    row = f"过程 | 预算执行率 | {rule} | {target} | {done} | 10 | {score} | 尚有差距"
    assert found(grid(HEAD, row, REST)) == findings
