"""Checks of indicator tables: weights, scores, their totals, missing actuals and reasons, hints left in."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from indicators.scoring import Direction, Measure, Nature, achievement
from projects.money import half_up, number_text, total
from reports.checkup.amounts import Execution
from reports.checkup.arithmetic import Verdict, of_rate, rate_readings
from reports.checkup.fields import check_grade_beside
from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.grading import Scale
from reports.checkup.numbers import Quantity, figure, half_width, quantities
from reports.checkup.tables import AMOUNTS, Meaning, Row, Section, Slot, meaning
from reports.checkup.units import check_units

_LEVEL_POINTS = re.compile(r"[(](?:分值|权重|满分)?[:：]?([0-9]+(?:\.[0-9]+)?)分?[)]")
_POINTS = re.compile(r"[(](?:分值|权重|满分)?[:：]?([0-9]+(?:\.[0-9]+)?)分[)]$")
HUNDRED = Decimal(100)
_OF_SPENDING = re.compile("(?:执行|支出)率$")
_WHOLE = re.compile("合计|总计|总分|得分合计|自评得分|自评总分|总得分")
_OF_SCORES = re.compile("总分|总得分|得分合计|自评(?:总分|得分|总得分)")
"""What names the total of the scores, in one cell over all columns too; 100 there may be the weights'."""
_OF_EXECUTION = re.compile(
    "执行率[^0-9]{0,4}(?P<weight>[0-9.]+)分(?:[,、;]?(?:实际)?得分?(?P<score>[0-9.]+)分)?"
)
_HINT = re.compile(r"^(?:(?:指标|目标)[0-9一二三]+[:：]?)?(?:…+|\.{3,}|×+|[Xx]{2,})?$")
_BESIDE_EXECUTION = (Decimal(90), Decimal(80))
"""What the indicators are out of where the execution rate has 10 points of 100, or 20."""
_IN_PROPORTION = re.compile(
    "按(?:照)?[^|。;；]{0,12}(?:比例|完成率|[AB]/[AB])[^|。;；]{0,20}(?:[记计]分|得分|[记计]算)"
)
"""The form's own rule of scoring, where it stands in the row."""
_CAPS = tuple(
    (Decimal(below).scaleb(-2), Decimal(most)) for below, most in ((50, 59), (60, 69), (70, 79), (80, 89))
)
_SIGNS = {"≥": Nature.AT_LEAST, "≤": Nature.AT_MOST, ">": Nature.MORE, "<": Nature.LESS, "=": Nature.EQUAL}
_WORDS = {"正向": Nature.AT_LEAST, "反向": Nature.AT_MOST, "逆向": Nature.AT_MOST, "等于": Nature.EQUAL}


@dataclass(frozen=True, slots=True)
class _Line:
    """One indicator; a cell that spans several is shared by them."""

    row: Row
    name: str
    level1: Slot | None
    target: Slot | None
    actual: Slot | None
    nature: Slot | None
    unit: Slot | None
    weight: Slot | None
    score: Slot | None
    reason: Slot | None


def check_indicators(
    section: Section,
    execution: Execution | None,
    scale: Scale,
    ledger: Ledger,
    *,
    ends_with_text: bool = False,
) -> Slot | None:
    """Check a section of indicators, and return the cell of its total score if it prints one.

    ``execution`` is the scored row of the money block of the same form, whose points belong to the total.
    ``ends_with_text`` says that nothing stands behind the section: without a total it may have been cut.
    """
    lines, whole = _lines(section)
    if not lines:
        return None
    execution = execution or _execution_in(whole)
    _hints(lines, ledger)
    _weights(section, lines, whole, execution, ledger, may_be_cut=ends_with_text and whole is None)
    for line in lines:
        _score_within_weight(line, ledger)
        _score_by_rule(line, ledger)
    _degrees(section, lines, ledger)
    check_units(((line.name, line.row.text, line.target, line.actual, line.unit) for line in lines), ledger)
    _gaps(lines, ledger)
    _reasons_below(section, lines, ledger)
    _repeated(lines, ledger)
    score = _total(section, lines, whole, execution, ledger)
    if score is not None and whole is not None:
        for slot in dict.fromkeys(whole.slots):
            check_grade_beside(score, slot, scale, ledger, certain=True)
    return score


