"""The points of the execution rate by the rule of the text; growth over what the sentence before tells."""

from decimal import Decimal

import pytest

from tests.reports.checkup.test_examination import found, grid

TITLE = "某区2023年度人才公寓项目支出绩效自评报告"
MONEY = grid(
    "期别 | 预算数（万元） | 执行数（万元） | 执行率",
    "一期 | 400.00 | 384.00 | 96.00%",
    "二期 | 100.00 | 86.00 | 86.00%",
    "合计 | 500.00 | 470.00 | 94.00%",
)


@pytest.mark.parametrize(
    ("rule", "score", "findings"),
    [
        ("“预算执行率”按“执行率×10”计分，保留一位小数。", "9.4", []),
        ("“预算执行率”按“执行率×10”计分，保留一位小数。", "9.9", [("error", "score")]),
        ("预算执行率指标得分=执行率×分值。", "9.9", [("error", "score")]),
        ("预算执行率按执行率×20计分。", "9.9", []),
        ("预算执行率达到90%以上得满分。", "10", []),
    ],
)
def test_points_by_the_rule_of_the_text(rule: str, score: str, findings: list[tuple[str, str]]) -> None:
    form = grid(
        "一级指标 | 三级指标 | 分值 | 得分",
        f"过程 | 预算执行率 | 10 | {score}",
        "产出 | 公寓供应套数 | 50 | 50",
        "效益 | 人才留任率 | 40 | 40",
        f"合计 |  | 100 | {90 + float(score):g}",
    )
    assert found(TITLE, MONEY, rule, form) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("上年（2022年）预算880万元、支付868万元。2023年预算较上年增加38万元，增长4.32%。", []),
        (
            "上年（2022年）预算880万元、支付868万元。2023年预算较上年增加38万元，增长4.14%。",
            [("error", "ratio")],
        ),
        ("上年预算880万元。其中宣传费较上年增加38万元，增长24.1%。", []),
        ("2023年预算918万元。设备支出较上年增加38万元，增长14%。", []),
    ],
)
def test_growth_over_the_sentence_before(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text) == findings


@pytest.mark.parametrize(("score", "findings"), [("9.4", []), ("9.9", [("error", "score")])])
def test_a_form_without_levels(score: str, findings: list[tuple[str, str]]) -> None:
    form = grid(
        "评价内容 | 评价指标 | 分值 | 得分",
        "1.资金管理（15分） | 1.1资金到位率 | 5 | 5",
        f"1.资金管理（15分） | 1.2预算执行率 | 10 | {score}",
        "2.产出（50分） | 2.1公寓供应套数 | 50 | 50",
        "3.效益（35分） | 3.1人才留任率 | 35 | 35",
        f"合计 |  | 100 | {90 + float(score):g}",
    )
    assert found(TITLE, MONEY, "预算执行率指标得分=执行率×分值。", form) == findings


@pytest.mark.parametrize(("score", "findings"), [("9.87", []), ("9.38", [("error", "score")])])
def test_the_rate_may_stand_in_the_prose(score: str, findings: list[tuple[str, str]]) -> None:
    total = Decimal(score) + 90
    table = grid(
        "指标 | 分值 | 得分", f"预算执行 | 10 | {score}", "发放人数 | 90 | 90", f"总分 | 100 | {total}"
    )
    text = "预算安排480.00万元，实际支出473.64万元，执行率98.68%。得分规则：预算执行得分=执行率×10。"
    assert found(TITLE, text, table) == findings
