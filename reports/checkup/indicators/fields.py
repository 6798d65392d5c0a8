"""What a form or a list says of a whole project outside its tables of money and indicators.

The fields of a form stand in pairs of label and value (自评分 | 95 | 绩效等级 | 优); a list of projects has a
score and a grade in each row.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from projects.money import half_up, number_text
from reports.checkup.arithmetic import Verdict, of_rate, of_sum, rate_readings
from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.grading import NAMES, Scale, plain_name
from reports.checkup.numbers import Quantity, figure
from reports.checkup.tables.sections import UNIT, Grid, Meaning, Section, Slot, meaning, measured

_WHOLE_SCORE = re.compile(
    r"^(?:项目|本次|单位|绩效)?(?:自评|评价|综合)(?:总)?(?:得分|总分|分数|分)(?:\(分\))?[:：]?$"
)
_DIVIDED = re.compile("^按.{2,8}分[:：]?$")
_LABELLED = re.compile(r"^(?:其中[:：]?)?[^0-9:：]{2,20}[:：]([0-9][0-9,]*(?:\.[0-9]+)?(?:万元|元)?)$")
_BRACKETED = re.compile(r"\(?(?:亿元|万元|元)\)?$")
_GRADE = re.compile(rf"({NAMES})等?")
_FEWEST = 4


@dataclass(frozen=True, slots=True)
class Field:
    """A label and the value beside it."""

    label: Slot
    value: Slot
    meaning: Meaning | None

    @property
    def amount(self) -> Quantity | None:
        """The value in the unit that the label names, 万元 where it names none."""
        found = UNIT.search(self.label.words)
        return measured(self.value, found[1] if found else "万元")


def fields(rows: Grid) -> Iterator[Field]:
    """Yield the fields of a grid: of the rows that are labels and values by turns, and nothing else.

    One figure more at the end are the points of the row: 预算数 | 100 | 执行数 | 96 | 执行率 | 96% | 9.6.
    """
    for row in rows:
        slots = [slot for slot in dict.fromkeys(row) if slot.words]
        if len(slots) > _FEWEST and len(slots) % 2 and all(one.figure is not None for one in slots[-2:]):
            slots = slots[:-1]
        labels, values = slots[::2], slots[1::2]
        if len(slots) % 2 or any(one.figure is not None or one.is_blank for one in labels):
            continue
        for label, value in zip(labels, values, strict=True):
            if not value.is_blank:
                held = Meaning.SCORE if _WHOLE_SCORE.match(label.words) else meaning(label.text)
                yield Field(label, value, held)


def check_fields(rows: Grid, scale: Scale, ledger: Ledger) -> list[tuple[Decimal, Place, str]]:
    """Check the fields of a form against each other; return the total scores that they state."""
    known = list(fields(rows))
    spent = _only(known, Meaning.SPENT)
    budget = _only(known, Meaning.BUDGET) or _only(known, Meaning.OPENING)
    rate = _only(known, Meaning.RATE)
    if spent and budget:
        _spending(spent, budget, rate, ledger)
    _check_units(known, ledger)
    scores = [one for one in known if one.meaning is Meaning.SCORE and one.value.figure is not None]
    grade = _only(known, Meaning.GRADE)
    if grade and len(scores) == 1:
        check_grade_beside(scores[0].value, grade.value, scale, ledger, certain=True)
    return [
        (one.value.figure.value, one.value.place, f"{one.label.words} {one.value.words}")
        for one in scores
        if one.value.figure is not None and _WHOLE_SCORE.match(one.label.words)
    ]


def _check_units(known: Sequence[Field], ledger: Ledger) -> None:
    """预算金额（元） and 预算金额（万元） are one amount."""
    for number, one in enumerate(known):
        stem, amount = _BRACKETED.sub("", one.label.words), one.amount
        for other in known[number + 1 :]:
            again = other.amount
            named = stem and stem == _BRACKETED.sub("", other.label.words)
            if not named or amount is None or again is None or amount.unit == again.unit:
                continue
            if not (amount.is_money and again.is_money):
                continue
            if abs(amount.base - again.base) <= amount.half + again.half:
                ledger.agree(one.value.place, other.value.place)
                continue
            expected = number_text(half_up(amount.base / again.factor, max(again.places, 2)))
            slip = amount.value == again.value
            ledger.find(
                Kind.UNIT if slip else Kind.DUPLICATE,
                Severity.ERROR,
                other.value.place,
                f"“{other.label.words}”印为{other.value.words}，按“{one.label.words}”{one.value.words}"
                f"应为{expected}{again.unit}。",
                rule="同一金额的元数与万元数应一致",
                text=f"{other.label.words} {other.value.words}",
                printed=other.value.words,
                computed=f"{expected}{again.unit}",
            )


def _only(known: Sequence[Field], wanted: Meaning) -> Field | None:
    found = [one for one in known if one.meaning is wanted]
    return found[0] if len(found) == 1 else None


def _spending(spent: Field, budget: Field, rate: Field | None, ledger: Ledger) -> None:
    paid, whole = spent.amount, budget.amount
    if paid is None or whole is None:
        return
    if paid.base > whole.base and budget.meaning is Meaning.BUDGET:
        ledger.find(
            Kind.EXCEED,
            Severity.ERROR,
            spent.value.place,
            f"“{spent.label.words}”{spent.value.words}大于“{budget.label.words}”{budget.value.words}。",
            rule="执行数不大于全年预算数",
            text=f"{spent.label.words} {spent.value.words}",
            printed=spent.value.words,
            computed=budget.value.words,
        )
    if rate is None or rate.value.figure is None:
        return
    verdicts: list[Verdict] = [
        verdict
        for reading in rate_readings(rate.value.figure, rate.label.words)
        if (verdict := of_rate(reading, paid, whole)) is not None
    ]
    if any(verdict.holds for verdict in verdicts):
        ledger.agree(rate.value.place, spent.value.place, budget.value.place)
    elif verdicts:
        ledger.find(
            Kind.RATIO,
            Severity.ERROR,
            rate.value.place,
            f"“{rate.label.words}”印为{rate.value.words}，按所列金额计算为{verdicts[0].computed}。",
            rule="执行率 = 执行数 ÷ 预算数",
            text=f"{rate.label.words} {rate.value.words}",
            printed=rate.value.words,
            computed=verdicts[0].computed,
        )


def check_divisions(section: Section, ledger: Ledger) -> None:
    """Check amounts behind their names in cells, in groups: 按支出性质分, 基本支出：80, 项目支出：20.

    Each group makes up the whole amount of the form: which of its columns is for the groups to show.
    """
    columns = section.of(Meaning.OPENING, Meaning.BUDGET, Meaning.SPENT)
    whole = next((row for row in section.rows if row.is_total), None)
    groups = [group for group in _divisions(section) if group]
    if whole is None or not groups:
        return
    totals = [
        (column, value)
        for column in columns
        if (value := measured(whole.slots[column.index], column.unit)) is not None
    ]
    if not totals:
        return
    unit = totals[0][1].unit
    amounts = [[value for slot in group if (value := _labelled(slot, unit))] for group in groups]
    fitting = [{column.index for column, value in totals if of_sum(value, group).holds} for group in amounts]
    if len(groups) > 1 and not any(fitting):
        column, value = next((one for one in totals if one[0].meaning is Meaning.BUDGET), totals[0])
        first = sum((one.base for one in amounts[0]), Decimal(0))
        if all(sum((one.base for one in group), Decimal(0)) == first for group in amounts):
            _report_division(whole.slots[column.index], whole.text, of_sum(value, amounts[0]), ledger)
        return
    for group, values, columns_held in zip(groups, amounts, fitting, strict=True):
        if columns_held:
            ledger.agree(*(slot.place for slot in group))
        elif any(fitting):
            known = next(iter(set.union(*fitting)))
            column, value = next(one for one in totals if one[0].index == known)
            verdict = of_sum(value, values)
            text = "，".join(slot.words for slot in group)
            _report_division(group[0], text, replace(verdict, computed=value_text(value)), ledger)


def value_text(value: Quantity) -> str:
    """An amount as it is printed."""
    return f"{value.value:f}"


def _divisions(section: Section) -> Iterator[list[Slot]]:
    """The cells under each heading 按…分."""
    for place, row in enumerate(section.rows):
        for head in dict.fromkeys(slot for slot in row.slots if _DIVIDED.match(slot.words)):
            column = row.slots.index(head)
            group: list[Slot] = []
            for below in section.rows[place + 1 :]:
                slot = below.slots[column]
                if not _LABELLED.match(slot.words):
                    break
                group.append(slot)
            yield group


def _labelled(slot: Slot, unit: str) -> Quantity | None:
    found = _LABELLED.match(slot.words)
    value = figure(found[1]) if found else None
    return None if value is None else value if value.unit else replace(value, unit=unit)


def _report_division(slot: Slot, text: str, verdict: Verdict, ledger: Ledger) -> None:
    ledger.find(
        Kind.SUM,
        Severity.ERROR,
        slot.place,
        f"“{slot.words}”与各部分之和不符：应为{verdict.computed}，或者各部分有误。",
        rule="各部分之和等于资金总额",
        text=text,
        printed=slot.words,
        computed=verdict.computed,
    )


def check_whole_grade(rows: Grid, score: Slot, scale: Scale, ledger: Ledger) -> None:
    """Hold the grade in a form's fields against the total of its indicators, which stands in ``score``."""
    known = list(fields(rows))
    grade = _only(known, Meaning.GRADE)
    if grade and not any(one.meaning is Meaning.SCORE for one in known):
        check_grade_beside(score, grade.value, scale, ledger, certain=True)


