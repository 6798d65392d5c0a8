"""Amounts with the same digits in another unit: 6748元 where everything else says 6748万元."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from decimal import Decimal

from projects.money import YUAN_IN, half_up, number_text
from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence

_POWERS = (4, -4, 8, -8)
_TELLING = 4
"""So many digits are no coincidence; within one sentence one less."""
_FAR = 1000
_FEWEST_KNOWN = 4
"""Among fewer amounts none is out of place."""
_FEWEST_TABLED = 2
_NEAR = 12
"""So many characters before an amount may tell that it was given or spent."""
_GIVEN_OR_SPENT = re.compile("资金|投资|预算|安排|下达|到位|支出|支付|执行|使用|拨付|结余")
_EACH = re.compile("[人户均]均|每|单价|均价|标准|限额|以上|定额")
"""What one of ten thousand costs has the same digits as what all of them cost."""


def check_outliers(
    sentences: Sequence[Sentence], amounts: Sequence[tuple[Quantity, Place]], ledger: Ledger
) -> None:
    """What was given or spent is not a thousand times as much as anything else that is told.

    2242亿元 among amounts of some thousand 万元, 951.80万元 printed as 9518000万元.
    """
    told = [
        (one, sentence)
        for sentence in sentences
        for one in sentence.quantities
        if one.is_money and one.is_exact and one.value > 0
    ]
    known = sorted({one.base for one, _sentence in told} | {value.base for value, _place in amounts})
    if len(known) < _FEWEST_KNOWN:
        return
    for one, sentence in told:
        name = half_width(sentence.name(one))
        if one.base != known[-1] or one.base < known[-2] * _FAR or not _GIVEN_OR_SPENT.search(name):
            continue
        words, largest = sentence.words(one), half_up(known[-2] / YUAN_IN["万元"], 2)
        ledger.find(
            Kind.UNIT,
            Severity.WARNING,
            sentence.at(one),
            f"“{sentence.name(one)}{words}”是全文其余金额（最大为{number_text(largest)}万元）的{_FAR}倍以上，"
            "可能用错了单位。",
            rule="同一项目的金额大小相称",
            text=sentence.text,
            printed=words,
            computed="",
        )


def check_slips(
    sentences: Sequence[Sentence], amounts: Sequence[tuple[Quantity, Place]], ledger: Ledger
) -> None:
    """An amount has the same unit wherever its digits stand.

    ``amounts`` are those of the tables, which prevail over the prose; else what is said more often does, or
    what is said in the unit that the prose uses more.
    """
    stated = [
        (one, sentence)
        for sentence in sentences
        for one in sentence.quantities
        if one.is_money and one.is_exact and one.value > 0 and not _EACH.search(sentence.name(one))
    ]
    tabled = {value.base: value for value, _place in reversed(amounts)}
    said = Counter(one.base for one, _sentence in stated)
    units = Counter(one.unit for one, _sentence in stated)
    spelt: dict[Decimal, dict[str, Quantity]] = {}
    beside: dict[Place, set[Decimal]] = {}
    for one, sentence in stated:
        spelt.setdefault(one.base, {}).setdefault(one.unit, one)
        beside.setdefault(sentence.begins, set()).add(one.base)
    for one, sentence in stated:
        digits = len(one.value.normalize().as_tuple().digits)
        out_of_place = _is_out_of_place(one, sentence, tabled)
        if one.base in tabled or ledger.is_agreed(sentence.at(one)):
            continue
        if digits < _TELLING - 1 - out_of_place:
            continue
        slips = [one.base.scaleb(power) for power in _POWERS]
        telling = digits >= _TELLING or out_of_place
        known = next((tabled[base] for base in slips if base in tabled and telling), None)
        if known is None:
            others = (
                other
                for base in slips
                if digits >= _TELLING or base in beside[sentence.begins]
                for other in spelt.get(base, {}).values()
            )
            mine = said[one.base], units[one.unit]
            known = next((other for other in others if (said[other.base], units[other.unit]) > mine), None)
        if known is None:
            continue
        words, where = sentence.words(one), "表中" if known.base in tabled else "他处"
        ledger.find(
            Kind.UNIT,
            Severity.ERROR if known.base in tabled else Severity.WARNING,
            sentence.at(one),
            f"文中“{sentence.name(one)}{words}”，{where}为{spelled(known)}，"
            "数字相同而单位不同，可能用错了单位。",
            rule="同一金额在各处用同一单位",
            text=sentence.text,
            printed=words,
            computed=spelled(known),
        )


def _is_out_of_place(one: Quantity, sentence: Sentence, tabled: Collection[Decimal]) -> bool:
    """Whether what was given or spent is a thousand times less or more than any amount of the tables."""
    known = [base for base in tabled if base > 0]
    if len(known) < _FEWEST_TABLED or not _GIVEN_OR_SPENT.search(
        half_width(sentence.text[: one.start])[-_NEAR:]
    ):
        return False
    return one.base * _FAR < min(known) or one.base > max(known) * _FAR