def is_indicators(section: Section) -> bool:
    """Whether a section lists indicators."""
    levels = section.of(Meaning.LEVEL1, Meaning.LEVEL2, Meaning.LEVEL3)
    if len({column.meaning for column in section.of(*AMOUNTS)}) > 1:
        return False  # 指标 heads the names of projects
    return bool(levels) and bool(section.of(Meaning.TARGET, Meaning.ACTUAL, Meaning.WEIGHT, Meaning.SCORE))


def listed(section: Section) -> tuple[list[Row], Row | None]:
    """The rows of a section that are indicators, and the row of the total."""
    lines, whole = _lines(section)
    return [line.row for line in lines], whole


def names_in(section: Section) -> list[str]:
    """The names of a section's indicators."""
    lines, _whole = _lines(section)
    return [line.name for line in lines if line.name]


def reported(section: Section) -> Iterator[tuple[str, Quantity | None, Quantity, str, Place]]:
    """Yield name, target, actual, unit and the actual's place of each indicator whose actual is a number."""
    lines, _whole = _lines(section)
    for line in lines:
        done = _quantity(line.actual)
        if line.actual is not None and done is not None:
            unit = line.unit.words if line.unit else ""
            yield line.name, _quantity(line.target), done, unit, line.actual.place


def _last(section: Section, wanted: Meaning) -> int | None:
    found = section.of(wanted)
    return found[-1].index if found else None


def _lines(section: Section) -> tuple[list[_Line], Row | None]:
    """The indicators down to the total, and the row of the total."""
    places = {one: _last(section, one) for one in Meaning}
    name_column = next(
        (places[one] for one in (Meaning.LEVEL3, Meaning.LEVEL2, Meaning.LEVEL1) if places[one] is not None),
        0,
    )

    weighted = bool(section.of(Meaning.WEIGHT))

    def at(row: Row, wanted: Meaning) -> Slot | None:
        place = places[wanted]
        if wanted is Meaning.TARGET:  # an adjusted target stands beside the first one where there is one
            filled = [one.index for one in section.of(wanted) if not row.slots[one.index].is_blank]
            place = filled[-1] if filled else place
        return None if place is None else row.slots[place]

    lines: list[_Line] = []
    for place, row in enumerate(section.rows):
        if _is_whole(row) or _spans(row, places):
            # Remarks may stand between the indicators and their total.
            return lines, row if _figures(row) else next(filter(_is_whole, section.rows[place:]), row)
        name = row.slots[name_column or 0]
        if row.is_subtotal or (name.is_blank and (score := at(row, Meaning.SCORE)) and score.figure is None):
            continue
        lines.append(
            _Line(
                row,
                name.words,
                at(row, Meaning.LEVEL1),
                at(row, Meaning.TARGET),
                at(row, Meaning.ACTUAL),
                at(row, Meaning.NATURE),
                at(row, Meaning.UNIT),
                at(row, Meaning.WEIGHT) if weighted else _points_in(name),
                at(row, Meaning.SCORE),
                at(row, Meaning.REASON),
            )
        )
    return lines, None


def _is_whole(row: Row) -> bool:
    """Whether a row is that of the total."""
    first = next((slot.words for slot in row.slots if slot.words), "")
    return row.is_total or _WHOLE.match(first) is not None


def _figures(row: Row) -> bool:
    return any(slot.figure is not None for slot in row.slots)


def _spans(row: Row, places: dict[Meaning, int | None]) -> bool:
    """Whether one cell runs over target and what stands beside it: a total or a remark, not an indicator."""
    for others in ((Meaning.LEVEL3, Meaning.ACTUAL), (Meaning.ACTUAL, Meaning.WEIGHT)):
        wanted = [places[one] for one in (Meaning.TARGET, *others)]
        slots = {row.slots[place] for place in wanted if place is not None}
        if len(slots) == 1 and sum(place is not None for place in wanted) > 1:
            return True
    return False


