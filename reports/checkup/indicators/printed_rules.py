"""Scores by the rule that the form itself prints in the indicator's row."""

import re
from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from indicators.scoring import Direction, Nature, achievement
from projects.money import half_up, number_text
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.indicators.stated_rules import IN_PROPORTION
from reports.checkup.numbers import Quantity, figure, half_width
from reports.checkup.tables.lines import Line, measure_of, quantity_in
from reports.checkup.tables.sections import Section

_TIMES_POINTS = re.compile(
    r"(?:率|比例?)\)?[*×xX](?P<points>[0-9]+(?:\.[0-9]+)?)分?"
    r"|(?:率|比例?)\)?[*×xX](?:该?指标|本项)?(?:标准)?(?:分值|权重|满分|分数)"
    r"|(?:分值|权重|满分|标准分|(?<![0-9.])(?P<before>[0-9]+(?:\.[0-9]+)?)分?)[*×xX][^,。;0-9]{0,8}率"
)
_TAKEN_OFF = re.compile(
    r"每(?P<less>低于|低|少|降低|下降|减少|差|缺|未达)?(?P<more>超过|超出|超|高于|高出|高|多|增加|延迟|逾期)?"
    r"[^0-9,。;扣]{0,8}?(?P<step>[0-9]+(?:\.[0-9]+)?)?(?P<unit>个?百分点|%|[\u4e00-\u9fff]{1,3}?)"
    r"[,]?(?:的)?[,]?扣(?:除|减)?(?P<points>[0-9]+(?:\.[0-9]+)?)分"
)
_ANY_DEDUCTION = re.compile("扣")
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_BY_RATE_TOLD = re.compile(
    rf"按照?[^,。;0-9]{{0,8}}(?P<rate>{_NUMBER}%|[0-9]+/[0-9]+)(?:的比例)?(?:[计得]分|计算得?分|折算)"
    rf"|(?<![0-9.÷/])(?P<times>{_NUMBER}%(?:[÷/]{_NUMBER}%)?)[×*xX](?P<points>{_NUMBER})(?![0-9.%])"
    rf"|(?<![0-9.])(?P<before>{_NUMBER})分?[×*xX](?P<last>{_NUMBER}%)(?![÷/])"
)
_BAND = re.compile(
    rf"(?:(?P<above>[≥>]=?|不低于|达到?|高于|超过|大于)|(?P<below>[<≤]=?|低于|不足|不到|小于))?(?P<limit>{_NUMBER})%?"
    rf"(?:\(不?含\))?(?:(?P<up>及?以上)|(?P<down>以下))?(?:\(不?含\))?(?:的|时)?[,:]?(?:得|计|记)(?P<points>{_NUMBER})分"
)
_FEWEST_BANDS = 2
_RATE_TOLD = re.compile(rf"率(?:为|达|是)?(?P<rate>{_NUMBER}%)(?![的以及得计记])")
_REMARKS = re.compile("扣分|失分|说明|原因|备注|依据|情况")
_DEDUCTED = re.compile("扣(?:除|减)?了?(?P<points>[0-9]+(?:\\.[0-9]+)?)分")
_DEDUCTION = re.compile("(?:扣|失|减)(?:分|去)(?:值|数|分值|情况)?")
"""What heads the points that were taken off."""
_FEWEST = 3
"""So many rows in which the points go together show that they do in all."""
_CONDITIONS = re.compile(
    "每|各|酌情|最多|至多|上限|扣完|否则|的[,]?(?:则|酌情)?扣|得分?[0-9]|满分|不得分|比例|[×*÷]|[未不另再还]扣|共扣|合计"
)
"""What makes a remark a rule, or tells of points in another way as well."""


