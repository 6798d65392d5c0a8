"""A digit that is another, as the figures beside it tell: 350户 at 4000元 are 140万元, not 440万元.

That a figure which nothing bears out is another one of the document but for a digit, and that this one is
what the figures of its sentence come to, is no chance.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from reports.checkup.arithmetic import Outcome, of_rate, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence, is_alike, is_change

_PRICE = re.compile("每|均|单价|标准|×|按")
_OF_EACH = re.compile("每|均|单价|标准")
_OF_SEVERAL = re.compile("年均|平均|综合")
_TIMED = frozenset({"个月", "天", "年", "次", "学期", "个"})
_MONTHS = Decimal(12)
_POINTS = "百分点"
_BEFORE, _BEHIND, _RIGHT_BESIDE = 8, 5, 2
"""So many figures before another and behind it may be what it comes of."""
_TELLING, FEWEST_PRINTED, _MANY = 3, 3, 10
"""So many digits are alike by no chance; what so many cost at a price may have zeros among them."""


@dataclass(frozen=True, slots=True)
class _Near:
    """A figure beside another, with the words before it; ``apart`` is how many stand between."""

    quantity: Quantity
    name: str
    apart: int = 0


def check_off_by_a_digit(
    texts: Iterable[Sequence[Sentence]], tabled: Iterable[Quantity], ledger: Ledger
) -> None:
    """Hold what nothing bears out against the figures beside it, text by text, and those of tables."""
    texts = [*texts]
    in_prose = [one for told in texts for each in told for one in each.quantities]
    said = Counter(one.base for one in in_prose)
    known = _places([*in_prose, *tabled])
    in_tables = {one.base for one in tabled}
    for told in texts:
        for number, sentence in enumerate(told):
            for place, printed in enumerate(sentence.quantities):
                if not is_plain(printed) or len(digits_of(printed)) < FEWEST_PRINTED:
                    continue
                if (
                    said[printed.base] > 1
                    or printed.base in in_tables
                    or ledger.is_known(sentence.at(printed))
                ):
                    continue
                meant = [one for one in slips_of(printed) if _is_told(one, known)]
                if meant:
                    _hold(told, number, place, meant, ledger)


def _places(quantities: Iterable[Quantity]) -> Mapping[tuple[Decimal, str], int]:
    """What figures a document tells, and how exactly; what has no unit may have any."""
    places: dict[tuple[Decimal, str], int] = defaultdict(lambda: -9)
    for one in quantities:
        key = (one.base, _kind(one))
        places[key] = max(places[key], one.places)
    return places


def _is_told(one: Quantity, known: Mapping[tuple[Decimal, str], int]) -> bool:
    keys = ((one.base, _kind(one)), (one.base, ""), (one.value, ""))
    return any(key in known and known[key] >= min(one.places, 1) for key in keys)


def _kind(quantity: Quantity) -> str:
    return (
        "money"
        if as_money(quantity).is_money
        else "rate"
        if quantity.is_rate
        else "count"
        if quantity.unit
        else ""
    )


def slips_of(printed: Quantity) -> Iterator[Quantity]:
    """Yield the figures that it may have been before a digit became another, or two changed places."""
    digits = digits_of(printed)
    turned = {digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in range(len(digits) - 1)}
    other = {digits[:at] + one + digits[at + 1 :] for at in range(len(digits)) for one in "0123456789"}
    for each in sorted((turned | other) - {digits}):
        if (each[0] != "0" or digits[0] == "0") and int(each):
            yield replace(printed, value=Decimal(int(each)).scaleb(-printed.places))


def digits_of(quantity: Quantity) -> str:
    """Return its digits as printed: those of 2.40 in 2.40万亩."""
    return str(int(quantity.value.scaleb(quantity.places)))


def is_plain(quantity: Quantity) -> bool:
    """Whether it is meant as it stands, with a unit: no bound, nothing about so much."""
    return quantity.is_exact and not quantity.sign and quantity.value > 0 and quantity.unit != ""


def _hold(
    told: Sequence[Sentence], number: int, place: int, meant: Sequence[Quantity], ledger: Ledger
) -> None:
    sentence = told[number]
    printed = sentence.quantities[place]
    name = half_width(sentence.name(printed))
    near = _beside(told, number, place)
    around = {
        one.base
        for each in told[max(number - 1, 0) : number + 2]
        for one in each.quantities
        if _kind(one) == _kind(printed)
    }
    if _formula(printed, name, near) is not None:
        return
    for one in meant:
        if one.base in around or abs(one.base - printed.base) in around:
            continue
        formula = _formula(one, name, near)
        if formula is not None:
            words, computed = sentence.words(printed), spelled(one)
            ledger.find(
                Kind.RATIO if printed.is_rate else Kind.SUM if printed.is_money else Kind.COUNT,
                Severity.WARNING,
                sentence.at(printed),
                f"“{sentence.name(printed)}{words}”与前后数字不符：{formula}，另一处为{computed}，疑为个别数字有误。",
                rule="由前后数字得出的数应与其相符",
                text=sentence.text,
                printed=words,
                computed=computed,
            )
            return


def _beside(told: Sequence[Sentence], number: int, place: int) -> list[_Near]:
    before = told[number - 1] if number else None
    after = told[number + 1] if number + 1 < len(told) else None
    own = [_near(told[number], one, abs(at - place)) for at, one in enumerate(told[number].quantities)]
    earlier = [] if before is None else [_near(before, one, _BEFORE) for one in before.quantities]
    behind = [] if after is None else [_near(after, one, _BEFORE) for one in after.quantities]
    near = [*[*earlier, *own[:place]][-_BEFORE:], *[*own[place + 1 :], *behind][:_BEHIND]]
    return [one for one in near if is_plain(one.quantity)]


def _near(sentence: Sentence, quantity: Quantity, apart: int) -> _Near:
    return _Near(quantity, half_width(sentence.name(quantity)), apart)


def _formula(printed: Quantity, name: str, near: Sequence[_Near]) -> str | None:
    """How a figure comes of two beside it."""
    own = _Near(printed, name)
    for pair in combinations(near, 2):
        found = next(_relations(own, *pair, near), None)
        if found is not None:
            return found
    return None


def _relations(own: _Near, one: _Near, other: _Near, near: Sequence[_Near]) -> Iterator[str]:
    apart = max(one.apart, other.apart)
    telling = apart <= _RIGHT_BESIDE or _tells(own.quantity)
    three = (own, one, other)
    rates = [each for each in three if each.quantity.is_rate]
    plain = [each for each in three if not each.quantity.is_rate]
    if len(rates) == 1 and telling and (apart <= _RIGHT_BESIDE or _tells(rates[0].quantity)):
        yield from _of_rate(rates[0], *plain)
    elif len(rates) == 2 and apart <= _RIGHT_BESIDE:
        yield from _of_points(*rates, *plain)
    elif not rates:
        if telling:
            yield from _of_sum(*plain)
        if telling or apart < _BEFORE:
            yield from _of_product(plain, near)


def _tells(quantity: Quantity) -> bool:
    return len(quantity.value.normalize().as_tuple().digits) >= _TELLING


def _of_rate(rate: _Near, one: _Near, other: _Near) -> Iterator[str]:
    if not is_alike(one.quantity, other.quantity) or _OF_SEVERAL.search(rate.name):
        return
    less, more = sorted((one.quantity, other.quantity), key=lambda each: each.base)
    if less.base == more.base:
        return
    both = replace(more, value=more.value + less.base / more.factor)
    pairs = [(less, more), (more, less), (less, both), (more, both)]
    if is_change(rate.name):
        change = replace(more, value=more.value - less.base / more.factor)
        pairs = [(less, more), (change, less), (change, more)]
    for part, whole in pairs:
        verdict = of_rate(rate.quantity, part, whole)
        if verdict is not None and verdict.outcome is Outcome.AGREE:
            yield f"{spelled(part)}÷{spelled(whole)}={verdict.computed}"


def _of_points(one: _Near, other: _Near, points: _Near) -> Iterator[str]:
    """由16.4%降到13.2%，下降3.2个百分点."""
    more, less = max(one.quantity.value, other.quantity.value), min(one.quantity.value, other.quantity.value)
    if points.quantity.unit == _POINTS and more - less == points.quantity.value:
        yield f"{more}%－{less}%={points.quantity.value}个百分点"


def _of_sum(one: _Near, other: _Near, third: _Near) -> Iterator[str]:
    if any(_OF_EACH.search(each.name) for each in (one, other, third)):
        return
    first, second, whole = sorted((one.quantity, other.quantity, third.quantity), key=lambda each: each.base)
    if not any(map(_tells, (first, second, whole))):
        return  # 5000万元, 2.5亿元, 3.3亿元: round amounts add up by chance
    if is_alike(first, second) and is_alike(second, whole) and first.base + second.base == whole.base:
        yield f"{spelled(first)}＋{spelled(second)}={spelled(whole)}"


def _of_product(three: Sequence[_Near], near: Sequence[_Near]) -> Iterator[str]:
    """So many at a price make an amount, by the month too."""
    priced = [replace(one, quantity=as_money(one.quantity)) for one in three]
    money = sorted((one for one in priced if one.quantity.is_money), key=lambda each: each.quantity.base)
    counts = [one.quantity for one in priced if not one.quantity.is_money and one.quantity.unit != "分"]
    if len(money) != 2 or len(counts) != 1:
        return
    price, whole, count = money[0], money[1].quantity, counts[0]
    told = _PRICE.search(price.name) or price not in three
    if not told or _OF_EACH.search(money[1].name) or (count.value < _MANY and "×" not in price.name):
        return
    others = (
        one.quantity for one in near if one.quantity.unit != count.unit and _kind(one.quantity) == "count"
    )
    timed = {one.value for one in others if one.unit in _TIMED or count.unit in _TIMED}
    for many in sorted({Decimal(1), _MONTHS, *timed}):
        product = price.quantity.base * count.value * many
        if product == whole.base or (whole.half and abs(product - whole.base) <= whole.half):
            times = "" if many == 1 else f"×{many}"
            yield f"{spelled(count)}×{spelled(price.quantity)}{times}={spelled(whole)}"


def as_money(quantity: Quantity) -> Quantity:
    """Return the price in 元 that 元/人 is."""
    money = replace(quantity, unit=quantity.unit.split("/")[0])
    return money if money.is_money else quantity