def _execution_in(whole: Row | None) -> Execution | None:
    """The points of the execution rate that the label of the total tells of, as cells of their own."""
    label = None if whole is None else next((slot for slot in whole.slots if slot.words), None)
    found = None if label is None else _OF_EXECUTION.search(label.words)
    if label is None or found is None:
        return None
    weight, score = (
        replace(label, text=text, figure=figure(text)) if text else None
        for text in (found["weight"], found["score"])
    )
    return Execution(weight, score, None)


def _points_in(name: Slot) -> Slot | None:
    """The weight that stands behind an indicator's name, 验收合格率（15分）, as a cell of its own."""
    found = _POINTS.search(name.words)
    return replace(name, text=found[1], figure=figure(found[1])) if found else None


def _points(slots: Iterable[Slot | None]) -> list[Quantity]:
    """The points of cells, each cell once."""
    known = dict.fromkeys(slot for slot in slots if slot is not None and slot.figure is not None)
    return [slot.figure for slot in known if slot.figure is not None and not slot.figure.is_rate]


def _sum(points: Sequence[Quantity]) -> Decimal | None:
    return total(one.value for one in points)


def _hints(lines: Sequence[_Line], ledger: Ledger) -> None:
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


def _weights(
    section: Section,
    lines: Sequence[_Line],
    whole: Row | None,
    execution: Execution | None,
    ledger: Ledger,
    *,
    may_be_cut: bool,
) -> None:
    """Weights add up to their printed total, to 100 with the execution rate, and to each level's points."""
    slots = [line.weight for line in lines]
    own = _points(slots)
    if not own:
        return
    sums = _sum(own) or Decimal(0)
    extra = (
        execution.weight.figure.value if execution and execution.weight and execution.weight.figure else None
    )
    reached = {sums} if extra is None else {sums, sums + extra}
    printed = _in_total(section, whole, Meaning.WEIGHT)
    complete = all(line.weight is not None and line.weight.figure is not None for line in lines if line.name)
    if printed is not None and printed.figure is not None:
        best = sums + extra if extra is not None and printed.figure.value != sums else sums
        if printed.figure.value in reached or (
            extra is None and sums in _BESIDE_EXECUTION and printed.figure.value == 100
        ):
            ledger.agree(printed.place, *(slot.place for slot in slots if slot is not None and slot.figure))
        else:
            ledger.find(
                Kind.WEIGHT,
                Severity.ERROR,
                printed.place,
                f"分值合计印为{printed.text}，各行分值相加为{number_text(best)}。",
                rule="各项分值之和等于合计",
                text=whole.text if whole else "",
                printed=printed.text,
                computed=number_text(best),
            )
    elif complete and len(own) > 2 and not {*reached, *_upper_sums(section, lines)} & {HUNDRED, Decimal(90)}:
        first = next(line for line in lines if line.weight is not None)
        found = max(reached)
        if first.weight is not None and 50 < found < 200:
            ledger.find(
                Kind.WEIGHT,
                Severity.WARNING if may_be_cut and found < HUNDRED else Severity.ERROR,
                first.weight.place,
                f"各项分值相加为{number_text(found)}，应为100。",
                rule="各项分值之和为100",
                text=first.row.text,
                printed=number_text(found),
                computed="100",
            )
    _upper_totals(section, whole, lines, ledger)
    _level_weights(section, lines, ledger, may_be_cut=may_be_cut)
    _level_scores(section, lines, ledger)


def _upper_totals(section: Section, whole: Row | None, lines: Sequence[_Line], ledger: Ledger) -> None:
    """The weights of the first and second levels add up to the total printed under them."""
    if whole is None:
        return
    for column in section.of(Meaning.WEIGHT)[:-1]:
        slot = whole.slots[column.index]
        sums = _sum(_points(line.row.slots[column.index] for line in lines))
        if slot.figure is None or slot.figure.is_rate or sums is None:
            continue
        if slot.figure.value == sums:
            ledger.agree(slot.place)
            continue
        ledger.find(
            Kind.WEIGHT,
            Severity.ERROR,
            slot.place,
            f"分值合计印为{slot.text}，各行分值相加为{number_text(sums)}。",
            rule="各项分值之和等于合计",
            text=whole.text,
            printed=slot.text,
            computed=number_text(sums),
        )