def check_printed_rule(line: Line, places: int, ledger: Ledger) -> None:
    """Points are the rate times the weight, or so many less for each step, where the row says so.

    ``places`` are the decimals of the table's points: with them none is rounded up to all of the weight.
    """
    weight = line.weight.figure if line.weight else None
    score = line.score.figure if line.score else None
    done = quantity_in(line.actual)
    if weight is None or score is None or line.score is None or (done is not None and not done.is_exact):
        return
    if weight.is_rate or score.is_rate or (line.weight and line.weight.height != line.score.height):
        return
    rules = [half_width(slot.text) for slot in dict.fromkeys(line.row.slots) if slot.figure is None]
    for rule in (re.sub(r"\s", "", one) for one in rules):
        expected = _by_rate_told(rule, weight) or _by_bands(rule, weight, done)
        if done is not None:
            by_rate = [*_by_rate(rule, weight, done), *_by_degree(rule, line, weight)]
            expected = expected or [*dict.fromkeys(by_rate)]
            expected = expected or _by_steps(rule, line, weight, done)
        if not expected:
            continue
        rounded = any(half_up(one, max(score.places, 0)) == score.value for one in expected)
        is_full = rounded and score.value == weight.value
        if rounded and not (is_full and all(half_up(one, places) < weight.value for one in expected)):
            ledger.agree(line.score.place)
            return
        computed = number_text(half_up(expected[0], max(score.places, 2)))
        ledger.find(
            Kind.SCORE,
            Severity.ERROR if len(expected) == 1 and not rounded else Severity.WARNING,
            line.score.place,
            f"“{line.name}”得分{line.score.text}，按表中的评分标准“{rule[:40]}”计算为{computed}。",
            rule="得分按表中的评分标准计算",
            text=line.row.text,
            printed=line.score.text.strip(),
            computed=computed,
        )
        return


def check_deductions(section: Section, line: Line, ledger: Ledger) -> None:
    """档案移交滞后，扣1分: the weight without what the remark beside it takes off is the score."""
    weight, score = (slot.figure if slot is not None else None for slot in (line.weight, line.score))
    if weight is None or score is None or line.score is None or line.weight is None:
        return
    remarks = {line.row.slots[one.index] for one in section.columns if _REMARKS.search(one.name)}
    told = [(slot, re.sub(r"\s", "", half_width(slot.text))) for slot in remarks if slot.figure is None]
    deducting = [(slot, words) for slot, words in told if _ANY_DEDUCTION.search(words)]
    if len(deducting) != 1 or weight.is_rate or score.is_rate:
        return
    ((slot, words),) = deducting
    taken = [Decimal(one["points"]) for one in _DEDUCTED.finditer(words)]
    if len(taken) != len(_ANY_DEDUCTION.findall(words)) or _CONDITIONS.search(words):
        return
    if not slot.height == line.weight.height == line.score.height:
        return
    expected = weight.value - sum(taken)
    if expected == score.value:
        ledger.agree(line.score.place)
    elif expected >= 0:
        ledger.find(
            Kind.SCORE,
            Severity.ERROR,
            line.score.place,
            f"“{line.name}”得分{line.score.text}，分值{line.weight.text}按所写扣分“{words[:40]}”"
            f"计算为{number_text(expected)}。",
            rule="得分 = 分值 − 所写的扣分",
            text=line.row.text,
            printed=line.score.text.strip(),
            computed=number_text(expected),
        )


_FEWEST_DEDUCTED = 2


def check_deducted(section: Section, lines: Sequence[Line], ledger: Ledger) -> None:
    """Under 分值、得分、扣分 the last two are the first in each row, where they are in most."""
    column = next((one for one in section.columns if _DEDUCTION.fullmatch(half_width(one.name))), None)
    if column is None:
        return
    told = []
    for line in lines:
        weight, score = (one.figure if one is not None else None for one in (line.weight, line.score))
        slot = line.row.slots[column.index]
        if weight is None or score is None or weight.is_rate or slot.figure is None:
            continue
        told.append((line, slot, weight.value - score.value - abs(slot.figure.value)))
    wrong = [(line, slot, rest) for line, slot, rest in told if rest]
    if len(told) - len(wrong) < _FEWEST_DEDUCTED or len(wrong) * 3 > len(told):
        return
    for line, slot, rest in wrong:
        if line.score is None or line.weight is None or line.score.figure is None:
            continue
        expected = number_text(line.score.figure.value + rest)
        ledger.find(
            Kind.SCORE,
            Severity.ERROR,
            line.score.place,
            f"“{line.name}”得分{line.score.text}与扣分{slot.text}之和不等于分值{line.weight.text}，"
            f"按分值与扣分计算得分为{expected}。",
            rule="得分 = 分值 − 扣分",
            text=line.row.text,
            printed=line.score.text.strip(),
            computed=expected,
        )


