"""What a document's tables state, checked each by itself: the ground that its prose is held against."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from reports.checkup.across.actuals import Actual, actuals, done_in_rows, told_in_remarks
from reports.checkup.across.points import Points, points_in, points_of_execution
from reports.checkup.across.statements import Known, known_rows
from reports.checkup.across.summary import Form
from reports.checkup.findings import Ledger, Place
from reports.checkup.indicators.checks import check_indicators
from reports.checkup.indicators.fields import (
    check_divisions,
    check_fields,
    check_grades,
    check_whole_grade,
    fields,
)
from reports.checkup.indicators.reasons import asked_above
from reports.checkup.indicators.remarks import check_remarks_in_list
from reports.checkup.indicators.scores import check_execution
from reports.checkup.indicators.sources_of_fields import check_sources_of_fields
from reports.checkup.money.by_heading import check_by_heading
from reports.checkup.money.checks import Execution, check_amounts
from reports.checkup.money.odd_units import check_odd_units
from reports.checkup.money.rates import check_other_rates
from reports.checkup.money.ratios import check_ratios
from reports.checkup.money.relations import check_relations
from reports.checkup.money.summary_rows import check_summary_rows
from reports.checkup.money.surveys import check_rows_of_shares, check_surveys
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.reading import Piece, Reading
from reports.checkup.tables.lines import is_indicators, levels_in, names_in
from reports.checkup.tables.sections import AMOUNTS, Grid, Meaning, Section, Slot
from reports.checkup.wording.counts import Named
from reports.checkup.wording.repeats import check_repeated_rows
from reports.checkup.wording.texts import HUNDRED

_OF_ALL = re.compile(
    "项目共?(?:有|计)?[0-9一二三四五六七八九十]+个|[0-9一二三四五六七八九十]+个(?:自评)?项目"
)
"""What tells of so many projects is of all of them, though it names one."""
_FEWEST_LISTED = 3
"""So many scores in one table are those of several projects."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a table states: its rows of money, the cells of its total score, scores in its fields, indicators.

    ``block`` is where it begins, ``project`` the one that it is the form of. ``marks`` are the cells of the
    total score of a table that names no levels: 评价维度 | 分值 | 得分.
    """

    block: int
    project: str
    stated: list[tuple[Decimal, Place, str]]
    rows: list[Known] = field(default_factory=list)
    totals: list[Slot] = field(default_factory=list)
    marks: list[Slot] = field(default_factory=list)
    actuals: list[Actual] = field(default_factory=list)
    indicators: list[Named] = field(default_factory=list)
    levels: list[tuple[int, int]] = field(default_factory=list)
    points: list[Points] = field(default_factory=list)

    @property
    def form(self) -> Form:
        """What it states of its project as a whole."""
        whole = next((row for row in self.rows if row.is_total), None)
        return Form(self.project, whole, self.totals[0] if len(self.totals) == 1 else None)


def check_tables(reading: Reading, ledger: Ledger) -> list[Told]:
    """Check every table by itself, and return what each states."""
    result: list[Told] = []
    execution: Execution | None = None
    above = asked_above(text for text, _place in reading.prose)
    for piece in reading.pieces:
        ledger.note(slot.place for row in piece.rows for slot in row if slot.figure is not None)
        told = Told(piece.block, piece.project, check_fields(piece.rows, reading.scale, ledger))
        told.rows.extend(_whole_in_fields(piece.rows))
        for section in piece.sections:
            check_grades(section, reading.scale, ledger)
            check_divisions(section, ledger)
            if not is_indicators(section):
                execution = _check_money(section, told, ledger) or execution
                told.marks.extend(_marks(section))
                continue
            at_end = (
                piece is reading.pieces[-1] and section is piece.sections[-1] and reading.ends_with_tables
            )
            total = check_indicators(
                section, execution, reading.scale, ledger, ends_with_text=at_end, asked_above=above
            )
            execution = None
            if total is not None:
                told.totals.append(total)
                check_whole_grade(piece.rows, total, reading.scale, ledger)
            _note_indicators(section, told)
        for section in piece.sections:
            check_other_rates(section, ledger)
            check_by_heading(section, ledger)
            check_surveys(section, ledger)
            check_rows_of_shares(section, ledger)
            check_odd_units(section, ledger)
            if not is_indicators(section):
                check_remarks_in_list(section, ledger)
            check_ratios(section, ledger)
            check_summary_rows(section, ledger)
            check_relations(section, ledger)
        check_sources_of_fields(piece.rows, ledger)
        check_repeated_rows(piece.rows, _of_indicators(piece), ledger)
        result.append(told)
    return result


def _check_money(section: Section, told: Told, ledger: Ledger) -> Execution | None:
    """Check a section of money, and return its scored row."""
    told.rows.extend(known_rows(section))
    told.actuals.extend(done_in_rows(section))
    execution = check_amounts(section, ledger)
    if execution is not None:
        told.points.extend(points_of_execution(execution))
        check_execution(execution, ledger)
    return execution


def _marks(section: Section) -> Iterator[Slot]:
    """Yield the cell of a score out of 100 in the total row of a table."""
    weight, score = section.one(Meaning.WEIGHT), section.one(Meaning.SCORE)
    if weight is None or score is None:
        return
    for row in section.rows:
        out_of, got = row.slots[weight.index].figure, row.slots[score.index].figure
        if row.is_total and got is not None and out_of is not None and out_of.value == HUNDRED:
            yield row.slots[score.index]


def _whole_in_fields(rows: Grid) -> Iterator[Known]:
    """Yield what the fields of a form state of its project: 全年预算数 | 100.00 | 全年执行数 | 96.00."""
    amounts = tuple(
        (one.meaning, value, one.value.place)
        for one in fields(rows)
        if one.meaning in AMOUNTS and (value := one.amount) is not None and value.is_money
    )
    if {Meaning.SPENT, Meaning.BUDGET} <= {meaning for meaning, _value, _place in amounts}:
        yield Known("", True, amounts)


def _note_indicators(section: Section, told: Told) -> None:
    told.actuals.extend(actuals(section))
    told.actuals.extend(told_in_remarks(section))
    told.points.extend(points_in(section))
    if section.of(Meaning.SCORE, Meaning.ACTUAL):
        told.indicators.append(Named(names_in(section), scored=bool(section.of(Meaning.SCORE))))
        told.levels.append(levels_in(section))


def _of_indicators(piece: Piece) -> set[Place]:
    """The cells of its indicators."""
    return {
        slot.place for one in piece.sections if is_indicators(one) for row in one.rows for slot in row.slots
    }


def amounts(told: Sequence[Told]) -> list[tuple[Quantity, Place]]:
    """Every amount of money that the tables state."""
    in_rows = [(value, place) for one in told for row in one.rows for _meaning, value, place in row.amounts]
    return in_rows + [(line.done, line.place) for one in told for line in one.actuals if line.done.is_money]


def total_scores(told: Sequence[Told]) -> list[tuple[Decimal, Place]]:
    """The total scores of the forms, each once: a table may sum up the levels of the form behind it.

    That of a form which another table lists among others is a part, and none. It is known by its project's
    name, or by the score that stands there. Without a form the tables of scores without levels tell it.
    """
    listed = [
        {row.label for row in one.rows if not row.is_total} if not one.totals else set() for one in told
    ]
    parts = {label for labels in listed if len(labels) > 1 for label in labels}
    scored = [[row.score[0].value for row in one.rows if row.score] for one in told if not one.totals]
    of_parts = {value for values in scored if len(values) >= _FEWEST_LISTED for value in values}
    found = [
        (slot.figure.value, slot.place)
        for one in told
        if one.project not in parts
        for slot in one.totals
        if slot.figure is not None and slot.figure.value not in of_parts
    ]
    if not found:
        found = [
            (slot.figure.value, slot.place) for one in told for slot in one.marks if slot.figure is not None
        ]
    places = dict(reversed(found))
    return [(value, places[value]) for value in dict.fromkeys(value for value, _place in found)]


def about(text: str, place: Place, projects: Iterable[str], told: Sequence[Told]) -> str:
    """The project that a text is about; nothing where it names none or several."""
    if place.row >= 0:
        form = next((one for one in reversed(told) if one.block <= place.block), None)
        return form.project if form is not None and form.totals and form.project in projects else ""
    words = half_width(text)
    if _OF_ALL.search(words):
        return ""
    listed = {row.label for one in told if not one.totals for row in one.rows if not row.is_total}
    named = [one for one in {*projects, *listed} if one in words]
    named = [one for one in named if not any(one != other and one in other for other in named)]
    return named[0] if len(named) == 1 and named[0] in projects else ""
