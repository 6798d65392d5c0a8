"""Checks of tables of money and counts: totals, parts, rates, differences, spending over budget."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations, takewhile

from projects.money import YUAN_IN
from reports.checkup.arithmetic import (
    Outcome,
    Verdict,
    of_difference,
    of_growth,
    of_rate,
    of_sum,
    rate_readings,
)
from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import Quantity, figure, half_width
from reports.checkup.tables import AMOUNTS, Column, Meaning, Row, Section, Slot, measured

_NOT_ADDITIVE = re.compile(
    "%|进度|系数|单价|标准|平均|人均|满意|率|比例|年份|年度$|电话|日期|时间|排名|定额|分$|分值|得分"
)
_RANK = (
    re.compile("^[一二三四五六七八九十]+、"),
    re.compile(r"^\([一二三四五六七八九十]+\)"),
    re.compile(r"^[0-9]+[.、]"),
    re.compile(r"^\([0-9]+\)"),
)
_LEAF = len(_RANK)
_EVERYTHING_ELSE = re.compile("其他|其它|其余|自筹")
_DIFFERENCE = re.compile("增减|较上年|比上年")
_POINTS = re.compile(r"\((?:满分|分值|权重)?([0-9]+(?:\.[0-9]+)?)分(?:[*×]执行率)?\)")
_STEM = re.compile("([\u4e00-\u9fff]{2})(?:率|进度)")
_CHANGED = re.compile("^(.{2,}?)(?:增减|增长|变动|变化)")
_SPENDING = ("执行", "支出", "使用", "支付", "完成")
_PRICE = re.compile("单价|标准|定额")
_FINAL_BUDGET = re.compile(r"全年|调整后|安排|\(A\)|A\)")


@dataclass(frozen=True, slots=True)
class Execution:
    """The scored row of a money block: its rate, its weight and its score, as far as they are printed."""

    weight: Slot | None
    score: Slot | None
    rate: Quantity | None


def check_amounts(section: Section, ledger: Ledger) -> Execution | None:
    """Check a section of amounts, and return its scored row if it has one."""
    rows = _rows(section)
    columns = _numeric(section, rows)
    if not columns:
        return None
    for column in columns:
        _sums(column, rows, columns, ledger)
    _subtotals_of(columns, rows, ledger)
    _nested(columns, rows, ledger)
    for column in section.of(Meaning.RATE):
        _rates(column, section, columns, rows, ledger)
    for column in section.of(Meaning.SHARE):
        _shares(column, columns, rows, ledger)
    _changes(section, columns, rows, ledger)
    _products(section, columns, rows, ledger)
    for row in rows:
        _across(section, row, ledger)
    _wholes(section, columns, rows, ledger)
    return _execution(section, rows)


def _rows(section: Section) -> tuple[Row, ...]:
    """The rows down to the first whose amounts are words: there another part of the form begins."""
    columns = section.of(*AMOUNTS, Meaning.RATE)
    result: list[Row] = []
    for row in section.rows:
        cells = [row.slots[column.index] for column in columns]
        if columns and not any(slot.figure for slot in cells) and any(not slot.is_blank for slot in cells):
            break
        result.append(row)
    return tuple(result)


def _numeric(section: Section, rows: Sequence[Row]) -> tuple[Column, ...]:
    """The columns of figures that can be added or divided."""
    result = []
    for column in section.columns:
        if column.meaning in (Meaning.SHARE, *AMOUNTS):
            result.append(column)
        elif column.meaning in (None, Meaning.LAST_YEAR):
            cells = [slot for row in rows if not (slot := row.slots[column.index]).is_blank]
            figures = [slot for slot in cells if slot.figure is not None and not slot.figure.is_rate]
            if len(figures) >= 2 and len(figures) == len(cells) and not _NOT_ADDITIVE.search(column.name):
                result.append(column)
    return tuple(result)


def _value(row: Row, column: Column) -> Quantity | None:
    unit = "%" if column.meaning in (Meaning.SHARE, Meaning.RATE, Meaning.GROWTH) else column.unit
    return measured(row.slots[column.index], unit)


def _place(row: Row, column: Column) -> Place:
    return row.slots[column.index].place


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


def _of_rank(rank: int) -> Reading:
    return lambda rows: [row for row in rows if _RANK[rank].match(row.label)]


_READINGS: tuple[Reading, ...] = (
    _plain,
    _without_parts,
    _subtotals,
    _until_nested,
    *map(_of_rank, range(_LEAF)),
)


def _is_simple(rows: Sequence[Row]) -> bool:
    """Whether there is one way only to add the rows up."""
    ranks = {rank for rank, shape in enumerate(_RANK) for row in rows if shape.match(row.label)}
    return len(ranks) < 2 and not any(
        row.is_subtotal or (row.is_part and place) for place, row in enumerate(rows)
    )


def _sums(column: Column, rows: Sequence[Row], columns: Sequence[Column], ledger: Ledger) -> None:
    """The total of a column is the sum of its rows."""
    filled = [row for row in rows if any(row.slots[one.index].figure for one in columns)]
    totals = [row for row in filled if row.is_total]
    if not totals and filled and filled[-1].is_subtotal and sum(row.is_subtotal for row in filled) == 1:
        totals = filled[-1:]  # a table of one group calls its total 小计
    if len(totals) != 1 or _value(totals[0], column) is None:
        return
    (whole,) = totals
    at_top = filled[0] is whole
    parts = filled[1:] if at_top else filled[: filled.index(whole)]
    verdicts = [
        (reading, verdict, used)
        for reading in _READINGS
        if (verdict := _sum_of(column, whole, used := reading(parts))) is not None
    ]
    if not verdicts:
        return
    fitting = next((one for one in verdicts if one[1].outcome is Outcome.AGREE), None) or next(
        (one for one in verdicts if one[1].holds), None
    )
    printed = _value(whole, column)
    if printed is None:
        return
    reading, verdict, used = fitting or verdicts[0]
    if fitting is not None:
        ledger.agree(_place(whole, column), *(_place(row, column) for row in used if _value(row, column)))
    certain = _is_simple(parts) or any(
        (elsewhere := _sum_of(other, whole, reading(parts))) is not None and elsewhere.holds
        for other in columns
        if other is not column
    )
    if at_top and fitting is None:
        certain = certain and (Decimal(verdict.computed) > printed.value or _is_exhaustive(used))
        if len(used) == 1 and Decimal(verdict.computed) < printed.value:
            return
    _report(
        verdict,
        Kind.SUM,
        ledger,
        whole,
        column,
        certain=certain,
        rule="合计等于各行之和",
        message=f"“{whole.label}”的“{column.name}”印为{{printed}}，各行相加为{verdict.computed}",
    )


def _depths(rows: Sequence[Row]) -> list[int]:
    """How deep each row stands: 一、 0, （一） 1, 1. 2, （1） 3, any other below them."""
    return [next((rank for rank, shape in enumerate(_RANK) if shape.match(row.label)), _LEAF) for row in rows]


def _nested(columns: Sequence[Column], rows: Sequence[Row], ledger: Ledger) -> None:
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
            if depths[one] == shallowest and not (rows[one].is_total or rows[one].is_subtotal)
        ]
        for column in columns:
            verdict = _sum_of(column, row, parts) if len(parts) > 1 else None
            if verdict is not None:
                judged.append((row, column, verdict))
    for row, column, verdict in judged:
        beside = [
            other.holds
            for of_row, of_column, other in judged
            if (of_row is row) != (of_column is column)  # in its row or its column
        ]
        if sum(beside) * 2 <= len(beside):
            continue
        if verdict.holds:
            ledger.agree(_place(row, column))
        _report(
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
    filled = [row for row in _rows(section) if any(row.slots[one.index].figure for one in columns)]
    wholes = [row for row in filled if row.is_total]
    parts = [row for row in filled if not row.is_total]
    nested = any(row.is_part for row in parts[1:])
    best, most = (_without_parts if nested else _plain)(parts), (0, 0)
    for reading in (_leaves, *_READINGS) if len(wholes) == 1 else ():
        used = reading(parts)
        verdicts = [_sum_of(column, wholes[0], used) for column in columns]
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


def _changes(section: Section, columns: Sequence[Column], rows: Sequence[Row], ledger: Ledger) -> None:
    """增减额 is this year less last year, 增减率 that over last year: of the two columns where it holds."""
    amounts = [one for one in columns if one.meaning in (*AMOUNTS, Meaning.LAST_YEAR, None)]
    for column in section.of(Meaning.ADJUSTMENT, Meaning.GROWTH):
        before = [one for one in amounts if one.index < column.index and one is not column]
        if changed := _CHANGED.match(column.title):  # 全年预算增减 is that of the columns of 全年预算
            before = [one for one in before if changed[1] in one.title] or before
        pairs = [(now, then) for now in before for then in before if now is not then]
        judged = [
            [(row, verdict) for row in rows if (verdict := _change_of(row, column, *pair)) is not None]
            for pair in pairs
        ]
        held = [sum(verdict.holds for _row, verdict in one) for one in judged]
        best = held.index(max(held)) if held else 0
        if not held or held[best] < 2 or held[best] * 3 < len(judged[best]) * 2:
            continue
        now, then = pairs[best]
        for row, verdict in judged[best]:
            if verdict.holds:
                ledger.agree(_place(row, column), _place(row, now), _place(row, then))
            growth = column.meaning is Meaning.GROWTH
            formula = f"（{now.name} − {then.name}）÷ {then.name}" if growth else f"{now.name} − {then.name}"
            _report(
                verdict,
                Kind.RATIO if growth else Kind.SUM,
                ledger,
                row,
                column,
                certain=held[best] >= 3,
                rule=f"{column.name} = {formula}",
                message=f"“{row.label}”的“{column.name}”印为{{printed}}，按表中数字计算为{verdict.computed}",
            )


def _products(section: Section, columns: Sequence[Column], rows: Sequence[Row], ledger: Ledger) -> None:
    """数量 × 单价 = 金额, where that is seen to hold."""
    for price in (one for one in section.columns if _PRICE.search(one.title)):
        others = [one for one in section.columns if one.index not in (price.index,)]
        for count, product in permutations(others, 2):
            if product not in columns or not (count.meaning is None or count.meaning in AMOUNTS):
                continue
            judged = [
                (row, verdict)
                for row in rows
                if not (row.is_total or row.is_subtotal)
                and (verdict := _product_of(row, count, price, product)) is not None
            ]
            held = sum(verdict.holds for _row, verdict in judged)
            if held < 2 or held * 3 < len(judged) * 2:
                continue
            for row, verdict in judged:
                if verdict.holds:
                    ledger.agree(*(_place(row, one) for one in (count, price, product)))
                _report(
                    verdict,
                    Kind.SUM,
                    ledger,
                    row,
                    product,
                    certain=held >= 2,
                    rule=f"{product.name} = {count.name} × {price.name}",
                    message=f"“{row.label}”的“{product.name}”印为{{printed}}，按表中数字计算为{verdict.computed}",
                )
            return


def _product_of(row: Row, count: Column, price: Column, product: Column) -> Verdict | None:
    many, each, printed = (row.slots[one.index].figure for one in (count, price, product))
    if many is None or each is None or printed is None or many.is_rate or each.is_rate:
        return None
    if measured(row.slots[price.index], price.unit) is None:
        return None
    factor = YUAN_IN.get(price.unit, Decimal(1)) / YUAN_IN.get(product.unit, Decimal(1))
    value = many.value * each.value * factor
    return of_sum(replace(printed, unit=""), (replace(each, value=value, unit="", places=printed.places),))


def _change_of(row: Row, column: Column, now: Column, then: Column) -> Verdict | None:
    printed, after, before = (_value(row, one) for one in (column, now, then))
    if printed is None or after is None or before is None:
        return None
    if column.meaning is Meaning.GROWTH:
        return of_growth(printed, after, before)
    return of_difference(printed, after, before)


def _is_exhaustive(rows: Sequence[Row]) -> bool:
    """Whether the parts name whatever there may be besides, so that they must reach the whole."""
    return any(_EVERYTHING_ELSE.search(row.label) for row in rows)


def _sum_of(column: Column, whole: Row, parts: Sequence[Row]) -> Verdict | None:
    printed = _value(whole, column)
    values = [value for row in parts if (value := _value(row, column)) is not None]
    if printed is None or not values:
        return None
    return of_sum(
        printed,
        values,
        rounded=not _is_counted(printed, values),
        differences=bool(_DIFFERENCE.search(column.name)),
        exact_zeros=column.meaning is not Meaning.SHARE,  # 0.00% is less than half of its last place
    )


def _is_counted(printed: Quantity, values: Sequence[Quantity]) -> bool:
    """Whether the figures are counts: whole numbers that are no money and no rates."""
    return all(one.places <= 0 and not (one.is_money or one.is_rate) for one in (printed, *values))


def _subtotals_of(columns: Sequence[Column], rows: Sequence[Row], ledger: Ledger) -> None:
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
            if (verdict := _sum_of(column, rows[place], parts)) is not None
        ]
    held = {covering: sum(one[2].holds for one in found) for covering, found in judged.items()}
    best = max(judged, key=lambda one: held[one])
    if held[best] * 2 < len(judged[best]) or not held[best]:
        return
    for row, column, verdict in judged[best]:
        if verdict.holds:
            ledger.agree(_place(row, column))
        _report(
            verdict,
            Kind.SUM,
            ledger,
            row,
            column,
            certain=held[best] > 1 or best is _named_alike,
            rule="小计等于其各行之和",
            message=f"“{row.label}”的“{column.name}”印为{{printed}}，所含各行相加为{verdict.computed}",
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


def _report(
    verdict: Verdict,
    kind: Kind,
    ledger: Ledger,
    row: Row,
    column: Column,
    *,
    certain: bool,
    rule: str,
    message: str,
) -> None:
    """Enter what a verdict says; ``message`` gets the printed figure and its end."""
    if verdict.outcome is Outcome.AGREE:
        return
    slot = row.slots[column.index]
    ending = "。"
    if verdict.outcome is Outcome.RESIDUE:
        severity, ending = Severity.RESIDUE, "，相差在四舍五入的尾差之内。"
    else:
        severity = Severity.ERROR if certain else Severity.WARNING
        if verdict.factor:
            kind, ending = Kind.UNIT, "，两者相差整倍数，可能用错了单位。"
    ledger.find(
        kind,
        severity,
        slot.place,
        message.format(printed=slot.text.strip()) + ending,
        rule=rule,
        text=row.text,
        printed=slot.text.strip(),
        computed=verdict.computed,
    )


def _pairs(column: Column, section: Section, columns: Sequence[Column]) -> Iterator[tuple[Column, Column]]:
    """The columns whose quotient a rate may be, the likeliest first."""
    lettered = {one.letter: one for one in section.columns if one.letter}
    if column.quotient and {*column.quotient} <= lettered.keys():
        yield lettered[column.quotient[0]], lettered[column.quotient[1]]
        return
    stem = _STEM.search(column.title)
    if stem and stem[1] not in _SPENDING:  # 到位率 is that of 到位资金
        parts = [one for one in columns if stem[1] in one.title]
    else:
        parts = [one for one in section.of(Meaning.SPENT) if one in columns]
    wholes = [one for one in section.of(Meaning.BUDGET) if one in columns]
    wholes += [one for one in section.of(Meaning.OPENING) if one in columns]
    near = sorted(parts, key=lambda one: (one.group != column.group, abs(column.index - one.index)))
    for part in near:
        same = sorted(wholes, key=lambda one: (one.meaning is Meaning.OPENING, one.group != part.group))
        yield from ((part, whole) for whole in same if whole is not part)


def _rate_of(row: Row, column: Column, part: Column, whole: Column) -> Verdict | None:
    given, over, under = row.slots[column.index].figure, _value(row, part), _value(row, whole)
    if given is None or over is None or under is None or not given.is_exact:
        return None
    if not (over.unit and under.unit):  # one heading speaks of money, the other does not
        over, under = replace(over, unit=""), replace(under, unit="")
    verdicts = [
        verdict
        for reading in rate_readings(given, column.title)
        if (verdict := of_rate(reading, over, under)) is not None
    ]
    return next((one for one in verdicts if one.holds), verdicts[0] if verdicts else None)


def _rates(
    column: Column, section: Section, columns: Sequence[Column], rows: Sequence[Row], ledger: Ledger
) -> None:
    """A printed rate is the quotient of the two columns that it is of."""
    pairs = list(_pairs(column, section, columns))
    by_title = bool(pairs)
    if not pairs:
        others = [one for one in columns if one.index < column.index and one.meaning is not Meaning.SHARE]
        pairs = [(part, whole) for part in others for whole in others if part is not whole]
    judged = [
        [(row, verdict) for row in rows if (verdict := _rate_of(row, column, *pair)) is not None]
        for pair in pairs
    ]
    if not any(judged):
        _proportional(column, columns, rows, ledger)
        return
    held = [sum(verdict.holds for _row, verdict in one) for one in judged]
    best = held.index(max(held))
    if not by_title and held[best] < max(3, len(judged[best]) * 3 // 4):
        _proportional(column, columns, rows, ledger)
        return
    if by_title and len(judged[best]) > 2 and held[best] * 2 < len(judged[best]):
        return  # it is of something else than its heading seems to say
    for row, verdict in judged[best]:
        if not verdict.holds:
            elsewhere = [_rate_of(row, column, *pair) for pair in pairs] if by_title else []
            verdict = next((one for one in elsewhere if one is not None and one.holds), verdict)
        if verdict.holds:
            ledger.agree(_place(row, column), *(_place(row, one) for one in pairs[best]))
        _report(
            verdict,
            Kind.RATIO,
            ledger,
            row,
            column,
            certain=by_title or held[best] >= 4,
            rule=f"{column.name} = {pairs[best][0].name} ÷ {pairs[best][1].name}",
            message=f"“{row.label}”的“{column.name}”印为{{printed}}，按表中数字计算为{verdict.computed}",
        )


def _proportional(column: Column, columns: Sequence[Column], rows: Sequence[Row], ledger: Ledger) -> None:
    """Rates of a whole that the table does not print (累计执行率) stand to their amounts all alike."""
    for amount in (one for one in columns if one.index < column.index):
        known = [
            (row, given, value)
            for row in rows
            if (given := _value(row, column)) and (value := _value(row, amount)) and given.value > 0
        ]
        for _row, given, value in sorted(known, key=lambda one: one[1].base, reverse=True)[:2]:
            whole = replace(value, value=value.value / given.base, places=0)
            judged = [(row, of_rate(one, part, whole)) for row, one, part in known]
            held = sum(verdict is not None and verdict.holds for _row, verdict in judged)
            if held < 4 or held * 4 < len(judged) * 3:
                continue
            for row, verdict in judged:
                if verdict is not None and not verdict.holds:
                    _report(
                        verdict,
                        Kind.RATIO,
                        ledger,
                        row,
                        column,
                        certain=True,
                        rule=f"{column.name}与{amount.name}成同一比例",
                        message=f"“{row.label}”的“{column.name}”印为{{printed}}，按其他各行的比例应为{verdict.computed}",
                    )
                elif verdict is not None:
                    ledger.agree(_place(row, column))
            return


def _shares(column: Column, columns: Sequence[Column], rows: Sequence[Row], ledger: Ledger) -> None:
    """A printed share is that of the row's amount in the total of the column beside it."""
    totals = [row for row in rows if row.is_total]
    amounts = [one for one in columns if one.index < column.index and one.meaning is not Meaning.SHARE]
    if len(totals) != 1 or not amounts:
        return
    (whole,) = totals
    best: tuple[int, Column, list[tuple[Row, Verdict]]] | None = None
    for amount in reversed(amounts):
        under = _value(whole, amount)
        if under is None:
            continue
        judged = []
        for row in rows:
            given, over = row.slots[column.index].figure, _value(row, amount)
            if given is None or over is None:
                continue
            verdicts = [of_rate(reading, over, under) for reading in rate_readings(given, column.title)]
            known = [one for one in verdicts if one is not None]
            if known:
                judged.append((row, next((one for one in known if one.holds), known[0])))
        held = sum(verdict.holds for _row, verdict in judged)
        if best is None or held > best[0]:
            best = (held, amount, judged)
    if best is None or best[0] * 2 < len(best[2]) or best[0] < 2:
        return
    held, amount, judged = best
    for row, verdict in judged:
        if verdict.holds:
            ledger.agree(_place(row, column), _place(row, amount))
        _report(
            verdict,
            Kind.RATIO,
            ledger,
            row,
            column,
            certain=held >= 2,
            rule=f"{column.name} = {amount.name} ÷ 合计",
            message=f"“{row.label}”的“{column.name}”印为{{printed}}，按表中数字计算为{verdict.computed}",
        )


