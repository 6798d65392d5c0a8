"""The demo's faulty report: in each format the check-up finds what was planted, there, and nothing else."""

import pytest

from reports import legacy
from reports.checkup.examination import examine
from reports.checkup.ingest import read

SUM = "合计等于各行之和"
QUOTIENT = "比率等于前文两数相除"
PARTS = "各部分之和等于合计"
WITHIN = "执行数不大于全年预算数"
USED = "使用情况与资金安排比 = 全年使用资金情况（万元） ÷ 全年资金安排（万元）"
EXECUTED = "执行率(B/A) = 全年执行数(B) ÷ 全年预算数(A)"

NOWHERE = -1
ALLOCATED, USE, FORM = 18, 22, 45
"""The blocks that the tables are: 表1, 表2, 自评表."""

PLANTED = [
    # severity, rule, block, row and column, printed, computed
    ("error", QUOTIENT, (3, NOWHERE, NOWHERE), "100%", "100.18%"),
    ("error", "日期应真实存在", (12, NOWHERE, NOWHERE), "2020年11月31日", ""),
    ("error", "文字与表格中的同一数据应一致", (15, NOWHERE, NOWHERE), "270.96万元", "270.69万元"),
    ("residue", SUM, (ALLOCATED, 12, 1), "561.24", "561.26"),
    ("residue", SUM, (USE, 12, 1), "561.24", "561.26"),
    ("error", WITHIN, (USE, 12, 2), "562.24", "561.24"),
    ("error", SUM, (USE, 12, 2), "562.24", "561.26"),
    ("error", USED, (USE, 12, 3), "100%", "100.18%"),
    ("error", QUOTIENT, (26, NOWHERE, NOWHERE), "97.85%", "97.58%"),
    ("error", PARTS, (27, NOWHERE, NOWHERE), "57个", "56个"),
    (
        "error",
        "表样的提示应改写或删去",
        (35, NOWHERE, NOWHERE),
        "（此处填写主要经验，300字以内）",
        "",
    ),
    ("error", WITHIN, (FORM, 3, 5), "562.24", "561.24"),
    ("error", EXECUTED, (FORM, 3, 7), "100%", "100.18%"),
    ("error", WITHIN, (FORM, 4, 5), "562.24", "561.24"),
    ("error", EXECUTED, (FORM, 4, 7), "100%", "100.18%"),
    ("error", "每项指标都应填写实际完成值", (FORM, 12, 5), "", ""),
    ("warning", "未得满分的指标应说明偏差原因", (FORM, 12, 8), "", ""),
    ("warning", "未达到或明显超过指标值的应说明原因", (FORM, 13, 8), "", ""),
    ("error", "总分等于各项得分之和", (FORM, 17, 7), "98", "97"),
]


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf"])
def test_what_was_planted_is_found_and_nothing_else(kind: str) -> None:
    content = legacy.files()[f"{legacy.NAME}.{kind}"]
    examination = examine(read(f"报告.{kind}", content).document)
    assert [
        (
            one.severity.value,
            one.rule,
            (one.place.block, one.place.row, one.place.column),
            one.printed,
            one.computed,
        )
        for one in examination.findings
    ] == PLANTED


def test_a_count_is_exact_and_a_measure_was_rounded() -> None:
    """121 of 124 are 97.58 %, whatever; 121 of 124 tons may be 97.85 %."""
    found = {
        unit: examine(read("文.txt", f"清运124{unit}，其中运出121{unit}，运出率97.85%。".encode()).document)
        for unit in ("件", "吨")
    }
    assert [one.computed for one in found["件"].findings] == ["97.58%"]
    assert found["吨"].findings == ()
