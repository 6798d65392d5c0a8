"""Three figures in a row of which each follows from the others, but for one digit: 390份，382份满意，98.95%.

The words between a part, a whole and a share, or a count, a price and an amount, stand in every order. Where
three figures of such kinds stand in a row, come to nothing, and do so with one digit of one of them
another, that is hardly chance.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reports.checkup.arithmetic import Outcome, of_rate, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.explained import is_explained
from reports.checkup.prose.off_by_a_digit import FEWEST_PRINTED, as_money, digits_of, is_plain, slips_of
from reports.checkup.prose.sentences import Sentence, is_alike, is_change

_SHARE = re.compile("率|度|占|比")
_OF_OTHERS = re.compile(
    "分别|年均|平均|综合|目标|计划|标准|不[低高少]于|[高低]于|上年|去年|同期|要求|[增上]升|[0-9]{4}年"
)
_PRICE = re.compile("每(?P<unit>[\u4e00-\u9fff]{1,3})|[人户亩]均|单价|×|标准")
_OF_EACH = re.compile("每|均|单价|标准")
_TIMED = frozenset({"个月", "天", "年", "次", "学期"})
_MONTHS = Decimal(12)
_PERSONS = frozenset({"人", "名", "位"})
_MANY = 10
"""Fewer are told by chance."""


def check_nearly(sentences: Sequence[Sentence], ledger: Ledger) -> None:
    """Hold three figures in a row against each other: part, whole and share; count, price and amount.

    What another check has found in them is not said twice.
    """
    found = {one.place for one in ledger.findings}
    for sentence in sentences:
        said = Counter((one.base, one.unit) for one in sentence.quantities)
        once = [
            is_plain(one) and said[one.base, one.unit] == 1 and sentence.at(one) not in found
            for one in sentence.quantities
        ]
        for at in range(len(once) - 2):
            three = sentence.quantities[at : at + 3]
            if not all(once[at : at + 3]):
                continue
            if sentence.group(three[0]) != sentence.group(three[2]):
                continue
            _check_share(sentence, three, ledger)
            _check_cost(sentence, three, ledger)


def _check_share(sentence: Sentence, three: Sequence[Quantity], ledger: Ledger) -> None:
    """问卷390份，收回382份，满意538份: the share in the one whole before it."""
    rates = [one for one in three if one.is_rate]
    if len(rates) != 1 or ledger.is_known(sentence.at(rates[0])):
        return
    (rate,) = rates
    first, second = (one for one in three if one is not rate)
    name = half_width(sentence.name(rate))
    if not is_alike(first, second) or not _SHARE.search(name) or is_change(name) or _OF_OTHERS.search(name):
        return
    bracketed = rate is three[1] and sentence.text[rate.end : rate.end + 1] in ("(", "（")
    if not (rate is three[2] or bracketed) or rate.base >= 1 or is_explained(sentence, rate, (first, second)):
        return
    if _share(rate, first, second) is not None:
        return
    for wrong in three:
        for meant in slips_of(wrong) if len(digits_of(wrong)) >= FEWEST_PRINTED else ():
            of, one, other = (meant if each is wrong else each for each in (rate, first, second))
            formula = _share(of, one, other)
            if formula is not None:
                _report(sentence, wrong, meant, formula, "比率等于前后两数相除", ledger)
                return


def _share(rate: Quantity, one: Quantity, other: Quantity) -> str | None:
    less, more = sorted((one, other), key=lambda each: each.base)
    verdict = of_rate(rate, less, more)
    if verdict is None or verdict.outcome is not Outcome.AGREE:
        return None
    return f"{spelled(less)}÷{spelled(more)}={verdict.computed}"


def _check_cost(sentence: Sentence, three: Sequence[Quantity], ledger: Ledger) -> None:
    """So many at a price, in whatever order: 补助资金16.52万元，16名，每人每月600元."""
    money = sorted((one for one in three if as_money(one).is_money), key=lambda one: as_money(one).base)
    counts = [one for one in three if not as_money(one).is_money and not one.is_rate and one.unit != "分"]
    if len(money) != 2 or len(counts) != 1:
        return
    price, whole, count = *money, counts[0]
    if not _is_price_of(sentence, price, count) or _is_price(sentence, whole):
        return
    if ledger.is_agreed(sentence.at(whole)) or _is_paid_otherwise(sentence, price, whole):
        return
    for wrong in (whole, count, price):
        for meant in slips_of(wrong) if len(digits_of(wrong)) >= FEWEST_PRINTED else ():
            of, many, amount = (meant if one is wrong else one for one in (price, count, whole))
            for product, formula in _costs(sentence, of, many):
                if abs(product - amount.base) <= amount.half:
                    _report(
                        sentence, wrong, meant, f"{formula}={spelled(amount)}", "总额 = 数量 × 单价", ledger
                    )
                    return


def _is_price(sentence: Sentence, one: Quantity) -> bool:
    return "/" in one.unit or _OF_EACH.search(half_width(sentence.name(one))) is not None


def _is_price_of(sentence: Sentence, price: Quantity, count: Quantity) -> bool:
    """Whether words or a sign tell that an amount is the price of each that is counted."""
    name = half_width(sentence.name(price))
    if "×" in name:
        return True
    found = _PRICE.search(name)
    unit = "人" if count.unit in _PERSONS else count.unit
    of_the_same = found is None or not found["unit"] or found["unit"][0] in (count.unit[0], unit[0])
    return (found is not None or "/" in price.unit) and of_the_same and count.value >= _MANY


def _is_paid_otherwise(sentence: Sentence, price: Quantity, whole: Quantity) -> bool:
    """Whether a count of the sentence at the price is the amount, another, or off by one that is told."""
    told = [one for one in sentence.quantities if is_plain(one)]
    amounts = [one.base for one in told if one.is_money and one is not whole]
    rounded = as_money(price).half if "均" in sentence.name(price) else Decimal(0)
    return any(
        abs(product - whole.base) <= whole.half + rounded * one.value
        or {product, abs(product - whole.base)} & {*amounts}
        for one in told
        if not one.is_money and not one.is_rate
        for product, _formula in _costs(sentence, price, one)
    )


def _costs(sentence: Sentence, price: Quantity, count: Quantity) -> Iterator[tuple[Decimal, str]]:
    """Yield what so many come to: once, by the year, or so many times as the sentence tells."""
    timed = {one.value for one in sentence.quantities if one.unit in _TIMED and one is not count}
    for many in sorted({Decimal(1), _MONTHS, *timed}):
        times = "" if many == 1 else f"×{many}"
        yield as_money(price).base * count.value * many, f"{spelled(count)}×{spelled(price)}{times}"


def _report(
    sentence: Sentence, wrong: Quantity, meant: Quantity, formula: str, rule: str, ledger: Ledger
) -> None:
    words, computed = sentence.words(wrong), spelled(meant)
    ledger.find(
        Kind.RATIO if wrong.is_rate else Kind.SUM if wrong.is_money else Kind.COUNT,
        Severity.WARNING,
        sentence.at(wrong),
        f"“{sentence.name(wrong)}{words}”与前后数字不符：若为{computed}，则{formula}，疑为个别数字有误。",
        rule=rule,
        text=sentence.text,
        printed=words,
        computed=computed,
    )
