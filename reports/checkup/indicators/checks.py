"""Checks of indicator tables: weights, scores, their totals, missing actuals and reasons, hints left in."""

import re
from collections.abc import Sequence
from decimal import Decimal

from indicators.scoring import Direction, Nature, achievement
from projects.money import number_text
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.grading import Scale
from reports.checkup.indicators.added import check_added
from reports.checkup.indicators.coefficients import check_coefficients
from reports.checkup.indicators.deadlines import check_deadlines
from reports.checkup.indicators.fields import check_grade_beside
from reports.checkup.indicators.named_targets import check_named_target
from reports.checkup.indicators.printed_rules import check_deducted, check_deductions, check_printed_rule
from reports.checkup.indicators.remarks import check_remark
from reports.checkup.indicators.scores import (
    check_degrees,
    check_score_by_rule,
    check_scores_within_weights,
    check_total,
    execution_in,
)
from reports.checkup.indicators.units import check_units
from reports.checkup.indicators.weights import check_weights
from reports.checkup.money.checks import Execution
from reports.checkup.money.sums import check_subtotals
from reports.checkup.numbers import half_width
from reports.checkup.tables.lines import Line, last_of, lines_of, measure_of, points_of, quantity_in
from reports.checkup.tables.sections import Meaning, Section, Slot, meaning

_OF_ALL_SPENDING = re.compile("(?:项目|部门|整体|资金|经费|预算|支出)*(?:执行|支出)率(?:[(].*)?$")
_BY_RATE = re.compile("率[×*]|[×*][^|]{0,6}率")
"""The rule of a score that follows from a rate, in its row: what is lost by it needs no other reason."""
_SHORTFALLS = re.compile("^(?:未完成|未达标|未实现)")
_NO_VALUE = re.compile(
    "(?:暂?无|没有|未)(?:数据|统计|填报?)|待(?:统计|核实|核定|完善)|不详|%|人|人次|万元|元|个|次|户|场|期|项|公里|亩"
)
"""What stands in a cell for a value and is none: 待统计, or the unit alone."""
_NO_REASON = re.compile(
    "0|暂无|没有|无?偏差|无(?:原因|说明|异常)|不适用|已?完成|已?按计划完成|正常|[。.、,]+"
)
"""What stands in a cell for a reason and gives none."""
_FEW_OF = 3
"""Of so many filled cells not more than one is left open by mistake."""
_FORESEEN = re.compile("年限|寿命|保质期|质保期")
"""How long something will last is no result that anybody went beyond."""
_FAR_ABOVE = Decimal("1.3")
_LONGEST_KIND = 4
"""What has no more characters than 服务质量 may name a kind of indicators."""
"""So far above the target a reason is asked for, unless the document says how far."""
_HINT = re.compile(r"^(?:(?:指标|目标)[0-9一二三]+[:：]?)?(?:…+|\.{3,}|×+|[Xx]{2,})?$")


_OF_ALL = re.compile(
    "(?:满意(?:度|率)|合格率|达标率|接种率|及时率|准确率|入学率|巩固率|知晓率|成活率|优良率|通过率|回收率|控制率|参保率|办结率)(?:[(].*[)])?$"
)
"""Rates of those that are satisfied, pass or are done among all; 完成率 and 增长率 may be more."""


def check_indicators(
    section: Section,
    execution: Execution | None,
    scale: Scale,
    ledger: Ledger,
    *,
    ends_with_text: bool = False,
    asked_above: Decimal | None = None,
) -> Slot | None:
    """Check a section of indicators, and return the cell of its total score if it prints one.

    ``execution`` is the scored row of the money block of the same form, whose points belong to the total.
    ``ends_with_text`` says that nothing stands behind the section: without a total it may have been cut.
    ``asked_above`` is the degree of completion above which the document asks for reasons.
    """
    lines, whole = lines_of(section)
    if not lines:
        return None
    execution = execution or execution_in(whole)
    _hints(lines, ledger)
    check_weights(section, lines, whole, execution, ledger, may_be_cut=ends_with_text and whole is None)
    check_subtotals(section.of(Meaning.WEIGHT, Meaning.SCORE), section.rows, ledger)
    check_coefficients(section, lines, ledger)
    check_added(section, lines, ledger)
    check_scores_within_weights(lines, ledger)
    places = max((one.places for one in points_of(line.score for line in lines)), default=0)
    for line in lines:
        check_printed_rule(line, max(places, 0), ledger)
        check_deductions(section, line, ledger)
        check_remark(section, line, ledger)
        check_named_target(line, ledger)
        check_score_by_rule(line, ledger)
    check_deducted(section, lines, ledger)
    check_deadlines(lines, ledger)
    check_degrees(section, lines, ledger)
    check_units(((line.name, line.row.text, line.target, line.actual, line.unit) for line in lines), ledger)
    shortfalls = any(_SHORTFALLS.match(one.name) for one in section.of(Meaning.REASON))
    _beyond_all(lines, ledger)
    _missing_actuals(lines, ledger)
    _missing_reasons(lines, ledger, for_shortfalls=shortfalls, asked_above=asked_above)
    _reasons_below(section, lines, ledger)
    _repeated(lines, ledger)
    _named_alike(section, lines, ledger)
    score = check_total(section, lines, whole, execution, ledger)
    if score is not None and whole is not None:
        for slot in dict.fromkeys(whole.slots):
            check_grade_beside(score, slot, scale, ledger, certain=True)
    return score


