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
        ("92%×10", "", "92%", "9.2", []),
        ("92%×10", "", "92%", "9.5", [("error", "score")]),
        ("得分=92%÷95%×10", "≥95%", "92%", "9.7", []),
        ("得分=92%÷95%×10", "≥95%", "92%", "9.2", [("error", "score")]),
        ("按完成率96.84%计分", "≥95%", "92%", "9.68", []),
        ("按完成率96.84%计分", "≥95%", "92%", "9.86", [("error", "score")]),
        ("5处中4处按期完工，按4/5计分", "按期", "4处", "8", []),
        ("5处中4处按期完工，按4/5计分", "按期", "4处", "9", [("error", "score")]),
        ("≥95%得10分，≥90%得8分，≥80%得6分，＜80%得3分", "", "92%", "8", []),
        ("≥95%得10分，≥90%得8分，≥80%得6分，＜80%得3分", "", "92%", "9", [("error", "score")]),
        ("95%（含）以上的得10分，85%以上的得7分，85%以下得3分", "", "92%", "7", []),
        ("95%（含）以上的得10分，85%以上的得7分，85%以下得3分", "", "92%", "10", [("error", "score")]),
        ("95%—100%得10分，90%—95%得8分，90%以下得5分", "", "92%", "9", []),
        ("达到95%得10分，每低1个百分点扣1分", "", "92%", "9", []),
        ("执行率92.5%，按≥95%得10分、≥90%得8分的规则扣2分", "", "已完成", "10", [("error", "score")]),
        ("执行率92.5%，按≥95%得10分、≥90%得8分的规则扣2分", "", "已完成", "8", []),
    ],
)
def test_a_score_by_its_rule(
    rule: str, target: str, done: str, score: str, findings: list[tuple[str, str]]
) -> None:
    row = f"过程 | 预算执行率 | {rule} | {target} | {done} | 10 | {score} | 尚有差距"
    assert found(grid(HEAD, row, REST)) == findings


@pytest.mark.parametrize(
    ("remark", "score", "findings"),
    [
        ("档案移交滞后，扣1分", "9", []),
        ("档案移交滞后，扣1分", "8", [("error", "score")]),
        ("执行率85%，扣1.5分；月报2次逾期，扣0.7分", "7.8", []),
        ("执行率85%，扣1.5分；月报2次逾期，扣0.7分", "8.7", [("error", "score")]),
        ("延迟1个月扣2分", "7", [("error", "score")]),
        ("按比例得9分，另扣0.6分", "8.4", []),
        ("每延迟1个月扣2分", "7", []),
        ("台账不全的扣1分", "10", []),
        ("台账不全，酌情扣1分", "8.5", []),
        ("台账、档案不全，各扣1分", "8", []),
    ],
)
def test_what_a_remark_takes_off(remark: str, score: str, findings: list[tuple[str, str]]) -> None:
    row = f"过程 | 制度执行 | 合规得满分 | 合规 | 基本合规 | 10 | {score} | {remark}"
    assert found(grid(HEAD, row, REST)) == findings


@pytest.mark.parametrize(
    ("rule", "target", "done", "score", "findings"),
    [
        ("得分=分值×完成比例", "≥95%", "93.1%", "9.8", []),
        ("得分=分值×完成比例", "≥95%", "93.1%", "9.5", [("error", "score")]),
        ("得分=分值×完成比例", "1250公里", "1236公里", "9.89", []),
        ("得分=分值×完成比例", "1250公里", "1236公里", "9.98", [("error", "score")]),
        ("得分=分值×完成比例", "≤95%", "93.1%", "10", []),
        ("得分=分值×完成比例", "1250公里", "1260公里", "10", []),
    ],
)
def test_in_proportion_by_the_rule_of_the_row(
    rule: str, target: str, done: str, score: str, findings: list[tuple[str, str]]
) -> None:
    row = f"产出 | 巡查里程 | {rule} | {target} | {done} | 10 | {score} | 道路施工"
    assert found(grid(HEAD, row, REST)) == findings


@pytest.mark.parametrize(
    ("other", "findings"), [("9.84", [("warning", "score")]), ("9", [])], ids=["decimals", "whole points"]
)
def test_no_rounding_up_to_all_of_the_weight(other: str, findings: list[tuple[str, str]]) -> None:
    rows = (
        "产出 | 准点率 | 得分=分值×完成比例 | ≥95% | 93.1% | 8 | 8 | 道路施工",
        f"产出 | 开展活动 | 酌情给分 | 良好 | 良好 | 10 | {other} | 参与不足",
        "产出 | 开展培训 | 完成得满分 | ≥10次 | 10次 | 82 | 82 | 无",
    )
    assert found(grid(HEAD, *rows)) == findings


@pytest.mark.parametrize("heading", ["扣分", "扣分值", "失分"])
@pytest.mark.parametrize(
    ("score", "taken", "findings"),
    [
        ("3", "1", []),
        ("4", "1", [("error", "score")]),
        ("3", "0.5", [("error", "score")]),
        ("3", "-1", []),
        ("4", "", []),
    ],
)
def test_points_taken_off_stand_in_a_column(
    heading: str, score: str, taken: str, findings: list[tuple[str, str]]
) -> None:
    table = grid(
        f"一级指标 | 三级指标 | 分值 | 得分 | {heading} | 说明",
        f"过程 | 制度执行有效性 | 4 | {score} | {taken} | 日志缺页",
        "过程 | 管理制度健全性 | 26 | 26 | 0 | ",
        "产出 | 渠道衬砌长度 | 40 | 40 | 0 | ",
        "效益 | 改善灌溉面积 | 30 | 28 | 2 | 少于计划",
        f"总分 |  | 100 | {94 + int(score)} |  | ",
    )
    assert found("2023年度绩效评价报告", table) == findings
