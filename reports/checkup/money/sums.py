"""Sums of a table: totals, subtotals, numbered rows and columns that hold what others add up to."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import permutations, takewhile

from reports.checkup.arithmetic import (
    Outcome,
    Verdict,
    of_sum,
)
from reports.checkup.findings import Kind, Ledger
from reports.checkup.money.of_which import counted_once
from reports.checkup.numbers import Quantity
from reports.checkup.tables.columns import is_counted, money_rows, place_of, report_on, sum_of, value_in
from reports.checkup.tables.sections import AMOUNTS, Column, Meaning, Row, Section, meaning

_RANK = (
    re.compile("^[一二三四五六七八九十]+、"),
    re.compile(r"^\([一二三四五六七八九十]+\)"),
    re.compile(r"^[0-9]+[.、]"),
    re.compile(r"^\([0-9]+\)"),
)
_LEAF = len(_RANK)
_MOST_DIVIDED = 6
_FAR_BEYOND = 3  # halves
_MOST_BELOW = 40
"""So many rows below one are tried as its parts."""
_MOST_TRIED = 12
"""So many columns are tried for one that follows from two others."""
_NEAR = 10
"""Rows that come within a tenth of a subtotal are taken for what it is of."""
_BY_ONE = 2
"""Of so many rows one shows what a column of wholes is of."""
_LEFT = re.compile("结转|结余|余额|[年期]末")
_WAS = re.compile("[年期]初(?!预算)|上年(?:结转|结余)")
_YEAR = re.compile("(?:19|20)[0-9]{2}年?度?$|1?[0-9]月份?$|第?[一二三四1-4]季度$")
_OF_THINGS = re.compile("[人户项目个次件套台座]数(?:量)?$|得分$|等级$|率$")
_EVERYTHING_ELSE = re.compile("其他|其它|其余|自筹")
Reading = Callable[[Sequence[Row]], Sequence[Row]]


def _plain(rows: Sequence[Row]) -> Sequence[Row]:
    return [row for row in rows if not row.is_subtotal]


def _without_parts(rows: Sequence[Row]) -> Sequence[Row]:
    return [row for row in rows if not row.is_subtotal and not row.is_part]


def _subtotals(rows: Sequence[Row]) -> Sequence[Row]:
    return [row for row in rows if row.is_subtotal]


def _until_nested(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows without those that a later 其中 opens below the one before it."""
    nested = [place for place, row in enumerate(rows) if row.is_part and place]
    return rows[: nested[0]] if nested else rows


def _first(count: int) -> Reading:
    """So many rows: those below them divide one of them again, or the whole in another way."""
    return lambda rows: rows[:count]


def _uppermost(rows: Sequence[Row], columns: Sequence[Column]) -> Sequence[Row]:
    """The rows without those right below one that it is seen to be the sum of."""
    values = [[value_in(row, one) for one in columns] for row in rows]
    result: list[Row] = []
    place = 0
    while place < len(rows):
        result.append(rows[place])
        place += 1 + _covered(values[place], values[place + 1 : place + 1 + _MOST_BELOW])
    return result


def _covered(whole: Sequence[Quantity | None], below: Sequence[Sequence[Quantity | None]]) -> int:
    """How many of the rows below make a row up, in most of two columns or more; 0 where none do."""
    sums, slack = ([Decimal(0)] * len(whole) for _ in range(2))
    for count, row in enumerate(below, start=1):
        for place, value in enumerate(row):
            if value is not None:
                sums[place] += value.base
                slack[place] += _half(value)
        held = [
            abs(sums[place] - value.base) <= slack[place] + _half(value)
            for place, value in enumerate(whole)
            if value is not None and value.value
        ]
        if count > 1 and len(held) > 1 and sum(held) * 2 > len(held):
            return count
    return 0


def _half(value: Quantity) -> Decimal:
    """How far rounding may have moved a figure: not at all what is counted."""
    return Decimal(0) if is_counted(value, ()) else value.half


def _of_rank(rank: int) -> Reading:
    return lambda rows: [row for row in rows if _RANK[rank].match(row.label)]


_READINGS: tuple[Reading, ...] = (
    _plain,
    _without_parts,
    _subtotals,
    _until_nested,
    *map(_of_rank, range(_LEAF)),
    *map(_first, range(2, _MOST_DIVIDED + 1)),
)


