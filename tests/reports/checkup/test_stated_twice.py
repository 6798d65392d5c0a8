"""The prose against what the forms report: done indicators, and each project's own amounts and score."""

import pytest

from reports.document import Table
from tests.reports.checkup.test_examination import found, grid

FORM = grid(
    "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因",
    "产出指标 | 组织反诈宣传活动 | ≥30场 | 32场 | 50 | 50 |",
    "效益指标 | 居民满意度 | ≥90% | 93.2% | 50 | 50 |",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("全年共组织反诈宣传活动32场，居民满意度达93.2%。", []),
        ("全年共组织反诈宣传活动36场。", [("error", "prose_vs_table")]),
        ("居民满意度为95.2%。", [("error", "prose_vs_table")]),
        ("居民满意度达到93%。", []),
        ("年度目标为组织反诈宣传活动35场。", []),
        ("上年组织反诈宣传活动20场。", []),
        ("东园社区居民满意度97%。", []),
        ("计划组织反诈宣传活动40场。", []),
        ("其中，上半年组织反诈宣传活动15场。", []),
    ],
)
def test_what_was_done(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text, FORM) == findings


def project(name: str, budget: str, points: str) -> Table:
    return grid(
        f"项目名称 | {name} |  |  |  |  | ",
        "项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分",
        f"年度资金总额 | {budget} | {budget} | {budget} | 10 | 100% | 10",
        "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因",
        "产出指标 | 开展活动 | ≥10次 | 10次 | 50 | 50 | ",
        f"效益指标 | 改善环境 | 明显 | 明显 | 40 | {points} | 成效有待巩固",
        f"总分 |  |  |  | 100 | {60 + int(points)} | ",
    )


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("1.社区巡防。全年预算数为42.90万元。自评得分95分。", []),
        ("1.社区巡防。全年预算数为42.90万元。自评得分97分。", [("error", "prose_vs_table")]),
        ("2.应急消防。全年预算数为6.82万元。自评得分97分。", [("error", "prose_vs_table")]),
        ("2.应急消防。全年预算数为5.82万元。自评得分97分。", []),
        ("社区巡防、应急消防两个项目均得到落实，自评得分96分。", []),
    ],
)
def test_each_project_has_its_own_form(text: str, findings: list[tuple[str, str]]) -> None:
    forms = project("社区巡防", "42.90", "35"), "附件2", project("应急消防", "5.82", "37")
    assert found("2023年度项目支出绩效自评报告", text, "附件1", *forms) == findings
