"""Rates of a table: of two of its columns, of its total, of last year."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, permutations

from reports.checkup.arithmetic import (
    Outcome,
    Verdict,
    of_difference,
    of_growth,
    of_rate,
    rate_readings,
)
from reports.checkup.findings import Kind, Ledger
from reports.checkup.numbers import Quantity, half_width, named_unit
from reports.checkup.tables.columns import as_printed, is_adjusted, place_of, report_on, value_in
from reports.checkup.tables.sections import AMOUNTS, Column, Meaning, Row, Section

_STEM = re.compile("([\u4e00-\u9fff]{2})(?:率|进度)")
_CHANGED = re.compile("^(.{2,}?)(?:增减|增长|变动|变化)")
_SPENDING = ("执行", "支出", "使用", "支付", "完成")
_DONE = re.compile("完成|实际")
_PLANNED = re.compile("计划|目标|任务")
_UNNAMED = re.compile("(?:率|幅度?|比例|比重|偏[离差]度)(?:\\([^()]*\\))?$")
_NO_PARTS = (Meaning.SERIAL, Meaning.RATE, Meaning.SHARE, Meaning.GROWTH)
_NEAREST = 6
"""So many columns to the left of a rate are tried."""
_SHOWN = 2
"""So many rows show what a rate is of."""
_FEWEST_PARTS = 3
_PART_OF_ALL = re.compile("^(?:所占)?(?:比例|百分比|比率|构成比?)(?:\\([^()]*\\))?$")
_GROWTH_ROW = re.compile(
    "(?P<of>.*?)(?:(?:较|比)(?:上年|去年))?(?:同比)?(?:增长|增减|增速|增幅|变动|变化)(?:率|幅度?|比例)?$|(?P<of_it>.*?)同比$"
)
_CHAINED = re.compile("环比|年均|目标|计划")
_UNITS = re.compile(r"\(.*?\)|[%％]")
_YEAR = re.compile("(20[0-9]{2})年?")
_OF_MONEY = re.compile("投资|资金|预算|经费|支出")


def check_changes(section: Section, columns: Sequence[Column], rows: Sequence[Row], ledger: Ledger) -> None:
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
                ledger.agree(place_of(row, column), place_of(row, now), place_of(row, then))
            growth = column.meaning is Meaning.GROWTH
            formula = f"（{now.name} − {then.name}）÷ {then.name}" if growth else f"{now.name} − {then.name}"
            report_on(
                verdict,
                Kind.RATIO if growth else Kind.SUM,
                ledger,
                row,
                column,
                certain=held[best] >= 3,
                rule=f"{column.name} = {formula}",
                message=f"“{row.label}”的“{column.name}”印为{{printed}}，按表中数字计算为{verdict.computed}",
            )


def _change_of(row: Row, column: Column, now: Column, then: Column) -> Verdict | None:
    printed, after, before = (value_in(row, one) for one in (column, now, then))
    if printed is None or after is None or before is None:
        return None
    if column.meaning is Meaning.GROWTH:
        return of_growth(printed, after, before)
    return of_difference(printed, after, before)


def check_growth_rows(section: Section, ledger: Ledger) -> None:
    """A row 同比增长 below 补贴资金 is the growth of the row above from one column of a year to the next."""
    years = {
        int(found[1]): column
        for column in section.columns
        if (found := _YEAR.search(f"{column.group}{column.name}"))
    }
    pairs = [(years[year - 1], years[year]) for year in sorted(years) if year - 1 in years]
    for above, row in pairwise(section.rows):
        name = _UNITS.sub("", half_width(row.label))
        found = _GROWTH_ROW.fullmatch(name)
        if found is None or _CHAINED.search(name) or not pairs:
            continue
        of = found["of"] or found["of_it"] or ""
        if not {*of} <= {*half_width(above.label)} or _GROWTH_ROW.fullmatch(_UNITS.sub("", above.label)):
            continue
        judged = [
            (now, verdict)
            for then, now in pairs
            if (verdict := _growth_in(row, above, then, now)) is not None
        ]
        held = sum(verdict.holds for _column, verdict in judged)
        for column, verdict in judged:
            if verdict.holds:
                ledger.agree(place_of(row, column))
            report_on(
                verdict,
                Kind.RATIO,
                ledger,
                row,
                column,
                certain=held > 0,
                rule="增长率 = （本年 − 上年）÷ 上年",
                message=f"“{row.label}”{column.name}印为{{printed}}，按“{above.label}”计算为{verdict.computed}",
            )


def _growth_in(row: Row, above: Row, then: Column, now: Column) -> Verdict | None:
    printed = row.slots[now.index].figure
    before, after = above.slots[then.index].figure, above.slots[now.index].figure
    if printed is None or before is None or after is None or before.is_rate or not printed.is_exact:
        return None
    return of_growth(rate_readings(printed, "%")[0], after, before)


def _pairs(column: Column, section: Section, columns: Sequence[Column]) -> Iterator[tuple[Column, Column]]:
    """The columns whose quotient a rate may be, the likeliest first."""
    lettered = {one.letter: one for one in section.columns if one.letter}
    if column.quotient and {*column.quotient} <= lettered.keys():
        yield lettered[column.quotient[0]], lettered[column.quotient[1]]
        return
    stem = _STEM.search(column.title)
    if (
        stem
        and stem[1] == "完成"
        and not _OF_MONEY.search(column.title)
        and (counts := _planned_and_done(column, section))
    ):
        yield counts
        return
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


def _planned_and_done(column: Column, section: Section) -> tuple[Column, Column] | None:
    """What was done and what was planned of things, where columns to the left of a 完成率 tell both."""
    counts = [
        one
        for one in section.of(None, Meaning.TARGET, Meaning.ACTUAL)
        if one.index < column.index and not (one.meaning is None and one.unit)
    ]
    done = [one for one in counts if _DONE.search(one.title)]
    planned = [one for one in counts if _PLANNED.search(one.title)]
    return (done[-1], planned[-1]) if done and planned else None


def _rate_of(row: Row, column: Column, part: Column, whole: Column) -> Verdict | None:
    given, over, under = row.slots[column.index].figure, value_in(row, part), value_in(row, whole)
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


def check_rates(
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
    if by_title and held[best] < len(judged[best]):
        # 支出率 may be of 到位资金: of what every row says
        part = pairs[best][0]
        for one in columns:
            if one.index >= column.index or one.meaning is Meaning.SHARE or one is part:
                continue
            pair = (part, one)
            told = [(row, verdict) for row in rows if (verdict := _rate_of(row, column, *pair)) is not None]
            fit = sum(verdict.holds for _row, verdict in told)
            if fit > max(2, held[best]) and fit * 4 >= len(told) * 3:
                pairs, judged, held, best = [pair], [told], [fit], 0
    if by_title and len(judged[best]) > 2 and held[best] * 2 < len(judged[best]):
        return  # it is of something else than its heading seems to say
    verdicts, unexplained = as_printed(judged[best], column)
    for row, verdict in verdicts:
        in_line = 0
        if not verdict.holds and row is not unexplained and by_title:
            for pair in pairs:
                elsewhere = _rate_of(row, column, *pair)
                if elsewhere is not None and elsewhere.holds:
                    in_line = _out_of_line(column, rows, pairs[best], pair)
                    verdict = verdict if in_line else elsewhere
                    break
        if verdict.holds:
            ledger.agree(place_of(row, column), *(place_of(row, one) for one in pairs[best]))
        elif pairs[best][1].meaning is Meaning.OPENING and is_adjusted(row, section):
            continue
        report_on(
            verdict,
            Kind.RATIO,
            ledger,
            row,
            column,
            certain=(by_title or held[best] >= 4) and row is not unexplained and in_line != 1,
            rule=f"{column.name} = {pairs[best][0].name} ÷ {pairs[best][1].name}",
            message=f"“{row.label}”的“{column.name}”印为{{printed}}，按表中数字计算为{verdict.computed}",
        )


def _out_of_line(
    column: Column, rows: Sequence[Row], usual: tuple[Column, Column], other: tuple[Column, Column]
) -> int:
    """How many rows show that a rate is not that of ``other`` columns, where a single row says it is.

    That of what the budget became may stand among those of the first one.
    """
    if usual[1].meaning is Meaning.OPENING:
        return 0
    holds = [
        tuple(
            (verdict := _rate_of(row, column, *pair)) is not None and verdict.holds for pair in (usual, other)
        )
        for row in rows
    ]
    return holds.count((True, False)) if holds.count((False, True)) == 1 else 0


def _proportional(column: Column, columns: Sequence[Column], rows: Sequence[Row], ledger: Ledger) -> None:
    """Rates of a whole that the table does not print (累计执行率) stand to their amounts all alike."""
    for amount in (one for one in columns if one.index < column.index):
        known = [
            (row, given, value)
            for row in rows
            if (given := value_in(row, column)) and (value := value_in(row, amount)) and given.value > 0
        ]
        for _row, given, value in sorted(known, key=lambda one: one[1].base, reverse=True)[:2]:
            whole = replace(value, value=value.value / given.base, places=0)
            judged = [(row, of_rate(one, part, whole)) for row, one, part in known]
            held = sum(verdict is not None and verdict.holds for _row, verdict in judged)
            if held < 3 or held * 4 < len(judged) * 3:
                continue
            for row, verdict in judged:
                if verdict is not None and not verdict.holds:
                    report_on(
                        verdict,
                        Kind.RATIO,
                        ledger,
                        row,
                        column,
                        certain=held >= 4,
                        rule=f"{column.name}与{amount.name}成同一比例",
                        message=f"“{row.label}”的“{column.name}”印为{{printed}}，按其他各行的比例应为{verdict.computed}",
                    )
                elif verdict is not None:
                    ledger.agree(place_of(row, column))
            return


def check_shares(column: Column, columns: Sequence[Column], rows: Sequence[Row], ledger: Ledger) -> None:
    """A printed share is that of the row's amount in the total of the column beside it."""
    totals = [row for row in rows if row.is_total]
    amounts = [
        one
        for one in columns
        if one.index < column.index and one.meaning is not Meaning.SHARE and not is_share(one)
    ]
    if not totals:
        _shares_of_sum(column, amounts, rows, ledger)
    if len(totals) != 1 or not amounts:
        return
    (whole,) = totals
    best: tuple[int, Column, list[tuple[Row, Verdict]]] | None = None
    for amount in reversed(amounts):
        under = value_in(whole, amount)
        if under is None:
            continue
        judged = []
        for row in rows:
            over = value_in(row, amount)
            verdict = None if over is None else _share_of(row, column, over, under)
            if verdict is not None:
                judged.append((row, verdict))
        held = sum(verdict.holds for _row, verdict in judged)
        if best is None or held > best[0]:
            best = (held, amount, judged)
    if best is None or best[0] * 2 < len(best[2]) or best[0] < 2:
        return
    _held, amount, judged = best
    _report_shares(judged, column, amount, ledger, of="合计", by="表中数字")