def _across(section: Section, row: Row, ledger: Ledger) -> None:
    """Within a row: spending ≤ budget, 年初 + 调整 = 全年, 全年 − 执行 = 结余."""
    opening, adjustment, budget, spent, balance = (
        section.one(one)
        for one in (Meaning.OPENING, Meaning.ADJUSTMENT, Meaning.BUDGET, Meaning.SPENT, Meaning.BALANCE)
    )
    if budget is None and not section.of(Meaning.BUDGET):
        budget = opening
    if budget is None:
        return
    whole = _value(row, budget)
    paid = _value(row, spent) if spent else None
    if whole is None:
        return
    if spent is not None and paid is not None and paid.unit == whole.unit and paid.base > whole.base:
        slot = row.slots[spent.index]
        small = paid.base - whole.base <= paid.half + whole.half
        certain = _FINAL_BUDGET.search(budget.title) is not None
        severity = Severity.RESIDUE if small else Severity.ERROR if certain else Severity.WARNING
        ledger.find(
            Kind.EXCEED,
            severity,
            slot.place,
            f"“{row.label}”的“{spent.name}”{slot.text}大于“{budget.name}”{row.slots[budget.index].text}。",
            rule="执行数不大于全年预算数",
            text=row.text,
            printed=slot.text.strip(),
            computed=row.slots[budget.index].text.strip(),
        )
    first = _value(row, opening) if opening else None
    change = _value(row, adjustment) if adjustment else None
    if budget is not opening and first is not None and change is not None:
        verdict = of_sum(whole, (first, change))
        if verdict.holds:
            ledger.agree(_place(row, budget))
        _report(
            verdict,
            Kind.SUM,
            ledger,
            row,
            budget,
            certain=True,
            rule="全年预算数 = 年初预算数 + 调整数",
            message=f"“{row.label}”的“{budget.name}”印为{{printed}}，年初预算加调整为{verdict.computed}",
        )
    left = _value(row, balance) if balance else None
    if balance is not None and left is not None and paid is not None and spent is not None:
        if balance.index < spent.index:
            return
        verdict = of_difference(left, whole, paid)
        if verdict.holds:
            ledger.agree(_place(row, balance), _place(row, budget), _place(row, spent))
        _report(
            verdict,
            Kind.SUM,
            ledger,
            row,
            balance,
            certain=True,
            rule="结余 = 全年预算数 − 执行数",
            message=f"“{row.label}”的“{balance.name}”印为{{printed}}，预算减支出为{verdict.computed}",
        )


