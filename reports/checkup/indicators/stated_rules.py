"""Scores by the rule that a note or the text lays down for all indicators that fall short of their targets.

得分=实际完成值÷年度指标值×分值，保留一位小数: then no other score is right, whatever the reasons beside it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from indicators.scoring import Direction, Nature, achievement
from projects.money import half_up, number_text
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, chinese_number, half_width
from reports.checkup.tables.lines import Line, lines_of, measure_of, quantity_in
from reports.checkup.tables.sections import Section

_DONE = "(?:全年|年度)?(?:实际)?(?:完成|实际|实现|达成)(?:值|数|情况)"
_TARGET = "(?:全年|年度|年初|预期|计划|绩效|设定|申报){0,2}的?(?:指标|目标|计划|任务|目标任务)(?:值|数)"
_POINTS = "(?:该项|该|本项|各)?(?:指标)?(?:分值|权重|满分)"
_DEGREE = "(?:(?<![\u4e00-\u9fff])|(?<=[按照为以]))(?:实际|指标|目标|任务)?(?:完成|达成|实现)(?:率|比例)"
IN_PROPORTION = re.compile(
    rf"(?:{_DONE}[÷/]{_TARGET}(?:\*100%)?|{_DEGREE})[×*xX]{_POINTS}"
    rf"|{_POINTS}[×*xX]\(?(?:{_DONE}[÷/]{_TARGET}|{_DEGREE})"
)
_BACKWARD = re.compile(
    rf"{_TARGET}[÷/]{_DONE}(?:\*100%)?[×*xX]{_POINTS}|{_POINTS}[×*xX]\(?{_TARGET}[÷/]{_DONE}"
)
_BY_DEGREE = re.compile(
    "(?:指标|未完成|未达)[^。;]{0,14}按照?(?:实际|指标|目标)?(?:完成|达成|实现)(?:率|比例)(?:计算?得?分|得分|折算)"
)
_SHARED = re.compile("按(?:照)?(?:实际)?(?:完成)?(?:比例|率)(?:折算|计算?|得)分?")
_KINDS = re.compile("(产出|效益|满意度|数量|质量|时效|成本)(?:类|性)?指标")
_PLACES = re.compile("保留(?P<places>[0-3零一二两三])位小数|保留(?P<whole>整数)")
_CONDUCT = re.compile("决策|过程|投入|管理")
_TAKEN_OFF = re.compile("扣")
_UP = Nature.AT_LEAST
_FEWEST = 2
"""So many indicators without a sign show by their points that more is better."""


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """The points of what falls short are in proportion: of ``forward`` indicators, of ``backward`` ones.

    ``kinds`` are the levels that the rule names, none where it is for all.
    """

    forward: bool
    backward: bool
    places: int | None
    kinds: frozenset[str] = frozenset()


def score_rule(texts: Iterable[str]) -> ScoreRule | None:
    """Return the only rule that the texts lay down."""
    rules = {rule for text in texts if (rule := _rule_in(text)) is not None}
    return rules.pop() if len(rules) == 1 else None


def _rule_in(text: str) -> ScoreRule | None:
    plain = re.sub(r"[\s“”\"]", "", half_width(text))
    forward, backward = IN_PROPORTION.search(plain) or _BY_DEGREE.search(plain), _BACKWARD.search(plain)
    first = forward or backward
    if first is None:
        return None
    clause = re.split("[。;]", plain[: first.end()])[-1]
    # another rule's places may stand before: ①执行率得分保留两位小数;②指标按完成比例计分,保留一位小数
    found = _PLACES.search(plain, first.end()) or _PLACES.search(clause)
    places = None if found is None else 0 if found["whole"] else _digit(found["places"])
    kinds = _KINDS.findall(clause)
    return ScoreRule(forward is not None, backward is not None, places, frozenset(kinds))


def _digit(text: str) -> int | None:
    return int(text) if text.isdigit() else chinese_number(text)


def check_stated_rule(section: Section, rule: ScoreRule, ledger: Ledger) -> None:
    """What falls short of its target gets its share of the weight; points may be cut instead of rounded.

    A target without a sign is one to be reached where the points of others so are in proportion, and likely
    where it is the only one whose points are not; one with all its points may still be better lower, unless
    its row says that its points are in proportion.
    """
    lines, _whole = lines_of(section)
    told = [line for line in lines if measure_of(line) is None and _is_told_short(line)]
    unsigned = [line for line in lines if measure_of(line) is None and not _is_full(line)]
    judged = [_holds(line, rule, exact) for line in unsigned if (exact := _points_of(line, rule, _UP))]
    shown = sum(judged) >= _FEWEST
    known = [line for line in lines if line not in unsigned or shown or judged.count(False) == 1]
    for line in known:
        exact = _points_of(line, rule, _UP if line in unsigned or line in told else None)
        score = line.score.figure if line.score else None
        if exact is None or score is None or line.score is None:
            continue
        if _holds(line, rule, exact):
            ledger.agree(line.score.place)
            continue
        expected = number_text(half_up(exact, _digits(score, rule)))
        doubtful = _is_of_conduct(line) or line in told or (line in unsigned and not shown)
        ledger.find(
            Kind.SCORE,
            Severity.WARNING if doubtful else Severity.ERROR,
            line.score.place,
            f"“{line.name}”得分{line.score.text}，按文中的计分规则计算为{expected}。",
            rule="未完成的指标按完成比例计分",
            text=line.row.text,
            printed=line.score.text.strip(),
            computed=expected,
        )


def _is_of_conduct(line: Line) -> bool:
    """Whether an indicator is of how a project was run, which points are given to at discretion."""
    return line.level1 is not None and _CONDUCT.search(line.level1.words) is not None


def _is_told_short(line: Line) -> bool:
    """Whether the row of an indicator says that it got but its share: 按完成比例计分."""
    return _SHARED.search(half_width(line.row.text)) is not None


def _is_full(line: Line) -> bool:
    """Whether an indicator got all its points."""
    weight, score = (one.figure if one is not None else None for one in (line.weight, line.score))
    return weight is not None and score is not None and weight.value == score.value


def _holds(line: Line, rule: ScoreRule, exact: Decimal) -> bool:
    """Whether a score is what the points come to."""
    score = line.score.figure if line.score else None
    return score is not None and _rounds_to(score.value, exact, _slack(line), _digits(score, rule))


def _digits(score: Quantity, rule: ScoreRule) -> int:
    """To how many decimals points are given: as the rule says, or as the score has them."""
    return max(score.places, 0) if rule.places is None else rule.places


def _points_of(line: Line, rule: ScoreRule, unsigned: Nature | None) -> Decimal | None:
    """The points of a line that falls short of its target and that the rule is for."""
    measure, weight = measure_of(line, unsigned), line.weight.figure if line.weight else None
    degree = achievement(measure) if measure is not None else None
    if measure is None or weight is None or weight.is_rate or degree is None or degree >= 1:
        return None
    if line.weight is not None and line.score is not None and line.weight.height != line.score.height:
        return None
    if rule.kinds and not any(slot.words.startswith(tuple(rule.kinds)) for slot in line.row.slots):
        return None
    if _TAKEN_OFF.search(line.row.text):
        return None  # it has a rule of its own, or more was taken off for something else
    of_rule = rule.forward if measure.direction is Direction.POSITIVE else rule.backward
    return weight.value * degree if of_rule else None


def _rounds_to(score: Decimal, exact: Decimal, slack: Decimal, digits: int) -> bool:
    """Whether points may be rounded or cut to a score."""
    last = Decimal(1).scaleb(-digits)
    cut = (exact - slack).quantize(last, ROUND_FLOOR)
    return cut <= score <= half_up(exact + slack, digits)


def _slack(line: Line) -> Decimal:
    """By how much the points may be off because the actual was rounded."""
    weight, target, actual = (quantity_in(one) for one in (line.weight, line.target, line.actual))
    if weight is None or target is None or actual is None or not target.base:
        return Decimal(0)
    return weight.value * actual.half / target.base