def check_grades(section: Section, scale: Scale, ledger: Ledger) -> None:
    """Check the score and the grade of each row of a list; other bands than the usual ones are in use."""
    score, grade = section.one(Meaning.SCORE), section.one(Meaning.GRADE)
    if score is None or grade is None:
        return
    pairs = [(row.slots[score.index], row.slots[grade.index]) for row in section.rows]
    judged = [
        (one, other, one.figure.value)
        for one, other in pairs
        if one.figure is not None and _GRADE.fullmatch(other.words)
    ]
    held = sum(_grade(other) == scale.grade_of(points) for _one, other, points in judged)
    if held * 3 < len(judged) * 2:
        return
    for one, other, _points in judged:
        check_grade_beside(one, other, scale, ledger, certain=held >= 3)


def _grade(slot: Slot) -> str:
    found = _GRADE.fullmatch(slot.words)
    return plain_name(found[1]) if found else ""


def check_grade_beside(score: Slot, grade: Slot, scale: Scale, ledger: Ledger, *, certain: bool) -> None:
    """Hold a cell that is a grade against one that is a score."""
    printed = _grade(grade)
    if not scale.knows(printed) or score.figure is None or score.figure.value > scale.out_of:
        return
    expected = scale.grade_of(score.figure.value)
    if printed == expected:
        return
    ledger.find(
        Kind.GRADE,
        Severity.ERROR if certain else Severity.WARNING,
        grade.place,
        f"得分{score.words}对应的等级为“{expected}”，表中为“{grade.words}”。",
        rule=scale.rule,
        text=f"{score.words} {grade.words}",
        printed=grade.words,
        computed=expected,
    )