def _wholes(section: Section, columns: Sequence[Column], rows: Sequence[Row], ledger: Ledger) -> None:
    """A column 合计 is the sum of the columns beside it, under the same heading or up to the next such."""
    for column in (one for one in section.columns if one.is_whole):
        parts = [
            one
            for one in columns
            if one is not column
            and one.meaning is not Meaning.SHARE
            and not one.is_whole
            and one.group == column.group
        ]
        judged: list[tuple[Row, Verdict]] = []
        for row in rows:
            printed = _value(row, column)
            values = [value for one in parts if (value := _value(row, one)) is not None]
            if printed is not None and values:
                judged.append((row, of_sum(printed, values, rounded=not _is_counted(printed, values))))
        held = sum(verdict.holds for _row, verdict in judged)
        if len(parts) < 2 or held < 2 or held * 3 < len(judged) * 2:
            continue
        for row, verdict in judged:
            if verdict.holds:
                ledger.agree(_place(row, column), *(_place(row, one) for one in parts if _value(row, one)))
            _report(
                verdict,
                Kind.SUM,
                ledger,
                row,
                column,
                certain=True,
                rule="合计栏等于各分栏之和",
                message=f"“{row.label}”的“{column.name}”印为{{printed}}，各分栏相加为{verdict.computed}",
            )


def _execution(section: Section, rows: Sequence[Row]) -> Execution | None:
    weight, score, ratio = (section.one(one) for one in (Meaning.WEIGHT, Meaning.SCORE, Meaning.RATE))
    row = next((row for row in rows if row.is_total), rows[0] if len(rows) == 1 else None)
    if row is None or (weight is None and score is None):
        return None
    if row.is_total and weight and sum(one.slots[weight.index].figure is not None for one in rows) > 2:
        return None  # projects with their points, which this row sums up
    named = None
    if weight is None and score is not None:
        found = _POINTS.search(half_width(f"{score.name}{row.slots[0].words}"))
        named = replace(row.slots[0], text=found[1], figure=figure(found[1])) if found else None
    given = row.slots[ratio.index].figure if ratio else None
    percent = None if given is None or ratio is None else rate_readings(given, ratio.title)[0]
    return Execution(
        row.slots[weight.index] if weight else named, row.slots[score.index] if score else None, percent
    )
