"""Standards with their unit behind a stroke, 8000万元/户, that would give all more than anything told."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from projects.money import YUAN_IN
from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity
from reports.checkup.prose.sentences import Sentence

_OF_THE_ECONOMY = re.compile("贷款|授信|上限|限额|最高|收入|产值|效益|保额|罚")
"""Of what others earn or may borrow there may be more than the programme has."""
_PERSONS = frozenset({"人", "名", "位"})
_TIMES = frozenset({"年", "月", "日", "天", "次"})
_OTHER = {"万元": "元", "元": "万元"}
_FEWEST = 10
_TIMES_ALL = 10
_BY_NO_MEANS = 1000
"""Any total may be left untold; not one of ten times what is told, by no means one of a thousand times."""
_SLIPS = {"万元": -4, "元": 4}


def check_priced_units(sentences: Sequence[Sentence], tabled: Collection[Decimal], ledger: Ledger) -> None:
    """补助标准8000万元/户, 45户, 合计36万元: 8000元/户 is meant."""
    money = {
        one.base for sentence in sentences for one in sentence.quantities if one.is_money and one.is_exact
    }
    greatest = max(money | {*tabled}, default=Decimal(0))
    for sentence in sentences:
        for price in sentence.quantities:
            unit, _stroke, of = price.unit.partition("/")
            if unit not in _OTHER or not of or not price.is_exact or price.value <= 0:
                continue
            if _OF_THE_ECONOMY.search(sentence.text):
                continue
            yuan = price.value * YUAN_IN[unit]
            counts = [*_counts(sentence, of)]
            amounts = [one.base for one in sentence.quantities if one.is_money and one.is_exact]
            times = max((one * yuan / greatest for one in counts), default=0) if greatest else 0
            beyond = unit == "万元" and times > _TIMES_ALL
            slipped = any(
                count * yuan.scaleb(_SLIPS[unit]) == amount for count in counts for amount in amounts
            ) and not any(count * yuan == amount for count in counts for amount in amounts)
            if beyond or slipped:
                _report(sentence, price, ledger, certain=bool(slipped) or times > _BY_NO_MEANS)


def _counts(sentence: Sentence, of: str) -> Iterator[Decimal]:
    """How many of what a price is for, or who gets it by the month."""
    for one in sentence.quantities:
        counted = (
            one.unit in _PERSONS | {"户"} if of in _TIMES else one.unit == of or {one.unit, of} <= _PERSONS
        )
        if counted and one.is_exact and one.value >= _FEWEST:
            yield one.value


def _report(sentence: Sentence, price: Quantity, ledger: Ledger, *, certain: bool) -> None:
    unit, _stroke, of = price.unit.partition("/")
    meant = spelled(replace(price, unit=f"{_OTHER[unit]}/{of}"))
    words = sentence.words(price)
    ledger.find(
        Kind.UNIT,
        Severity.ERROR if certain else Severity.WARNING,
        sentence.at(price),
        f"“{sentence.name(price)}{words}”与文中的数量、金额不相称，可能应为{meant}。",
        rule="标准与总额相称",
        text=sentence.text,
        printed=words,
        computed=meant,
    )
