"""Facts: every figure once, spelled once, explained."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.scoring import Direction, Measure, Nature
from projects.funds import EntryKind, Line
from projects.money import residue_allowance
from reports.evaluation import LastLine, LastYear, StatisticRecord
from reports.facts import DuplicateFactError, Kind, facts
from tests.reports.evaluations import entry, evaluation, full_set, line, measure, rules


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("年度", "2020"),
        ("成文日期", "2021年2月3日"),
        ("资金用途", "社区巡防、消防安全"),
        ("全年预算合计", "48.72"),
        ("执行数合计", "48.72"),
        ("执行率", "100.00%"),
        ("执行评价", "全部执行完毕"),
        ("明细项目1.占比", "88.05%"),
        ("安排最多的项目", "明细项目1"),
        ("来源.当年财政拨款.全年预算", "48.72"),
        ("来源.其他资金.全年预算", "—"),
        ("预算调整合计", "—"),
        ("矛盾纠纷化解率", "97.58%"),
        ("排查矛盾纠纷", "124"),
        ("指标1.年度指标值", "≥2个"),
        ("指标1.实际完成值", "2个"),
        ("指标1.完成率", "100.00%"),
        ("指标1.得分", "50.00"),
        ("指标1.完成情况", "达标"),
        ("一级指标.效益.得分", "30.00"),
        ("执行率得分", "10.00"),
        ("自评总分", "100.00"),
        ("自评满分", "100"),
        ("自评等级", "优"),
        ("等级划分", "90分及以上为优，80分（含）至90分为良，60分（含）至80分为中，60分以下为差"),
    ],
)
def test_spelling(name: str, text: str) -> None:
    assert facts(evaluation())[name].text == text


def test_published_totals_are_never_printed() -> None:
    """The report that the project began from prints 561.24 and 562.24 over rows that add to 561.26."""
    amounts = [
        "42.90",
        "5.82",
        "23.55",
        "5.64",
        "27.05",
        "270.69",
        "29.91",
        "20.44",
        "112.87",
        "17.54",
        "4.85",
    ]
    known = facts(evaluation(lines=tuple(line(place, one, one) for place, one in enumerate(amounts))))
    assert known["全年预算合计"].text == "561.26"
    assert known["执行数合计"].text == "561.26"
    assert known["执行率"].text == "100.00%"


def test_every_input_is_a_fact() -> None:
    known = facts(evaluation())
    for fact in known.values():
        for fact_id in fact.inputs:
            assert known.at(fact_id)


def test_every_fact_says_where_it_comes_from() -> None:
    assert all(fact.formula for fact in facts(evaluation()).values())


def test_blank_is_not_zero() -> None:
    known = facts(evaluation(lines=(line(1, None, None), line(2, "0", "0"))))
    assert known["明细项目1.全年预算"].text == "—"
    assert known["明细项目2.全年预算"].text == "0.00"
    assert known["明细项目1.执行率"].text == "—"


@pytest.mark.parametrize(("budget", "spent"), [("0", "0"), (None, None), (None, "3"), ("0", "3")], ids=str)
def test_no_budget_no_rate_and_no_points(budget: str | None, spent: str | None) -> None:
    known = facts(evaluation(lines=(line(1, budget, spent),)))
    assert known["执行率"].text == "—"
    assert known["执行率得分"].text == "—"
    assert known["自评满分"].text == "90"
    assert known["自评总分"].text == "90.00"


def test_negative_adjustment() -> None:
    entries = (entry("22.50"), entry("-4.50", EntryKind.ADJUSTMENT), entry("17.368", EntryKind.PAID))
    known = facts(evaluation(lines=(Line("item-1", "宣传", entries),)))
    assert [
        known[f"宣传.{name}"].text for name in ("年初预算", "预算调整", "全年预算", "执行数", "结余")
    ] == [
        "22.50",
        "-4.50",
        "18.00",
        "17.37",
        "0.63",
    ]


def test_missing_actual_is_not_scored_and_named() -> None:
    known = facts(evaluation(measures=full_set(actual=None)))
    assert known["指标1.实际完成值"].text == "—"
    assert known["指标1.得分"].text == "—"
    assert known["指标1.完成情况"].text == "未填报"
    assert known["未填报的指标"].text == "指标1"
    assert known["自评总分"].text == "50.00"
    assert known["自评等级"].text == "差"


def test_no_indicators_no_grade() -> None:
    known = facts(evaluation(measures=()))
    assert known["自评总分"].text == "10.00"
    assert known["自评满分"].text == "10"
    assert known["自评等级"].text == "—"


def test_actual_taken_from_a_rate_is_the_printed_rate() -> None:
    """A reader who recomputes from the page must arrive at the same score."""
    measures = full_set(unit="%", target=Decimal("97.60"), actual=None, actual_from="statistic-3")
    known = facts(evaluation(measures=measures))
    assert known["指标1.实际完成值"].text == "97.58%"
    assert known["指标1.得分"].value == (Decimal("97.58") / Decimal("97.60") * 50).quantize(Decimal("0.01"))
    assert known["指标1.实际完成值"].inputs == ("statistic-3",)


def test_a_work_figure_that_bears_a_taken_name_is_named_with_its_area() -> None:
    statistics = (StatisticRecord("statistic-9", "财务", "执行率", "%", Decimal(99)),)
    known = facts(evaluation(statistics=statistics))
    assert known["执行率"].id == "total-rate"
    assert known["财务.执行率"].text == "99"


def test_two_records_of_one_name_are_refused() -> None:
    with pytest.raises(DuplicateFactError, match="指标1"):
        facts(evaluation(measures=(measure(1), measure(2, name="指标1"))))


def test_total_that_the_execution_rate_caps_says_so() -> None:
    from indicators.rules import Cap

    capped = replace(rules(), caps=(Cap(below=Decimal("0.5"), at_most=Decimal(59)),))
    known = facts(evaluation(lines=(line(1, "10", "4"),), rules=capped))
    assert known["自评总分"].text == "59.00"
    assert known["总分限制"].text == known["自评总分"].formula
    assert facts(evaluation())["总分限制"].value is None


yuan = st.integers(0, 10**12).map(lambda fen: Decimal(fen).scaleb(-2))


@given(st.lists(st.tuples(yuan, yuan), min_size=1, max_size=20))
def test_printed_rows_and_total_differ_by_no_more_than_residue(rows: list[tuple[Decimal, Decimal]]) -> None:
    lines = tuple(
        line(place, f"{budget}元", f"{spent}元") for place, (budget, spent) in enumerate(rows, start=1)
    )
    known = facts(evaluation(lines=lines))
    for key in ("budget", "spent"):
        printed = [known.at(f"{one.key}-{key}").printed for one in lines]
        difference = abs(sum(printed, Decimal(0)) - known.at(f"total-{key}").printed)
        assert difference == known.at(f"total-{key}-residue").printed
        assert difference <= residue_allowance(len(rows))


@given(st.lists(st.tuples(yuan, yuan), min_size=1, max_size=5))
def test_what_is_printed_is_the_number_in_a_cell(rows: list[tuple[Decimal, Decimal]]) -> None:
    lines = tuple(line(place, f"{one}元", f"{two}元") for place, (one, two) in enumerate(rows))
    for fact in facts(evaluation(lines=lines)).values():
        if fact.printed is None:
            assert not isinstance(fact.value, Decimal)
        elif fact.kind is Kind.RATE:
            assert Decimal(fact.text.removesuffix("%")) == fact.printed * 100
        else:
            assert Decimal(fact.text) == fact.printed


def test_last_years_figures_are_facts_beside_this_years() -> None:
    last = LastYear(
        2019,
        (
            LastLine("item-1", "巡防经费", line(1, "10", "9").figures),
            LastLine("", "消防经费", line(2, "20", "18").figures),
        ),
        (measure(1, actual=Decimal(3)), replace(measure(2), key="", name="旧指标")),
    )
    known = facts(replace(evaluation(), last_year=last))
    texts = {
        "上年.年度": "2019",
        "上年.全年预算合计": "30.00",
        "上年.结余合计": "3.00",
        "上年.执行率": "90.00%",
        "明细项目1.上年执行数": "9.00",
        "明细项目1.上年执行率": "90.00%",
        "上年明细项目2.消防经费.全年预算": "20.00",
        "指标1.上年指标值": "≥2个",
        "指标1.上年完成值": "3个",
        "上年指标2.旧指标.完成值": "2个",
    }
    assert {name: known[name].text for name in texts} == texts
    assert not any("上年" in name for name in facts(evaluation()))


MINUTES = {"nature": Nature.AT_MOST, "direction": Direction.NEGATIVE, "unit": "分钟", "target": Decimal(20)}
WORDS = {"nature": Nature.QUALITATIVE, "unit": "", "target": None, "target_text": "有效维护", "actual": None}


@pytest.mark.parametrize(
    ("judged", "completion", "fulfilment"),
    [
        (measure(target=Decimal(50), actual=Decimal(50)), "达标", "完成"),
        (measure(target=Decimal(50), actual=Decimal(62)), "达标", "超额完成"),
        (measure(target=Decimal(50), actual=Decimal(49)), "未达标", "未完成"),
        (measure(target=Decimal(50), actual=None), "未填报", "未填报"),
        (measure(target=None, actual=Decimal(3)), "—", "—"),
        (measure(target=Decimal(0), actual=Decimal(3)), "达标", "完成"),
        # Whether a target is met is decided exactly, whether it is exceeded on the printed rate.
        (measure(target=Decimal(100000), actual=Decimal(99999)), "未达标", "未完成"),
        (measure(target=Decimal(100000), actual=Decimal(100004)), "达标", "完成"),
        (measure(target=Decimal(100000), actual=Decimal(100005)), "达标", "超额完成"),
        (measure(nature=Nature.MORE, target=Decimal(5), actual=Decimal(5)), "未达标", "未完成"),
        (measure(nature=Nature.EQUAL, target=Decimal(5), actual=Decimal(6)), "达标", "超额完成"),
        (measure(**MINUTES | {"actual": Decimal(15)}), "达标", "完成"),
        (measure(**MINUTES | {"actual": Decimal(21)}), "未达标", "未完成"),
        (measure(**MINUTES | {"direction": Direction.POSITIVE, "actual": Decimal(15)}), "—", "—"),
        (measure(weight=None, actual=Decimal(1)), "未达标", "未完成"),
        (measure(**WORDS, actual_text="平稳", achieved_percent=Decimal(80)), "达标", "完成"),
        (measure(**WORDS, actual_text="平稳", achieved_percent=Decimal(79)), "未达标", "未完成"),
        (measure(**WORDS, actual_text="平稳"), "—", "—"),
        (measure(**WORDS), "未填报", "未填报"),
    ],
)
def test_words_that_judge_an_indicator(judged: Measure, completion: str, fulfilment: str) -> None:
    known = facts(evaluation(measures=(judged,)))
    assert known["指标1.完成情况"].text == completion
    assert known["指标1.完成评价"].text == fulfilment


@pytest.mark.parametrize(
    ("budget", "spent", "word"),
    [
        ("10", "10", "全部执行完毕"),
        ("10", "9", "总体执行较好"),
        ("10", "4", "执行进度偏慢"),
        ("1000", "999.99", "总体执行较好"),
        ("10", None, "—"),
        ("0", "0", "—"),
    ],
)
def test_words_that_judge_spending(budget: str, spent: str | None, word: str) -> None:
    known = facts(evaluation(lines=(line(1, budget, spent),)))
    assert known["明细项目1.执行评价"].text == word
    assert known["执行评价"].text == word


@pytest.mark.parametrize(
    ("before", "now", "word"),
    [
        ("10", "12", "增长"),
        ("12", "10", "下降"),
        ("10", "10", "持平"),
        # 10.004 万元 and 10 万元 print alike; 10.005 万元 prints as 10.01.
        ("10", "10.004", "持平"),
        ("10", "10.005", "增长"),
        ("0", "1", "增长"),
        (None, "1", "—"),
        ("1", None, "—"),
    ],
)
def test_words_that_compare_with_last_year(before: str | None, now: str | None, word: str) -> None:
    last = LastYear(2019, (LastLine("item-1", "旧名", line(1, before, before).figures),))
    known = facts(evaluation(lines=(line(1, now, now),), last_year=last))
    for name in (
        "明细项目1.全年预算较上年",
        "明细项目1.执行数较上年",
        "全年预算合计较上年",
        "执行数合计较上年",
    ):
        assert known[name].text == word


def test_a_new_line_is_not_compared_with_last_year() -> None:
    last = LastYear(2019, (LastLine("", "旧项目", line(1).figures),))
    known = facts(evaluation(last_year=last))
    assert known["全年预算合计较上年"].text == "增长"
    assert not [name for name in known if name.startswith("明细项目") and name.endswith("较上年")]


amounts = st.none() | st.integers(0, 10**9).map(lambda fen: f"{Decimal(fen).scaleb(-2)}元")


@given(st.lists(st.tuples(amounts, amounts, amounts, st.booleans()), min_size=1, max_size=6))
def test_every_name_is_one_fact_s_and_every_input_is_there(
    rows: list[tuple[str | None, str | None, str | None, bool]],
) -> None:
    lines = tuple(line(place, budget, spent) for place, (budget, spent, *_rest) in enumerate(rows))
    last = tuple(
        LastLine(f"item-{place}" if goes_on else "", f"明细项目{place}", line(place, old, old).figures)
        for place, (*_rest, old, goes_on) in enumerate(rows)
    )
    known = facts(evaluation(lines=lines, last_year=LastYear(2019, last, full_set())))
    assert len({fact.id for fact in known.values()}) == len(known)
    for fact in known.values():
        assert all(known.find(one) for one in fact.inputs)
        if fact.id.endswith("-trend") and fact.value is not None:
            now, before = (known.at(one).printed for one in fact.inputs)
            assert fact.value == ("持平" if now == before else "增长" if now > before else "下降")


near = st.integers(990_000, 1_010_000).map(lambda fen: f"{Decimal(fen).scaleb(-2)}元")
"""Amounts that print alike in 万元, or nearly so."""


@given(st.lists(st.tuples(near, near), min_size=1, max_size=5), st.sampled_from(["元", "万元"]))
def test_difference_and_word_never_contradict_the_figures_beside_them(
    rows: list[tuple[str, str]], unit: str
) -> None:
    lines = tuple(line(place, now, None) for place, (now, _old) in enumerate(rows))
    last = tuple(
        LastLine(f"item-{place}", "", line(place, old, None).figures)
        for place, (_now, old) in enumerate(rows)
    )
    given_rules = replace(rules(), amount_unit=unit)
    known = facts(evaluation(lines=lines, last_year=LastYear(2019, last), rules=given_rules))
    changes = [known.at(f"{owner}-change") for owner in (*(one.key for one in lines), "total")]
    for fact in changes:
        now, before = (known.at(one) for one in fact.inputs)
        assert Decimal(now.text) - Decimal(before.text) == Decimal(fact.text)
        word = known.at(f"{fact.id.removesuffix('-change')}-budget-trend").text
        assert word == ("持平" if not fact.printed else "增长" if fact.printed > 0 else "下降")
    *printed, whole = (Decimal(fact.text) for fact in changes)
    residue = known.at("total-change-residue").printed
    assert residue == abs(sum(printed) - whole) <= 2 * residue_allowance(len(rows))
