"""Rule sets: what differs from place to place and year to year, as validated data.

A rule set is a JSON object in which every key must stand, so that each file says everything (``null``
or an empty list where a rule is not used). Points are strings like ``"10"``, shares and rates strings
like ``"80%"``: never JSON numbers, which are binary fractions. Tables run from high to low; an entry
holds from its own figure up to the entry before it, so that nothing overlaps, and the last begins at 0,
so that nothing is left open. The files in ``indicators/data/rule_sets`` show every key in use.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from indicators.reading import JsonObject, Problems
from indicators.scoring import (
    Direction,
    Measure,
    Nature,
    Score,
    expected_weights,
    grade,
    score_execution,
    score_measure,
    score_total,
)
from projects.funds import Figures
from projects.money import half_up, number_text

T = TypeVar("T")

FULL = Decimal(100)
"""The points of a whole self-evaluation."""

MOST_PLACES = {"万元": 6, "元": 2}
"""The units that amounts are printed in, with the most decimals that make sense in each."""


class Weighting(StrEnum):
    """How a scheme lays down the weights (分值) of the indicators."""

    LEVELS = "levels"
    """Each first level has a weight or a range."""
    FREE = "free"
    """The unit spreads what the execution rate leaves, usually 90 points."""
    NONE = "none"
    """The form has no weights, and nothing is scored."""


@dataclass(frozen=True, slots=True)
class Level:
    """A first level (一级指标) with its second levels, and the range its weights must add up to.

    ``lowest`` and ``highest`` are ``None`` where the scheme lays down no weight for the level.
    """

    name: str
    level2: tuple[str, ...]
    lowest: Decimal | None = None
    highest: Decimal | None = None

    @property
    def weight(self) -> Decimal | None:
        """The level's fixed weight; ``None`` for a range or none at all."""
        return self.lowest if self.lowest == self.highest else None

    def admits(self, points: Decimal | None) -> bool:
        """Whether indicators of so many points together keep to the level's weight; unknown counts as 0."""
        if self.lowest is None or self.highest is None:
            return True
        return self.lowest <= (points or Decimal(0)) <= self.highest

    def raised_by(self, points: Decimal) -> "Level":
        """Return the level with so many points more."""
        if self.lowest is None or self.highest is None:
            return self
        return replace(self, lowest=self.lowest + points, highest=self.highest + points)


@dataclass(frozen=True, slots=True)
class Step:
    """From the ratio ``at_least`` on, ``share`` of the weight is given."""

    at_least: Decimal
    share: Decimal


@dataclass(frozen=True, slots=True)
class Deduction:
    """From ``at_least`` of the target on, over-fulfilment costs ``points``."""

    at_least: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True)
class Band:
    """A band of a qualitative indicator: from the ratio ``at_least`` on, it is called ``name``."""

    name: str
    at_least: Decimal


@dataclass(frozen=True, slots=True)
class Cap:
    """With an execution rate ``below`` this ratio the total is ``at_most`` so many points."""

    below: Decimal
    at_most: Decimal


@dataclass(frozen=True, slots=True)
class Grade:
    """From ``at_least`` points of 100 on, the total is graded ``name``."""

    name: str
    at_least: Decimal


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """What is special about the first level ``level1`` (满意度).

    Where a project has no such indicator, its weight moves to the level ``moves_to``, or with ``None``
    is spread over all the others in proportion. With ``steps`` an indicator in % is scored by them.
    """

    level1: str
    moves_to: str | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """One scheme. Ratios are ratios (0.9 is 90 %), points are points; empty tables are unused rules.

    Thresholds are held against ratios as printed, with ``rate_places`` decimals of a percentage, so that
    a reader of the page comes to the same result.
    """

    code: str
    title: str
    region: str
    amount_unit: str
    """万元 or 元."""
    amount_places: int
    rate_places: int
    execution_weight: Decimal
    execution_steps: tuple[Step, ...]
    """Empty: the execution rate is scored in proportion."""
    weighting: Weighting
    level1: tuple[Level, ...]
    satisfaction: Satisfaction | None
    pass_mark: Decimal | None
    over_reason_ratio: Decimal
    """Above this share of its target an indicator needs a reason (W2)."""
    over_deductions: tuple[Deduction, ...]
    bands: tuple[Band, ...]
    caps: tuple[Cap, ...]
    grades: tuple[Grade, ...]
    low_execution: Decimal
    """Below this execution rate a reason is needed (W1)."""
    low_achievement: Decimal
    """Below this share of its target an indicator needs a reason (W2)."""
    indicator_lead: Decimal
    """How far indicators may look better than spending, as a share (W5)."""
    adjustment_share: Decimal
    """Above this share of the opening budget an adjustment needs a reason (W15)."""

    @property
    def indicator_weight(self) -> Decimal:
        """The points of all indicators together."""
        return Decimal(0) if self.weighting is Weighting.NONE else FULL - self.execution_weight

    def as_printed(self, ratio: Decimal) -> Decimal:
        """Round a ratio as its percentage is printed, to be held against a threshold."""
        return half_up(ratio, self.rate_places + 2)

    def level(self, name: str) -> Level | None:
        """Return the first level of this name; ``None`` where the scheme has none."""
        return next((level for level in self.level1 if level.name == name), None)


