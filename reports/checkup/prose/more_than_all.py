"""What each gets, where all of them together would get more than anything the document tells: 户均700万元.

Nothing costs more for each of 4320 households than the whole programme over: the unit is wrong.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.each_of_many import EACH, NOT_SHARED_OUT, Shared, is_counted
from reports.checkup.prose.sentences import Sentence

_OF_THE_ECONOMY = re.compile(
    "收入|产值|收益|消费|增收|贷款|授信|GDP|生产总值|保额|资产|租金|罚|限额|上限|最高"
)
_WORKED_OUT = re.compile("\\s*[÷/×*]")
_TIMES_ALL = 10
"""Any total may be left untold; not one of ten times what is told."""
_MANY = 10
_OTHER = {"万元": "元", "元": "万元"}
_OF_PERSONS = re.compile("(?:[户人生]均|每[户人生])")
_LITTLE = 20
"""So many 元 at most are next to nothing for a household."""
_TELLING = 3
_SLIP = -4


def check_more_than_all(sentences: Sequence[Sentence], tabled: Collection[Decimal], ledger: Ledger) -> None:
    """改造4320户，户均成本700万元 with 2992.50万元 in all: more for each than all of them can have got.

    So is 户均补助2.88元 the ten thousandth of what 1209.60万元 for 420 households come to.
    """
    figures = [(half_width(sentence.name(one)), one) for sentence in sentences for one in sentence.quantities]
    money = {one.base for name, one in figures if one.is_money and one.is_exact and not EACH.search(name)}
    money |= {*tabled}
    counts = [(sentence, one) for sentence in sentences for one in sentence.quantities if _is_count(one)]
    greatest = max(money, default=Decimal(0))
    for sentence in sentences:
        for each in sentence.quantities:
            name = half_width(sentence.name(each))
            found = EACH.search(name)
            plain = (
                each.is_money
                and each.is_exact
                and each.unit in _OTHER
                and not ledger.differs(sentence.at(each))
            )
            if (
                found is None
                or not plain
                or NOT_SHARED_OUT.search(name)
                or _OF_THE_ECONOMY.search(sentence.text)
            ):
                continue
            of = [one for told, one in counts if is_counted(told, one, found)]
            own = [one for one in of if one in sentence.quantities]
            least = min((one.value for one in own or of), default=Decimal(0))
            if _WORKED_OUT.match(sentence.text[each.end :]):
                continue  # 场均成本为19.83万元÷74场
            if each.unit == "万元":
                wrong = least * each.base > greatest * _TIMES_ALL > 0
            else:
                wrong = _is_ten_thousandth(each, name, money, of)
            if wrong:
                _report(sentence, each, ledger)


def _is_count(one: Quantity) -> bool:
    return one.is_exact and not (one.is_money or one.is_rate) and bool(one.unit) and one.value >= _MANY


def _is_ten_thousandth(each: Quantity, name: str, money: Iterable[Decimal], of: Sequence[Quantity]) -> bool:
    """Whether next to nothing for each household is what an amount for all of them comes to, in 万元."""
    digits = len(each.value.normalize().as_tuple().digits)
    if digits < _TELLING or each.base >= _LITTLE or not _OF_PERSONS.search(name):
        return False
    shared = [Shared(replace(each, value=amount, places=2), count, each) for amount in money for count in of]
    return any(one.is_right(_SLIP) for one in shared) and not any(one.is_right() for one in shared)


def _report(sentence: Sentence, each: Quantity, ledger: Ledger) -> None:
    meant = spelled(replace(each, unit=_OTHER[each.unit]))
    words = sentence.words(each)
    ledger.find(
        Kind.UNIT,
        Severity.ERROR,
        sentence.at(each),
        f"“{sentence.name(each)}{words}”与全文的金额和数量不相称，可能应为{meant}。",
        rule="平均数与总额相称",
        text=sentence.text,
        printed=words,
        computed=meant,
    )