def _beyond_all(lines: Sequence[Line], ledger: Ledger) -> None:
    """No more than all are satisfied, pass or come in time: a target of 195% or a result of 107%."""
    for line in lines:
        for slot in (line.target, line.actual):
            figure = quantity_in(slot)
            if slot is None or figure is None or not figure.is_rate or figure.base <= 1:
                continue
            if not _OF_ALL.search(line.name):
                continue
            ledger.find(
                Kind.EXCEED,
                Severity.ERROR,
                slot.place,
                f"“{line.name}”的“{slot.text.strip()}”超过100%，这类比率最高为100%。",
                rule="占全部的比率不超过100%",
                text=line.row.text,
                printed=slot.text.strip(),
                computed="不高于100%",
            )


def _hints(lines: Sequence[Line], ledger: Ledger) -> None:
    for line in lines:
        name = next((slot for slot in line.row.slots if slot.words and _HINT.match(slot.words)), None)
        bare = name is not None and name.words[-1].isalnum()
        if name is not None and not (bare and line.target is not None and not line.target.is_blank):
            ledger.find(
                Kind.PLACEHOLDER,
                Severity.WARNING,
                name.place,
                f"“{name.text}”是表样中的提示，没有改写或删去。",
                rule="表样的提示应改写或删去",
                text=line.row.text,
                printed=name.text,
            )


def _missing_actuals(lines: Sequence[Line], ledger: Ledger) -> None:
    """Indicators with a target, or with points, and no actual among others that have one.

    One gap among filled cells is a slip; where many are left open, or 无 is written, it may be meant so.
    """
    filled = sum(line.actual is not None and not _tells_no_value(line.actual) for line in lines)
    gaps = [
        line
        for line in lines
        if line.target and line.actual and _tells_no_value(line.actual) and _is_in_use(line)
    ]
    for line in gaps if filled else ():
        if line.actual is None or line.target is None:
            continue
        sure = len(gaps) * _FEW_OF <= filled and line.actual.words != "无"
        given = "已经得分" if line.target.is_blank else f"有指标值“{line.target.text}”"
        ledger.find(
            Kind.MISSING_ACTUAL,
            Severity.ERROR if sure else Severity.WARNING,
            line.actual.place,
            f"“{line.name}”{given}，没有填写实际完成值。",
            rule="每项指标都应填写实际完成值",
            text=line.row.text,
        )


def _tells_no_value(slot: Slot) -> bool:
    """Whether a cell is blank or holds what is no value: 待统计, or the unit alone."""
    return slot.is_blank or _NO_VALUE.fullmatch(slot.words) is not None


def _is_in_use(line: Line) -> bool:
    """Whether an indicator has a target or has got points."""
    scored = line.score is not None and line.score.figure is not None and line.score.figure.value > 0
    return scored or (line.target is not None and not line.target.is_blank)


def _missing_reasons(
    lines: Sequence[Line], ledger: Ledger, *, for_shortfalls: bool, asked_above: Decimal | None
) -> None:
    """Points lost, or a target missed, without a reason.

    ``for_shortfalls`` says that the form asks for the reasons of those alone: 未完成原因. A form that leaves
    most of them open may be meant so.
    """
    lost = [line for line in lines if _loses_points(line)]
    unexplained = sum(_gives_no_reason(line) for line in lost)
    displaced = any(line.name.endswith("。") for line in lost)  # a reason that stands where a name should
    sure = 2 * unexplained <= len(lost) and not displaced
    for line in lines:
        weight = line.weight.figure if line.weight else None
        if line.reason is None or not _gives_no_reason(line):
            continue
        if _OF_ALL_SPENDING.match(line.name) or _BY_RATE.search(half_width(line.row.text)):
            continue  # its reasons are those of the spending, which the text tells
        if line.score is not None and weight is not None and _loses_points(line):
            ledger.find(
                Kind.MISSING_REASON,
                Severity.ERROR if sure else Severity.WARNING,
                line.reason.place,
                f"“{line.name}”得分{line.score.text}，少于分值{number_text(weight.value)}，没有说明原因。",
                rule="未得满分的指标应说明偏差原因",
                text=line.row.text,
            )
            continue
        measure = measure_of(line)
        degree = achievement(measure) if measure else None
        falls_short = degree is not None and degree < 1
        if falls_short or _exceeds(line, asked_above, for_shortfalls=for_shortfalls):
            ledger.find(
                Kind.MISSING_REASON,
                Severity.WARNING,
                line.reason.place,
                f"“{line.name}”的完成值{'没有达到' if falls_short else '明显超过'}指标值，没有说明原因。",
                rule="未达到或明显超过指标值的应说明原因",
                text=line.row.text,
            )