class RuleSetError(ValueError):
    """A rule set that is not valid; ``problems`` are Chinese sentences, all there are."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


def parse_rules(data: Mapping[str, object]) -> Rules:
    """Read a rule set. Its worked examples are not run here but by ``example_failures``.

    Raises:
        RuleSetError: with every problem found: keys that are missing or unknown, wrong types, weights
            that do not add up to 100, tables that overlap or leave gaps.
    """
    if not isinstance(data, Mapping):
        raise RuleSetError(["规则集应为 JSON 对象 {…}。"])
    problems = Problems()
    top = JsonObject(data, "", problems)
    amounts = top.part("amounts")
    execution = top.part("execution")
    quantitative = top.part("quantitative")
    thresholds = top.part("thresholds")
    unit = amounts.choice("unit", MOST_PLACES)
    rules = Rules(
        code=top.slug("code", 50),
        title=top.text("title", 100),
        region=top.text("region", 50, may_be_blank=True),
        amount_unit=unit,
        amount_places=amounts.places("places", MOST_PLACES[unit]),
        rate_places=top.places("rate_places", 4),
        execution_weight=execution.points("weight"),
        execution_steps=_steps(execution),
        weighting=Weighting(top.choice("weighting", [weighting.value for weighting in Weighting])),
        level1=_levels(top),
        satisfaction=top.optional("satisfaction", lambda key: _satisfaction(top.part(key))),
        pass_mark=quantitative.optional("pass_mark", lambda key: quantitative.ratio(key, most=99)),
        over_reason_ratio=quantitative.ratio("over_reason", least=100, most=1000),
        over_deductions=_deductions(quantitative),
        bands=_bands(top),
        caps=_caps(top),
        grades=_grades(top),
        low_execution=thresholds.ratio("low_execution"),
        low_achievement=thresholds.ratio("low_achievement"),
        indicator_lead=thresholds.ratio("indicator_lead"),
        adjustment_share=thresholds.ratio("adjustment_share"),
    )
    top.items("examples")
    for part in (top, amounts, execution, quantitative, thresholds):
        part.close()
    _check_weights(rules, problems)
    _check_satisfaction(rules, problems)
    if problems.sentences:
        raise RuleSetError(problems.sentences)
    return rules


def _table(
    parent: JsonObject,
    key: str,
    read: Callable[[JsonObject], T],
    falling: Mapping[str, Callable[[T], Decimal]],
    *,
    down_to_zero: bool,
) -> tuple[T, ...]:
    """Read a table whose ``falling`` figures fall from entry to entry, the first one ``down_to_zero``."""
    rows: list[T] = []
    for part in parent.parts(key):
        rows.append(read(part))
        part.close()
    path, problems = parent.at(key), parent.problems
    if not rows or problems.touch(path):
        return tuple(rows)
    for name, figure in falling.items():
        for place, (upper, lower) in enumerate(pairwise(map(figure, rows)), start=2):
            if lower >= upper:
                problems.add(f"{path} 第 {place} 项.{name}", "应小于上一项：各项由高到低排列，不得重叠")
    first, figure = next(iter(falling.items()))
    if down_to_zero and figure(rows[-1]) != 0:
        problems.add(f"{path} 第 {len(rows)} 项.{first}", "应为 0：最后一项以下没有规定")
    return tuple(rows)


def _steps(parent: JsonObject) -> tuple[Step, ...]:
    steps = _table(
        parent,
        "steps",
        lambda part: Step(part.ratio("from"), part.ratio("share")),
        {"from": lambda step: step.at_least, "share": lambda step: step.share},
        down_to_zero=True,
    )
    if steps and steps[0].share != 1 and not parent.problems.touch(parent.at("steps")):
        parent.problems.add(f"{parent.at('steps')} 第 1 项.share", "应为 100%：最高一档得满分")
    return steps


def _deductions(parent: JsonObject) -> tuple[Deduction, ...]:
    return _table(
        parent,
        "over_deductions",
        lambda part: Deduction(part.ratio("from", least=100, most=1000), part.points("points")),
        {"from": lambda row: row.at_least, "points": lambda row: row.points},
        down_to_zero=False,
    )


def _bands(parent: JsonObject) -> tuple[Band, ...]:
    bands = _table(
        parent,
        "qualitative_bands",
        lambda part: Band(part.text("name", 30), part.ratio("from")),
        {"from": lambda band: band.at_least},
        down_to_zero=True,
    )
    if not bands and not parent.problems.touch("qualitative_bands"):
        parent.problems.add("qualitative_bands", "至少要有一档")
    _check_names(parent.problems, "qualitative_bands", [band.name for band in bands])
    return bands


def _caps(parent: JsonObject) -> tuple[Cap, ...]:
    return _table(
        parent,
        "caps",
        lambda part: Cap(part.ratio("below"), part.points("at_most")),
        {"below": lambda cap: cap.below, "at_most": lambda cap: cap.at_most},
        down_to_zero=False,
    )


def _grades(parent: JsonObject) -> tuple[Grade, ...]:
    grades = _table(
        parent,
        "grades",
        lambda part: Grade(part.text("name", 10), part.points("from")),
        {"from": lambda one: one.at_least},
        down_to_zero=True,
    )
    _check_names(parent.problems, "grades", [one.name for one in grades])
    return grades


def _levels(parent: JsonObject) -> tuple[Level, ...]:
    levels = [_level(part) for part in parent.parts("level1")]
    if not levels and not parent.problems.touch("level1"):
        parent.problems.add("level1", "至少要有一项")
    _check_names(parent.problems, "level1", [level.name for level in levels])
    return tuple(levels)


def _level(part: JsonObject) -> Level:
    name, level2 = part.text("name", 20), part.texts("level2", 30)
    lowest, highest = part.optional("weight", lambda key: _weight(part, key)) or (None, None)
    part.close()
    _check_names(part.problems, part.at("level2"), level2)
    return Level(name, level2, lowest, highest)


def _weight(part: JsonObject, key: str) -> tuple[Decimal, Decimal]:
    """Read a fixed weight (``"50"``) or a range (``{"from": "40", "to": "50"}``)."""
    if not isinstance(part.get(key), Mapping):
        fixed = part.points(key)
        return fixed, fixed
    bounds = part.part(key)
    lowest, highest = bounds.points("from"), bounds.points("to")
    bounds.close()
    if lowest > highest:
        part.problems.add(bounds.at("to"), "不得小于 from")
    return lowest, highest


def _satisfaction(part: JsonObject) -> Satisfaction:
    read = Satisfaction(
        level1=part.text("level1", 20),
        moves_to=part.optional("moves_to", lambda key: part.text(key, 20)),
        steps=_steps(part),
    )
    part.close()
    return read


def _check_names(problems: Problems, path: str, names: Sequence[str]) -> None:
    for name in dict.fromkeys(names):
        if name and names.count(name) > 1:
            problems.add(path, f"中“{name}”重复")


def _check_weights(rules: Rules, problems: Problems) -> None:
    if problems.touch("level1", "weighting", "execution.weight"):
        return
    bounds = [(level.lowest, level.highest) for level in rules.level1]
    if rules.weighting is not Weighting.LEVELS:
        if bounds != [(None, None)] * len(bounds):
            problems.add("level1", f"的 weight 应为 null：weighting 为 {rules.weighting} 时不规定各级分值")
        if rules.weighting is Weighting.NONE and rules.execution_weight:
            problems.add("execution.weight", '应为 "0"：weighting 为 none 时不计分')
        return
    known = [(lowest, highest) for lowest, highest in bounds if lowest is not None and highest is not None]
    if len(known) < len(bounds):
        problems.add("level1", "的 weight 不得为 null：weighting 为 levels 时每个一级指标都要规定分值")
        return
    lowest = sum((low for low, _ in known), rules.execution_weight)
    highest = sum((high for _, high in known), rules.execution_weight)
    if not lowest <= FULL <= highest:
        found = (
            number_text(lowest) if lowest == highest else f"{number_text(lowest)} 至 {number_text(highest)}"
        )
        problems.add("level1", f"的分值加上执行率的分值应为 100，现为 {found}")


def _check_satisfaction(rules: Rules, problems: Problems) -> None:
    special = rules.satisfaction
    if special is None or problems.touch("level1", "weighting", "satisfaction"):
        return
    names = [level.name for level in rules.level1]
    own = rules.level(special.level1)
    if own is None:
        problems.add("satisfaction.level1", "不在 level1 之中")
        return
    if special.moves_to is not None and special.moves_to not in set(names) - {own.name}:
        problems.add("satisfaction.moves_to", "应为 level1 之中的另一项")
    if rules.weighting is not Weighting.LEVELS:
        if special.moves_to is not None:
            problems.add(
                "satisfaction.moves_to", f"应为 null：weighting 为 {rules.weighting} 时没有可调整的分值"
            )
    elif own.weight is None:
        problems.add("satisfaction.level1", "的分值应为固定值，才能在没有该类指标时调整")
    elif special.moves_to is None:
        others = [level.weight for level in rules.level1 if level is not own]
        if None in others or not any(others):
            problems.add("satisfaction.moves_to", "不得为 null：其余各级分值固定且不全为 0 时才能按比例调整")


_EXAMPLE_MEASURE: dict[str, object] = {
    "level1": "产出",
    "nature": Nature.AT_LEAST.value,
    "direction": Direction.POSITIVE.value,
    "unit": "",
    "target": None,
    "actual": None,
    "actual_text": "",
    "weight": None,
    "achieved_percent": None,
}
"""What a worked example of an indicator leaves out."""


def example_failures(data: Mapping[str, object]) -> list[str]:
    """Run a rule set's worked examples and return a Chinese sentence for each that does not come out.

    An example names what it shows (``about``), gives one of ``execution``, ``measure``, ``total`` or
    ``weights``, and what must come of it (``expected``). A rule set without examples fails, because
    nothing vouches for it.

    Raises:
        RuleSetError: if the rule set itself is not valid.
    """
    rules = parse_rules(data)
    problems = Problems()
    examples = JsonObject(data, "", problems).parts("examples")
    if not examples:
        problems.add("examples", "为空：没有示例可以核对")
    for example in examples:
        _run(example, rules)
    return problems.sentences


Outcome = Mapping[str, Decimal | str | bool | None]


def _run(example: JsonObject, rules: Rules) -> None:
    problems = example.problems
    kinds = {"execution": _execution, "measure": _measure, "total": _total, "weights": _weights}
    kind = next((name for name in kinds if example.get(name) is not None), None)
    if kind is None:
        if not problems.touch(example.path):
            problems.add(example.path, f"应有 {'、'.join(kinds)} 之一")
        return
    about = example.text("about", 100)
    outcome = kinds[kind](example, rules)
    expected = example.mapping("expected")
    example.close()
    if problems.touch(example.path):
        return
    if not expected:
        problems.add(example.at("expected"), "为空：没有可以核对的结果")
    for key, value in expected.items():
        if key not in outcome:
            problems.add(f"{example.at('expected')}.{key}", "不是这种示例的结果")
        elif not _is(value, outcome[key]):
            problems.add(
                example.path, f"（{about}）的 {key} 应为 {_spelled(value)}，算得 {_spelled(outcome[key])}"
            )


def _is(expected: object, found: Decimal | str | bool | None) -> bool:
    """Whether an outcome is the expected one, ``"8"`` being the same as ``"8.00"``."""
    if isinstance(found, Decimal):
        return isinstance(expected, str) and expected in (number_text(found), f"{found:.2f}")
    return type(expected) is type(found) and expected == found


def _spelled(value: object) -> str:
    if isinstance(value, Decimal):
        return number_text(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _execution(example: JsonObject, rules: Rules) -> Outcome:
    part = example.part("execution")
    budget, spent = part.optional("budget", part.quantity), part.optional("spent", part.quantity)
    part.close()
    return _score_outcome(score_execution(Figures(budget, None, budget, spent), rules))


def _measure(example: JsonObject, rules: Rules) -> Outcome:
    given = {**_EXAMPLE_MEASURE, **example.mapping("measure")}
    part = JsonObject(given, example.at("measure"), example.problems)
    measure = Measure(
        key="example",
        level1=part.text("level1", 20),
        level2="",
        name=part.path,
        nature=Nature(part.choice("nature", [nature.value for nature in Nature])),
        direction=Direction(part.choice("direction", [direction.value for direction in Direction])),
        unit=part.text("unit", 20, may_be_blank=True),
        target=part.optional("target", part.quantity),
        weight=part.optional("weight", part.points),
        actual=part.optional("actual", part.quantity),
        actual_text=part.text("actual_text", 200, may_be_blank=True),
        achieved_percent=part.optional("achieved_percent", part.points),
    )
    part.close()
    return _score_outcome(score_measure(measure, rules))


def _score_outcome(score: Score) -> Outcome:
    return {"points": score.points, "excluded": score.excluded, "needs_reason": score.needs_reason}


def _total(example: JsonObject, rules: Rules) -> Outcome:
    part = example.part("total")
    execution = part.optional("execution", part.points)
    indicators = part.optional("indicators", part.points)
    rate = part.optional("rate", part.ratio)
    part.close()
    result = score_total(
        Score(execution, rules.execution_weight, "", excluded=execution is None),
        [Score(indicators, rules.indicator_weight, "")],
        rate,
        rules,
    )
    return {"points": result.points, "grade": grade(result, rules), "capped": result.capped}


def _weights(example: JsonObject, rules: Rules) -> Outcome:
    """The weights of the first levels where only the named ones have indicators."""
    levels = example.texts("weights", 20)
    measures = [Measure("example", level, "", "", Nature.AT_LEAST, Direction.POSITIVE) for level in levels]
    return expected_weights(measures, rules)
