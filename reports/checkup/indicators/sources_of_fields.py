"""Money in the fields of a form, where each amount stands right behind its label, its sources below it.

计划安排资金 | 700 | 实际到位资金 | 680 above 其中：中央财政 | 300 | 其中：中央财政 | 280: in such forms the
columns have no headings, and what belongs together stands below each other.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, product

from projects.money import number_text
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity
from reports.checkup.tables.sections import Grid, Slot

_WHOLE = re.compile(
    "(?:年度|项目|全年|本年|计划|安排|到位|专项|投入|财政|实际|总|已)*"
    "(?:(?:资金|投资|预算|经费)(?:总?额|合计|总计)|(?:到位|安排|计划|投入)(?:资金|金额|数)|资金(?:安排|到位)|支出|投资|结余)(?:资金|数|金额|总额)?$"
)
_SOURCE = re.compile(
    "^(?:其中)?(?:本年|当年|年初|上年|年度|省内)?(?:财政|拨款|资金|自筹|配套|债券|贷款|中央|地方|自治[区州县]|[省市县区镇乡旗州]|上级|本级|其[他它]|社会|单位|结转|结余|一般公共预算|政府性基金)"
)
_NO_SOURCE = re.compile("合计|总额|总计|小计|率|得分|目标|情况|[0-9]")
_OTHERS = re.compile("其[他它]|自筹")
_PLANNED = re.compile("计划|安排|预算")
_CAME, _SPENT, _LEFT = (re.compile(words) for words in ("到位", "支出|使用|支付", "结余|结转|剩余"))
_ENOUGH = 3
"""So many sources are all of them."""


def check_sources_of_fields(rows: Grid, ledger: Ledger) -> None:
    """The sources below an amount add up to it; what is left is what came, or was planned, less the spent."""
    for number, row in enumerate(rows):
        told = [*_fields(row)]
        for label, value in told:
            parts = [*_below(rows, number, label, value)]
            if parts and not any(
                ledger.differs(each.place) for each in (value, *(each for _, each in parts))
            ):
                _hold(label, value, parts, ledger)
        _check_left(told, ledger)


def _fields(row: Sequence[Slot]) -> Iterator[tuple[Slot, Slot]]:
    """Yield the labels of whole amounts with the figures right behind them."""
    slots = [*dict.fromkeys(row)]
    for label, value in pairwise(slots):
        if value.figure is not None and label.figure is None and _WHOLE.fullmatch(_bare(label)):
            yield label, value


def _bare(label: Slot) -> str:
    return re.sub(r"\(.*?\)|[:：]", "", label.words)


def _below(rows: Grid, number: int, label: Slot, value: Slot) -> Iterator[tuple[Slot, Slot]]:
    """Yield the sources that stand below a label, with what stands below its figure.

    None where the first does not begin with 其中, or another does: then some are parts of parts.
    """
    found: list[tuple[Slot, Slot]] = []
    column, beside = rows[number].index(label), rows[number].index(value)
    for row in rows[number + 1 :]:
        name, amount = row[column], row[beside]
        source = name.figure is None and _SOURCE.match(_bare(name)) and not _NO_SOURCE.search(_bare(name))
        if name is amount or not source or not (amount.is_blank or amount.figure is not None):
            break
        if name is not label and (amount is not value):
            found.append((name, amount))
    opened = [name.words.startswith("其中") for name, _amount in found]
    if opened and opened[0] and not any(opened[1:]):
        yield from found


def _hold(label: Slot, value: Slot, parts: Sequence[tuple[Slot, Slot]], ledger: Ledger) -> None:
    figures = [amount.figure for _name, amount in parts if amount.figure is not None]
    whole = value.figure
    if whole is None or not figures or any(one.unit not in ("", *_money(whole)) for one in figures):
        return
    added = sum((one.value for one in figures), Decimal(0))
    slack = sum((_half(one) for one in (whole, *figures)), Decimal(0)) if any(map(_half, figures)) else 0
    if abs(added - whole.value) <= slack:
        ledger.agree(value.place, *(amount.place for _name, amount in parts if amount.figure is not None))
        return
    all_told = len(parts) >= _ENOUGH or any(_OTHERS.search(name.words) for name, _amount in parts)
    if added < whole.value and len(parts) < 2 and not all_told:
        return
    listed = f"{'＋'.join(number_text(one.value) for one in figures)}=" if len(figures) > 1 else ""
    ledger.find(
        Kind.SUM,
        Severity.ERROR if all_told or added > whole.value else Severity.WARNING,
        value.place,
        f"“{_bare(label)}”印为{value.words}，其下各项之和为{listed}{number_text(added)}。",
        rule="各部分之和等于合计",
        text=f"{label.words} {value.words}",
        printed=value.words,
        computed=number_text(added),
    )


def _money(whole: Quantity) -> tuple[str, ...]:
    return (whole.unit,) if whole.unit else ()


def _half(one: Quantity) -> Decimal:
    """Half of the last printed place; whole numbers are meant so."""
    return Decimal(5).scaleb(-one.places - 1) if one.places > 0 else Decimal(0)


def _check_left(told: Sequence[tuple[Slot, Slot]], ledger: Ledger) -> None:
    """实际到位资金 | 680 | 实际支出 | 650 | 结余 | 30: one row that tells all three."""
    named = {
        role: [value for label, value in told if pattern.search(_bare(label))]
        for role, pattern in (("left", _LEFT), ("spent", _SPENT), ("came", _CAME), ("planned", _PLANNED))
    }
    given = [*named["came"], *named["planned"]]
    if len(named["left"]) != 1 or len(named["spent"]) != 1 or not given:
        return
    (left,), (spent,) = named["left"], named["spent"]
    if ledger.is_known(left.place) or left in (spent, *given):
        return
    differences = [
        one.figure.value - each.figure.value
        for one, each in product(given, (spent,))
        if one.figure is not None and each.figure is not None
    ]
    if left.figure is None or not differences:
        return
    if left.figure.value in differences:
        ledger.agree(left.place, spent.place)
        return
    computed = number_text(differences[0])
    ledger.find(
        Kind.SUM,
        Severity.ERROR,
        left.place,
        f"结余印为{left.words}，按到位与支出之差应为{computed}。",
        rule="结余 = 预算 − 支出",
        text=" ".join(f"{label.words} {value.words}" for label, value in told),
        printed=left.words,
        computed=computed,
    )
