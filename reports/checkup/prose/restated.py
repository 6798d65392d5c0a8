"""Amounts told again in round numbers: 支出合计2420.30万元……全年支出约为0.24亿元."""

import re
from collections.abc import Iterator, Sequence

from projects.money import half_up, number_text
from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence, is_change

_AGAIN = re.compile("折合|换算|约合|[折亦]?即|也就是|相当于|大数|取整|四舍五入|计约|折算")
_NOUN = re.compile("支出|收入|预算|投资|投入|资金|到位|拨款|执行|采购|结余|结转|成本|产值|[补救资]助")
_EACH = re.compile("[人户均]均|每|单价|均价|标准|限额|定额")
_POWERS = (1, -1, 2, -2, 3, -3, 4, -4)
_TELLING = 3
"""So many digits are no coincidence."""


def check_restated(sentences: Sequence[Sentence], ledger: Ledger) -> None:
    """A round number has the size of the amount in its paragraph that it has the digits of."""
    told = [(one, sentence) for sentence in sentences for one in sentence.quantities if one.is_money]
    for one, sentence in told:
        name = half_width(sentence.name(one))
        if not _is_round(one, name) or one.until is not None or is_change(name) or _EACH.search(name):
            continue
        exact = [
            (other, half_width(at.name(other)))
            for other, at in told
            if other is not one and other.is_exact and _digits(other) > _digits(one) and not other.sign
        ]
        if any(_is_rounded(one, other, 0) for other, _name in exact):
            ledger.agree(sentence.at(one))
            continue
        meant = next(_meant(one, name, exact), None)
        if meant is None or ledger.is_known(sentence.at(one)):
            continue
        words, known = sentence.words(one), spelled(meant[0])
        computed = f"{number_text(half_up(meant[0].base / one.factor, max(one.places, 2)))}{one.unit}"
        again = _AGAIN.search(half_width(sentence.text[: one.start])) is not None
        ledger.find(
            Kind.UNIT,
            Severity.ERROR if again and meant[1] else Severity.WARNING,
            sentence.at(one),
            f"“{sentence.name(one)}{words}”与前文的{known}数字相同而大小不同，应为{computed}。",
            rule="同一金额换算后大小不变",
            text=sentence.text,
            printed=words,
            computed=computed,
        )


def _is_round(one: Quantity, name: str) -> bool:
    """Whether an amount is told to be rounded, or to be another one in other words."""
    told = one.approximate or _AGAIN.search(name) is not None
    return told and _digits(one) >= _TELLING and not one.sign


def _meant(
    one: Quantity, name: str, exact: Sequence[tuple[Quantity, str]]
) -> Iterator[tuple[Quantity, bool]]:
    """Yield the amounts in another unit that have its digits, and whether they are called the same."""
    nouns = {*_NOUN.findall(name)}
    for other, called in exact:
        if other.unit != one.unit and any(_is_rounded(one, other, power) for power in _POWERS):
            yield other, bool(nouns & {*_NOUN.findall(called)})


def _is_rounded(one: Quantity, exact: Quantity, power: int) -> bool:
    """Whether a number is another one, times a power of ten, rounded or cut off."""
    return abs(exact.base.scaleb(power) - one.base) < 2 * one.half


def _digits(one: Quantity) -> int:
    return len(one.value.normalize().as_tuple().digits)
