"""What a check-up's results are called, in words that a clerk uses."""

from collections.abc import Mapping, Sequence
from typing import Any

from reports.checkup.findings import Kind, Severity, State
from reports.checkup.ingest import PagePlace, Place, SheetPlace, WordPlace

SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "疑点", Severity.RESIDUE: "尾差"}
"""What findings are, counted in 条; never a word for figures, of which there are others than findings."""

VERDICTS = {"error": "有错误", "warning": "有疑点", "residue": "仅有尾差", "clean": "未发现问题"}

KINDS = {
    Kind.SUM: "合计",
    Kind.RATIO: "比率",
    Kind.SCORE: "得分",
    Kind.WEIGHT: "分值",
    Kind.EXCEED: "超预算",
    Kind.PROSE_VS_TABLE: "文表不一致",
    Kind.UNIT: "金额单位",
    Kind.MISSING_REASON: "未说明原因",
    Kind.MISSING_ACTUAL: "未填完成值",
    Kind.COUNT: "数目",
    Kind.GRADE: "等级",
    Kind.DATE: "日期",
    Kind.PLACEHOLDER: "表样提示",
    Kind.DUPLICATE: "前后不一致",
}

TINTS = {Severity.ERROR: "F8CFCB", Severity.WARNING: "FCE8B2", Severity.RESIDUE: "DDE3EA"}
"""The colour of each, as red, green and blue in two hexadecimal digits each; never without the word."""

STATES = {State.AGREE: "相符", State.DIFFER: "不符", State.UNCHECKED: "未核验"}
"""What figures are, counted in 个."""

UNCHECKED = "未核验的没有可以对照的数字，不等于正确。"

_LONGEST_HEADING = 24


def figures_told(counts: Mapping[str, int]) -> str:
    """Return how many figures agree, differ and are unchecked: 数字共16个：相符12个、不符1个、未核验3个。"""
    listed = "、".join(f"{word}{counts[state]}个" for state, word in STATES.items())
    return f"数字共{sum(counts.values())}个：{listed}。"


def findings_told(findings: Sequence[Mapping[str, Any]]) -> str:
    """Return how many findings there are of each severity: 问题共2条：错误1条、疑点1条、尾差0条。"""
    if not findings:
        return f"{VERDICTS['clean']}。"
    listed = "、".join(f"{SEVERITIES[severity]}{n}条" for severity, n in by_severity(findings).items())
    return f"问题共{len(findings)}条：{listed}。"


def by_severity(findings: Sequence[Mapping[str, Any]]) -> dict[Severity, int]:
    """Return how many findings, as ``Examination.as_json`` gives them, are of each severity."""
    return {severity: sum(one["severity"] == severity for one in findings) for severity in SEVERITIES}


def whereabouts(place: Place, where: Mapping[str, Any], shown: Sequence[Mapping[str, Any]]) -> str:
    """Return where a finding stands: the page or the sheet, the section, the table, the row and the column.

    ``where`` is the finding's place as ``Examination.as_json`` gives it, ``shown`` the document as
    ``reports.checkup.results.showing`` does. Rows and columns count from 1, a heading row among them.
    """
    if isinstance(place, SheetPlace):
        return f"工作表“{place.sheet}”的{place.cell}单元格"
    parts: list[str] = []
    if isinstance(place, PagePlace):
        parts.append(f"第{place.page + 1}页")
    elif not isinstance(place, WordPlace):
        parts.append(f"第{place.line + 1}行")
    above = shown[: where["block"]]
    heading = next((_text(block) for block in reversed(above) if block["tag"] == "h"), "")
    if heading:
        parts.append(f"“{heading}”一节")
    if where["row"] is not None:
        table = 1 + sum(block["tag"] == "table" for block in above)
        parts.append(f"第{table}张表第{where['row'] + 1}行第{where['column'] + 1}栏")
    elif shown[where["block"]]["tag"] == "h":
        parts.append("标题")
    elif not heading:
        parts.append("正文")
    return "，".join(parts)


def _text(block: Mapping[str, Any]) -> str:
    text = "".join(piece["text"] for piece in block["pieces"])
    return text if len(text) <= _LONGEST_HEADING else f"{text[:_LONGEST_HEADING]}…"
