"""Reading rule sets, and running their worked examples."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules import (
    Band,
    Cap,
    Deduction,
    Grade,
    Rules,
    RuleSetError,
    Satisfaction,
    Step,
    Weighting,
    example_failures,
    parse_rules,
)
from tests.indicators.schemes import (
    CAPS,
    EXECUTION_STEPS,
    FREE,
    REMOVE,
    SATISFACTION_STEPS,
    UNSCORED,
    levels_without_weights,
    rules,
    scheme,
)


def problems(data: Any) -> list[str]:
    with pytest.raises(RuleSetError) as caught:
        parse_rules(data)
    assert str(caught.value) == "\n".join(caught.value.problems)
    return caught.value.problems


def test_what_the_scheme_of_2020_says() -> None:
    read = rules("2020")
    assert (read.code, read.region) == ("2020", "")
    assert (read.amount_unit, read.amount_places, read.rate_places) == ("万元", 2, 2)
    assert read.execution_weight == 10
    assert read.indicator_weight == 90
    assert {level.name: level.weight for level in read.level1} == {"产出": 50, "效益": 30, "满意度": 10}
    assert read.level1[0].level2 == ("数量", "质量", "时效", "成本")
    assert read.over_reason_ratio == Decimal("1.30")
    assert read.grades[0] == Grade("优", Decimal(90))
    assert read.bands[1] == Band("部分达成并具有一定效果", Decimal("0.6"))
    assert (read.low_execution, read.low_achievement) == (Decimal("0.9"), Decimal("0.7"))
    assert (read.indicator_lead, read.adjustment_share) == (Decimal("0.05"), Decimal("0.1"))


def test_what_the_other_schemes_say() -> None:
    later, local = rules("2021"), rules("chongqing")
    assert {level.name: level.weight for level in later.level1} == {
        "成本": 20,
        "产出": 40,
        "效益": 20,
        "满意度": 10,
    }
    cost, output = local.level1[0], local.level1[1]
    assert (cost.name, cost.lowest, cost.highest, cost.weight) == ("成本", 0, 20, None)
    assert (output.name, output.lowest, output.highest) == ("产出", 40, 50)
    assert local.region == "重庆市"


def test_a_level_is_found_by_its_name() -> None:
    found = rules().level("效益")
    assert found is not None
    assert found.weight == 30
    assert rules().level("决策") is None


def test_thresholds_see_a_ratio_as_it_is_printed() -> None:
    assert rules().as_printed(Decimal("0.89995")) == Decimal("0.9000")
    assert rules(rate_places=0).as_printed(Decimal("0.895")) == Decimal("0.90")


def test_every_rule_can_be_switched_on() -> None:
    read = rules(
        amounts={"unit": "元", "places": 0},
        execution__steps=EXECUTION_STEPS,
        satisfaction={"level1": "满意度", "moves_to": None, "steps": SATISFACTION_STEPS},
        quantitative={
            "pass_mark": "60%",
            "over_reason": "120%",
            "over_deductions": [{"from": "150%", "points": "3"}, {"from": "130%", "points": "2"}],
        },
        caps=CAPS,
    )
    assert (read.amount_unit, read.amount_places) == ("元", 0)
    assert read.execution_steps[1] == Step(Decimal("0.8"), Decimal("0.7"))
    assert read.satisfaction == Satisfaction(
        "满意度",
        None,
        (
            Step(Decimal("0.9"), Decimal(1)),
            Step(Decimal("0.8"), Decimal("0.8")),
            Step(Decimal("0.6"), Decimal("0.5")),
            Step(Decimal(0), Decimal(0)),
        ),
    )
    assert read.pass_mark == Decimal("0.6")
    assert read.over_deductions[1] == Deduction(Decimal("1.3"), Decimal(2))
    assert read.caps[3] == Cap(Decimal("0.5"), Decimal(59))


def test_weights_may_be_left_to_the_unit_or_not_exist() -> None:
    free, unscored = rules(**FREE), rules(**UNSCORED)
    assert (free.weighting, free.indicator_weight) == (Weighting.FREE, 90)
    assert [level.weight for level in free.level1] == [None, None, None]
    assert (unscored.weighting, unscored.indicator_weight) == (Weighting.NONE, 0)


def test_a_scheme_may_know_no_satisfaction_and_no_grades() -> None:
    read = rules(satisfaction=None, grades=[])
    assert read.satisfaction is None
    assert read.grades == ()


LEVELS = scheme()["level1"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": REMOVE}, "“title”缺失。"),
        ({"title": " "}, '“title”应为不超过 100 个字的文字，现为 " "。'),
        ({"title": "长" * 101}, f'“title”应为不超过 100 个字的文字，现为 "{"长" * 39}。'),
        ({"code": "2020 年"}, '“code”应为不超过 50 个字的小写字母、数字和连字符，现为 "2020 年"。'),
        ({"colour": "red"}, "“colour”无法识别，请核对拼写。"),
        ({"execution__wieght": "10"}, "“execution.wieght”无法识别，请核对拼写。"),
        ({"amounts": []}, "“amounts”应为对象 {…}，现为 []。"),
        ({"amounts__unit": "千元"}, '“amounts.unit”应为"万元"、"元" 之一，现为 "千元"。'),
        ({"amounts__places": 7}, "“amounts.places”应为 0 至 6 的整数，现为 7。"),
        ({"amounts__places": "2"}, '“amounts.places”应为 0 至 6 的整数，现为 "2"。'),
        ({"amounts__places": True}, "“amounts.places”应为 0 至 6 的整数，现为 true。"),
        (
            {"amounts": {"unit": "元", "places": 3}},
            "“amounts.places”应为 0 至 2 的整数，现为 3。",
        ),
        (
            {"execution__weight": 10},
            '“execution.weight”应为 0 至 100 的数，至多 2 位小数，写在引号里，如 "100"，现为 10。',
        ),
        (
            {"execution__weight": "10.125"},
            '“execution.weight”应为 0 至 100 的数，至多 2 位小数，写在引号里，如 "100"，现为 "10.125"。',
        ),
        (
            {"thresholds__low_execution": "0.9"},
            (
                "“thresholds.low_execution”应为 0% 至 100% 的数，"
                '至多 2 位小数，写在引号里，如 "100%"，现为 "0.9"。'
            ),
        ),
        (
            {"quantitative__over_reason": "90%"},
            (
                "“quantitative.over_reason”应为 100% 至 1000% 的数，"
                '至多 2 位小数，写在引号里，如 "1000%"，现为 "90%"。'
            ),
        ),
        ({"grades": {}}, "“grades”应为列表 […]，现为 {}。"),
        ({"grades": ["优"]}, "“grades 第 1 项”应为对象 {…}。"),
        (
            {
                "grades": [
                    {"name": "优", "from": "80"},
                    {"name": "良", "from": "80"},
                    {"name": "差", "from": "0"},
                ]
            },
            "“grades 第 2 项.from”应小于上一项：各项由高到低排列，不得重叠。",
        ),
        (
            {"grades": [{"name": "优", "from": "90"}, {"name": "良", "from": "80"}]},
            "“grades 第 2 项.from”应为 0：最后一项以下没有规定。",
        ),
        (
            {"grades": [{"name": "优", "from": "90"}, {"name": "优", "from": "0"}]},
            "“grades”中“优”重复。",
        ),
        ({"qualitative_bands": []}, "“qualitative_bands”至少要有一档。"),
        (
            {"qualitative_bands": [{"name": "达成", "from": "80%"}]},
            "“qualitative_bands 第 1 项.from”应为 0：最后一项以下没有规定。",
        ),
        (
            {"execution__steps": EXECUTION_STEPS[1:]},
            "“execution.steps 第 1 项.share”应为 100%：最高一档得满分。",
        ),
        (
            {
                "execution__steps": [
                    {"from": "100%", "share": "100%"},
                    {"from": "60%", "share": "70%"},
                    {"from": "80%", "share": "50%"},
                    {"from": "0%", "share": "0%"},
                ]
            },
            "“execution.steps 第 3 项.from”应小于上一项：各项由高到低排列，不得重叠。",
        ),
        (
            {"caps": [{"below": "80%", "at_most": "79"}, {"below": "70%", "at_most": "89"}]},
            "“caps 第 2 项.at_most”应小于上一项：各项由高到低排列，不得重叠。",
        ),
        ({"level1": []}, "“level1”至少要有一项。"),
        (
            {"level1": [LEVELS[0] | {"weight": "60"}, *LEVELS[1:]]},
            "“level1”的分值加上执行率的分值应为 100，现为 110。",
        ),
        ({"execution__weight": "0"}, "“level1”的分值加上执行率的分值应为 100，现为 90。"),
        (
            {"level1": [LEVELS[0] | {"weight": {"from": "20", "to": "30"}}, *LEVELS[1:]]},
            "“level1”的分值加上执行率的分值应为 100，现为 70 至 80。",
        ),
        (
            {"level1": [LEVELS[0] | {"weight": {"from": "50", "to": "40"}}, *LEVELS[1:]]},
            "“level1 第 1 项.weight.to”不得小于 from。",
        ),
        (
            {"level1": [LEVELS[0] | {"weight": None}, *LEVELS[1:]]},
            "“level1”的 weight 不得为 null：weighting 为 levels 时每个一级指标都要规定分值。",
        ),
        ({"level1": [*LEVELS, LEVELS[0] | {"weight": "0"}]}, "“level1”中“产出”重复。"),
        (
            {"level1": [LEVELS[0] | {"level2": ["数量", "数量"]}, *LEVELS[1:]]},
            "“level1 第 1 项.level2”中“数量”重复。",
        ),
        (
            {"level1": [LEVELS[0] | {"level2": [1]}, *LEVELS[1:]]},
            "“level1 第 1 项.level2”应为文字的列表，每项不超过 30 个字，现为 [1]。",
        ),
        (
            {"weighting": "free", "satisfaction__moves_to": None},
            "“level1”的 weight 应为 null：weighting 为 free 时不规定各级分值。",
        ),
        (
            {**UNSCORED, "execution__weight": "10"},
            '“execution.weight”应为 "0"：weighting 为 none 时不计分。',
        ),
        ({"satisfaction__level1": "公众满意度"}, "“satisfaction.level1”不在 level1 之中。"),
        ({"satisfaction__moves_to": "满意度"}, "“satisfaction.moves_to”应为 level1 之中的另一项。"),
        (
            {"weighting": "free", "level1": levels_without_weights()},
            "“satisfaction.moves_to”应为 null：weighting 为 free 时没有可调整的分值。",
        ),
        (
            {"level1": [*LEVELS[:2], LEVELS[2] | {"weight": {"from": "0", "to": "10"}}]},
            "“satisfaction.level1”的分值应为固定值，才能在没有该类指标时调整。",
        ),
        (
            {
                "level1": [LEVELS[0] | {"weight": {"from": "40", "to": "50"}}, *LEVELS[1:]],
                "satisfaction__moves_to": None,
            },
            "“satisfaction.moves_to”不得为 null：其余各级分值固定且不全为 0 时才能按比例调整。",
        ),
        ({"examples": "无"}, '“examples”应为列表 […]，现为 "无"。'),
    ],
)
def test_a_fault_is_named_with_its_place(changes: dict[str, Any], sentence: str) -> None:
    assert problems(scheme(**changes)) == [sentence]


def test_all_faults_are_named_at_once() -> None:
    faulty = scheme(
        title=REMOVE,
        colour="red",
        amounts={"unit": "万元"},
        execution=None,
        grades=[{"name": "优", "from": "90"}],
        satisfaction__moves_to="公众",
    )
    assert problems(faulty) == [
        "“execution”应为对象 {…}，现为 null。",
        "“title”缺失。",
        "“amounts.places”缺失。",
        "“grades 第 1 项.from”应为 0：最后一项以下没有规定。",
        "“colour”无法识别，请核对拼写。",
        "“satisfaction.moves_to”应为 level1 之中的另一项。",
    ]


@pytest.mark.parametrize("data", [[], "规则", None, 5])
def test_what_is_not_an_object_is_no_rule_set(data: Any) -> None:
    assert problems(data) == ["规则集应为 JSON 对象 {…}。"]


def paths(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(found for key, value in items for found in paths(value, (*path, key)))]


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["50", "80%"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)


@given(st.sampled_from([path for path in paths(scheme()) if path]), json_values)
def test_whatever_stands_in_a_file_is_read_or_refused(path: tuple[Any, ...], value: Any) -> None:
    data = scheme()
    part = data
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    try:
        outcome: Rules | list[str] = parse_rules(data)
        example_failures(data)
    except RuleSetError as error:
        outcome = error.problems
    assert outcome


def test_a_rule_set_survives_the_database() -> None:
    assert parse_rules(json.loads(json.dumps(scheme()))) == rules()


def failures(*examples: Any) -> list[str]:
    return example_failures(scheme(examples=list(examples)))


def test_examples_that_come_out_are_silent() -> None:
    assert (
        failures(
            {
                "about": "尾数的零不计较",
                "execution": {"budget": "1000.00", "spent": "935"},
                "expected": {"points": "9.35"},
            },
            {
                "about": "尾数的零不计较",
                "measure": {"target": "1", "actual": "1", "weight": "8"},
                "expected": {"points": "8.00"},
            },
            {
                "about": "没有等级",
                "total": {"execution": None, "indicators": None, "rate": None},
                "expected": {"points": None, "grade": None},
            },
        )
        == []
    )


@pytest.mark.parametrize(
    ("example", "sentence"),
    [
        (
            {
                "about": "执行率",
                "execution": {"budget": "1000", "spent": "935"},
                "expected": {"points": "9.4"},
            },
            "“examples 第 1 项”（执行率）的 points 应为 9.4，算得 9.35。",
        ),
        (
            {
                "about": "未填完成值",
                "measure": {"target": "1", "weight": "8"},
                "expected": {"points": "0"},
            },
            "“examples 第 1 项”（未填完成值）的 points 应为 0，算得 null。",
        ),
        (
            {
                "about": "须说明原因",
                "measure": {"target": "1", "actual": "2", "weight": "8"},
                "expected": {"needs_reason": False},
            },
            "“examples 第 1 项”（须说明原因）的 needs_reason 应为 false，算得 true。",
        ),
        (
            {
                "about": "等级",
                "total": {"execution": "10", "indicators": "79", "rate": None},
                "expected": {"grade": "优"},
            },
            "“examples 第 1 项”（等级）的 grade 应为 优，算得 良。",
        ),
        (
            {"about": "分值", "weights": ["产出"], "expected": {"决策": "20"}},
            "“examples 第 1 项.expected.决策”不是这种示例的结果。",
        ),
        (
            {"about": "分值", "weights": ["产出"], "expected": {}},
            "“examples 第 1 项.expected”为空：没有可以核对的结果。",
        ),
        (
            {"about": "不知算什么", "expected": {}},
            "“examples 第 1 项”应有 execution、measure、total、weights 之一。",
        ),
        (
            {"about": "拼错", "measure": {"aktual": "3"}, "expected": {"points": None}},
            "“examples 第 1 项.measure.aktual”无法识别，请核对拼写。",
        ),
        (
            {"about": "多写", "weights": ["产出"], "expected": {"产出": "50"}, "note": ""},
            "“examples 第 1 项.note”无法识别，请核对拼写。",
        ),
        ("例", "“examples 第 1 项”应为对象 {…}。"),
    ],
)
def test_an_example_that_does_not_come_out_is_named(example: Any, sentence: str) -> None:
    assert failures(example) == [sentence]


def test_a_rule_set_without_examples_is_not_vouched_for() -> None:
    assert failures() == ["“examples”为空：没有示例可以核对。"]


def test_the_examples_of_a_faulty_rule_set_are_not_run() -> None:
    with pytest.raises(RuleSetError):
        example_failures(scheme(title=REMOVE))