def _is_simple(rows: Sequence[Row]) -> bool:
    """Whether there is one way only to add the rows up."""
    ranks = {rank for rank, shape in enumerate(_RANK) for row in rows if shape.match(row.label)}
    return len(ranks) < 2 and not any(
        row.is_subtotal or (row.is_part and place) for place, row in enumerate(rows)
    )


def _is_what_is_left(column: Column, printed: Quantity, parts: Sequence[Row]) -> bool:
    """Whether a total is what is left at the end of the last year: 年末结转 of 2022, 2023 and 2024.

    What there was at the beginning is that of the first.
    """
    if not parts or not all(_YEAR.match(row.slots[0].words) for row in parts):
        return False
    left, was = value_in(parts[-1], column), value_in(parts[0], column)
    at_end = left is not None and left.value == printed.value and _LEFT.search(column.name) is not None
    return at_end or (was is not None and was.value == printed.value and bool(_WAS.search(column.name)))


def check_sums(
    column: Column,
    rows: Sequence[Row],
    columns: Sequence[Column],
    ledger: Ledger,
    beside: Sequence[Column] = (),
) -> None:
    """The total of a column is the sum of its rows, if it does not follow from columns ``beside`` it."""
    filled = [row for row in rows if any(row.slots[one.index].figure for one in columns)]
    totals = [row for row in filled if row.is_total]
    if not totals and filled and filled[-1].is_subtotal and sum(row.is_subtotal for row in filled) == 1:
        totals = filled[-1:]  # a table of one group calls its total 小计
    if len(totals) != 1 or value_in(totals[0], column) is None:
        return
    (whole,) = totals
    at_top = filled[0] is whole
    parts = filled[1:] if at_top else filled[: filled.index(whole)]
    others = [one for one in columns if one is not column]
    readings: tuple[Reading, ...] = (partial(counted_once, whole=whole, columns=columns), *_READINGS)
    verdicts = _verdicts(column, whole, [reading(parts) for reading in readings])
    fitting = _fitting(verdicts)
    if fitting and verdicts[0][0].outcome is Outcome.DIFFER and fitting[0].outcome is Outcome.RESIDUE:
        shown, by_chance = (_held(used, whole, others) for _verdict, used in (verdicts[0], fitting))
        if shown > by_chance:  # some of the rows come near the total, and in other columns all of them do
            fitting = None
    if fitting is None:  # rows that others make up are sought where nothing simpler holds
        upper = _uppermost(parts, columns)
        # one row behind those that fit is no second division of the total, but was forgotten
        firsts = [upper[:count] for count in range(2, min(_MOST_DIVIDED, len(upper) - 2) + 1)]
        verdicts += _verdicts(column, whole, [upper, *firsts])
        fitting = _fitting(verdicts)
    if not verdicts:
        return
    printed = value_in(whole, column)
    if printed is None or _is_what_is_left(column, printed, parts):
        return
    if fitting is None and (
        _follows(column, whole, parts, columns, beside) or _is_mean(column, whole, parts, beside)
    ):
        return
    ranked = [one for one in verdicts if all(depth < _LEAF for depth in _depths(one[1]))]
    likely = [*ranked, *verdicts] if len({*_depths(parts)}) > 1 else verdicts
    verdict, used = fitting or max(likely, key=lambda one: _held(one[1], whole, others))
    if fitting is not None:
        ledger.agree(
            place_of(whole, column), *(place_of(row, column) for row in used if value_in(row, column))
        )
    held_elsewhere = _held(used, whole, others) > 0
    if fitting is None and not held_elsewhere and _is_misread(whole, columns, parts):
        return
    certain = _is_simple(parts) or held_elsewhere
    if at_top and fitting is None:
        reaches = Decimal(verdict.computed) > printed.value or _is_exhaustive(used)
        certain = held_elsewhere or (certain and reaches)
        if len(used) == 1 and Decimal(verdict.computed) < printed.value:
            return
        if any(_OF_THINGS.search(row.label) for row in used):
            return  # the head of a form: 资金总额（万元）, 项目数, 得分
    report_on(
        verdict,
        Kind.SUM,
        ledger,
        whole,
        column,
        certain=certain,
        rule="合计等于各行之和",
        message=f"“{whole.label}”的“{column.name}”印为{{printed}}，各行相加为{verdict.computed}",
    )


