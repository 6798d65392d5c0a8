"""Scores, their reasons, totals and grades: the rules of the field as worked examples."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules import Rules
from indicators.scoring import (
    Direction,
    Measure,
    Nature,
    Score,
    Total,
    achievement,
    agrees,
    expected_levels,
    expected_weights,
    grade,
    score_execution,
    score_measure,
    score_total,
)
from projects.funds import Figures
from projects.money import half_up
from tests.indicators.schemes import (
    CAPS,
    EXECUTION_STEPS,
    FREE,
    SATISFACTION_STEPS,
    SHIPPED,
    UNSCORED,
    rules,
)
from tests.markdown import tables

RULES = rules()
NATURAL = {
    "≥": Direction.POSITIVE,
    ">": Direction.POSITIVE,
    "=": Direction.POSITIVE,
    "定性": Direction.POSITIVE,
    "≤": Direction.NEGATIVE,
    "<": Direction.NEGATIVE,
}


def decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def measure(
    nature: str = "≥",
    target: str | None = None,
    actual: str | None = None,
    weight: str | None = "8",
    **more: Any,
) -> Measure:
    return Measure(
        key="indicator-1",
        level1=more.pop("level1", "产出"),
        level2=more.pop("level2", "数量"),
        name="安全宣传活动",
        nature=Nature(nature),
        direction=more.pop("direction", NATURAL[nature]),
        target=decimal(target),
        actual=decimal(actual),
        weight=decimal(weight),
        **more,
    )


def money(budget: str | None, spent: str | None) -> Figures:
    return Figures(decimal(budget), None, decimal(budget), decimal(spent))


# --- the execution rate


@pytest.mark.parametrize(
    ("budget", "spent", "points", "because"),
    [
        ("5612600", "5612600", "10", "执行率 100%，得满分 10"),
        ("1000", "935", "9.35", "执行率 93.5%，按执行率得 9.35 分"),
        ("3", "2", "6.67", "执行率 66.67%，按执行率得 6.67 分"),
        ("1000", "0", "0", "执行率 0%，不得分"),
        ("56124", "56224", "10", "执行率 100.18%，执行数超过全年预算数，得满分 10"),
        ("10000", "9999.6", "10", "执行率 100%，按执行率得满分 10"),
        ("1000", None, None, "未填写全年执行数，不得分"),
    ],
)
def test_execution_in_proportion(budget: str, spent: str | None, points: str | None, because: str) -> None:
    assert score_execution(money(budget, spent), RULES) == Score(decimal(points), Decimal(10), because)


@pytest.mark.parametrize(
    ("figures", "because"),
    [
        (money("0", "0"), "全年预算数不大于 0，没有执行率，不计分"),
        (money("0", "5"), "全年预算数不大于 0，没有执行率，不计分"),
        (money("-5", None), "全年预算数不大于 0，没有执行率，不计分"),
        (money(None, None), "未填写全年预算数，不计分"),
        (money(None, "5"), "未填写全年预算数，不计分"),
    ],
)
def test_without_a_budget_execution_is_left_out(figures: Figures, because: str) -> None:
    assert score_execution(figures, RULES) == Score(None, Decimal(10), because, excluded=True)


@pytest.mark.parametrize(
    ("spent", "points", "because"),
    [
        ("1000", "10", "执行率 100%，达到 100%，得满分 10"),
        ("999", "7", "执行率 99.9%，达到 80%，得 7 分"),
        ("800", "7", "执行率 80%，达到 80%，得 7 分"),
        ("799.95", "7", "执行率 80%，达到 80%，得 7 分"),
        ("799.9", "5", "执行率 79.99%，达到 60%，得 5 分"),
        ("600", "5", "执行率 60%，达到 60%，得 5 分"),
        ("599", "0", "执行率 59.9%，不足 60%，不得分"),
    ],
)
def test_execution_in_steps_goes_by_the_printed_rate(spent: str, points: str, because: str) -> None:
    stepped = rules(execution__steps=EXECUTION_STEPS)
    assert score_execution(money("1000", spent), stepped) == Score(Decimal(points), Decimal(10), because)


def test_a_scheme_may_leave_execution_unscored() -> None:
    score = score_execution(money("1000", "900"), rules(**UNSCORED))
    assert score == Score(None, Decimal(0), "评分规则不对预算执行率计分", excluded=True)


def test_negative_spending_is_refused() -> None:
    with pytest.raises(ValueError, match="全年执行数不能为负数"):
        score_execution(money("1000", "-1"), RULES)


# --- quantitative indicators


@pytest.mark.parametrize(
    ("nature", "target", "actual", "ratio"),
    [
        ("≥", "50", "62", "1.24"),
        ("≥", "50", "40", "0.8"),
        (">", "50", "50", "1"),
        (">", "0", "0", None),
        ("=", "50", "40", "0.8"),
        ("=", "50", "60", "1.2"),
        ("≤", "24", "30", "0.8"),
        ("≤", "24", "20", "1.2"),
        ("≤", "24", "0", None),
        ("≤", "0", "0", "1"),
        ("≤", "0", "5", "0"),
        ("≥", "0", "0", "1"),
        ("≥", "0", "5", None),
        ("≥", None, "5", None),
        ("≥", "5", None, None),
    ],
)
def test_achievement(nature: str, target: str | None, actual: str | None, ratio: str | None) -> None:
    assert achievement(measure(nature, target, actual)) == decimal(ratio)


def test_achievement_of_an_equal_sign_follows_the_direction() -> None:
    assert achievement(measure("=", "4", "5", direction=Direction.NEGATIVE)) == Decimal("0.8")


def test_achievement_of_words_is_the_degree_that_was_picked() -> None:
    assert achievement(measure("定性", achieved_percent=Decimal("85"))) == Decimal("0.85")
    assert achievement(measure("定性")) is None


@pytest.mark.parametrize(
    ("nature", "target", "actual", "points", "because"),
    [
        ("≥", "50", "62", "8", "目标 ≥ 50，完成 62（124%），未超 30%，得满分 8"),
        ("≥", "50", "50", "8", "目标 ≥ 50，完成 50（100%），得满分 8"),
        ("≥", "50", "65", "8", "目标 ≥ 50，完成 65（130%），未超 30%，得满分 8"),
        ("≥", "50", "40", "6.4", "目标 ≥ 50，完成 40（80%），按完成率得 6.4 分"),
        ("≥", "3", "2", "5.33", "目标 ≥ 3，完成 2（66.67%），按完成率得 5.33 分"),
        ("≥", "50", "0", "0", "目标 ≥ 50，完成 0（0%），不得分"),
        ("≥", "0", "5", "8", "目标 ≥ 0，完成 5，得满分 8"),
        (">", "50", "51", "8", "目标 > 50，完成 51（102%），未超 30%，得满分 8"),
        (">", "0", "0", "0", "目标 > 0，完成 0，不得分"),
        ("≤", "24", "24", "8", "目标 ≤ 24，完成 24（100%），得满分 8"),
        ("≤", "24", "6", "8", "目标 ≤ 24，完成 6（400%），得满分 8"),
        ("≤", "24", "0", "8", "目标 ≤ 24，完成 0，得满分 8"),
        ("≤", "24", "30", "6.4", "目标 ≤ 24，完成 30（80%），按完成率得 6.4 分"),
        ("<", "24", "20", "8", "目标 < 24，完成 20（120%），得满分 8"),
        ("<", "24", "30", "6.4", "目标 < 24，完成 30（80%），按完成率得 6.4 分"),
        ("=", "11", "11", "8", "目标 = 11，完成 11（100%），得满分 8"),
        ("=", "10", "8", "6.4", "目标 = 10，完成 8（80%），按完成率得 6.4 分"),
    ],
)
def test_a_quantity(nature: str, target: str, actual: str, points: str, because: str) -> None:
    assert score_measure(measure(nature, target, actual), RULES) == Score(
        Decimal(points), Decimal(8), because
    )


@pytest.mark.parametrize("nature", ["≤", "=", "<"])
@pytest.mark.parametrize(("actual", "points"), [("0", "8"), ("1", "0")])
def test_a_target_of_zero_is_met_by_zero_alone(nature: str, actual: str, points: str) -> None:
    assert score_measure(measure(nature, "0", actual), RULES).points == Decimal(points)


@pytest.mark.parametrize(
    ("nature", "target", "actual", "because"),
    [
        ("≥", "4", "18", "目标 ≥ 4，完成 18（450%），超过目标 30% 以上，得满分 8，须说明原因"),
        ("=", "10", "12", "目标 = 10，完成 12（120%），未超 30%，与目标值不一致，得满分 8，须说明原因"),
        (">", "50", "50", "目标 > 50，完成 50（100%），等于目标值，按完成率得满分 8，须说明原因"),
        ("<", "24", "24", "目标 < 24，完成 24（100%），等于目标值，按完成率得满分 8，须说明原因"),
    ],
)
def test_full_points_that_need_a_reason(nature: str, target: str, actual: str, because: str) -> None:
    expected = Score(Decimal(8), Decimal(8), because, needs_reason=True)
    assert score_measure(measure(nature, target, actual), RULES) == expected


def test_over_fulfilment_goes_by_the_printed_rate() -> None:
    """130.004 % prints as 130.00 % and is not above it; 130.01 % is."""
    assert not score_measure(measure("≥", "100000", "130004"), RULES).needs_reason
    assert score_measure(measure("≥", "10000", "13001"), RULES).needs_reason


def test_an_equal_sign_with_less_is_better() -> None:
    worse = score_measure(measure("=", "4", "5", direction=Direction.NEGATIVE), RULES)
    better = score_measure(measure("=", "5", "4", direction=Direction.NEGATIVE), RULES)
    assert (worse.points, worse.needs_reason) == (Decimal("6.4"), False)
    assert (better.points, better.needs_reason) == (Decimal(8), True)


def test_units_are_named() -> None:
    assert score_measure(measure("≥", "4", "3", unit="场"), RULES).because.startswith(
        "目标 ≥ 4 场，完成 3 场（"
    )
    assert score_measure(measure("≥", "95", "92", unit="%"), RULES).because.startswith(
        "目标 ≥ 95%，完成 92%（"
    )


DEDUCTIONS = [{"from": "200%", "points": "4"}, {"from": "130%", "points": "2"}]


@pytest.mark.parametrize(
    ("actual", "weight", "points", "because"),
    [
        ("12", "8", "8", "目标 ≥ 10，完成 12（120%），未超 30%，得满分 8"),
        ("13", "8", "6", "目标 ≥ 10，完成 13（130%），达到目标的 130%，扣 2 分，得 6 分，须说明原因"),
        ("20", "8", "4", "目标 ≥ 10，完成 20（200%），达到目标的 200%，扣 4 分，得 4 分，须说明原因"),
        ("20", "3", "0", "目标 ≥ 10，完成 20（200%），达到目标的 200%，扣 4 分，不得分，须说明原因"),
    ],
)
def test_over_fulfilment_may_cost_points(actual: str, weight: str, points: str, because: str) -> None:
    strict = rules(quantitative__over_deductions=DEDUCTIONS)
    score = score_measure(measure("≥", "10", actual, weight), strict)
    assert (score.points, score.because) == (Decimal(points), because)
    assert score.needs_reason == (points != "8")


@pytest.mark.parametrize(
    ("nature", "target", "actual", "points", "because"),
    [
        ("≥", "100", "80", "4", "目标 ≥ 100，完成 80（80%），按超过及格线 60% 的部分得 4 分"),
        ("≥", "100", "60", "0", "目标 ≥ 100，完成 60（60%），未超过及格线 60%，不得分"),
        ("≥", "100", "30", "0", "目标 ≥ 100，完成 30（30%），未超过及格线 60%，不得分"),
        ("≥", "100", "100", "8", "目标 ≥ 100，完成 100（100%），得满分 8"),
        ("≤", "8", "10", "4", "目标 ≤ 8，完成 10（80%），按超过及格线 60% 的部分得 4 分"),
    ],
)
def test_with_a_pass_mark(nature: str, target: str, actual: str, points: str, because: str) -> None:
    marked = rules(quantitative__pass_mark="60%")
    assert score_measure(measure(nature, target, actual), marked) == Score(
        Decimal(points), Decimal(8), because
    )


@pytest.mark.parametrize(
    ("actual", "points", "because"),
    [
        ("98.5", "10", "满意度 98.5%，达到 90%，得满分 10"),
        ("90", "10", "满意度 90%，达到 90%，得满分 10"),
        ("89.99", "8", "满意度 89.99%，达到 80%，得 8 分"),
        ("60", "5", "满意度 60%，达到 60%，得 5 分"),
        ("59.9", "0", "满意度 59.9%，不足 60%，不得分"),
    ],
)
def test_satisfaction_in_steps(actual: str, points: str, because: str) -> None:
    stepped = rules(satisfaction__steps=SATISFACTION_STEPS)
    asked = measure("≥", "95", actual, "10", level1="满意度", unit="%")
    assert score_measure(asked, stepped) == Score(Decimal(points), Decimal(10), because)


def test_steps_are_for_measured_satisfaction_alone() -> None:
    stepped = rules(satisfaction__steps=SATISFACTION_STEPS)
    others = [
        measure("≥", "100", "85", "10", level1="产出", unit="%"),
        measure("≥", "100", "85", "10", level1="满意度", unit="分"),
    ]
    assert [score_measure(other, stepped).points for other in others] == [Decimal("8.5")] * 2
    complaints = measure("≤", "17", "20", "10", level1="满意度", unit="%")
    assert score_measure(complaints, stepped).points == Decimal("8.5")


# --- qualitative indicators


@pytest.mark.parametrize(
    ("percent", "points", "because"),
    [
        ("100", "8", "评定为“达成”（100%），得满分 8"),
        ("80", "6.4", "评定为“达成”（80%），得 6.4 分"),
        ("79.99", "6.4", "评定为“部分达成并具有一定效果”（79.99%），得 6.4 分"),
        ("60", "4.8", "评定为“部分达成并具有一定效果”（60%），得 4.8 分"),
        ("59.5", "4.76", "评定为“未达成且效果较差”（59.5%），得 4.76 分"),
        ("0", "0", "评定为“未达成且效果较差”（0%），不得分"),
    ],
)
def test_a_quality_is_scored_by_the_degree_that_a_person_picked(
    percent: str, points: str, because: str
) -> None:
    words = measure("定性", target_text="平稳", actual_text="平稳", achieved_percent=Decimal(percent))
    assert score_measure(words, RULES) == Score(Decimal(points), Decimal(8), because)


# --- what cannot be scored


@pytest.mark.parametrize(
    ("one", "because"),
    [
        (measure("≥", "3", None), "未填写完成值，不得分"),
        (measure("≥", None, "3"), "未填写目标值，不得分"),
        (measure("≥", None, None), "未填写完成值，不得分"),
        (measure("定性", achieved_percent=Decimal(90)), "未填写完成值，不得分"),
        (measure("定性", actual_text="平稳"), "未评定完成程度，不得分"),
        (
            measure("≥", "3", "3", direction=Direction.NEGATIVE),
            "指标方向“反向”与符号“≥”不一致，不得分",
        ),
    ],
)
def test_what_is_missing_gets_no_points_but_counts(one: Measure, because: str) -> None:
    assert score_measure(one, RULES) == Score(None, Decimal(8), because)


@pytest.mark.parametrize(
    ("one", "by"), [(measure("≥", "3", "3", None), RULES), (measure("≥", "3", "3"), rules(**UNSCORED))]
)
def test_without_a_weight_an_indicator_is_left_out(one: Measure, by: Rules) -> None:
    assert score_measure(one, by) == Score(None, Decimal(0), "没有分值，不计分", excluded=True)


@pytest.mark.parametrize(
    ("one", "message"),
    [
        (measure("≥", "-3", "3"), "“安全宣传活动”的目标值不能为负数"),
        (measure("≤", "3", "-3"), "“安全宣传活动”的完成值不能为负数"),
        (measure("≥", "3", "3", "-8"), "“安全宣传活动”的分值不能为负数"),
        (measure("定性", achieved_percent=Decimal(-1)), "“安全宣传活动”的完成程度不能为负数"),
        (measure("定性", achieved_percent=Decimal(101)), "“安全宣传活动”的完成程度不能超过 100%"),
    ],
)
def test_impossible_figures_are_refused(one: Measure, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        score_measure(one, RULES)
    with pytest.raises(ValueError, match=message):
        achievement(one)


@pytest.mark.parametrize(
    ("nature", "directions"),
    [
        (Nature.AT_LEAST, {Direction.POSITIVE}),
        (Nature.MORE, {Direction.POSITIVE}),
        (Nature.AT_MOST, {Direction.NEGATIVE}),
        (Nature.LESS, {Direction.NEGATIVE}),
        (Nature.EQUAL, set(Direction)),
        (Nature.QUALITATIVE, set(Direction)),
    ],
)
def test_a_direction_agrees_with_the_sign(nature: Nature, directions: set[Direction]) -> None:
    assert {direction for direction in Direction if agrees(nature, direction)} == directions


# --- properties of single scores

amounts = st.integers(0, 10**11).map(lambda number: Decimal(number).scaleb(-4))
weights = st.integers(0, 10_000).map(lambda number: Decimal(number).scaleb(-2))
quantities = st.sampled_from([nature for nature in Nature if nature is not Nature.QUALITATIVE])
every_rules = st.sampled_from(
    [
        *(rules(code) for code in SHIPPED),
        rules(**FREE),
        rules(quantitative__pass_mark="60%"),
        rules(quantitative__over_deductions=DEDUCTIONS),
        rules(satisfaction__steps=SATISFACTION_STEPS, execution__steps=EXECUTION_STEPS, caps=CAPS),
    ]
)
LENIENT = every_rules.filter(lambda by: not by.over_deductions)


def scored(
    nature: Nature, target: Decimal, actual: Decimal, weight: Decimal, by: Rules, level1: str
) -> Score:
    one = Measure(
        "indicator-1",
        level1,
        "",
        "指标",
        nature,
        NATURAL[nature],
        unit="%",
        target=target,
        actual=actual,
        weight=weight,
    )
    return score_measure(one, by)


levels = st.sampled_from(["产出", "满意度"])


@given(quantities, amounts, amounts, weights, every_rules, levels)
def test_a_score_lies_between_nothing_and_the_weight(
    nature: Nature, target: Decimal, actual: Decimal, weight: Decimal, by: Rules, level1: str
) -> None:
    score = scored(nature, target, actual, weight, by, level1)
    assert score.points is not None
    assert 0 <= score.points <= weight == score.out_of
    assert score.points == round(score.points, 2)
    assert "None" not in score.because


@given(
    quantities.filter(lambda nature: nature is not Nature.EQUAL),
    amounts,
    amounts,
    amounts,
    weights,
    LENIENT,
    levels,
)
def test_who_does_better_never_scores_less(
    nature: Nature, target: Decimal, one: Decimal, other: Decimal, weight: Decimal, by: Rules, level1: str
) -> None:
    less, more = sorted([one, other])
    worse, better = (less, more) if NATURAL[nature] is Direction.POSITIVE else (more, less)
    worse_points = scored(nature, target, worse, weight, by, level1).points
    better_points = scored(nature, target, better, weight, by, level1).points
    assert worse_points is not None
    assert better_points is not None
    assert worse_points <= better_points


fen = st.integers(0, 10**16).map(lambda number: Decimal(number).scaleb(-2))


@given(fen.filter(bool), fen, fen, every_rules)
def test_who_spends_more_never_scores_less(budget: Decimal, one: Decimal, other: Decimal, by: Rules) -> None:
    less, more = (
        score_execution(Figures(budget, None, budget, spent), by).points for spent in sorted([one, other])
    )
    assert less is not None
    assert more is not None
    assert 0 <= less <= more <= by.execution_weight


# --- expected weights


def of_levels(*levels: str) -> list[Measure]:
    return [measure(level1=level) for level in levels]


def test_the_weights_of_a_scheme() -> None:
    complete = of_levels("产出", "效益", "满意度")
    assert expected_weights(complete, RULES) == {"产出": 50, "效益": 30, "满意度": 10}
    assert expected_weights([], RULES) == {"产出": 50, "效益": 30, "满意度": 10}


def test_without_satisfaction_its_weight_moves_to_benefit() -> None:
    assert expected_weights(of_levels("产出", "效益"), RULES) == {"产出": 50, "效益": 40, "满意度": 0}


def test_without_satisfaction_its_weight_may_be_spread() -> None:
    spread = rules(satisfaction__moves_to=None)
    assert expected_weights(of_levels("产出", "效益"), spread) == {
        "产出": Decimal("56.25"),
        "效益": Decimal("33.75"),
        "满意度": 0,
    }


def test_spread_weights_still_add_up() -> None:
    by_name = {"甲": "26.67", "乙": "26.67", "丙": "26.66", "满意度": "10"}
    uneven = [{"name": name, "weight": weight, "level2": ["数量"]} for name, weight in by_name.items()]
    expected = expected_weights(of_levels("甲"), rules(level1=uneven, satisfaction__moves_to=None))
    assert expected == {"甲": 30, "乙": Decimal("30.01"), "丙": Decimal("29.99"), "满意度": 0}


def test_ranges_move_with_the_weight() -> None:
    local = rules("chongqing")
    assert expected_weights(of_levels("产出", "满意度"), local)["效益"] is None
    ranges = {
        level.name: (level.lowest, level.highest) for level in expected_levels(of_levels("产出"), local)
    }
    assert ranges == {"成本": (0, 20), "产出": (40, 50), "效益": (30, 40), "满意度": (0, 0)}


def test_where_the_unit_spreads_the_weights_nothing_is_expected() -> None:
    assert expected_weights(of_levels("产出"), rules(**FREE)) == {"产出": None, "效益": None, "满意度": None}


# --- totals and grades


def part(points: str | None, out_of: str = "45", *, excluded: bool = False) -> Score:
    return Score(decimal(points), Decimal(out_of), "", excluded=excluded)


TEN = part("10", "10")


def test_a_total_is_the_sum_of_its_parts() -> None:
    assert score_total(TEN, [part("45"), part("37.5")], Decimal(1), RULES) == Total(
        Decimal("92.5"), Decimal(100), "预算执行率得 10 分，绩效指标得 82.5 分，合计 92.5 分"
    )


def test_an_indicator_without_points_counts_as_none() -> None:
    assert score_total(TEN, [part("45"), part(None)], Decimal(1), RULES) == Total(
        Decimal(55),
        Decimal(100),
        "预算执行率得 10 分，绩效指标得 45 分，另有 1 项指标没有得分，合计 55 分",
    )


def test_without_a_budget_the_total_is_out_of_ninety() -> None:
    left_out = part(None, "10", excluded=True)
    assert score_total(left_out, [part("45"), part("36")], None, RULES) == Total(
        Decimal(81), Decimal(90), "预算执行率不计分，绩效指标得 81 分，合计 81 分"
    )


def test_nothing_scored_is_no_total() -> None:
    nothing = score_total(part(None, "10"), [part(None)], None, RULES)
    assert nothing == Total(None, Decimal(55), "各部分均没有得分")
    assert grade(nothing, RULES) is None
    assert score_total(part(None, "0", excluded=True), [], None, rules(**UNSCORED)).points is None


@pytest.mark.parametrize(
    ("rate", "most"),
    [
        ("0.8", None),
        ("0.79995", None),
        ("0.7999", "89"),
        ("0.7", "89"),
        ("0.69", "79"),
        ("0.6", "79"),
        ("0.59", "69"),
        ("0.5", "69"),
        ("0.49", "59"),
        ("0", "59"),
        (None, None),
    ],
)
def test_a_low_execution_rate_caps_the_total(rate: str | None, most: str | None) -> None:
    capping = rules(caps=CAPS)
    result = score_total(part("7", "10"), [part("90", "90")], decimal(rate), capping)
    assert (result.points, result.capped) == (Decimal(most or "97"), most is not None)


def test_a_cap_says_why() -> None:
    capping = rules(caps=CAPS)
    assert score_total(part("6.5", "10"), [part("90", "90")], Decimal("0.65"), capping).because == (
        "预算执行率得 6.5 分，绩效指标得 90 分，合计 96.5 分，执行率 65% 低于 70%，总分以 79 分为限"
    )
    below = score_total(part("6.5", "10"), [part("60", "90")], Decimal("0.65"), capping)
    assert (below.points, below.capped) == (Decimal("66.5"), False)


@pytest.mark.parametrize(
    ("points", "out_of", "name"),
    [
        ("100", "100", "优"),
        ("90", "100", "优"),
        ("89.996", "100", "优"),
        ("89.994", "100", "良"),
        ("80", "100", "良"),
        ("79.99", "100", "中"),
        ("60", "100", "中"),
        ("59.99", "100", "差"),
        ("0", "100", "差"),
        ("81", "90", "优"),
        ("80.99", "90", "良"),
    ],
)
def test_the_grade_follows_the_printed_points(points: str, out_of: str, name: str) -> None:
    assert grade(Total(Decimal(points), Decimal(out_of), ""), RULES) == name


@pytest.mark.parametrize(("points", "printed", "name"), tables("rounding.md")[1])
def test_the_worked_table(points: str, printed: str, name: str) -> None:
    assert str(half_up(Decimal(points), 2)) == printed
    assert grade(Total(Decimal(points), Decimal(100), ""), RULES) == name


def test_a_scheme_without_grades_gives_none() -> None:
    assert grade(Total(Decimal(90), Decimal(100), ""), rules(grades=[])) is None
    assert grade(Total(Decimal(0), Decimal(0), ""), RULES) is None


@given(st.lists(weights, max_size=20), st.sampled_from([None, "0.45", "0.75", "1"]), every_rules)
def test_a_total_never_exceeds_what_it_is_out_of(points: list[Decimal], rate: str | None, by: Rules) -> None:
    parts = [Score(one, Decimal(100), "") for one in points]
    result = score_total(Score(Decimal(10), Decimal(10), ""), parts, decimal(rate), by)
    assert result.points is not None
    assert 0 <= result.points <= result.out_of
    assert result.capped or result.points == sum(points) + 10
    assert (grade(result, by) is None) == (not by.grades)
