"""Outlines as data."""

from typing import Any

import pytest

from reports.compose import compose
from reports.data import outlines
from reports.document import Heading
from reports.outline import OutlineError, parse_outline
from tests.reports.evaluations import evaluation

SECTION = {"key": "overview", "level": 1, "number": "一、", "title": "基本概况"}


def data(*sections: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {
        "code": "x",
        "title": "提纲",
        "heading": "报告",
        "attachment": "自评表",
        "sections": list(sections or [SECTION]),
        **fields,
    }


@pytest.mark.parametrize("shipped", outlines(), ids=lambda one: one["code"])
def test_shipped_outlines_compose(shipped: dict[str, Any]) -> None:
    outline = parse_outline(shipped)
    document = compose(evaluation(outline=outline))
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings == [f"{section.number}{section.title}" for section in outline.sections]


def test_the_default_outline_has_the_seven_sections() -> None:
    seven = next(one for one in outlines() if one["code"] == "seven")
    first = [f"{one['number']}{one['title']}" for one in seven["sections"] if one["level"] == 1]
    assert first == [
        "一、基本概况",
        "二、绩效评价工作情况",
        "三、绩效评价指标分析情况",
        "四、绩效评价情况及评价结论",
        "五、绩效评价结果应用建议",
        "六、主要经验及做法、存在的问题和建议",
        "七、其他需说明的问题",
    ]


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        ({"code": "x"}, "提纲缺少“sections”"),
        (data(colour="red"), "提纲有未知的项“colour”"),
        (data(sections=[]), "提纲没有任何一节"),
        (data({**SECTION, "title": ""}), "第 1 节：缺少“title”"),
        (data({**SECTION, "level": 2}), "第 1 节：标题级别 2 之前没有第 1 级标题"),
        (data({**SECTION, "level": 7}), "第 1 节：标题级别应为 1 至 4"),
        (data(SECTION, SECTION), "第 2 节：标识“overview”重复"),
        (data({**SECTION, "insert": "chart"}), "第 1 节：未知的插入内容“chart”"),
        (data({**SECTION, "colour": "red"}), "第 1 节：未知的项“colour”"),
    ],
)
def test_faults_are_named(bad: dict[str, Any], problem: str) -> None:
    with pytest.raises(OutlineError) as refusal:
        parse_outline(bad)
    assert problem in refusal.value.problems