def _follows(
    column: Column, whole: Row, parts: Sequence[Row], columns: Sequence[Column], beside: Sequence[Column]
) -> bool:
    """Whether a total is a quotient or a difference of two others, as in the rows: 单车费用, 分差."""
    others = [one for one in beside if one is not column and one.meaning is not Meaning.SERIAL][:_MOST_TRIED]
    apart = [one for one in others if one not in columns]  # what adds up itself has a sum for its difference
    ways = ((_divides, permutations(others, 2)), (_differs, permutations(apart, 2)))
    return any(
        relation(column, whole, *pair) and sum(relation(column, row, *pair) for row in parts) > 1
        for relation, pairs in ways
        for pair in pairs
    )


def _is_mean(column: Column, whole: Row, parts: Sequence[Row], beside: Sequence[Column]) -> bool:
    """Whether a total is the mean of its rows, each as often as another column counts: 增收 by 户数."""
    printed = value_in(whole, column)
    values = [value_in(row, column) for row in parts]
    known = [one for one in values if one is not None]
    if printed is None or len(known) != len(parts) or not known:
        return False
    if not min(one.base for one in known) <= printed.base <= max(one.base for one in known):
        return False
    for other in beside:
        weights = [value_in(row, other) for row in parts]
        counts = [one.value for one in weights if one is not None and one.value >= 0 and not one.is_rate]
        if other is column or len(counts) != len(known) or not sum(counts):
            continue
        shared = sum((one.base * many for one, many in zip(known, counts, strict=True)), Decimal(0))
        mean = shared / sum(counts, Decimal(0))
        if abs(mean - printed.base) <= 2 * printed.half:
            return True
    return False


def _divides(column: Column, row: Row, over: Column, under: Column) -> bool:
    printed, amount, count = (value_in(row, one) for one in (column, over, under))
    if printed is None or amount is None or count is None or count.value <= 0 or count.is_rate:
        return False
    if count.is_money and not printed.is_rate:
        return False
    whole = count.base if printed.is_rate else count.value
    return abs(amount.base / whole - printed.base) <= printed.half + amount.half / whole


def _differs(column: Column, row: Row, more: Column, less: Column) -> bool:
    printed, first, second = (value_in(row, one) for one in (column, more, less))
    if printed is None or first is None or second is None:
        return False
    return first.value - second.value == printed.value


def _verdicts(
    column: Column, whole: Row, ways: Sequence[Sequence[Row]]
) -> list[tuple[Verdict, Sequence[Row]]]:
    """What a total is held against the sum of such rows, for each way to choose them."""
    judged = ((sum_of(column, whole, used), used) for used in ways)
    return [(verdict, used) for verdict, used in judged if verdict is not None]


def _fitting(verdicts: Sequence[tuple[Verdict, Sequence[Row]]]) -> tuple[Verdict, Sequence[Row]] | None:
    """The first that is right, or else the first that rounding explains."""
    right = (one for one in verdicts if one[0].outcome is Outcome.AGREE)
    return next(right, None) or next((one for one in verdicts if one[0].holds), None)


def _held(parts: Sequence[Row], whole: Row, columns: Sequence[Column]) -> int:
    """In how many columns a total is the sum of such rows."""
    verdicts = (sum_of(one, whole, parts) for one in columns)
    return sum(verdict is not None and verdict.holds for verdict in verdicts)


def _is_misread(whole: Row, columns: Sequence[Column], parts: Sequence[Row]) -> bool:
    """Whether the rows of every column come to far more than its total: they are divided in several ways."""
    verdicts = [
        (printed, verdict)
        for one in columns
        if (printed := value_in(whole, one)) is not None
        and (verdict := sum_of(one, whole, _without_parts(parts) or parts)) is not None
    ]
    return len(verdicts) > 1 and all(
        printed.value > 0
        and not (verdict.holds or verdict.factor)
        and Decimal(verdict.computed) * 2 > printed.value * _FAR_BEYOND
        for printed, verdict in verdicts
    )


def _depths(rows: Sequence[Row]) -> list[int]:
    """How deep each row stands: 一、 0, （一） 1, 1. 2, （1） 3, any other below them."""
    return [next((rank for rank, shape in enumerate(_RANK) if shape.match(row.label)), _LEAF) for row in rows]