def _upper_sums(section: Section, lines: Sequence[_Line]) -> set[Decimal]:
    """What the weights of the first and second levels add up to: if to 100, a slip lies below them."""
    sums = (
        _sum(_points(line.row.slots[one.index] for line in lines)) for one in section.of(Meaning.WEIGHT)[:-1]
    )
    return {one for one in sums if one is not None}


def _grouped(lines: Sequence[_Line], place: int) -> Iterator[tuple[Slot, list[_Line]]]:
    """The indicators under each cell of a column that is merged over them."""
    groups: dict[Slot, list[_Line]] = {}
    above: Slot | None = None
    merged = any(line.row.slots[place].height > 1 for line in lines)
    for line in lines:
        slot = line.row.slots[place]
        # Where merged cells were lost, those below the first are blank or say the same again.
        same = above is not None and slot.words == above.words and _LEVEL_POINTS.search(slot.words)
        if above is None or not (same or (slot.is_blank and not merged)):
            above = slot
        groups.setdefault(above, []).append(line)
    yield from groups.items()


def _level_scores(section: Section, lines: Sequence[_Line], ledger: Ledger) -> None:
    """得分小计 of a level is the sum of its indicators' scores, where most show that it is."""
    for column in section.of(Meaning.SCORE)[:-1]:
        judged = [
            (slot, members, sums)
            for slot, members in _grouped(lines, column.index)
            if slot.figure is not None
            and not slot.figure.is_rate
            and all(line.score is not None and line.score.figure for line in members)
            and (sums := _sum(_points(line.score for line in members))) is not None
        ]
        held = sum(slot.figure is not None and slot.figure.value == sums for slot, _members, sums in judged)
        if held * 2 <= len(judged) or all(len(members) == 1 for _slot, members, _sums in judged):
            continue
        for slot, members, sums in judged:
            if slot.figure is None or slot.figure.value == sums:
                ledger.agree(slot.place)
                continue
            ledger.find(
                Kind.SCORE,
                Severity.ERROR,
                slot.place,
                f"得分小计印为{slot.text}，其下各项得分相加为{number_text(sums)}。",
                rule="得分小计等于其下各项得分之和",
                text=members[0].row.text,
                printed=slot.text,
                computed=number_text(sums),
            )


def _level_weights(section: Section, lines: Sequence[_Line], ledger: Ledger, *, may_be_cut: bool) -> None:
    """A first level that names its points, or has a weight of its own, gets them from its indicators."""
    uppers = [one.index for one in section.of(Meaning.WEIGHT)[:-1]]
    named = [_last(section, one) for one in (Meaning.LEVEL1, Meaning.LEVEL2)]
    for place in (*uppers, *(one for one in named if one is not None)):
        for slot, members in _grouped(lines, place):
            found = _LEVEL_POINTS.search(slot.words)
            given = (
                slot.figure.value if place in uppers and slot.figure else Decimal(found[1]) if found else None
            )
            weights = [line.weight for line in members]
            sums = _sum(_points(weights))
            if given is None or sums is None or not all(one is not None and one.figure for one in weights):
                continue
            if given == sums:
                ledger.agree(slot.place, *(one.place for one in weights if one is not None))
                continue
            goes_on = may_be_cut and members[-1] is lines[-1] and sums < given
            ledger.find(
                Kind.WEIGHT,
                Severity.WARNING if goes_on else Severity.ERROR,
                slot.place,
                f"“{slot.words}”之下各项分值相加为{number_text(sums)}，与所列{number_text(given)}分不符。",
                rule="各项分值之和等于上级指标的分值",
                text=members[0].row.text,
                printed=number_text(given),
                computed=number_text(sums),
            )


