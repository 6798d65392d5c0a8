"""A list of projects against the form of each, and the prose against the list."""

import pytest

from reports.document import Table
from tests.reports.checkup.test_examination import found, grid


def form(name: str, budget: str, spent: str, rate: str, points: str) -> Table:
    return grid(
        f"项目名称 | {name} |  |  |  |  | ",
        "项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分",
        f"年度资金总额 | {budget} | {budget} | {spent} | 10 | {rate}% | {points}",
        "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因",
        "产出指标 | 开展活动 | ≥10次 | 10次 | 50 | 50 | ",
        "效益指标 | 改善环境 | 明显 | 明显 | 40 | 40 | ",
        f"总分 |  |  |  | 100 | {float(points) + 90:g} | ",
    )


FORMS = (
    form("绿化养护项目", "900.00", "810.00", "90.00", "9"),
    form("垃圾分类", "525.00", "504.00", "96.00", "9.6"),
)
TITLE = "2023年度项目支出绩效自评结果汇总表"
HEAD = "序号 | 项目名称 | 全年预算数（万元） | 全年执行数（万元） | 执行率 | 自评得分"
SECOND = "2 | 垃圾分类 | 525.00 | 504.00 | 96.00% | 99.6"


@pytest.mark.parametrize(
    ("row", "findings"),
    [
        ("1 | 绿化养护 | 900.00 | 810.00 | 90.00% | 99", []),
        ("1 | 绿化养护 | 900 | 810 | 90% | 99.0", []),
        ("1 | 绿化养护 | 900.00 | 819.00 | 91.00% | 99", [("error", "duplicate")] * 2),
        ("1 | 绿化养护 | 900.00 | 810.00 | 90.00% | 98", [("error", "duplicate")]),
        ("1 | 绿化养护 | 600.00 | 300.00 | 50.00% | 95", []),
        ("1 | 绿化补植 | 900.00 | 801.00 | 89.00% | 99", []),
    ],
)
def test_the_list_says_what_the_forms_say(row: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, grid(HEAD, row, SECOND), *FORMS) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("绿化养护项目执行率90%，自评得分99分。", []),
        ("绿化养护项目执行率为80%。", [("error", "prose_vs_table")]),
        ("垃圾分类项目全年执行504万元，执行率96%，自评得分96.9分。", [("error", "prose_vs_table")]),
        ("垃圾分类：执行率达69%。", [("error", "prose_vs_table")]),
        ("个别项目支付滞后，垃圾分类项目执行率偏低，为69%。", [("error", "prose_vs_table")]),
        ("个别项目支付滞后，垃圾分类项目使用率较低，仅为69.00%。", [("error", "prose_vs_table")]),
        ("个别项目支付滞后，垃圾分类项目执行进度较快，达到96%。", []),
        ("垃圾分类执行率较高，支部为96人。", []),
        ("垃圾分类项目上半年执行率45%。", []),
        ("2022年垃圾分类项目执行率95.1%。", []),
        ("垃圾分类知晓率85%，总体执行率92%。", []),
    ],
)
def test_the_prose_says_what_the_list_says(text: str, findings: list[tuple[str, str]]) -> None:
    rows = "1 | 绿化养护 | 900.00 | 810.00 | 90.00% | 99", SECOND
    assert found("2023年度项目支出绩效自评报告", text, grid(HEAD, *rows)) == findings