def check_nested(columns: Sequence[Column], rows: Sequence[Row], ledger: Ledger) -> None:
    """A numbered row is the sum of those below it, where that is seen to hold: they may be some of many."""
    depths = _depths(rows)
    judged: list[tuple[Row, Column, Verdict]] = []
    for place, (row, depth) in enumerate(zip(rows, depths, strict=True)):
        end = next((one for one in range(place + 1, len(rows)) if depths[one] <= depth), len(rows))
        below = range(place + 1, end)
        if depth == _LEAF or len(below) < 2:
            continue
        shallowest = min(depths[one] for one in below)
        parts = [
            rows[one]
            for one in below
            if depths[one] == shallowest
            and not (rows[one].is_total or rows[one].is_subtotal or rows[one].is_left_over)
        ]
        for column in columns:
            verdict = sum_of(column, row, parts) if len(parts) > 1 else None
            if verdict is not None:
                judged.append((row, column, verdict))
    for row, column, verdict in judged:
        if not column.name and not any(one.holds for _row, of, one in judged if of is column):
            continue  # it may be of rates
        beside = [
            other.holds
            for of_row, of_column, other in judged
            if (of_row is row) != (of_column is column)  # in its row or its column
        ]
        if sum(beside) * 2 <= len(beside):
            continue
        if verdict.holds:
            ledger.agree(place_of(row, column))
        report_on(
            verdict,
            Kind.SUM,
            ledger,
            row,
            column,
            certain=True,
            rule="编号行等于其下各行之和",
            message=f"“{row.label}”的“{column.name}”印为{{printed}}，其下各行相加为{verdict.computed}",
        )


def added_up(section: Section) -> Sequence[Row]:
    """The rows of money that are not themselves sums: of all that the printed total holds over, the most.

    Where it holds over none, all rows but subtotals and those that 其中 opens.
    """
    columns = section.of(*AMOUNTS)
    filled = [row for row in money_rows(section) if any(row.slots[one.index].figure for one in columns)]
    wholes = [row for row in filled if row.is_total]
    parts = [row for row in filled if not row.is_total]
    nested = any(row.is_part for row in parts[1:])
    best, most = (_without_parts if nested else _plain)(parts), (0, 0)
    for reading in (_leaves, *_READINGS) if len(wholes) == 1 else ():
        used = reading(parts)
        verdicts = [sum_of(column, wholes[0], used) for column in columns]
        held = sum(verdict is not None and verdict.holds for verdict in verdicts)
        if held and (held, len(used)) > most:
            best, most = used, (held, len(used))
    return best


