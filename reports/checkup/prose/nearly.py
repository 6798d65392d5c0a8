"""Three figures in a row of which each follows from the others, but for one digit: 390份，382份满意，98.95%.

The words between a part, a whole and a share, or a count, a price and an amount, stand in every order. Where
three figures of such kinds stand in a row, come to nothing, and do so with one digit of one of them
another, that is hardly chance.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise

from projects.money import number_text
from reports.checkup.arithmetic import Outcome, of_rate, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.miswriting import digits_of, is_plain, slips_of
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.derivations import as_money
from reports.checkup.prose.explained import is_explained
from reports.checkup.prose.sentences import Sentence, came_in, is_alike, is_change, is_paid

_SHARE = re.compile("率|度|占|比")
_OF_OTHERS = re.compile(
    "分别|年均|平均|综合|目标|计划|标准|不[低高少]于|[高低]于|上年|去年|同期|要求|[0-9]{4}年"
)
_OF_BUDGET = re.compile("预算数?的$")
_GOAL = re.compile('[”"]?的?(?:年度|预期)?(?:目标|要求|标准)')
_EXECUTED = re.compile("(?:执行|支出|支付|完成)率(?:为|是|达)?$")
_GOT = re.compile("^[,(]?(?:按比例|折算|自评|应|实际|计|可)*得")
_FULL = re.compile("满分|分值|权重")
_USUAL = (Decimal(10), Decimal(20))
"""So many points does a form give to the execution."""
_PRICE = re.compile("每(?P<unit>[\u4e00-\u9fff]{1,3})|[人户亩]均|单价|×|标准")
_OF_EACH = re.compile("每|均|单价|标准")
_BESIDES = re.compile("另|增补|额外")
"""每场5000元，下乡10场另增补1000元: what some get besides makes no total."""
_TIMED = frozenset({"个月", "天", "年", "次", "学期"})
_MONTHS = Decimal(12)
_PERSONS = frozenset({"人", "名", "位"})
_ANSWERS = _PERSONS | {"份", "户"}
_TWO = 2
_FEWEST_PRINTED = 3
_MANY = 10
"""Fewer are told by chance."""


def check_nearly(sentences: Sequence[Sentence], ledger: Ledger) -> None:
    """Hold three figures in a row against each other: part, whole and share; count, price and amount.

    What another check has found in them is not said twice.
    """
    found = {one.place for one in ledger.findings}
    for sentence in sentences:
        told = [one for one in sentence.quantities if is_plain(one) and sentence.at(one) not in found]
        for rate in told:
            if rate.is_rate and not ledger.is_known(sentence.at(rate)):
                _check_rate(sentence, rate, told, ledger)
        for rate, points in pairwise(told):
            _check_points(sentence, rate, points, ledger)
        said = Counter((one.base, one.unit) for one in sentence.quantities)
        for at in range(len(sentence.quantities) - 2):
            three = sentence.quantities[at : at + 3]
            once = all(one in told and said[one.base, one.unit] == 1 for one in three)
            if once and sentence.group(three[0]) == sentence.group(three[2]):
                _check_cost(sentence, three, ledger)


def _check_rate(sentence: Sentence, rate: Quantity, told: Sequence[Quantity], ledger: Ledger) -> None:
    """收回382份，满意538份，满意度93.7%: of the two figures before it, or of one behind in brackets."""
    name = half_width(sentence.name(rate))
    group = sentence.group(rate)
    before = [one for one in told if group <= one.start < rate.start and not one.is_rate]
    if sentence.text[rate.end : rate.end + 1] in ("(", "（"):
        before += [one for one in told if one.start > rate.end][:1]
    if len(before) < _TWO or len(digits_of(rate)) < _FEWEST_PRINTED or rate.base >= 1:
        return
    if _OF_OTHERS.search(name) or _GOAL.match(half_width(sentence.text[rate.end :])):
        return
    first, second = before[-_TWO:]
    grows = is_change(name)
    if not _are_counted_alike(first, second) or not (grows or _SHARE.search(name)):
        return
    if _OF_BUDGET.search(name) and all(
        came_in(sentence.name(one)) or is_paid(sentence.name(one)) for one in (first, second)
    ):
        return  # of an amount that is not told
    of_change = any(is_change(half_width(sentence.name(one))) for one in (first, second))
    if grows and not of_change and any(one.is_rate for one in told if first.end < one.start < second.start):
        return  # 收入8.1亿元，下降6.8%，支出41.1亿元，增长20.4%: each has its own
    if grows and of_change and _is_of_then(rate, first, second):
        return
    quotient = _growth if grows else _share
    if quotient(rate, first, second) is not None or is_explained(sentence, rate, (first, second)):
        return
    others = [one for one in sentence.quantities if one.is_rate and one is not rate]
    if any(_share(one, first, second) is not None for one in others):
        return  # 覆盖小区386个，覆盖率98.47%（共392个），参与率91.2%: they have their rate
    for wrong in (first, second, rate):
        for meant in slips_of(wrong) if len(digits_of(wrong)) >= _FEWEST_PRINTED else ():
            of, one, other = (meant if each is wrong else each for each in (rate, first, second))
            formula = quotient(of, one, other)
            if formula is not None:
                _report(sentence, wrong, meant, formula, "比率等于前后两数相除", ledger)
                return


def _check_points(sentence: Sentence, rate: Quantity, points: Quantity, ledger: Ledger) -> None:
    """预算执行率89.00%，得9.80分: the share of the full marks that the sentence tells, or that are usual."""
    if not rate.is_rate or points.unit != "分" or rate.base >= 1:
        return
    between = half_width(sentence.text[rate.end : points.start])
    if not _EXECUTED.search(half_width(sentence.name(rate))) or not _GOT.search(between):
        return
    told = [one.value for one in sentence.quantities if _FULL.search(sentence.name(one)) and one.unit == "分"]
    full = told or _USUAL
    if any(_is_share_of(rate, points, each) for each in full):
        return
    for wrong in (rate, points):
        for meant in slips_of(wrong) if len(digits_of(wrong)) >= _FEWEST_PRINTED else ():
            of, got = (meant if each is wrong else each for each in (rate, points))
            for each in full:
                if _is_share_of(of, got, each):
                    formula = f"{number_text(each)}分×{spelled(of)}={spelled(got)}"
                    _report(sentence, wrong, meant, formula, "得分 = 分值 × 执行率", ledger)
                    return


def _is_share_of(rate: Quantity, points: Quantity, full: Decimal) -> bool:
    return abs(rate.base * full - points.value) <= points.half


def _are_counted_alike(one: Quantity, other: Quantity) -> bool:
    """Whether two figures are of one kind; answers are counted as sheets and as who gave them."""
    return is_alike(one, other) or {one.unit, other.unit} <= _ANSWERS


def _share(rate: Quantity, one: Quantity, other: Quantity) -> str | None:
    less, more = sorted((one, other), key=lambda each: each.base)
    verdict = of_rate(rate, less, more)
    if verdict is None or verdict.outcome is not Outcome.AGREE:
        return None
    return f"{spelled(less)}÷{spelled(more)}={verdict.computed}"


def _growth(rate: Quantity, one: Quantity, other: Quantity) -> str | None:
    """How one figure grew or shrank to another, or how much of one its change is."""
    less, more = sorted((one, other), key=lambda each: each.base)
    change = replace(more, value=more.value - less.base / more.factor)
    for part, whole in ((change, less), (change, more), (less, more)):
        verdict = of_rate(rate, part, whole)
        if verdict is not None and verdict.outcome is Outcome.AGREE:
            return f"{spelled(part)}÷{spelled(whole)}={verdict.computed}"
    return None


def _is_of_then(rate: Quantity, now: Quantity, change: Quantity) -> bool:
    """Whether a change is so much of what there was before it: 支出43.9万元，减少6.0万元，下降12.05%."""
    then = (replace(now, value=now.value + sign * change.base / now.factor) for sign in (1, -1))
    return any(one.value > 0 and (held := of_rate(rate, change, one)) and held.holds for one in then)


def _check_cost(sentence: Sentence, three: Sequence[Quantity], ledger: Ledger) -> None:
    """So many at a price, in whatever order: 补助资金16.52万元，16名，每人每月600元."""
    money = sorted((one for one in three if as_money(one).is_money), key=lambda one: as_money(one).base)
    counts = [one for one in three if not as_money(one).is_money and not one.is_rate and one.unit != "分"]
    if len(money) != 2 or len(counts) != 1:
        return
    price, whole, count = *money, counts[0]
    if not _is_price_of(sentence, price, count) or _is_price(sentence, whole):
        return
    if _BESIDES.search(sentence.name(price)):
        return
    if ledger.is_agreed(sentence.at(whole)) or _is_paid_otherwise(sentence, price, whole):
        return
    for wrong in (whole, count, price):
        for meant in slips_of(wrong) if len(digits_of(wrong)) >= _FEWEST_PRINTED else ():
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
    counts = [one for one in told if not one.is_money and not one.is_rate]
    if any(
        one.value * other.value * as_money(price).base == whole.base for one, other in combinations(counts, 2)
    ):
        return True  # 6门，每门16课时，每课时200元
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