def _share_of(row: Row, column: Column, over: Quantity, under: Quantity) -> Verdict | None:
    """Hold the share that a row prints against its parts, in the reading that fits."""
    given = row.slots[column.index].figure
    readings = () if given is None else rate_readings(given, column.title)
    known = [verdict for one in readings if (verdict := of_rate(one, over, under)) is not None]
    return next((one for one in known if one.holds), known[0] if known else None)


def _report_shares(
    judged: Sequence[tuple[Row, Verdict]],
    column: Column,
    amount: Column,
    ledger: Ledger,
    *,
    of: str,
    by: str,
) -> None:
    for row, verdict in judged:
        if verdict.holds:
            ledger.agree(place_of(row, column), place_of(row, amount))
        report_on(
            verdict,
            Kind.RATIO,
            ledger,
            row,
            column,
            certain=True,
            rule=f"{column.name} = {amount.name} ÷ {of}",
            message=f"“{row.label}”的“{column.name}”印为{{printed}}，按{by}计算为{verdict.computed}",
        )


def is_share(column: Column) -> bool:
    """Whether a column may tell what part of all each row is: one that is called 比例 and no more."""
    return column.meaning is Meaning.SHARE or (
        column.meaning is None and _PART_OF_ALL.match(half_width(column.name)) is not None
    )


