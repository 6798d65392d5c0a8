"""What was bid, bought or settled below a limit, and by what share: 最高限价100万元，中标价95万元，下浮5%.

The three stand in whatever order; each is known by its name.
"""

import re
from decimal import Decimal

from projects.money import half_up, number_text
from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence

_SAVED = re.compile(
    "(?:下浮|节[约支省]|[核审]减|让利|优惠)(?:率|比例|幅度|系数)?(?:为|达到?|了|是)?$|(?:下浮|节[约支省]|[核审]减)率[:,]?$"
)
_OF_SEVERAL = re.compile("平均|综合|分别|目标|不低于")
_LIMIT = re.compile("限价|控制价|拦标价|标底|概算|估算|预算|送审")
_PRICE = re.compile("中标|成交|采购|审定|结算|决算|合同|实际|签约")
_BEHIND = re.compile("(?:的价格)?(?:中标|成交|签约|采购)")


def check_saved(sentence: Sentence, ledger: Ledger) -> None:
    """Hold the share that was saved against the limit and the price, where a clause tells one of each."""
    plain = half_width(sentence.text)
    told = [one for one in sentence.quantities if one.is_exact and not one.sign]
    rates = [one for one in told if one.is_rate and _SAVED.search(half_width(sentence.name(one)))]
    for rate in rates:
        group = [one for one in told if sentence.group(one) == sentence.group(rate)]
        limits = [one for one in group if one.is_money and _is_limit(sentence, one)]
        prices = [one for one in group if one.is_money and _is_price(sentence, plain, one)]
        if len(limits) != 1 or len(prices) != 1 or ledger.is_known(sentence.at(rate)):
            continue
        several = any(_OF_SEVERAL.search(sentence.name(one)) for one in group)
        if not several and sum(one in rates for one in group) == 1:
            _hold(sentence, rate, limits[0], prices[0], ledger)


def _is_limit(sentence: Sentence, one: Quantity) -> bool:
    return _LIMIT.search(half_width(sentence.name(one))) is not None


def _is_price(sentence: Sentence, plain: str, one: Quantity) -> bool:
    """Whether an amount is what was agreed upon: 中标价95万元, 以95万元中标."""
    if _is_limit(sentence, one):
        return False
    return bool(_PRICE.search(half_width(sentence.name(one))) or _BEHIND.match(plain, one.end))


def _hold(sentence: Sentence, rate: Quantity, limit: Quantity, price: Quantity, ledger: Ledger) -> None:
    """What was agreed upon is exact: the rate is rounded or cut, of the limit or, for some, the price."""
    saved = limit.base - price.base
    of_limit, of_price = (saved / one.base if one.base else Decimal(0) for one in (limit, price))
    step = 2 * rate.half
    if saved <= 0 or abs(of_price - rate.base) <= rate.half:
        return
    if -rate.half <= of_limit - rate.base < step:
        ledger.agree(sentence.at(rate))
        return
    words = sentence.words(rate)
    computed = f"{number_text(half_up(of_limit / rate.factor, max(rate.places, 2)))}{rate.unit}"
    formula = f"({spelled(limit)}－{spelled(price)})÷{spelled(limit)}"
    ledger.find(
        Kind.RATIO,
        Severity.WARNING,
        sentence.at(rate),
        f"“{sentence.name(rate)}{words}”与同句金额不符：{formula}={computed}。",
        rule="下浮率 =（限价 − 成交价）÷ 限价",
        text=sentence.text,
        printed=words,
        computed=computed,
    )