def _in_total(section: Section, whole: Row | None, wanted: Meaning) -> Slot | None:
    """The cell of the total row in the column of the weights or of the scores."""
    place = _last(section, wanted)
    if whole is None or place is None:
        return None
    if wanted is Meaning.SCORE:  # it may stand under the subtotals
        filled = [one.index for one in section.of(wanted) if whole.slots[one.index].figure is not None]
        place = filled[-1] if filled else place
    slot = whole.slots[place]
    others = (Meaning.WEIGHT, Meaning.SCORE, Meaning.TARGET, Meaning.ACTUAL)
    spread = [one.index for one in section.of(*others) if one.index != place]
    if slot.figure is None or slot.figure.is_rate:
        return None
    if any(whole.slots[one] is slot for one in spread):
        figures = {one for one in whole.slots if one.figure is not None}
        named = wanted is Meaning.SCORE and _OF_SCORES.match(whole.label) and len(figures) == 1
        return slot if named and slot.figure.value != HUNDRED else None
    return slot


def _score_within_weight(line: _Line, ledger: Ledger) -> None:
    if line.weight is None or line.score is None:
        return
    weight, score = line.weight.figure, line.score.figure
    if weight is None or score is None or weight.is_rate or line.weight.height != line.score.height:
        return
    if 0 <= score.value <= weight.value:
        return
    low = score.value < 0
    ledger.find(
        Kind.SCORE,
        Severity.ERROR,
        line.score.place,
        f"“{line.name}”得分{line.score.text}{'小于0' if low else f'大于分值{line.weight.text}'}。",
        rule="得分在0与分值之间",
        text=line.row.text,
        printed=line.score.text,
        computed="0" if low else line.weight.text,
    )


def _quantity(slot: Slot | None) -> Quantity | None:
    """The one number of a target or an actual, its sign and unit as far as they are written."""
    if slot is None:
        return None
    if slot.figure is not None:
        return slot.figure
    found = quantities(slot.text)
    plain = half_width(slot.text).strip()
    if len(found) != 1 or len(plain) > 12 or not re.match(r"[≥≤><=0-9]", plain):
        return None
    return found[0]


def _measure(line: _Line) -> Measure | None:
    """The indicator as scoring sees it, where target and actual are exact numbers in one unit."""
    target, actual = _quantity(line.target), _quantity(line.actual)
    if target is None or actual is None or not target.is_exact or not actual.is_exact:
        return None
    if target.unit and actual.unit and target.unit != actual.unit:
        return None
    sign = line.nature.words if line.nature else ""
    nature = _SIGNS.get(target.sign or sign[:1]) or _WORDS.get(sign)
    if nature is None and not sign and target.unit == "%" and target.value == 100:
        nature = Nature.AT_LEAST  # 100% without a sign is the most there can be
    if nature is None or target.value < 0 or actual.value < 0:
        return None
    done = actual.value
    percent = target.unit == "%" or (line.unit is not None and line.unit.words in ("%", "百分比"))
    if percent and not actual.unit and actual.places > 0 and done <= 1 < target.value:
        done = done.scaleb(2)
    direction = Direction.NEGATIVE if nature in (Nature.AT_MOST, Nature.LESS) else Direction.POSITIVE
    return Measure("line", "", "", line.name, nature, direction, target=target.value, actual=done)


def _score_by_rule(line: _Line, ledger: Ledger) -> None:
    """Full points for a target that is met, in proportion for a shortfall; other rules are in use."""
    measure = _measure(line)
    if (
        measure is None
        or line.weight is None
        or line.score is None
        or line.weight.height != line.score.height
    ):
        return
    weight, score = line.weight.figure, line.score.figure
    degree = achievement(measure)
    if weight is None or score is None or degree is None or weight.is_rate:
        return
    expected = min(half_up(weight.value * degree, max(score.places, 0)), weight.value)
    if measure.nature is Nature.EQUAL and degree > 1:
        return
    actual = _quantity(line.actual)
    slack = weight.value * actual.half / (measure.target * actual.factor) if actual and measure.target else 0
    if score.value == expected or abs(score.value - weight.value * degree) <= score.half + slack:
        ledger.agree(line.score.place)
        return
    if line.reason is not None and not line.reason.is_blank and score.value < expected:
        return  # what was taken off beyond the rule is explained
    short = degree < 1 and (score.value == weight.value or _IN_PROPORTION.search(line.row.text) is not None)
    if 0 <= score.value <= weight.value and (
        short or degree >= 1 or score.places >= 2 or _OF_SPENDING.search(line.name)
    ):
        ledger.find(
            Kind.SCORE,
            Severity.WARNING,
            line.score.place,
            f"“{line.name}”得分{line.score.text}，按完成情况计算为{number_text(expected)}，请核对评分规则。",
            rule="完成目标得满分，未完成按完成率计分",
            text=line.row.text,
            printed=line.score.text,
            computed=number_text(expected),
        )


