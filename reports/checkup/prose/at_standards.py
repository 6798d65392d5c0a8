"""Standards told in one place, what so many cost by them in another: 车间每座3万元; 车间10座，奖补30万元."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from projects.money import half_up, number_text
from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.each_of_many import EACH, is_counted
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
_SO_MANY_EACH = re.compile(
    "(?P<what>[\u4e00-\u9fff0-9~—-]{3,20}?)(?:补[助贴]|奖[补励])?(?:标准)?(?:按照?|为|是)?"
    "每(?P<unit>[^每\\W\\d_]{1,3})(?:补[助贴]|奖[补励]|发放)?(?:标准)?(?:为|是|按)?$"
)
_BEFORE_NAME = re.compile("^.*(?:标准|价格|单价)[为是]?|^(?:[一二三四五]是|其中|对)")
_CLAUSE = re.compile("[,、;。:(]")
_STANDARD_BEHIND = re.compile("[^,。;]{0,4}标准")
_NOUGHTS = (4, -4, 2, -2, -1)
"""So many noughts more or fewer; ten times as much may be of ten months."""
_TIMES_EACH = re.compile("[0-9](?:天|日|次|课时|学时|小时|个月|期)")
_TELLING = 3
"""So many digits are alike by no chance."""


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


def check_slipped_bills(sentences: Sequence[Sentence], ledger: Ledger) -> None:
    """60至79周岁每餐2元; 60至79周岁用餐18.6万人次，补贴3720万元: right, but for so many noughts.

    What counts and measures are called does not matter here: that the digits are those of the product does.
    """
    said = ledger.doubted
    standards = [(what, price) for what, price, place in _standards(sentences) if place not in said]
    for sentence in sentences if standards else ():
        for count, amount in zip(sentence.quantities, sentence.quantities[1:], strict=False):
            if not (_is_plain(count) and _is_plain(amount) and amount.is_money) or count.is_money:
                continue
            if not _COST.fullmatch(half_width(sentence.text[count.end : amount.start])):
                continue
            if ledger.is_known(sentence.at(amount)):
                continue
            what = _CLAUSE.split(half_width(sentence.text[: count.start]))[-1]
            prices = [price for named, price in standards if named in what]
            ratios = [(price, amount.base / (count.value * price.base)) for price in prices]
            if any(ratio == 1 for _price, ratio in ratios):
                ledger.agree(sentence.at(amount))
                continue
            slipped = len(ratios) == 1 and any(ratios[0][1] == Decimal(1).scaleb(one) for one in _NOUGHTS)
            if slipped and not _TIMES_EACH.search(half_width(sentence.text)):
                product = count.value * prices[0].base
                told = f"“{sentence.name(amount)}{sentence.words(amount)}”与他处的标准不符"
                right = f"{spelled(count)}×{spelled(prices[0])}={_in_ten_thousands(product)}"
                _report_noughts(sentence, amount, f"{told}：{right}", _in_ten_thousands(product), ledger)


def check_standards_of_all(
    sentences: Sequence[Sentence], amounts: Collection[Decimal], ledger: Ledger
) -> None:
    """按302.5万人、人均84元的标准安排: what that comes to is told, or what is told but for its noughts.

    ``amounts`` are those of the tables, in 元.
    """
    told = {one.base for each in sentences for one in each.quantities if one.is_money and one.is_exact}
    told |= {*amounts}
    for sentence in sentences:
        plain = half_width(sentence.text)
        for count, price in zip(sentence.quantities, sentence.quantities[1:], strict=False):
            each = EACH.search(half_width(sentence.name(price)))
            if each is None or not (_is_plain(count) and _is_plain(price) and price.is_money):
                continue
            if not (is_counted(sentence, count, each) and _STANDARD_BEHIND.match(plain, price.end)):
                continue
            product, slack = count.value * price.base, count.half * price.base + price.half * count.value
            if any(abs(one - product) <= slack for one in told):
                ledger.agree(sentence.at(count), sentence.at(price))
            elif len(product.normalize().as_tuple().digits) >= _TELLING:
                meant = [one for power in _NOUGHTS if (one := product.scaleb(power)) in told]
                if len(meant) == 1 and not ledger.is_known(sentence.at(count)):
                    words = f"“{sentence.words(count)}”与他处的{_in_ten_thousands(meant[0])}不相称"
                    formula = f"{spelled(count)}×{spelled(price)}={_in_ten_thousands(product)}"
                    right = f"{number_text(meant[0] / price.base)}{count.unit}"
                    _report_noughts(sentence, count, f"{words}：{formula}", right, ledger)


def _standards(sentences: Sequence[Sentence]) -> Iterator[tuple[str, Quantity, Place]]:
    """The standards that are told of something each has, in whatever measure: 60至79周岁 and 2元."""
    for sentence in sentences:
        for price in sentence.quantities:
            clause = _CLAUSE.split(half_width(sentence.text[: price.start]))[-1]
            found = _SO_MANY_EACH.search(clause)
            what = _BEFORE_NAME.sub("", found["what"]) if found is not None else ""
            if len(what) >= _SHORTEST and price.is_money and _is_plain(price):
                yield what, price, sentence.at(price)


def _is_plain(one: Quantity) -> bool:
    return one.is_exact and bool(one.unit) and not (one.sign or one.is_rate) and one.value > 0


def _in_ten_thousands(base: Decimal) -> str:
    return f"{number_text(base.scaleb(-4))}万元"


def _report_noughts(sentence: Sentence, wrong: Quantity, message: str, computed: str, ledger: Ledger) -> None:
    ledger.find(
        Kind.UNIT,
        Severity.ERROR,
        sentence.at(wrong),
        f"{message}，可能用错了单位或小数点。",
        rule="总额 = 数量 × 标准",
        text=sentence.text,
        printed=sentence.words(wrong),
        computed=computed,
    )
