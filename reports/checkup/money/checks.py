"""Checks of tables of money and counts: totals, parts, rates, differences, spending over budget."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations

from projects.money import YUAN_IN, number_text
from reports.checkup.arithmetic import (
    Verdict,
    of_difference,
    of_sum,
    rate_readings,
)
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.money.averages import check_averages, is_average
from reports.checkup.money.cumulated import check_cumulated, is_cumulated
from reports.checkup.money.makeup import check_made_up
from reports.checkup.money.of_which import check_of_which
from reports.checkup.money.rates import check_changes, check_rates, check_shares, is_share
from reports.checkup.money.sums import check_nested, check_subtotals, check_sums, check_wholes
from reports.checkup.money.two_units import check_two_units
from reports.checkup.numbers import Quantity, figure, half_width
from reports.checkup.tables.columns import (
    is_adjusted,
    is_explained,
    money_rows,
    numeric_columns,
    place_of,
    report_on,
    value_in,
)
from reports.checkup.tables.sections import AMOUNTS, Column, Meaning, Row, Section, Slot, measured

_POINTS = re.compile(r"\((?:满分|分值|权重)?([0-9]+(?:\.[0-9]+)?)分(?:[*×]执行率)?\)")
_PRICE = re.compile("单价|标准|定额")
_MANY = re.compile(r"^(?:采购|购置)?(?:数量|[台套件辆人户亩][数次])(?:\(.*\))?$")
_AMOUNT = re.compile(r"^(?:采购|中标|补[助贴]|发放)?(?:金额|小计|合计|总[价额])(?:\(.*\))?$")
_CONTRACT = re.compile("^(?:合同|中标|成交)(?:金额|价款?|总?额|总价)(?:[(].*[)])?$")
_DIFFERENCE = re.compile("差异|差额|超支|超出|增减")
_AT_END = re.compile("[期年]末(?!结|预)")
_WHOLE = re.compile("小计|合计|总额|总计")
_GIVEN = re.compile("(?<!年初)预算|下达|安排|到位")
"""What all of a project was given; one of its items may get from another what it needs."""
_FINAL_BUDGET = re.compile(r"全年|调整后|安排|\(A\)|A\)")


_REDUCED = re.compile("调减|核减|压减|追减|收回")
_FEWEST_CONTRACTS = 3


@dataclass(frozen=True, slots=True)
class Execution:
    """The scored row of a money block: its rate, its weight and its score, as far as they are printed."""

    weight: Slot | None
    score: Slot | None
    rate: Quantity | None


_CAME_IN = re.compile("(?<![未应])到位(?:资金|金额|数|额)?(?:[(].*[)])?$")


def check_amounts(section: Section, ledger: Ledger) -> Execution | None:
    """Check a section of amounts, and return its scored row if it has one."""
    rows = money_rows(section)
    columns = numeric_columns(section, rows)
    if not columns:
        return None
    for column in columns:
        if not (is_average(column) or is_cumulated(column, columns, rows)):
            check_sums(column, rows, columns, ledger, section.columns)
    check_subtotals([one for one in columns if not is_cumulated(one, columns, rows)], rows, ledger)
    check_nested(columns, rows, ledger)
    check_made_up(columns, rows, ledger)
    check_of_which(columns, rows, ledger)
    for column in section.of(Meaning.RATE):
        check_rates(column, section, columns, rows, ledger)
    for column in filter(is_share, section.columns):
        check_shares(column, columns, rows, ledger)
    check_changes(section, columns, rows, ledger)
    check_cumulated(section, columns, rows, ledger)
    _products(section, columns, rows, ledger)
    check_averages(section, rows, ledger)
    budget = _budget(section)
    for row in rows:
        _across(section, row, budget, ledger)
    _balances(section, columns, rows, ledger)
    _contracts(section, rows, ledger)
    check_wholes(section, columns, rows, ledger)
    check_two_units(section, ledger)
    return _execution(section, rows)


def _products(section: Section, columns: Sequence[Column], rows: Sequence[Row], ledger: Ledger) -> None:
    """数量 × 单价 = 金额, where that is seen to hold: of 培训人数 and 合格人数 what holds in more rows."""
    for price in (one for one in section.columns if _PRICE.search(one.title)):
        others = [one for one in section.columns if one.index not in (price.index,)]
        shown = [
            (judged, count, product)
            for count, product in permutations(others, 2)
            if product in columns
            and (count.meaning is None or count.meaning in AMOUNTS)
            and _are_shown((judged := [*_judged(rows, count, price, product)]), count, product)
        ]
        if shown:
            _hold_products(*max(shown, key=lambda one: _held(one[0])), price, columns, ledger)
            return


def _judged(
    rows: Sequence[Row], count: Column, price: Column, product: Column
) -> Iterator[tuple[Row, Verdict]]:
    for row in rows:
        if not (row.is_total or row.is_subtotal):
            verdict = _product_of(row, count, price, product)
            if verdict is not None:
                yield row, verdict


def _held(judged: Sequence[tuple[Row, Verdict]]) -> int:
    return sum(verdict.holds for _row, verdict in judged)


def _are_shown(judged: Sequence[tuple[Row, Verdict]], count: Column, product: Column) -> bool:
    """Whether most rows show a product, or all but one where the headings tell it."""
    held = _held(judged)
    named = held and held == len(judged) - 1 and _is_named(count, product)
    return bool(named) or (held >= 2 and held * 3 >= len(judged) * 2)


def _hold_products(
    judged: Sequence[tuple[Row, Verdict]],
    count: Column,
    product: Column,
    price: Column,
    columns: Sequence[Column],
    ledger: Ledger,
) -> None:
    for row, verdict in judged:
        if verdict.holds:
            ledger.agree(*(place_of(row, one) for one in (count, price, product)))
        elif any(
            verdict.computed.rstrip("0").rstrip(".") == number_text(value.value)
            for one in columns
            if one is not product and (value := value_in(row, one)) is not None
        ):
            continue  # of what was spent, beside what was planned
        report_on(
            verdict,
            Kind.SUM,
            ledger,
            row,
            product,
            certain=_held(judged) >= 2,
            rule=f"{product.name} = {count.name} × {price.name}",
            message=f"“{row.label}”的“{product.name}”印为{{printed}}，按表中数字计算为{verdict.computed}",
        )


def _is_named(count: Column, product: Column) -> bool:
    """Whether the headings tell that it is so many times the price: 数量, 单价, 金额."""
    return bool(_MANY.match(half_width(count.title)) and _AMOUNT.match(half_width(product.title)))


def _product_of(row: Row, count: Column, price: Column, product: Column) -> Verdict | None:
    many, each, printed = (row.slots[one.index].figure for one in (count, price, product))
    if many is None or each is None or printed is None or many.is_rate or each.is_rate:
        return None
    if measured(row.slots[price.index], price.unit) is None:
        return None
    of_price = YUAN_IN.get(each.unit.split("/")[0]) or YUAN_IN.get(price.unit, Decimal(1))
    factor = of_price / YUAN_IN.get(product.unit, Decimal(1))
    value = many.value * each.value * factor
    return of_sum(replace(printed, unit=""), (replace(each, value=value, unit="", places=printed.places),))


def _within_what_came(section: Section, row: Row, spent: Column, paid: Quantity, ledger: Ledger) -> None:
    """No more is spent than came in, where one column tells that."""
    columns = [one for one in section.columns if _CAME_IN.search(half_width(one.name))]
    came = value_in(row, columns[0]) if len(columns) == 1 else None
    if came is None or not came.is_money or paid.base <= came.base or is_explained(row):
        return
    slot, of = row.slots[spent.index], row.slots[columns[0].index].text.strip()
    ledger.find(
        Kind.EXCEED,
        Severity.WARNING,
        slot.place,
        f"“{row.label}”的“{spent.name}”{slot.text}大于“{columns[0].name}”{of}。",
        rule="执行数不大于到位资金",
        text=row.text,
        printed=slot.text.strip(),
        computed=of,
    )


def _across(section: Section, row: Row, budget: Column | None, ledger: Ledger) -> None:
    """Within a row: spending ≤ budget, 年初 + 调整 = 全年."""
    opening, adjustment, spent = (
        section.one(one) for one in (Meaning.OPENING, Meaning.ADJUSTMENT, Meaning.SPENT)
    )
    if budget is None or (budget is opening and is_adjusted(row, section)):
        return
    whole = value_in(row, budget)
    paid = value_in(row, spent) if spent else None
    if whole is None:
        return
    if spent is not None and paid is not None and paid.base <= whole.base:
        _within_what_came(section, row, spent, paid, ledger)
    exceeds = paid is not None and paid.unit == whole.unit and paid.base > whole.base
    if (
        spent is not None
        and paid is not None
        and exceeds
        and not (is_explained(row) or _is_income(section, row) or _is_told(section, row, paid, whole))
    ):
        slot = row.slots[spent.index]
        small = paid.base - whole.base <= paid.half + whole.half
        final = _FINAL_BUDGET.search(budget.title) is not None
        certain = final or (row.is_total and _GIVEN.search(budget.title) is not None)
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
    first = value_in(row, opening) if opening else None
    change = value_in(row, adjustment) if adjustment else None
    if budget is not opening and first is not None and change is not None:
        less = [value for one in section.columns if _is_reduced(one) and (value := value_in(row, one))]
        taken = (replace(one, value=-abs(one.value), unit=one.unit or first.unit) for one in less)
        verdict = of_sum(whole, (first, change, *taken))
        if verdict.holds:
            ledger.agree(place_of(row, budget))
        report_on(
            verdict,
            Kind.SUM,
            ledger,
            row,
            budget,
            certain=True,
            rule="全年预算数 = 年初预算数 + 调整数",
            message=f"“{row.label}”的“{budget.name}”印为{{printed}}，年初预算加调整为{verdict.computed}",
        )


def _is_reduced(column: Column) -> bool:
    """Whether a column tells what was taken off: 调减 beside 调增."""
    return column.meaning is None and _REDUCED.search(half_width(column.title)) is not None


def _is_told(section: Section, row: Row, paid: Quantity, whole: Quantity) -> bool:
    """Whether a row says itself by how much more was spent: 差异额 0.6 beside 12 and 12.6."""
    beyond = paid.value - whole.value
    figures = (
        row.slots[one.index].figure
        for one in section.columns
        if _DIFFERENCE.search(half_width(one.title)) and paid.unit == whole.unit
    )
    return any(figure is not None and figure.value == beyond for figure in figures)


def _budget(section: Section) -> Column | None:
    """The column that spending is held against: of several the sum of them, 年初 where there is no other.

    What there was at the beginning of an account, 期初 beside 期末, is none: there comes more in.
    """
    if any(_AT_END.match(half_width(one.title)) for one in section.columns):
        return None
    budgets = section.of(Meaning.BUDGET) or section.of(Meaning.OPENING)
    wholes = [one for one in budgets if _WHOLE.search(half_width(one.name))]
    found = budgets if len(budgets) == 1 else wholes
    return found[0] if len(found) == 1 else None


def _balances(section: Section, columns: Sequence[Column], rows: Sequence[Row], ledger: Ledger) -> None:
    """全年 − 执行 = 结余; or 到位 − 执行, where that is what more of the rows show."""
    budget, spent, balance = _budget(section), section.one(Meaning.SPENT), section.one(Meaning.BALANCE)
    if budget is None or spent is None or balance is None or balance.index < spent.index:
        return
    judged = [
        (whole, _left_of(whole, spent, balance, rows))
        for whole in (budget, *(one for one in columns if one not in (budget, spent, balance)))
    ]
    whole, verdicts = max(judged, key=lambda one: sum(verdict.holds for _row, verdict in one[1]))
    name = "全年预算数" if whole is budget else whole.name
    for row, verdict in verdicts:
        if whole.meaning is Meaning.OPENING and is_adjusted(row, section):
            continue
        if verdict.holds:
            ledger.agree(*(place_of(row, one) for one in (balance, whole, spent)))
        report_on(
            verdict,
            Kind.SUM,
            ledger,
            row,
            balance,
            certain=True,
            rule=f"结余 = {name} − 执行数",
            message=f"“{row.label}”的“{balance.name}”印为{{printed}}，{name}减支出为{verdict.computed}",
        )


def _left_of(whole: Column, spent: Column, balance: Column, rows: Sequence[Row]) -> list[tuple[Row, Verdict]]:
    """Hold what is left in each row against what there was less what was spent."""
    unit = whole.unit or spent.unit
    figures = [
        (row, value_in(row, balance), measured(row.slots[whole.index], unit), value_in(row, spent))
        for row in rows
    ]
    return [
        (row, of_difference(left, given, paid))
        for row, left, given, paid in figures
        if left is not None and given is not None and paid is not None
    ]


def _contracts(section: Section, rows: Sequence[Row], ledger: Ledger) -> None:
    """Nothing is contracted for more than its budget, where all else in the table is for less."""
    budget = section.one(Meaning.BUDGET)
    contracts = [one for one in section.columns if _CONTRACT.match(half_width(one.name))]
    if budget is None or len(contracts) != 1:
        return
    (contract,) = contracts
    unit = contract.unit or budget.unit
    compared = [
        (row, value.base > whole.base)
        for row in rows
        if not (row.is_total or row.is_subtotal)
        and (value := measured(row.slots[contract.index], unit)) is not None
        and (whole := value_in(row, budget)) is not None
        and value.unit == whole.unit
    ]
    beyond = [row for row, is_more in compared if is_more]
    if len(compared) < _FEWEST_CONTRACTS or len(beyond) != 1 or is_explained(beyond[0]):
        return
    (row,) = beyond
    slot, given = row.slots[contract.index], row.slots[budget.index].text.strip()
    ledger.find(
        Kind.EXCEED,
        Severity.WARNING,
        slot.place,
        f"“{row.label}”的“{contract.name}”{slot.text}大于“{budget.name}”{given}，其余各行均不大于。",
        rule="合同金额不大于预算",
        text=row.text,
        printed=slot.text.strip(),
        computed=given,
    )


def _is_income(section: Section, row: Row) -> bool:
    """Whether a row is of what comes in, which may be more than was planned for."""
    stub = section.columns[0].name
    totals = [one.label for one in section.rows if one.is_total]
    return any("收入" in words and "支出" not in words for words in (stub, row.label, *totals))


def _execution(section: Section, rows: Sequence[Row]) -> Execution | None:
    weight, score, ratio = (section.one(one) for one in (Meaning.WEIGHT, Meaning.SCORE, Meaning.RATE))
    row = next((row for row in rows if row.is_total), rows[0] if len(rows) == 1 else None)
    if weight is None and score is None:
        return None
    pointed = [
        one
        for one in rows
        if any(one.slots[held.index].figure for held in (weight, score) if held is not None)
    ]
    if row is None and len(pointed) == 1:
        (row,) = pointed  # the form has no row for all sources
    if row is None or (row.is_total and len(pointed) > 2):
        return None  # projects with their points, which the total sums up or is the average of
    named = None
    if weight is None and score is not None:
        found = _POINTS.search(half_width(f"{score.name}{row.slots[0].words}"))
        named = replace(row.slots[0], text=found[1], figure=figure(found[1])) if found else None
    given = row.slots[ratio.index].figure if ratio else None
    percent = None if given is None or ratio is None else rate_readings(given, ratio.title)[0]
    return Execution(
        row.slots[weight.index] if weight else named, row.slots[score.index] if score else None, percent
    )
