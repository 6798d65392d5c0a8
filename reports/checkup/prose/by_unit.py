"""What each of many costs or gets: counts at a price, and averages of a total over a count."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from projects.money import half_up, number_text
from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.each_of_many import EACH, NOT_SHARED_OUT, is_counted
from reports.checkup.prose.sentences import Sentence

_MEASURE = "千瓦时|平方公里|平方米|立方米|公里|千米|公斤|人次|户次|件次|台次|场次|[\u4e00-\u9fff]"
_PRICE = re.compile(
    f"(?<!平均)每(?P<unit>{_MEASURE})(?P<often>每?(?:个?月|年|季度?|天|日))?(?:[^每,。;平均]{{0,8}})(?:为|按|是)?$"
)
_COST_OF_EACH = re.compile(
    f"(?:(?<=[,。;:、(])|^)(?:平均|实际)?(?:(?P<unit>[\u4e00-\u9fff])均|每(?P<other>{_MEASURE}))"
    "(?:成本|造价|费用|支出|投入|补助|投资)(?:为|约|达)?$"
)
_SAYS_NOTHING = re.compile("共计?|累计|完成|实际|组织|开展|举办|[了为达]")
_AVERAGE_COST = re.compile(
    "(?:平均每.{1,2}|每.{1,2}平均|[^平]均)(?:支出|投入|成本|费用|造价|经费|投资)(?:为|约|达)?$"
)
_LIMIT = re.compile("最[高多]|上限|不超过|不高于|不低于|控制|低于|高于")
_YEARS = re.compile(
    "(?<![0-9])(?P<first>20[0-9]{2})年?(?:-{1,2}|—{1,2}|–|~|至|到)(?P<last>20[0-9]{2})年(?:度)?"
)
_TOGETHER = re.compile("累计|[合共总]计|共|总")
_YEARLY = re.compile("[,(](?:平均每年|年均)[\u4e00-\u9fff]{0,4}")
_A_PAIR = 2
_TELLING, _MANY = 3, 10
"""So many digits of an average, and so many that it is of, are no coincidence."""
_AMOUNT = re.compile(
    "投入|兑付|兑现|发放|补[助贴]|奖[补励]|支出|支付|拨付|费|资金|成本|合计|[总共]计|共|需|金额|总额|节约|节支"
)
_OF_ANOTHER = re.compile("每|均|标准|单价|分别|[提增降减]|预算|结余|其中|上年|去年|计划|目标")
_ABOUT = ("约", "近")
_ROUGHLY = 5
"""What is told roughly may be a fifth off."""
_OF_SOME = re.compile("其中|。")
_PERSONS = frozenset({"人", "名", "位"})
_EACH = re.compile("[人户亩]均|每|单价|均价|标准")
_SLIPS = (4, -4)
_NOUGHTS = (4, -4, 1, -1, 2, -2, 3, -3)
"""An average may also have lost noughts, where it is told to be one."""
_HALF = Decimal("0.5")
"""An average of persons is rounded to whole ones."""
_BY_MONTH = re.compile("每个?月(?:支付|发放|支出)?(?P<what>[\u4e00-\u9fff]{2,6}?)(?:为|约)?$")
_SO_MANY_MONTHS = re.compile("[0-9一二三四五六七八九十]个月|[0-9]月(?:起|至|-|—)")
_MONTHS = 12


def check_at_a_price(sentence: Sentence, ledger: Ledger) -> None:
    """砂石路23公里，每公里10万元，投入230万元: so many at a price make the amount that follows."""
    for place, price in enumerate(sentence.quantities):
        found = _PRICE.search(half_width(sentence.name(price)))
        amount = next((one for one in sentence.quantities[place + 1 :] if one.is_money), None)
        if found is None or amount is None or not (price.is_money and price.is_exact and amount.is_exact):
            continue
        counts = _counted(sentence.quantities[:place], found["unit"])
        if not counts or ledger.is_agreed(sentence.at(amount)) or not _is_cost(sentence, price, amount):
            continue
        times = {Decimal(1), *((Decimal(12),) if found["often"] else ())}
        times |= {one.value for one in sentence.quantities if one.unit == "个月"}
        products = [(one, one.value * price.base * many) for one in counts for many in times]
        slack = amount.half + price.base * max(one.half for one in counts)
        if any(abs(product - amount.base) <= slack for _count, product in products):
            ledger.agree(sentence.at(price), sentence.at(amount))
            continue
        count, product = products[0]
        if _LIMIT.search(found[0]) and amount.base <= product:
            continue  # 每平方米不超过600元: it may be less
        slip = any(
            abs(product.scaleb(power) - amount.base)
            <= amount.half + (slack - amount.half).scaleb(max(power, 0))
            for _count, product in products
            for power in _SLIPS
        )
        if slip or (len(products) == 1 and product < 2 * amount.base < 4 * product):
            computed = f"{number_text(half_up(product / amount.factor, max(amount.places, 2)))}{amount.unit}"
            message = (
                f"“{sentence.name(amount)}{sentence.words(amount)}”与数量、单价不符：{_product(count, price)}"
            )
            _report(sentence, amount, f"{message}={computed}", computed, ledger, slip=slip)


def check_by_month(sentence: Sentence, ledger: Ledger) -> None:
    """每月租金1.35万元，全年租金16.2万元: twelve times, where no other number of months is told."""
    if _SO_MANY_MONTHS.search(half_width(sentence.text)):
        return
    names = [half_width(sentence.name(one)) for one in sentence.quantities]
    money = [(name, one) for name, one in zip(names, sentence.quantities, strict=True) if one.is_money]
    monthly = [(found["what"], one) for name, one in money if (found := _BY_MONTH.search(name))]
    for what, price in monthly:
        yearly = [one for name, one in money if re.search(f"全年(?:的|共|合计)?{re.escape(what)}", name)]
        if len(yearly) != 1 or not (price.is_exact and yearly[0].is_exact):
            continue
        (amount,) = yearly
        product = price.base * _MONTHS
        if abs(product - amount.base) <= amount.half:
            ledger.agree(sentence.at(price), sentence.at(amount))
        elif product < 2 * amount.base < 4 * product:
            computed = f"{number_text(product / amount.factor)}{amount.unit}"
            told = f"“{sentence.name(amount)}{sentence.words(amount)}”"
            message = f"{told}与每月数不符：{spelled(price)}×{_MONTHS}={computed}"
            _report(sentence, amount, message, computed, ledger, slip=False)


def check_average(sentence: Sentence, before: Sentence | None, ledger: Ledger) -> None:
    """补助2816人，支出126.74万元，人均450.07元: a total over a count, told here or right before."""
    near = before is not None and before.place.block == sentence.place.block
    told = [(before, one) for one in before.quantities] if before is not None and near else []
    told += [(sentence, one) for one in sentence.quantities]
    for place, average in enumerate(sentence.quantities):
        name = half_width(sentence.name(average))
        found = EACH.search(name)
        if found is None or "均" not in name or average.is_rate or not average.unit or average.until:
            continue
        if average.approximate and not name.endswith(_ABOUT):
            continue  # 人均超过400元 may be any more
        totals = [one for _of, one in told if one is not average and one.is_exact and _is_alike(one, average)]
        counts = [
            one
            for of, one in told
            if one is not average and one.is_exact and one.value and is_counted(of, one, found)
        ]
        if any(_is_average(average, whole, count) for whole in totals for count in counts):
            ledger.agree(sentence.at(average))
            continue
        pair = None if NOT_SHARED_OUT.search(name) else _shared_before(sentence, place, totals, counts)
        if pair is None:
            continue
        whole, count = pair
        value = whole.base / count.value
        slip = any(_is_average(average, *pair, power) for power in _NOUGHTS)
        about = average.approximate and abs(value - average.base) * _ROUGHLY <= value
        if slip or (not about and value < 2 * average.base < 4 * value):
            computed = f"{number_text(half_up(value / average.factor, max(average.places, 2)))}{average.unit}"
            message = (
                f"“{sentence.name(average)}{sentence.words(average)}”与前文数字不符："
                f"{spelled(whole)}÷{spelled(count)}={computed}"
            )
            _report(sentence, average, message, computed, ledger, slip=slip, kind=Kind.RATIO)


def check_yearly_average(sentence: Sentence, ledger: Ledger) -> None:
    """2021—2023年累计安排1860万元，年均620万元: over as many years as the two name."""
    plain = half_width(sentence.text)
    for found in _YEARS.finditer(plain):
        years = int(found["last"]) - int(found["first"]) + 1
        behind = [one for one in sentence.quantities if one.start >= found.end()][:2]
        if (
            len(behind) < _A_PAIR
            or years < _A_PAIR
            or not _TOGETHER.search(plain[found.end() : behind[0].start])
        ):
            continue
        whole, average = behind
        yearly = _YEARLY.fullmatch(half_width(sentence.text[whole.end : average.start]))
        if not yearly or not _is_alike(whole, average) or not (whole.is_exact and average.is_exact):
            continue
        value = whole.base / years
        if abs(value - average.base) <= average.half + whole.half / years:
            ledger.agree(sentence.at(average), sentence.at(whole))
            continue
        computed = f"{number_text(half_up(value / average.factor, max(average.places, 2)))}{average.unit}"
        message = f"“年均{sentence.words(average)}”与前文数字不符：{spelled(whole)}÷{years}年={computed}"
        _report(sentence, average, message, computed, ledger, slip=False, kind=Kind.RATIO)


def _shared_before(
    sentence: Sentence, place: int, totals: Sequence[Quantity], counts: Sequence[Quantity]
) -> tuple[Quantity, Quantity] | None:
    """The total and the count that an average is of: right before it, or the only ones of its clauses."""
    average = sentence.quantities[place]
    known = [one for one in sentence.quantities[:place] if sentence.group(average) <= one.start]
    for told in (known[-2:], known):
        of = [one for one in told if one in counts and not _OF_ANOTHER.search(half_width(sentence.name(one)))]
        wholes = [one for one in told if one in totals and one not in of]
        if len(of) != 1 or len(wholes) != 1:
            continue
        between = half_width(sentence.text[min(of[0].end, wholes[0].end) : average.start])
        if not (_OF_SOME.search(between) or _OF_ANOTHER.search(half_width(sentence.name(wholes[0])))):
            return wholes[0], of[0]
    return None


def check_unit_of_product(sentence: Sentence, ledger: Ledger) -> None:
    """8400亩，亩均成本下降75元，年节约63元: so many at so much each, with 万 forgotten behind the amount."""
    exact = [one for one in sentence.quantities if one.is_exact and one.value]
    counts = [one for one in exact if one.unit and not (one.is_money or one.is_rate)]
    money = [one for one in exact if one.is_money]
    for place, amount in enumerate(money):
        name = half_width(sentence.name(amount))
        if ledger.is_agreed(sentence.at(amount)) or not _AMOUNT.search(name) or _EACH.search(name):
            continue
        before = half_width(sentence.text[: amount.start])
        pairs = [
            (count, price)
            for price in money[:place]
            for count in counts
            if count.end <= amount.start and len(count.value.normalize().as_tuple().digits) > 1
        ]
        products = {count.value * price.base: (count, price) for count, price in pairs}
        if not _EACH.search(before) or amount.base in products:
            continue
        slip = next((base for power in _SLIPS if (base := amount.base.scaleb(power)) in products), None)
        if slip is not None and not any(slip == one.base for one in money):
            count, price = products[slip]
            computed = f"{number_text(slip.scaleb(-4))}万元"
            message = f"“{name}{sentence.words(amount)}”与数量、单价不符：{_product(count, price)}={computed}"
            _report(sentence, amount, message, computed, ledger, slip=True)


def check_averages_of_told(
    sentences: Sequence[Sentence], named: Sequence[tuple[str, Quantity]], ledger: Ledger
) -> None:
    """演出396场，平均每场5万元, where 文化演出198万元 stands elsewhere: noughts too many or too few.

    ``named`` are the amounts of the document, each with the words that name it.
    """
    for sentence in sentences:
        for place, average in enumerate(sentence.quantities):
            name = half_width(sentence.name(average))
            found = EACH.search(name)
            if found is None or not (average.is_money and average.is_exact and _AVERAGE_COST.search(name)):
                continue
            if ledger.is_known(sentence.at(average)):
                continue
            counts = [
                one
                for one in sentence.quantities[:place]
                if one.is_exact and one.value >= _MANY and is_counted(sentence, one, found)
            ]
            things = {thing for one in counts for thing in _things(sentence, one)}
            wholes = [one for words, one in named if one is not average and any(of in words for of in things)]
            pairs = [(whole, count) for whole in wholes for count in counts]
            if any(_is_average(average, *pair) for pair in pairs):
                ledger.agree(sentence.at(average))
                continue
            slips = [pair for pair in pairs if any(_is_average(average, *pair, power) for power in _NOUGHTS)]
            if slips and _digits(slips[0][0].value) >= _TELLING <= _digits(slips[0][1].value) + 1:
                whole, count = slips[0]
                value = whole.base / count.value / average.factor
                computed = f"{number_text(half_up(value, max(average.places, 2)))}{average.unit}"
                message = (
                    f"“{sentence.name(average)}{sentence.words(average)}”与文中数字不符："
                    f"{spelled(whole)}÷{spelled(count)}={computed}"
                )
                _report(sentence, average, message, computed, ledger, slip=True, kind=Kind.RATIO)


def _things(sentence: Sentence, count: Quantity) -> Iterator[str]:
    """What a count may be of, by pairs of characters before it or behind it: 演出396场, 12座公厕."""
    behind = re.match("[\u4e00-\u9fff]{2,4}", half_width(sentence.text[count.end :]))
    before = re.search("[\u4e00-\u9fff]{2,4}$", _SAYS_NOTHING.sub("", half_width(sentence.name(count))))
    words = (behind or before or [""])[0]
    yield from (words[at : at + 2] for at in range(len(words) - 1))


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def check_average_units(sentences: Sequence[Sentence], ledger: Ledger) -> None:
    """实演702场 told elsewhere; 支出1792.50万元，场均成本2.55元: what each cost has the wrong unit.

    That the amount before it comes to the same digits with any count of the unit is no chance.
    """
    everything = [one for sentence in sentences for one in sentence.quantities]
    for sentence in sentences:
        for place, average in enumerate(sentence.quantities):
            found = _COST_OF_EACH.search(half_width(sentence.name(average)))
            telling = _digits(average.value) >= _TELLING
            if found is None or not (average.is_money and average.is_exact and telling):
                continue
            if ledger.is_known(sentence.at(average)):
                continue
            wholes = [one for one in sentence.quantities[:place] if one.is_money and one.is_exact]
            counts = [
                one for one in _counted(everything, found["unit"] or found["other"]) if one.value >= _MANY
            ]
            pairs = [(whole, count) for whole in wholes[-1:] for count in counts]
            if any(_is_average(average, *pair) for pair in pairs):
                continue
            slip = next(
                (pair for pair in pairs for power in _SLIPS if _is_average(average, *pair, power)), None
            )
            if slip is not None:
                value = slip[0].base / slip[1].value
                computed = f"{number_text(half_up(value, 2))}元"
                message = (
                    f"“{sentence.name(average)}{sentence.words(average)}”与文中数字不符："
                    f"{spelled(slip[0])}÷{spelled(slip[1])}={computed}"
                )
                _report(sentence, average, message, computed, ledger, slip=True, kind=Kind.RATIO)


def _is_alike(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit or (one.is_money and other.is_money)


def _is_average(average: Quantity, whole: Quantity, count: Quantity, power: int = 0) -> bool:
    if not count.value or whole is count:
        return False
    meant = average.base.scaleb(power)
    slack = (average.half or _HALF).scaleb(power) + (whole.half + meant * count.half) / count.value
    return abs(whole.base / count.value - meant) <= slack


def _counted(known: Sequence[Quantity], unit: str) -> list[Quantity]:
    """The quantities that are so many of a unit, the nearest first."""
    units = _PERSONS if unit in _PERSONS else {unit}
    return [one for one in reversed(known) if one.unit in units and one.is_exact and one.value]


def _is_cost(sentence: Sentence, price: Quantity, amount: Quantity) -> bool:
    """Whether the words between a price and an amount tell that it is what all of them cost."""
    between = half_width(sentence.text[price.end : amount.start])
    return (
        bool(_AMOUNT.search(between)) and not re.search("[;。]", between) and not _OF_ANOTHER.search(between)
    )


def _product(count: Quantity, price: Quantity) -> str:
    return f"{spelled(count)}×{spelled(price)}"


def _report(
    sentence: Sentence,
    printed: Quantity,
    message: str,
    computed: str,
    ledger: Ledger,
    *,
    slip: bool,
    kind: Kind = Kind.SUM,
) -> None:
    ledger.find(
        Kind.UNIT if slip else kind,
        Severity.ERROR if slip or kind is Kind.RATIO else Severity.WARNING,
        sentence.at(printed),
        f"{message}{'，可能用错了单位' if slip else ''}。",
        rule="总额 = 数量 × 单价" if kind is Kind.SUM else "平均数 = 总额 ÷ 数量",
        text=sentence.text,
        printed=sentence.words(printed),
        computed=computed,
    )