def _leaves(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows beneath which no others stand."""
    depths = [*_depths(rows), 0]
    return [
        row for place, row in enumerate(rows) if not row.is_subtotal and depths[place + 1] <= depths[place]
    ]


def _is_exhaustive(rows: Sequence[Row]) -> bool:
    """Whether the parts name whatever there may be besides, so that they must reach the whole."""
    return any(_EVERYTHING_ELSE.search(row.label) for row in rows)


def check_subtotals(columns: Sequence[Column], rows: Sequence[Row], ledger: Ledger) -> None:
    """Check each 小计 against the rows that it is of, where that is seen to hold in another column or 小计.

    They stand above it since the last one, or below it up to the next, or have its name in a cell.
    """
    places = [place for place, row in enumerate(rows) if row.is_subtotal]
    judged: dict[Covering, list[tuple[Row, Column, Verdict]]] = {}
    for covering in (_above, _below, _named_alike):
        judged[covering] = [
            (rows[place], column, verdict)
            for place in places
            if (parts := covering(rows, place))
            for column in columns
            if (verdict := sum_of(column, rows[place], parts)) is not None
        ]
    held = {covering: sum(one[2].holds for one in found) for covering, found in judged.items()}
    best = max(judged, key=lambda one: held[one])
    if not any(held.values()) and len(places) == 1:
        _check_lone_subtotal(judged[_above], rows, ledger)
    if held[best] * 2 < len(judged[best]) or not held[best]:
        return
    for row, column, verdict in judged[best]:
        if verdict.holds:
            ledger.agree(place_of(row, column))
        report_on(
            verdict,
            Kind.SUM,
            ledger,
            row,
            column,
            certain=held[best] > 1 or best is _named_alike,
            rule="小计等于其各行之和",
            message=f"“{row.label}”的“{column.name}”印为{{printed}}，所含各行相加为{verdict.computed}",
        )


def _check_lone_subtotal(
    judged: Sequence[tuple[Row, Column, Verdict]], rows: Sequence[Row], ledger: Ledger
) -> None:
    """小计 365.8 behind 214.3 and 142.5, which come near it, where all rows but it make up the total."""
    totals = [row for row in rows if row.is_total]
    for row, column, verdict in judged:
        printed = value_in(row, column)
        whole = (
            sum_of(column, totals[0], _plain([one for one in rows if not one.is_total])) if totals else None
        )
        if printed is None or whole is None or whole.outcome is not Outcome.AGREE:
            continue
        if abs(Decimal(verdict.computed) - printed.value) * _NEAR <= printed.value:
            report_on(
                verdict,
                Kind.SUM,
                ledger,
                row,
                column,
                certain=False,
                rule="小计等于其各行之和",
                message=f"“{row.label}”的“{column.name}”印为{{printed}}，其上各行相加为{verdict.computed}",
            )


Covering = Callable[[Sequence[Row], int], Sequence[Row]]


def _above(rows: Sequence[Row], place: int) -> Sequence[Row]:
    return list(takewhile(_is_added, reversed(rows[:place])))


def _below(rows: Sequence[Row], place: int) -> Sequence[Row]:
    return list(takewhile(_is_added, rows[place + 1 :]))


def _named_alike(rows: Sequence[Row], place: int) -> Sequence[Row]:
    """小计：一般公共预算 is of the rows that say 一般公共预算."""
    name = re.sub("小计|[:：()]", "", rows[place].label)
    if not name:
        return ()
    return [row for row in rows if _is_added(row) and any(name == slot.words for slot in row.slots)]


def _is_added(row: Row) -> bool:
    return not (row.is_subtotal or row.is_total)


def check_wholes(section: Section, columns: Sequence[Column], rows: Sequence[Row], ledger: Ledger) -> None:
    """A column 合计 is the sum of the columns beside it, under the same heading or up to the next such."""
    lone = [one for one in section.columns if one not in columns and _holds_one_figure(one, rows)]
    for column in (one for one in section.columns if one.is_whole):
        parts = [
            one
            for one in (*columns, *lone)
            if one is not column
            and one.meaning is not Meaning.SHARE
            and not one.is_whole
            and one.group == column.group
        ]
        if not parts:  # each column is a thing of its own, each row what is told of all
            parts = [one for one in section.columns if _tells_things(one, column, rows)]
        before = [one for one in parts if one.index < column.index]
        if not _check_whole(column, parts, rows, ledger) and len(before) < len(parts):
            _check_whole(column, before, rows, ledger)  # 小计 closes those before it, others follow
    for column in columns:
        if meaning(column.group) is Meaning.WHOLE and not column.is_whole:
            parts = [one for one in columns if one.group != column.group and one.name == column.name]
            _check_whole(column, parts, rows, ledger)


def _tells_things(one: Column, whole: Column, rows: Sequence[Row]) -> bool:
    """Whether a column before that of wholes has figures and no meaning of its own: 电工, 焊工."""
    figures = sum(row.slots[one.index].figure is not None for row in rows)
    return one.meaning is None and one.index < whole.index and figures > 1


def _holds_one_figure(column: Column, rows: Sequence[Row]) -> bool:
    """Whether a column has one figure and nothing else: a purpose that one place alone gets money for."""
    cells = [slot for row in rows if not (slot := row.slots[column.index]).is_blank]
    if column.meaning is not None or len(cells) != 1:
        return False
    return cells[0].figure is not None and not cells[0].figure.is_rate


def _check_whole(column: Column, parts: Sequence[Column], rows: Sequence[Row], ledger: Ledger) -> bool:
    """Check the cells of a column of wholes, where most show that it is one; return whether they do."""
    judged: list[tuple[Row, Verdict]] = []
    for row in rows:
        printed = value_in(row, column)
        values = [value for one in parts if (value := value_in(row, one)) is not None]
        if printed is not None and values and not printed.is_rate:
            if not any(one.is_money for one in values):
                printed = replace(printed, unit="")  # of counts, whatever the unit of the money is
            judged.append((row, of_sum(printed, values, rounded=not is_counted(printed, values))))
    held = sum(verdict.holds for _row, verdict in judged)
    by_one = held == 1 and len(judged) == _BY_ONE
    if len(parts) < 2 or not (by_one or (held >= 2 and held * 3 >= len(judged) * 2)):
        return False
    for row, verdict in judged:
        if verdict.holds:
            ledger.agree(place_of(row, column), *(place_of(row, one) for one in parts if value_in(row, one)))
        report_on(
            verdict,
            Kind.SUM,
            ledger,
            row,
            column,
            certain=not by_one,
            rule="合计栏等于各分栏之和",
            message=f"“{row.label}”的“{column.name}”印为{{printed}}，各分栏相加为{verdict.computed}",
        )
    return True