def _shares_of_sum(column: Column, amounts: Sequence[Column], rows: Sequence[Row], ledger: Ledger) -> None:
    """Where no row is the total the shares are of what the rows come to, if all of them but one are."""
    parts = [row for row in rows if not (row.is_subtotal or row.is_part)]
    for amount in amounts:
        values = [value for row in parts if (value := value_in(row, amount)) is not None]
        if len(values) < _FEWEST_PARTS or len(values) < len(parts):
            continue
        whole = replace(values[0], value=sum(one.value for one in values[1:]) + values[0].value)
        judged = [
            (row, verdict)
            for row, over in zip(parts, values, strict=True)
            if (verdict := _share_of(row, column, over, replace(whole, unit=over.unit))) is not None
        ]
        wrong = [one for one in judged if not one[1].holds]
        if len(judged) - len(wrong) < _SHOWN or len(wrong) > 1:
            continue
        _report_shares(judged, column, amount, ledger, of="各行之和", by="各行之和")
        return


def check_other_rates(section: Section, ledger: Ledger) -> None:
    """增产率, 节约率: a rate that no heading explains is what most of its rows show it to be.

    It is the quotient of two columns to its left, or their difference over one of them.
    """
    rows = section.rows
    for column in section.of(None):
        cells = [row.slots[column.index].figure for row in rows]
        given = [one for one in cells if one is not None]
        if not _UNNAMED.search(half_width(column.title)) or not all(one.is_rate for one in given):
            continue
        left = [one for one in section.columns[: column.index] if one.meaning not in _NO_PARTS]
        amounts = [
            one
            for one in left
            if sum((value := row.slots[one.index].figure) is not None and not value.is_rate for row in rows)
            > 1
        ]
        formulas = [
            (part, whole, change)
            for part, whole in permutations(amounts[-_NEAREST:], 2)
            for change in (False, True)
        ]
        judged = [[*_judged(rows, column, *formula)] for formula in formulas]
        held = [sum(verdict.holds for _row, verdict in one) for one in judged]
        telling = [
            # of one to one, rounding explains anything
            sum(verdict.outcome is Outcome.AGREE and not _says_little(row, column) for row, verdict in one)
            for one in judged
        ]
        best = telling.index(max(telling)) if telling else 0
        if not telling or telling[best] < _SHOWN or len(judged[best]) - held[best] != 1:
            continue
        part, whole, change = formulas[best]
        if any(ledger.differs(place_of(row, one)) for row in rows for one in (part, whole)):
            continue  # it follows from what is wrong there
        over = f"（{part.name} − {whole.name}）" if change else part.name
        for row, verdict in judged[best]:
            if row.is_total or row.is_subtotal:
                continue
            report_on(
                verdict,
                Kind.RATIO,
                ledger,
                row,
                column,
                certain=False,
                rule=f"{column.name} = {over} ÷ {whole.name}",
                message=f"“{row.label}”的“{column.name}”印为{{printed}}，按其他各行的算法应为{verdict.computed}",
            )


def _judged(
    rows: Sequence[Row], column: Column, part: Column, whole: Column, change: bool
) -> Iterator[tuple[Row, Verdict]]:
    """Yield the rows whose rate can be held against a quotient, or against a change whatever its sign."""
    for row in rows:
        printed, over, under = (row.slots[one.index].figure for one in (column, part, whole))
        if printed is None or over is None or under is None or not under.value:
            continue
        judge = of_growth if change else of_rate
        verdict = judge(printed, _as_headed(over, part), _as_headed(under, whole))
        if verdict is not None:
            yield row, verdict


def _as_headed(figure: Quantity, column: Column) -> Quantity:
    """A figure without a unit of money, in the one that its heading counts in: 1 of 国控站（个） is one."""
    counted = replace(figure, unit=named_unit(half_width(column.name))[1])
    return replace(figure, unit="") if counted.is_money or counted.is_rate else counted


def _says_little(row: Row, column: Column) -> bool:
    """Whether a rate is 0 or 100%, which anything may be."""
    given = row.slots[column.index].figure
    return given is None or given.value in (0, 100)
