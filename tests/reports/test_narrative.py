"""Prose with references."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.document import FactRef, Text, spelled
from reports.facts import facts
from reports.narrative import NarrativeError, UnknownReferenceError, is_known, parse
from tests.reports.evaluations import evaluation, line

KNOWN = facts(evaluation())


def test_references_become_facts() -> None:
    assert parse("安排资金{全年预算合计}万元。", KNOWN) == (
        Text("安排资金"),
        FactRef("48.72", "total-budget"),
        Text("万元。"),
    )


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{明细项目1.占比|0位}", "88%"),
        ("{ 明细项目1.占比 | 1位 }", "88.1%"),
        ("{全年预算合计|4位}", "48.7200"),
        ("{{不是引用}}", "{不是引用}"),
        ("没有引用", "没有引用"),
        ("", ""),
    ],
)
def test_spelling(text: str, printed: str) -> None:
    assert spelled(parse(text, KNOWN)) == printed


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{全年预算合}", "引用“全年预算合”不存在。最接近的是“全年预算合计”"),
        ("{xyz}", "引用“xyz”不存在。可从右侧列表中选取。"),
        ("{}", "引用“”不存在"),
        ("甲{全年预算合计", "第 2 个字符的花括号“{”没有配对"),
        ("甲}乙", "第 2 个字符的花括号“}”没有配对"),
        ("{全年预算合计|九位}", "选项“九位”不存在"),
        ("{项目名称|0位}", "不是数字"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(text: str, message: str) -> None:
    with pytest.raises(NarrativeError) as refusal:
        parse(text, KNOWN)
    assert message in str(refusal.value)


def test_nearest_names_come_with_the_refusal() -> None:
    with pytest.raises(UnknownReferenceError) as refusal:
        parse("{矛盾化解率}", KNOWN)
    assert refusal.value.nearest[0] == "矛盾纠纷化解率"


def test_known_is_that_every_reference_has_a_value() -> None:
    nothing = facts(evaluation(lines=(line(1, None, None),)))
    assert is_known("{项目名称}", nothing)
    assert not is_known("{项目名称}{全年预算合计}", nothing)
    assert not is_known("{没有的}", nothing)


@given(st.text(st.characters(exclude_characters="{}")))
def test_words_stay_as_they_are(text: str) -> None:
    assert spelled(parse(text, KNOWN)) == text