def _by_rate_told(rule: str, weight: Quantity) -> list[Decimal] | None:
    """按完成率96.43%计分, 95.93%×5: the points of the rate that is told."""
    found = _BY_RATE_TOLD.search(rule)
    if found is None or _ANY_DEDUCTION.search(rule):
        return None
    points = found["points"] or found["before"]
    if points is not None and Decimal(points) != weight.value:
        return None
    told = (found["rate"] or found["times"] or found["last"]).replace("÷", "/")
    part, whole = (figure(one) for one in (told if "/" in told else f"{told}/1").split("/"))
    if part is None or whole is None or not whole.value:
        return None
    return [min(part.base / whole.base, Decimal(1)) * weight.value]


def _by_bands(rule: str, weight: Quantity, done: Quantity | None) -> list[Decimal] | None:
    """≥98%得10分、≥95%得9分、<95%得7分: the points of the band that the actual, or the rate told, lies in."""
    bands = [*_BAND.finditer(rule)]
    told = _RATE_TOLD.search(rule)
    if done is None and told is not None:
        done = figure(told["rate"])
    points = [Decimal(one["points"]) for one in bands]
    if done is None or len(bands) < _FEWEST_BANDS or points[0] != weight.value:
        return None
    if points != sorted({*points}, reverse=True) or any(("%" in one[0]) != done.is_rate for one in bands):
        return None
    limits = [(Decimal(one["limit"]), _is_below(one)) for one in bands]
    if any(below is None for _limit, below in limits) or done.value in {limit for limit, _below in limits}:
        return None  # 95% may or may not be 95%以上
    for one, (limit, below) in zip(bands, limits, strict=True):
        if done.value < limit if below else done.value > limit:
            return [Decimal(one["points"])]
    return None


def _is_below(band: re.Match[str]) -> bool | None:
    """Whether a band lies below its limit or above; nothing where the words do not tell."""
    if band["above"] or band["up"]:
        return False
    return True if band["below"] or band["down"] else None


def _by_rate(rule: str, weight: Quantity, done: Quantity) -> list[Decimal]:
    """预算执行率×10分: the only points that a rate comes to."""
    found = _TIMES_POINTS.search(rule)
    if found is None or not done.is_rate or _ANY_DEDUCTION.search(rule):
        return []
    named = found["points"] or found["before"]
    if named is not None and Decimal(named) != weight.value:
        return []
    return [min(done.base, Decimal(1)) * weight.value]


def _by_degree(rule: str, line: Line, weight: Quantity) -> list[Decimal]:
    """得分=分值×完成比例: the weight times the actual over the target; without a sign more is better."""
    measure = measure_of(line, Nature.AT_LEAST) if IN_PROPORTION.search(rule) else None
    if measure is None or measure.direction is not Direction.POSITIVE or _ANY_DEDUCTION.search(rule):
        return []
    degree = achievement(measure)
    return [] if degree is None else [min(degree, Decimal(1)) * weight.value]


def _by_steps(rule: str, line: Line, weight: Quantity, done: Quantity) -> list[Decimal] | None:
    """每低于1个百分点扣0.5分: whole steps, steps begun, or in proportion, as places count them."""
    found, target = list(_TAKEN_OFF.finditer(rule)), quantity_in(line.target)
    if len(found) != 1 or len(_ANY_DEDUCTION.findall(rule.replace("扣完为止", ""))) != 1:
        return None
    (per,) = found
    percent = per["unit"] in ("个百分点", "百分点", "%")
    if target is None or not target.is_exact or target.unit != done.unit or percent != done.is_rate:
        return None
    if not percent and per["unit"] != done.unit:
        return None
    short = done.value - target.value if target.sign in ("≤", "<") else target.value - done.value
    if short <= 0 or (per["more"] and target.sign not in ("≤", "<")):
        return None
    steps = short / Decimal(per["step"] or 1)
    counted = dict.fromkeys(
        (steps.to_integral_value(ROUND_FLOOR), steps, steps.to_integral_value(ROUND_CEILING))
    )
    return [max(weight.value - one * Decimal(per["points"]), Decimal(0)) for one in counted]
