"""What was left over, in the unit of what was given and spent: 预算100.25万元，支出90万元，结余10.25元."""

import re
from dataclasses import replace
from itertools import permutations

from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity
from reports.checkup.prose.sentences import Sentence

_LEFT = re.compile("(?:结余|结转|剩余|节余)(?:资金)?(?:为|共)?$")
_TELLING = 4
"""So many digits are no coincidence."""


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


def _unit_meant(left: Quantity, money: list[Quantity]) -> str | None:
    return next(
        (
            more.unit
            for more, less in permutations(money, 2)
            if more.unit == less.unit != left.unit and more.value - less.value == left.value
        ),
        None,
    )