def _degrees(section: Section, lines: Sequence[_Line], ledger: Ledger) -> None:
    """A printed 完成率 is the actual over the target, or the target over it where less is better."""
    column = section.one(Meaning.RATE)
    if column is None:
        return
    judged: list[tuple[_Line, Slot, Verdict]] = []
    for line in lines:
        slot, target, actual = line.row.slots[column.index], _quantity(line.target), _quantity(line.actual)
        if slot.figure is None or target is None or actual is None:
            continue
        if not (slot.figure.is_exact and target.is_exact and actual.is_exact):
            continue
        # whole numbers are counts, which no rounding made
        target, actual = (replace(one, unit="" if one.places > 0 else "个") for one in (target, actual))
        pair = (target, actual) if target.sign in ("≤", "<") else (actual, target)
        verdicts = [
            verdict
            for reading in rate_readings(slot.figure, column.title)
            if (verdict := of_rate(reading, *pair)) is not None
        ]
        if verdicts:
            judged.append((line, slot, next((one for one in verdicts if one.holds), verdicts[0])))
    held = sum(verdict.holds for _line, _slot, verdict in judged)
    if held < 2 or held * 3 < len(judged) * 2:
        return
    for line, slot, verdict in judged:
        if verdict.holds:
            ledger.agree(slot.place)
            continue
        ledger.find(
            Kind.RATIO,
            Severity.ERROR,
            slot.place,
            f"“{line.name}”的“{column.name}”印为{slot.text}，按完成值与目标值计算为{verdict.computed}。",
            rule="完成率 = 完成值 ÷ 目标值",
            text=line.row.text,
            printed=slot.text,
            computed=verdict.computed,
        )


def _gaps(lines: Sequence[_Line], ledger: Ledger) -> None:
    """Indicators with a target and no actual among others that have one; points lost without a reason."""
    reported = any(line.actual is not None and not line.actual.is_blank for line in lines)
    for line in lines:
        scored = line.score is not None and line.score.figure is not None and line.score.figure.value > 0
        known = line.target is not None and not line.target.is_blank
        if line.actual and line.target and reported and line.actual.is_blank and (known or scored):
            given = f"有指标值“{line.target.text}”" if known else "已经得分"
            ledger.find(
                Kind.MISSING_ACTUAL,
                Severity.WARNING,
                line.actual.place,
                f"“{line.name}”{given}，没有填写实际完成值。",
                rule="每项指标都应填写实际完成值",
                text=line.row.text,
            )
        weight = line.weight.figure if line.weight else None
        score = line.score.figure if line.score else None
        if line.reason is None or not (line.reason.is_blank or line.reason.words == "0"):
            continue
        if (
            line.score is not None
            and weight is not None
            and score is not None
            and 0 <= score.value < weight.value
            and not weight.is_rate
        ):
            ledger.find(
                Kind.MISSING_REASON,
                Severity.WARNING,
                line.reason.place,
                f"“{line.name}”得分{line.score.text}，少于分值{number_text(weight.value)}，没有说明原因。",
                rule="未得满分的指标应说明偏差原因",
                text=line.row.text,
            )
            continue
        measure = _measure(line)
        degree = achievement(measure) if measure else None
        if measure is None or degree is None:
            continue
        exceeds = degree > Decimal("1.3") and measure.direction is Direction.POSITIVE
        if degree < 1 or exceeds:
            ledger.find(
                Kind.MISSING_REASON,
                Severity.WARNING,
                line.reason.place,
                f"“{line.name}”的完成值{'明显超过' if exceeds else '没有达到'}指标值，没有说明原因。",
                rule="未达到或明显超过指标值的应说明原因",
                text=line.row.text,
            )


def _reasons_below(section: Section, lines: Sequence[_Line], ledger: Ledger) -> None:
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
        if len(slots) == 2 and meaning(slots[0].text) is Meaning.REASON and slots[1].is_blank:
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


