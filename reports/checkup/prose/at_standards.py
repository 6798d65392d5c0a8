"""Standards told in one place, what so many cost by them in another: 车间每座3万元; 车间10座，奖补30万元."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from projects.money import half_up, number_text
from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.scope import is_apart
from reports.checkup.prose.sentences import Sentence

_STANDARD = re.compile(
    "(?P<what>[\u4e00-\u9fff]{2,12}?)(?:按照?)?每(?P<unit>[\u4e00-\u9fff]{1,2})(?:补[助贴]|奖补|为|按)*$"
)
_TELLS_STANDARDS = re.compile("标准|补[助贴]|奖[补励]|单价|价格")
_COST = re.compile(
    "[,(]?(?:共|合计|发放|兑付|拨付|支付)*(?:补[助贴]|奖[补励]|支出|投入)?(?:资金|金额)?(?:共|合计|共计)?(?:为)?"
)
_SHORTEST = 3
_SLIPS = (4, -4)


@dataclass(frozen=True, slots=True)
class _Bill:
    """So many of something, and what they cost."""

    count: Quantity
    amount: Quantity
    sentence: Sentence
    what: str


def check_at_standards(sentences: Sequence[Sentence], year: int | None, ledger: Ledger) -> None:
    """Hold what so many cost against the standards that are told of the same thing and measure.

    Where one bill follows from a standard, another that does not is only a warning: there may be exceptions.
    """
    bills = [*_bills(sentences, year)]
    for sentence in sentences:
        if not _TELLS_STANDARDS.search(sentence.text):
            continue
        for price in sentence.quantities:
            found = _STANDARD.search(half_width(sentence.name(price)))
            if found is None or not price.is_money or not price.is_exact or price.sign:
                continue
            fitting = [
                one for one in bills if one.count.unit == found["unit"] and _is_of(one.what, found["what"])
            ]
            if not fitting or any(_holds(one, price) for one in fitting):
                continue
            bill = fitting[0]
            ratio = bill.amount.base / (bill.count.value * price.base)
            slip = any(ratio.scaleb(power) == 1 for power in _SLIPS)
            if not slip and not 1 < 2 * ratio < 4:
                continue
            right = number_text(half_up(bill.amount.base / bill.count.value / price.factor, 4))
            words = sentence.words(price)
            ledger.find(
                Kind.UNIT if slip else Kind.DUPLICATE,
                Severity.WARNING,
                sentence.at(price),
                f"“{sentence.name(price)}{words}”与他处数字不符："
                f"{spelled(bill.amount)}÷{spelled(bill.count)}={right}{price.unit}。",
                rule="总额 = 数量 × 标准",
                text=sentence.text,
                printed=words,
                computed=f"{right}{price.unit}",
            )


def _bills(sentences: Sequence[Sentence], year: int | None) -> Iterator[_Bill]:
    for sentence in sentences:
        for count, amount in zip(sentence.quantities, sentence.quantities[1:], strict=False):
            exact = count.is_exact and amount.is_exact and count.value > 0
            if not (exact and count.unit and amount.is_money) or count.is_money or count.is_rate:
                continue
            between = half_width(sentence.text[count.end : amount.start])
            if _COST.fullmatch(between) and not is_apart(half_width(sentence.text[: count.start]), year, ()):
                yield _Bill(count, amount, sentence, half_width(sentence.name(count)))


def _is_of(what: str, named: str) -> bool:
    """Whether a count is of what a standard is for: 加工车间 and 新建加工车间."""
    shorter, longer = sorted((what, named), key=len)
    return len(shorter) >= _SHORTEST and longer.endswith(shorter)


def _holds(bill: _Bill, price: Quantity) -> bool:
    slack = bill.amount.half + price.half * bill.count.value + bill.count.half * price.base
    return abs(bill.count.value * price.base - bill.amount.base) <= slack
