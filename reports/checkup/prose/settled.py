"""What was spent against the budget in the words of a final account: 完成预算的92.5%，决算数大于预算数.

The share of the budget and the words behind it tell the same twice.
"""

import re
from dataclasses import replace
from decimal import Decimal

from reports.checkup.arithmetic import of_rate
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence, is_aside
from reports.checkup.prose.told_rates import report_rate

_WHICH = "年初|全年|调整后?|本年|当年"
_OF_BUDGET = re.compile(f"完成了?(?P<which>{_WHICH})?预算数?的?$")
_SIDE = re.compile(
    f"决算数?(?:(?P<more>大于|高于|超过|多于)|(?P<less>小于|低于|少于)|等于)(?P<which>{_WHICH})?预算数?"
    f"|决算数?与(?P<of>{_WHICH})?预算数?(?:基本)?(?:持平|一致|相等)"
)
_NEARLY = Decimal("0.02")
"""So much more or less may be called the same."""
_WORDS = {-1: "小于", 0: "等于", 1: "大于"}


def check_settled(sentence: Sentence, ledger: Ledger) -> None:
    """What was spent is more than the budget, less or the same, as its share of the budget is."""
    text = half_width(sentence.text)
    for place, printed in enumerate(sentence.quantities):
        told = _OF_BUDGET.search(half_width(sentence.name(printed)))
        if told is None or not printed.is_rate or not printed.is_exact or printed.sign:
            continue
        if ledger.differs(sentence.at(printed)):
            continue
        behind = sentence.quantities[place + 1 :]
        ends = next((one.start for one in behind if _OF_BUDGET.search(sentence.name(one))), len(text))
        found = _SIDE.search(text, printed.end, ends)
        if found is None:
            continue
        of = found["which"] or found["of"]
        if told["which"] and of and told["which"] != of:
            continue  # 完成年初预算的118%，决算数小于调整预算数
        by = next((one for one in behind if one.start == found.end() and one.is_exact), None)
        before = [one for one in sentence.quantities[:place] if one.is_money and one.is_exact]
        spent = next((one for one in reversed(before) if not is_aside(sentence.name(one))), None)
        if by is not None and by.is_money and spent is not None:
            _hold_amount(sentence, printed, spent, by, found, ledger)
        else:
            _hold_side(sentence, printed, found, ledger)


def _side(found: re.Match[str]) -> int:
    return 1 if found["more"] else -1 if found["less"] else 0


def _hold_amount(
    sentence: Sentence,
    printed: Quantity,
    spent: Quantity,
    by: Quantity,
    found: re.Match[str],
    ledger: Ledger,
) -> None:
    """支出1741万元，完成预算的100%，决算数大于预算数55万元: so much of what the budget then was."""
    budget = replace(spent, value=spent.value - _side(found) * by.base / spent.factor)
    verdict = of_rate(printed, spent, budget)
    if verdict is None:
        return
    if verdict.holds:
        ledger.agree(*(sentence.at(one) for one in (spent, printed, by)))
    else:
        report_rate(sentence, printed, verdict, (spent, budget), ledger, certain=True)


def _hold_side(sentence: Sentence, printed: Quantity, found: re.Match[str], ledger: Ledger) -> None:
    side = _side(found)
    actual = (printed.base > 1) - (printed.base < 1)
    if actual == side or (side == 0 and abs(printed.base - 1) <= _NEARLY):
        return
    words = sentence.words(printed)
    ledger.find(
        Kind.PROSE_VS_TABLE,
        # 100% may be a little more or less
        Severity.WARNING if printed.base == 1 else Severity.ERROR,
        sentence.at(printed),
        f"“{sentence.name(printed)}{words}”，决算数{_WORDS[actual]}预算数，文中写“{found[0]}”。",
        rule="增减的方向与两数的大小一致",
        text=sentence.text,
        printed=words,
    )
