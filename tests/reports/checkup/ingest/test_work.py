"""What a text costs to read grows with its length only, whatever its words are."""

import sys
from collections.abc import Callable
from itertools import cycle
from random import Random
from types import FrameType

import pytest

from reports.checkup.ingest import read

SIZE = 16_000  # bytes: more than the tables that are tried in vain
MOST_CALLS = 70  # for each byte

WORDS = {
    "points": ["分值"],
    "targets": ["指标值"],
    "amounts": ["全年预算数"],
    "heads": ["一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "分值", "得分", "偏差原因"],
    "indicators": ["三级指标", "指标性质", "指标值", "分值", "得分", "产出指标", "数量", "质量", "10", "9"],
    "funds": ["年初预算数", "全年执行数", "执行率", "年度资金总额", "财政拨款", "10", "9"],
    "columns": [
        "项目名称",
        "指标值",
        "度量单位",
        "甲",
        "上年",
        "等级",
        "原因",
        "分值",
        "得分",
        "三级指标",
        "5",
    ],
    "lists": ["项目", "金额", "道路", "桥梁", "10", "20"],
}
BETWEEN = ["\n", "\t", " |\n"]


def calls(work: Callable[[], object]) -> int:
    """How many functions of Python's own are called."""
    count = 0

    def called(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def text(words: list[str], between: str, *, mixed: bool) -> bytes:
    random, turn = Random(7), cycle(words)
    written = ""
    while len(written) < SIZE:
        written += (random.choice(words) if mixed else next(turn)) + between
    return written.encode()[:SIZE].decode(errors="ignore").encode()


@pytest.mark.parametrize("between", BETWEEN)
@pytest.mark.parametrize("name", WORDS)
def test_headings_and_nothing_else(name: str, between: str) -> None:
    for mixed in (False, True):
        content = text(WORDS[name], between, mixed=mixed)
        assert calls(lambda content=content: read("a.txt", content)) < MOST_CALLS * len(content)


def test_lines_with_wide_blanks_that_make_no_table() -> None:
    """Rows of one width, until the last."""
    few, many = (("甲  乙\n" * rows + "甲  乙  丙\n").encode() for rows in (400, 1600))
    assert calls(lambda: read("a.txt", many)) < 5 * calls(lambda: read("a.txt", few))
