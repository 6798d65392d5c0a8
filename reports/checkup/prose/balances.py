"""What was left over: of what was carried over, given and spent, and in the unit of what was given and spent.

预算100.25万元，支出90万元，结余10.25元; 年初结转30万元，加本年收入100万元，减本年支出90万元，年末结转40万元.
"""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from projects.money import YUAN_IN, number_text
from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence, is_aside, is_paid

_LEFT = re.compile("(?:结余|结转|剩余|节余)(?:资金)?(?:为|共)?$")
_OPENING = re.compile("(?:年初|期初|上年|上期)[一-鿿]{0,8}(?:结转|结余|余额|节余)")
_CLOSING = re.compile(
    "(?:年末|期末|年底|滚存|累计)[一-鿿]{0,8}(?:结转|结余|余额|节余)|结转(?:至|到)?(?:下年|次年|以后年度)"
)
_RECEIVED = re.compile("收入|拨款|到位|安排|下达|拨入|补助|预算")
_APART = re.compile("其中|含|包括|另|调[增减剂]|收回|上缴|追加")
_TELLING = 4
"""So many digits are no coincidence."""
_PLAIN = 2
"""One amount came in and one went out."""
_BOTH_TOTALS = (
    re.compile("[^,。;]{0,14}(?<!支出)收入总计(?:均?为)?"),
    re.compile("[^,。;]{0,6}支出总计(?:均?为)?"),
)
"""What an office has on both sides of its accounts, with what was carried over."""


def check_both_totals(sentence: Sentence, ledger: Ledger) -> None:
    """收入总计3256.4万元，支出总计3256.4万元: what an office's accounts come to on both sides."""
    money = [
        (half_width(sentence.name(one)), one) for one in sentence.quantities if one.is_money and one.is_exact
    ]
    sides = [[one for name, one in money if said.fullmatch(name)] for said in _BOTH_TOTALS]
    if any(len(side) != 1 for side in sides):
        return
    (income,), (spending,) = sides
    if abs(income.base - spending.base) <= max(income.half, spending.half):
        ledger.agree(sentence.at(income), sentence.at(spending))
        return
    ledger.find(
        Kind.SUM,
        Severity.ERROR if "平衡" in sentence.text else Severity.WARNING,
        sentence.at(spending),
        f"“{sentence.name(spending)}{sentence.words(spending)}”与收入总计{spelled(income)}不相等。",
        rule="收入总计等于支出总计",
        text=sentence.text,
        printed=sentence.words(spending),
        computed=f"{number_text(income.base / spending.factor)}{spending.unit}",
    )


def check_balance_unit(sentence: Sentence, before: Sentence | None, ledger: Ledger) -> None:
    """A balance that is the difference of two amounts near it but for the unit has the wrong one."""
    near = () if before is None or before.place.block != sentence.place.block else before.quantities
    money = [one for one in (*near, *sentence.quantities) if one.is_money and one.is_exact]
    for left in sentence.quantities:
        telling = len(left.value.normalize().as_tuple().digits) >= _TELLING
        if not (left.is_money and left.is_exact and telling and _LEFT.search(sentence.name(left))):
            continue
        unit = _unit_meant(left, [one for one in money if one is not left])
        if unit is None or ledger.is_agreed(sentence.at(left)):
            continue
        words, computed = sentence.words(left), spelled(replace(left, unit=unit))
        ledger.find(
            Kind.UNIT,
            Severity.ERROR,
            sentence.at(left),
            f"“{sentence.name(left)}{words}”按前文的预算与支出应为{computed}，可能用错了单位。",
            rule="结余 = 预算 − 支出",
            text=sentence.text,
            printed=words,
            computed=computed,
        )


def check_carried_over(sentence: Sentence, ledger: Ledger) -> None:
    """年初结转30万元，本年收入100万元，本年支出90万元，年末结转40万元: what came in and went out."""
    money = [one for one in sentence.quantities if one.is_money]
    names = {one: half_width(sentence.name(one)) for one in money}
    opening = next((one for one in money if _OPENING.search(names[one])), None)
    closing = next((one for one in reversed(money) if _CLOSING.search(names[one])), None)
    if opening is None or closing is None or opening.end > closing.start:
        return
    between = [one for one in money if opening.end <= one.start and one.end <= closing.start]
    paid = [one for one in between if is_paid(names[one])]
    received = [one for one in between if one not in paid and _RECEIVED.search(names[one])]
    involved = [opening, *between, closing]
    if not (paid and received) or len(paid) + len(received) != len(between):
        return
    told = half_width(sentence.text[: closing.start])
    if not all(one.is_exact and not one.sign for one in involved) or _APART.search(told):
        return
    if any(is_aside(names[one]) for one in between):
        return  # 收入100万元，比上年增加10万元
    spent = sum((one.base for one in paid), Decimal(0))
    came_in = sum((one.base for one in received), Decimal(0))
    slack = max(one.half for one in involved)
    # 全年预算 may be named beside what makes it up
    wholes = [opening.base + came_in, *(one.base for one in received)]
    if any(abs(whole - spent - closing.base) <= slack for whole in wholes):
        ledger.agree(*(sentence.at(one) for one in involved))
        return
    rest = (wholes[0] - spent) / YUAN_IN[closing.unit]
    words, computed = sentence.words(closing), f"{number_text(rest)}{closing.unit}"
    added = "".join(f"＋{spelled(one)}" for one in received) + "".join(f"－{spelled(one)}" for one in paid)
    ledger.find(
        Kind.SUM,
        Severity.ERROR if len(between) == _PLAIN else Severity.WARNING,
        sentence.at(closing),
        f"“{sentence.name(closing)}{words}”与前文数字不符：{spelled(opening)}{added}={computed}。",
        rule="年末结转 = 年初结转 + 收入 − 支出",
        text=sentence.text,
        printed=words,
        computed=computed,
    )


def _unit_meant(left: Quantity, money: list[Quantity]) -> str | None:
    return next(
        (
            more.unit
            for more, less in permutations(money, 2)
            if more.unit == less.unit != left.unit and more.value - less.value == left.value
        ),
        None,
    )
