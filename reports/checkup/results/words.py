"""What a check-up's results are called, in words that a clerk uses."""

from collections.abc import Mapping, Sequence
from typing import Any

from reports.checkup.findings import Kind, Severity, State
from reports.checkup.ingest import PagePlace, Place, SheetPlace, WordPlace

SEVERITIES = {Severity.ERROR: "不符", Severity.WARNING: "待核实", Severity.RESIDUE: "尾差"}

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

UNCHECKED = "未核验的没有可以对照的数字，不等于正确。"

_LONGEST_HEADING = 24


def counted(counts: Mapping[str, int]) -> str:
    """Return how many figures agree, differ and are unchecked: 相符12处，不符1处，未核验3处。"""
    return "，".join(f"{word}{counts[state]}处" for state, word in STATES.items()) + "。"


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
