"""So many at a price here, what they cost there: 培训支出115.2万元; 培训288人次，人均4000元."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from projects.money import number_text
from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.scope import is_apart
from reports.checkup.prose.sentences import Sentence

_BESIDE = "(?:其中|共|共计|累计|全年|组织|开展|实施|完成|发放|举办|用于)*"
_PAID = re.compile(
    f"^{_BESIDE}(?P<what>[\u4e00-\u9fff]{{3,14}}?)(?:资金|经费|费用)?(?:实际|累计|共)?"
    "(?:支出|支付|发放|兑付|列支)(?:资金|金额)?(?:共|为)?$"
)
_COUNTED = re.compile(f"^{_BESIDE}(?P<what>[\u4e00-\u9fff]{{3,14}})$")
_PRICE_BEHIND = re.compile(
    "^[,(]?(?:人均|户均|平均每人次?|每人次?|每户|单价)(?:补[助贴]|标准|费用|成本)*(?:为|是)?$"
)
_PRICE_BEFORE = re.compile(
    f"^{_BESIDE}(?P<what>[\u4e00-\u9fff]{{3,14}}?)(?:标准)?(?:按照?|为|是)?每[人户](?:补[助贴])?(?:为|是)?$"
)
_COUNT_BEHIND = re.compile("^[,(]?(?:共|累计|全年|实际)*(?:发放|补[助贴]|资助|惠及|兑付)?$")
_BY_TIME = re.compile("[每/](?:月|年|天|日|季|学期|学年)|个月|分别")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class _Bill:
    """So many of something at a price."""

    what: str
    count: Quantity
    price: Quantity
    sentence: Sentence


def check_told_costs(sentences: Sequence[Sentence], year: int | None, ledger: Ledger) -> None:
    """Hold so many at a price against what is told to have been spent on them in another place.

    Only where the price goes into the amount without a rest does that tell how many they were.
    """
    paid = [
        (found["what"], one, sentence)
        for sentence in sentences
        for one in sentence.quantities
        if one.is_money and one.is_exact and not _is_apart(sentence, one, year)
        if (found := _PAID.match(half_width(sentence.name(one))))
    ]
    for bill in _bills(sentences, year):
        amounts = {
            one.base: (one, sentence) for what, one, sentence in paid if _is_of_the_same(what, bill.what)
        }
        if len(amounts) != 1:
            continue
        ((amount, there),) = amounts.values()
        many = amount.base / bill.price.base
        if many == bill.count.value:
            ledger.agree(bill.sentence.at(bill.count), bill.sentence.at(bill.price), there.at(amount))
            continue
        if many != many.to_integral_value() or not 1 < 2 * many / bill.count.value < 4:
            continue
        words, computed = bill.sentence.words(bill.count), f"{number_text(many)}{bill.count.unit}"
        ledger.find(
            Kind.SUM,
            Severity.WARNING,
            bill.sentence.at(bill.count),
            f"“{bill.what}{words}”与他处数字不符：{spelled(amount)}÷{spelled(bill.price)}={number_text(many)}。",
            rule="总额 = 数量 × 单价",
            text=bill.sentence.text,
            printed=words,
            computed=computed,
        )


def _bills(sentences: Sequence[Sentence], year: int | None) -> Iterator[_Bill]:
    for sentence in sentences:
        for one, other in zip(sentence.quantities, sentence.quantities[1:], strict=False):
            start = sentence.group(one)
            ends = re.search("[;；。]", sentence.text[other.end :])
            end = other.end + ends.start() if ends else len(sentence.text)
            if _BY_TIME.search(sentence.text[start:end]) or _is_apart(sentence, one, year):
                continue
            behind = half_width(sentence.name(other))
            if _is_counted(one) and _is_price(other):
                count, price, pattern, follows = one, other, _COUNTED, _PRICE_BEHIND
            elif _is_price(one) and _is_counted(other):
                count, price, pattern, follows = other, one, _PRICE_BEFORE, _COUNT_BEHIND
            else:
                continue
            found = pattern.match(half_width(sentence.name(one)))
            if found and follows.match(behind):
                yield _Bill(found["what"], count, price, sentence)


def _is_apart(sentence: Sentence, quantity: Quantity, year: int | None) -> bool:
    return is_apart(half_width(sentence.text[: quantity.start]), year, ())


def _is_counted(quantity: Quantity) -> bool:
    return quantity.is_exact and bool(quantity.unit) and not (quantity.is_money or quantity.is_rate)


def _is_price(quantity: Quantity) -> bool:
    return quantity.is_money and quantity.is_exact and quantity.value > 0


def _is_of_the_same(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _SHORTEST and longer.endswith(shorter)