def _repeated(lines: Sequence[_Line], ledger: Ledger) -> None:
    seen: dict[tuple[str, ...], _Line] = {}
    for line in lines:
        key = (line.name, line.target.words if line.target else "")
        if line.name and not _HINT.match(line.name) and key in seen and len(line.name) > 3:
            ledger.find(
                Kind.DUPLICATE,
                Severity.WARNING,
                line.row.slots[-1].place if line.target is None else line.target.place,
                f"指标“{line.name}”重复出现。",
                rule="同一指标只列一次",
                text=line.row.text,
                printed=line.name,
            )
        seen.setdefault(key, line)


def check_execution(execution: Execution, ledger: Ledger) -> None:
    """The score of the execution rate is rate × weight, never more than the weight."""
    weight = execution.weight.figure if execution.weight else None
    score = execution.score.figure if execution.score else None
    if weight is None or score is None or execution.score is None or weight.is_rate:
        return
    if not 0 <= score.value <= weight.value:
        severity, expected = Severity.ERROR, weight.value
    elif execution.rate is None:
        return
    else:
        exact = weight.value * min(execution.rate.base, Decimal(1))
        expected = half_up(exact, max(score.places, 0))
        slack = weight.value * execution.rate.half + Decimal(5).scaleb(-max(score.places, 0) - 1)
        if abs(score.value - exact) <= slack:
            ledger.agree(execution.score.place)
            return
        severity = Severity.ERROR if score.places >= 2 and score.value % Decimal("0.5") else Severity.WARNING
        if execution.rate.base == 1 and score.value != weight.value:
            severity = Severity.ERROR
    ledger.find(
        Kind.SCORE,
        severity,
        execution.score.place,
        f"预算执行率得分印为{execution.score.text}，按执行率计算为{number_text(expected)}。",
        rule="执行率得分 = 分值 × 执行率，不超过分值",
        text=execution.score.text,
        printed=execution.score.text,
        computed=number_text(expected),
    )


def _total(
    section: Section,
    lines: Sequence[_Line],
    whole: Row | None,
    execution: Execution | None,
    ledger: Ledger,
) -> Slot | None:
    """The total is the sum of the scores, those of the execution rate among them, unless a cap holds."""
    slot = _in_total(section, whole, Meaning.SCORE)
    scores = [line.score for line in lines]
    points = _points(scores)
    if slot is None or slot.figure is None or whole is None or not points:
        return slot
    scored = [line for line in lines if line.weight is not None and line.weight.figure is not None]
    if any(line.score is None or line.score.figure is None for line in scored):
        known_actuals = [line for line in scored if line.score is not None and line.score.is_blank]
        if len(known_actuals) * 2 > len(scored):
            return slot
    sums = _sum(points) or Decimal(0)
    extra = execution.score.figure.value if execution and execution.score and execution.score.figure else None
    weights = _sum(_points(line.weight for line in lines))
    candidates = [sums] if extra is None else [sums + extra, sums] if weights == 100 else [sums + extra]
    if extra is not None and weights is None:
        candidates = [sums + extra, sums]
    printed = slot.figure
    if any(half_up(one, max(printed.places, 0)) == printed.value for one in candidates):
        parts = [one.place for one in scores if one is not None and one.figure]
        ledger.agree(slot.place, *parts)
        return slot
    ratio = execution.rate.base if execution and execution.rate else None
    if ratio is not None and any(
        ratio < below and printed.value == most < candidates[0] for below, most in _CAPS
    ):
        ledger.agree(slot.place)
        return slot
    missing_execution = extra is None and weights is not None and weights <= 90
    if missing_execution and weights is not None and 0 <= printed.value - sums <= HUNDRED - weights:
        return slot  # the points of a row that stands elsewhere
    ledger.find(
        Kind.SCORE,
        Severity.WARNING if missing_execution else Severity.ERROR,
        slot.place,
        f"总分印为{slot.text}，各项得分相加为{number_text(candidates[0])}。",
        rule="总分等于各项得分之和",
        text=whole.text,
        printed=slot.text,
        computed=number_text(candidates[0]),
    )
    return slot
