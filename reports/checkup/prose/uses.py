"""What a total was mainly used for, where one part with two digits changed over closes the sum.

主要用于 may leave parts out, so that a sum that is less proves nothing; that it is right to the last digit
once two digits of one part stand the other way round is no chance.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from projects.money import number_text
from reports.checkup.arithmetic import is_changed_over
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence

_OPENS = re.compile("(?:主要|分别)?(?:用于|包括|是|为|有|安排):?|其中:?")
_JOINED = re.compile(r"[、,;和及]{1,2}[^,。;:、()0-9]{1,24}")
_FEWEST_PARTS = 3
_TELLING = 3


def check_uses(sentence: Sentence, ledger: Ledger) -> None:
    """1820.50万元，主要用于：A968.40万元、B312.60万元、C285.50万元、D245.00万元: D would be 254.00万元."""
    for place, whole in enumerate(sentence.quantities):
        parts = [*_listed(sentence, place)]
        if not whole.is_money or not whole.is_exact or len(parts) < _FEWEST_PARTS:
            continue
        missing = whole.base - sum((one.base for one in parts), Decimal(0))
        closing = [one for one in parts if missing and _closes(one, missing)]
        if not closing or any(ledger.differs(sentence.at(one)) for one in (whole, *parts)):
            continue
        meant = "或".join(
            f"“{sentence.name(one)}{sentence.words(one)}”为"
            f"{number_text(one.value + missing / one.factor)}{one.unit}"
            for one in closing
        )
        computed = f"{number_text((whole.base - missing) / whole.factor)}{whole.unit}"
        words = sentence.words(whole)
        ledger.find(
            Kind.SUM,
            Severity.WARNING,
            sentence.at(whole),
            f"所列各部分之和为{computed}，若{meant}，正好等于“{sentence.name(whole)}{words}”，疑为数字颠倒。",
            rule="各部分之和等于合计",
            text=sentence.text,
            printed=words,
            computed=computed,
        )


def _listed(sentence: Sentence, place: int) -> Iterator[Quantity]:
    """Yield the amounts that are listed behind one: each with a name, and nothing else between them."""
    whole, end = sentence.quantities[place], sentence.quantities[place].end
    for number, one in enumerate(sentence.quantities[place + 1 :]):
        between = half_width(sentence.text[end : one.start])
        opened = _OPENS.search(between) if number == 0 else _JOINED.fullmatch(between)
        if opened is None or one.unit != whole.unit or not one.is_exact:
            return
        yield one
        end = one.end


def _closes(part: Quantity, missing: Decimal) -> bool:
    """Whether a part that is more by what is missing has the same digits, two of them changed over."""
    meant = part.value + missing / part.factor
    one, other = (str(int(value.scaleb(max(part.places, 0)))) for value in (part.value, meant))
    return meant > 0 and len(one.strip("0")) >= _TELLING and is_changed_over(one, other)