def _loses_points(line: Line) -> bool:
    """Whether an indicator has fewer points than it is worth."""
    weight = line.weight.figure if line.weight else None
    score = line.score.figure if line.score else None
    if weight is None or score is None or weight.is_rate:
        return False
    return 0 <= score.value < weight.value


def _gives_no_reason(line: Line) -> bool:
    """Whether the cell for the reason is left blank, or tells none: 正常, 0."""
    reason = line.reason
    return reason is not None and (reason.is_blank or _NO_REASON.fullmatch(reason.words) is not None)


def _exceeds(line: Line, asked_above: Decimal | None, *, for_shortfalls: bool) -> bool:
    """Whether so much more than the target was done that it needs a reason.

    Where the document lays down how much that is, it holds of targets without a sign too.
    """
    measure = measure_of(line, None if asked_above is None else Nature.AT_LEAST)
    degree = achievement(measure) if measure else None
    if measure is None or degree is None or measure.direction is not Direction.POSITIVE:
        return False
    if _FORESEEN.search(line.name):
        return False
    return degree > (asked_above or _FAR_ABOVE) and not (for_shortfalls and asked_above is None)


def _reasons_below(section: Section, lines: Sequence[Line], ledger: Ledger) -> None:
    """Where no column is for the reasons, a row below the total is: 偏差原因分析 | 无."""
    short = [
        line
        for line in lines
        if line.weight
        and line.score
        and line.weight.figure
        and line.score.figure
        and line.weight.height == line.score.height
        and not line.weight.figure.is_rate
        and 0 <= line.score.figure.value < line.weight.figure.value
    ]
    if section.of(Meaning.REASON) or not short:
        return
    for row in section.rows:
        slots = [*dict.fromkeys(row.slots)]
        if len(slots) != 2 or meaning(slots[0].text) is not Meaning.REASON:
            continue
        said = slots[1].words.rstrip("。")
        if slots[1].is_blank or said == "无" or _NO_REASON.fullmatch(said):
            names = "、".join(f"“{line.name}”" for line in short[:3])
            ledger.find(
                Kind.MISSING_REASON,
                Severity.WARNING,
                slots[1].place,
                f"{names}没有得满分，“{slots[0].words}”一栏没有说明原因。",
                rule="未得满分的指标应说明偏差原因",
                text=row.text,
                printed=slots[1].text.strip(),
            )


def _repeated(lines: Sequence[Line], ledger: Ledger) -> None:
    seen: dict[tuple[str, ...], Line] = {}
    for line in lines:
        key = (line.name, line.target.words if line.target else "")
        shared = any(slot.height > 1 and slot.words == line.name for slot in line.row.slots)
        if line.name and not (shared or _HINT.match(line.name)) and key in seen and len(line.name) > 3:
            ledger.find(
                Kind.DUPLICATE,
                Severity.WARNING if line.target is None or line.target.is_blank else Severity.ERROR,
                line.row.slots[-1].place if line.target is None else line.target.place,
                f"指标“{line.name}”重复出现。",
                rule="同一指标只列一次",
                text=line.row.text,
                printed=line.name,
            )
        seen.setdefault(key, line)


def _named_alike(section: Section, lines: Sequence[Line], ledger: Ledger) -> None:
    """Two indicators below one of the second level are not called alike, whatever their targets are."""
    place = last_of(section, Meaning.LEVEL2)
    if place is None:
        return
    seen: dict[tuple[str, str], Line] = {}
    alike: list[tuple[Line, Line]] = []
    for line in lines:
        key = (line.row.slots[place].words, line.name)
        if key in seen:
            alike.append((seen[key], line))
        seen.setdefault(key, line)
    if len(alike) != 1:
        return  # those of several projects or of several groups
    ((first, again),) = alike
    before, target = quantity_in(first.target), quantity_in(again.target)
    telling = len(again.name) > _LONGEST_KIND and not _HINT.match(again.name)
    if not telling or before is None or target is None or again.target is None:
        return
    if before.unit == target.unit and before.value != target.value and again.row.slots[place].words:
        ledger.find(
            Kind.DUPLICATE,
            Severity.WARNING,
            again.target.place,
            f"指标“{again.name}”列了两次，指标值分别为{first.target.words if first.target else ''}、"
            f"{again.target.words}，请核对名称。",
            rule="同一指标只列一次",
            text=again.row.text,
            printed=again.name,
        )
