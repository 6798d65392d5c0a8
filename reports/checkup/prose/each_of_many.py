"""So many, what each of them gets and what all of them get, side by side: 42公里、每公里15万元 of 630万元.

The order of the three differs from office to office; that they stand next to each other and that the count is
in the very unit that 每 or 均 names tells that each follows from the other two.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from projects.money import half_up, number_text
from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence

EACH = re.compile(
    "每(?P<of>[\u4e00-\u9fff]{1,8})$|(?P<head>(?!平)[\u4e00-\u9fff])均[\u4e00-\u9fff]{0,8}$|单价(?:为|是|约)?$|^平均(?:为|约)?$"
)
NOT_SHARED_OUT = re.compile(
    "最[高低多少]|上限|收入|增收|寿命|年龄|用时|时间|面积|绿地|生产总值|GDP|由$|低于|高于|超过|增加|减少|提高|降低|下降|增长"
)
_OF_ANOTHER = re.compile("[上去]年|结余|每|均|单价|.其中")
_PERSONS = frozenset({"人", "名", "位"})
_OF_PERSONS = "人名生"
_ANY_THING = "个所家座名处支项件"
"""Measure words that leave it to the noun behind them what is counted: 33个村, 每村."""
_SO_LONG = 4
"""So many characters behind a measure word name what is counted."""
_ENDS = re.compile("[。;]")
_FARTHEST = 34
_TIMES = frozenset({"天", "个月", "年", "期", "次", "学期"})
_SO_LONG_AS = {"日": "天", "月": "个月", "年": "年"}
_OFTEN = (Decimal(1), Decimal(2), Decimal(12))
"""Each may get it once, in both terms or in every month."""
_SLIPS = (4, -4)
_HALF = Decimal("0.5")
_NEAR, _SMALL = Decimal("1.5"), 20
"""What is off by more than that is of something else; what rounding explains up to a 20th is right."""


@dataclass(frozen=True, slots=True)
class Shared:
    """An amount or a number that so many share, each as told."""

    whole: Quantity
    count: Quantity
    each: Quantity

    def is_right(self, power: int = 0, times: Decimal = Decimal(1)) -> bool:
        """Whether the whole, read with so many more noughts, is the product as far as rounding allows."""
        product = self.count.value * self.each.base * times
        meant = self.whole.base.scaleb(power)
        half = self.each.half or (_HALF if not self.each.is_money else Decimal(0))
        slack = half * self.count.value * times + self.whole.half.scaleb(power)
        slack += self.count.half * self.each.base * times
        return abs(product - meant) <= min(slack, meant / _SMALL)


def check_each_of_many(sentences: Iterable[Sentence], ledger: Ledger) -> None:
    """护栏630万元（42公里，每公里15万元）: what each gets times their number is what all get.

    Where something has been found at any of the three, it is said already.
    """
    said = ledger.doubted
    for sentence in sentences:
        for number, each in enumerate(sentence.quantities):
            name = half_width(sentence.name(each))
            found = EACH.search(name)
            if found is None or not _is_given(each) or NOT_SHARED_OUT.search(name):
                continue
            shared = [one for one in _beside(sentence, number) if is_counted(sentence, one.count, found)]
            shared = [one for one in shared if _is_near(one)]
            if not shared or any(sentence.at(one) in said for one in _figures(shared)):
                continue
            times = {*_OFTEN, *(one.value for one in sentence.quantities if one.unit in _TIMES)}
            if any(one.is_right(times=many) for one in shared for many in times):
                ledger.agree(sentence.at(each))
            elif not _is_explained(sentence, each, times):
                _report(sentence, shared[0], ledger)


def _figures(shared: Iterable[Shared]) -> Iterator[Quantity]:
    for one in shared:
        yield from (one.whole, one.count, one.each)


def _is_given(quantity: Quantity) -> bool:
    return (
        quantity.is_exact
        and bool(quantity.unit)
        and not quantity.is_rate
        and quantity.value > 0
        and not quantity.sign
        and quantity.unit != "分"
    )


def _beside(sentence: Sentence, number: int) -> Iterator[Shared]:
    """What each gets with the count and the whole next to it, in any of the orders that people write."""
    told = sentence.quantities
    for whole, count in ((1, -1), (-2, -1), (-1, -2), (2, 1)):
        places = sorted((number, number + whole, number + count))
        if places[0] < 0 or places[-1] >= len(told):
            continue
        shared = Shared(told[number + whole], told[number + count], told[number])
        between = half_width(sentence.text[told[places[0]].end : told[places[-1]].start])
        of_another = _OF_ANOTHER.search(half_width(sentence.name(shared.whole)))
        if len(between) > _FARTHEST or _ENDS.search(between) or of_another:
            continue
        if _is_given(shared.whole) and _is_given(shared.count) and _is_alike(shared.whole, shared.each):
            yield shared


def _is_alike(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit or (one.is_money and other.is_money)


def is_counted(sentence: Sentence, count: Quantity, each: re.Match[str]) -> bool:
    """Whether a count is of what the words before a figure name: 每亩, 每村, 户均; 单价 is of anything."""
    unit, of, head = count.unit, each.groupdict().get("of"), each.groupdict().get("head")
    if count.is_money or count.is_rate or (unit in _TIMES and "均" not in each.string):
        return False
    noun = re.match("[\u4e00-\u9fff]{0,6}", sentence.text[count.end :])
    behind = noun[0] if noun else ""
    if head and head in _OF_PERSONS:
        return unit in _PERSONS | {"人次"}
    if head:  # 村均 of 85个行政村, 场均 of 396场, 案均 of 立案86件
        if unit == _SO_LONG_AS.get(head):
            return True  # 日均 of 300天
        named = unit in _ANY_THING and head in behind[:_SO_LONG] + half_width(sentence.name(count))
        return unit in (head, f"{head}次") or named
    if not of:
        return True
    if unit in _PERSONS and of[0] in _OF_PERSONS:
        return not of.startswith("人次")
    if unit == "人次" and of.startswith("人每"):
        return True
    if of.startswith(unit):
        return not of[len(unit) :].startswith("次")
    thing = of.lstrip(_ANY_THING)
    return unit in _ANY_THING and any(
        behind.startswith(thing[:long]) or behind.endswith(thing[:long])
        for long in range(1, min(len(thing), 3) + 1)
        if behind
    )


def _is_near(one: Shared) -> bool:
    """Whether the three may belong together: the product is about the whole, if in another unit."""
    ratio = one.count.value * one.each.base / one.whole.base
    telling = len(one.count.value.normalize().as_tuple().digits) > 1
    return 1 / _NEAR < ratio < _NEAR or (telling and any(one.is_right(power) for power in _SLIPS))


def _is_explained(sentence: Sentence, each: Quantity, times: set[Decimal]) -> bool:
    """Whether any other whole and count that the text tells so far, or the sentence at all, bear it out."""
    told = [one for one in (*sentence.earlier, *sentence.quantities) if one is not each and _is_given(one)]
    return any(
        Shared(whole, count, each).is_right(times=many)
        for whole in told
        if _is_alike(whole, each)
        for count in told
        if count is not whole and not count.is_money
        for many in times
    )


def _report(sentence: Sentence, one: Shared, ledger: Ledger) -> None:
    slip = any(one.is_right(power) for power in _SLIPS)
    value = one.whole.base / one.count.value / one.each.factor
    computed = f"{number_text(half_up(value, max(one.each.places, 2)))}{one.each.unit}"
    words = sentence.words(one.each)
    told: Sequence[str] = (spelled(one.whole), spelled(one.count), computed)
    ledger.find(
        Kind.UNIT if slip else Kind.SUM,
        Severity.WARNING,
        sentence.at(one.each),
        f"“{sentence.name(one.each)}{words}”与数量、总数不符：{told[0]}÷{told[1]}={told[2]}"
        f"{'，可能用错了单位' if slip else ''}。",
        rule="总额 = 数量 × 单价",
        text=sentence.text,
        printed=words,
        computed=computed,
    )
