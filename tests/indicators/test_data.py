"""The rule sets and the indicator library that ship with the product."""

from collections import Counter

import pytest

from indicators.data import indicator_library, rule_sets
from indicators.rules import example_failures, parse_rules
from indicators.scoring import Direction, Nature, agrees

INDICATORS = indicator_library()


@pytest.mark.parametrize("data", rule_sets(), ids=lambda data: data["code"])
def test_a_shipped_rule_set_passes_its_own_examples(data: dict[str, object]) -> None:
    assert example_failures(data) == []


def test_the_shipped_rule_sets_are_different() -> None:
    codes = [data["code"] for data in rule_sets()]
    assert codes == ["2020", "2021", "chongqing"]
    assert len({data["title"] for data in rule_sets()}) == len(codes)


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator["name"])
class TestIndicator:
    def test_says_everything(self, indicator: dict[str, str]) -> None:
        keys = {"level1", "level2", "name", "nature", "unit", "direction", "evidence_kind"}
        assert indicator.keys() == keys
        assert all(indicator[key] for key in keys - {"unit"})
        assert len(indicator["name"]) <= 30

    def test_has_a_direction_that_agrees_with_its_sign(self, indicator: dict[str, str]) -> None:
        assert agrees(Nature(indicator["nature"]), Direction(indicator["direction"]))

    def test_has_a_unit_unless_it_is_put_in_words(self, indicator: dict[str, str]) -> None:
        assert bool(indicator["unit"]) == (indicator["nature"] != "定性")

    def test_has_a_place_in_a_shipped_scheme(self, indicator: dict[str, str]) -> None:
        found = [parse_rules(data).level(indicator["level1"]) for data in rule_sets()]
        assert any(level is not None and indicator["level2"] in level.level2 for level in found)

    def test_does_not_count_money_as_an_output(self, indicator: dict[str, str]) -> None:
        if indicator["level2"] == "数量":
            assert "元" not in indicator["unit"]


def test_the_library_is_large_enough_and_repeats_nothing() -> None:
    assert len(INDICATORS) >= 40
    names = Counter((indicator["level2"], indicator["name"]) for indicator in INDICATORS)
    assert [name for name, times in names.items() if times > 1] == []


def test_the_library_covers_every_level() -> None:
    assert {indicator["level1"] for indicator in INDICATORS} == {"成本", "产出", "效益", "满意度"}
    assert {indicator["level2"] for indicator in INDICATORS} >= {
        "数量",
        "质量",
        "时效",
        "成本",
        "经济效益",
        "社会效益",
        "生态效益",
        "可持续影响",
        "服务对象满意度",
    }
