"""Bare numbers in prose: which are offered for binding, and which contradict."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.binding import contradictions, offers
from reports.facts import Facts, facts
from reports.narrative import parse
from tests.reports.evaluations import evaluation, full_set, line

KNOWN = facts(
    evaluation(
        lines=(line(1, "270.69", "270.69", "社区巡防经费"), line(2, "290.57", "285.00", "应急消防经费")),
        measures=full_set(name="综合应急演练", unit="次", actual=Decimal(3)),
    )
)
"""全年预算 561.26, 执行数 555.69 (99.01 %), 排查矛盾纠纷 124 件, 化解率 97.58 %, 综合应急演练 3 of 2 次."""


@pytest.mark.parametrize(
    ("text", "written", "name"),
    [
        ("项目全年预算562.24万元。", "562.24万元", "全年预算合计"),
        ("项目全年预算数为 562.24 万元。", "562.24 万元", "全年预算合计"),
        ("全年预算共计５６２.２４万元。", "５６２.２４万元", "全年预算合计"),
        ("全年预算5,622,400元。", "5,622,400元", "全年预算合计"),
        ("全年预算{全年预算合计}万元，执行率达到100%。", "100%", "执行率"),
        ("预算执行率为99.1%。", "99.1%", "执行率"),
        ("社区巡防经费全年预算300万元。", "300万元", "社区巡防经费.全年预算"),
        ("社区巡防经费的全年预算300万元。", "300万元", "社区巡防经费.全年预算"),
        ("社区巡防经费安排到位，执行率为90%。", "90%", "社区巡防经费.执行率"),
        ("共排查矛盾纠纷130件。", "130件", "排查矛盾纠纷"),
        ("矛盾纠纷化解率为98.58%。", "98.58%", "矛盾纠纷化解率"),
        ("开展综合应急演练5次。", "5次", "综合应急演练.完成值"),
        ("自评总分为98分。", "98分", "自评总分"),
        ("自评得分90.5分。", "90.5分", "自评总分"),
        ("{安排最多的项目}全年预算300万元。", "300万元", "全年预算合计"),
    ],
)
def test_a_number_named_like_a_fact_and_of_another_value_contradicts(
    text: str, written: str, name: str
) -> None:
    [found] = contradictions(text, KNOWN)
    assert (found.written, found.fact.name) == (written, name)
    assert text[found.start : found.end] == written


@pytest.mark.parametrize(
    "text",
    [
        "全年预算561.26万元，即5612600元，约561万元。",
        "执行率99.01%，约为99%。",
        "社区巡防经费全年预算270.69万元，执行率100%。",
        # The sentence is about one line, yet may come back to the whole.
        "社区巡防经费全部支付，执行率99.01%。",
        "{安排最多的项目}全年预算290.57万元。",
        "综合应急演练计划2次，完成3次。",
        "上年全年预算500万元；2019年执行率90%。",
        "每月排查矛盾纠纷10件，人均排查矛盾纠纷2件。",
        "其中年初预算50万元。",
        "1至6月执行数200万元。",
        "全年预算500万元以上的项目。",
        "单笔支出超过5万元的经办公会审批。",
        "排查矛盾纠纷124次。",
        "第3次综合应急演练。",
        "自评总分不低于90分。",
        "综合应急演练用时30分钟。",
        "",
    ],
)
def test_rounding_other_matters_and_unnamed_numbers_do_not(text: str) -> None:
    assert contradictions(text, KNOWN) == []


def test_an_unknown_fact_cannot_be_contradicted() -> None:
    known = facts(evaluation(lines=(line(1, None, None),)))
    assert contradictions("全年预算562.24万元。", known) == []


@pytest.mark.parametrize(
    ("text", "number", "best"),
    [
        ("项目全年预算561.26万元。", "561.26", "{全年预算合计}"),
        ("年初预算561.26万元。", "561.26", "{年初预算合计}"),
        ("全年预算561.3万元。", "561.3", "{全年预算合计|1位}"),
        ("执行率99%。", "99%", "{执行率|0位}"),
        ("矛盾纠纷化解率97.58%。", "97.58%", "{矛盾纠纷化解率}"),
        ("排查124件。", "124", "{排查矛盾纠纷}"),
        ("应急消防经费安排290.57万元。", "290.57", "{应急消防经费.年初预算}"),
    ],
)
def test_a_number_that_a_fact_prints_is_offered(text: str, number: str, best: str) -> None:
    [offer] = offers(text, KNOWN)
    assert text[offer.start : offer.end] == number
    assert offer.references[0] == best


@pytest.mark.parametrize(
    "text",
    [
        "全年预算{全年预算合计}万元。",
        "全年预算5612600元。",
        "全年预算561.26。",
        "共125件。",
        "{{561.26}}万元",
        "",
    ],
)
def test_what_no_fact_prints_so_is_not_offered(text: str) -> None:
    assert offers(text, KNOWN) == []


def _bound(text: str, known: Facts) -> str:
    """The text with each offer taken, and printed."""
    for offer in reversed(offers(text, known)):
        text = text[: offer.start] + offer.references[0] + text[offer.end :]
    return "".join(run.text for run in parse(text, known))


@given(st.sampled_from([fact for fact in KNOWN.values() if fact.has_places]), st.integers(0, 3))
def test_taking_an_offer_prints_the_same(fact, places: int) -> None:
    unit = "" if fact.text.endswith("%") else fact.unit
    for text in (f"共{fact.text}{unit}。", f"{fact.name}{fact.spelled(places)}{unit}。"):
        assert _bound(text, KNOWN) == text


@given(st.text(alphabet="全年预算执行率社区巡防经费0123456789.,%万元{}。，共为 件"))
def test_any_prose_can_be_looked_at(text: str) -> None:
    for found in contradictions(text, KNOWN):
        assert text[found.start : found.end] == found.written
    for offer in offers(text, KNOWN):
        assert 0 <= offer.start < offer.end <= len(text)


def test_no_default_text_contradicts() -> None:
    for fact in KNOWN.values():
        unit = "" if fact.text.endswith("%") else fact.unit
        assert contradictions(f"{fact.name}为{fact.text}{unit}。", KNOWN) == []
