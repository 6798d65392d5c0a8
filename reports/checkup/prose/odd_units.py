"""One amount of a sentence in another unit than all others: 75万元、2624万元、1985万元、4822.45元.

That its digits in the unit of the others are of their size, and that the amount as it stands is not, tells
that the unit is a slip. A small one may be meant so, if it is not told to as many places as the others are.
"""

import re
from collections import Counter

from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import EACH, Sentence

_SMALL = re.compile("利息|手续费|滞纳金|[每均]")
_FEWEST = 3
_FAR, _NEAR = 100, 3


def check_odd_unit(sentence: Sentence, ledger: Ledger) -> None:
    """Find the only amount whose unit is another, where nothing else bears it out."""
    money = [one for one in sentence.quantities if _is_amount(sentence, one)]
    usual, many = Counter(one.unit for one in money).most_common(1)[0] if money else ("", 0)
    odd = [one for one in money if one.unit != usual]
    if many < _FEWEST or len(odd) != 1 or ledger.is_known(sentence.at(odd[0])):
        return
    (one,), others = odd, [other for other in money if other.unit == usual]
    least, most = (pick(other.base for other in others) for pick in (min, max))
    meant = one.value * others[0].factor
    too_large = one.base > most * _FAR
    too_small = one.base * _FAR < least and 0 < one.places == min(other.places for other in others)
    if not least / _NEAR <= meant <= most * _NEAR or not (too_large or too_small):
        return
    words, computed = sentence.words(one), f"{spelled(one).removesuffix(one.unit)}{usual}"
    ledger.find(
        Kind.UNIT,
        Severity.ERROR if too_large else Severity.WARNING,
        sentence.at(one),
        f"“{sentence.name(one)}{words}”与同句其他金额的单位不同，疑应为{computed}。",
        rule="同一处的金额用同一单位",
        text=sentence.text,
        printed=words,
        computed=computed,
    )


def _is_amount(sentence: Sentence, one: Quantity) -> bool:
    """Whether it is an amount of its own, no price and no standard."""
    plain = one.is_money and one.is_exact and not one.sign and one.value > 0
    name = half_width(sentence.name(one))
    return plain and not (EACH.search(name) or _SMALL.search(name))
