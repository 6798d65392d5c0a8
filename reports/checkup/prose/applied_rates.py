"""A share of an amount and what it comes to: 合同总价80万元，质保金3%，即2.4万元; 财政承担80%，即160万元."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from projects.money import half_up, number_text
from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence, is_alike, is_change

_PART_PAID = "(?:[预首进尾][付期度]?款|质保金|(?:质量|履约)?保证金|定金|[管监服][理务]费|补[助贴](?:资金)?)"
_THAT_IS = re.compile(
    f"(?:的?[\u4e00-\u9fff]{{0,12}}?)?(?:[,(]|{_PART_PAID})?(?:即|计|合计|共计|共|为){{1,2}}(?:支付|人民币|约)?"
    f"|(?:的?(?:比例)?(?:[支拨预]付|预留|提取|计[取提]|给予|扣留|收取|缴纳|缴存))?,?(?:的)?{_PART_PAID}"
    "|的?(?:比例)?给予补[助贴],补[助贴]资金"
    "|(?:比例)?(?:计[取提算]|支付|拨付|配套|扣留|预留|提取|核定|结算|缴纳),?(?:即|计|为|配套)(?:支付|拨付|补助|预留|为)?"
)
_LAID_DOWN = re.compile("按|付|款|质保|保证金|承担|分担|补[助贴]|提取|计[取提]|比例|费")
"""Words of a share that was agreed upon and is exact; 占60% may be rounded."""
_OTHER_RATE = re.compile("率$|[高低多少超]|[提增降减]|不足|权重")
_POINTS = "分"
_OF_WHAT = re.compile("按(?:照)?(?P<of>[\u4e00-\u9fff]{2,8}?)(?:总额|金额)?的$")
_TAKEN = re.compile("(?:比例)?(?P<verb>预留|支付|拨付|计提|提取|补助|缴纳|收取|扣留|奖励)[,(]")
_ONE_TO_ONE = re.compile("(?<![0-9])1:1(?:的?比例)?(?:进行|予以|落实)?配套")
_BOTH = 2
_OPENS = re.compile("[(][\u4e00-\u9fff]{0,12}")
_WHOLE = re.compile("合同|总[价额投资]|中标价|审定|结算|中央资金")
_JOINED = ("和", "、", "及")
_AMONG = ("中", "里", "内")
"""96.9%，即98处中95处在线: the count is what others are among."""


def check_applied_rates(sentence: Sentence, ledger: Ledger) -> None:
    """Hold what a share comes to against what it is of, where a clause tells 即 between the two."""
    plain = half_width(sentence.text)
    applied = [pair for pair in pairwise(sentence.quantities) if _is_applied(sentence, plain, *pair)]
    applied += _in_brackets(sentence, plain)
    applied += _told_first(sentence, plain)
    parts = [part for _rate, part in applied]
    for rate, part in applied:
        exact = _LAID_DOWN.search(half_width(sentence.name(rate)) + plain[rate.end : part.start])
        wholes = [*_wholes(sentence, part, parts)]
        half = Decimal(0) if exact else rate.half
        others = [one for one in parts if one.end <= rate.start]  # 承担80%，即160万元；先行拨付60%，即96万元
        if any(_is_share(part, one, rate, half) for one in (*wholes, *others, *sentence.earlier)):
            ledger.agree(sentence.at(part))
            continue
        near = [one for one in wholes if rate.base * one.base < 2 * part.base < 4 * rate.base * one.base]
        if near and not ledger.is_known(sentence.at(part)):
            _report(sentence, rate, part, near[-1], ledger)


def check_one_to_one(sentence: Sentence, ledger: Ledger) -> None:
    """县财政按1:1配套，中央资金260万元，县级配套260万元: both give as much."""
    plain = half_width(sentence.text)
    found = _ONE_TO_ONE.search(plain)
    money = [one for one in sentence.quantities if found and one.is_money and one.is_exact]
    if found is None or len(money) != _BOTH or not any("配套" in sentence.name(one) for one in money):
        return
    given, added = sorted(money, key=lambda one: "配套" in sentence.name(one))
    if given.base == added.base:
        ledger.agree(sentence.at(given), sentence.at(added))
    elif not any(ledger.differs(sentence.at(one)) for one in money):
        computed = f"{number_text(given.base / added.factor)}{added.unit}"
        ledger.find(
            Kind.SUM,
            Severity.ERROR,
            sentence.at(added),
            f"“{sentence.name(added)}{sentence.words(added)}”与1:1配套不符：应与{spelled(given)}相等。",
            rule="按比例计算的数等于基数 × 比例",
            text=sentence.text,
            printed=sentence.words(added),
            computed=computed,
        )


def _in_brackets(sentence: Sentence, plain: str) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield a share told behind what it comes to: 质保金7.42万元（审定金额148.4万元的5%）."""
    told = sentence.quantities
    for part, whole, rate in zip(told, told[1:], told[2:], strict=False):
        opens, of = plain[part.end : whole.start], plain[whole.end : rate.start]
        exact = rate.is_rate and rate.is_exact and part.is_exact and is_alike(part, whole)
        closed = of == "的" and plain.startswith(")", rate.end)
        if exact and closed and _OPENS.fullmatch(opens):
            yield rate, part


def _told_first(sentence: Sentence, plain: str) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield a share told before what it is of: 按合同价的3%预留，合同价400万元，预留12万元."""
    told = sentence.quantities
    for rate, whole, part in zip(told, told[1:], told[2:], strict=False):
        of = _OF_WHAT.search(plain[: rate.start])
        verb = _TAKEN.match(plain, rate.end)
        exact = rate.is_rate and rate.is_exact and part.is_exact and is_alike(part, whole)
        if of is None or verb is None or not exact:
            continue
        if of["of"] in sentence.name(whole) and half_width(sentence.name(part)).startswith(verb["verb"]):
            yield rate, part


def _is_applied(sentence: Sentence, plain: str, rate: Quantity, part: Quantity) -> bool:
    if not (rate.is_rate and rate.is_exact and part.is_exact and rate.base) or rate.sign or part.sign:
        return False
    name = half_width(sentence.name(rate))
    if part.is_rate or part.unit in ("", _POINTS) or _OTHER_RATE.search(name) or is_change(name):
        return False
    if plain.startswith(_AMONG, part.end):
        return False
    before = next((one for one in reversed(sentence.quantities) if one.end <= rate.start), None)
    if before is not None and before.is_rate and plain[before.end : rate.start] in _JOINED:
        return False  # 完成率分别为105%和94%，合计2.2万亩
    return _THAT_IS.fullmatch(plain[rate.end : part.start].strip()) is not None


def _wholes(sentence: Sentence, part: Quantity, parts: list[Quantity]) -> Iterator[Quantity]:
    """Yield what the share may be of: what stands before it, but what other shares come to; else behind."""
    fitting = [
        one for one in sentence.quantities if one.is_exact and is_alike(one, part) and one not in parts
    ]
    before = [one for one in fitting if one.start < part.start]
    behind = [one for one in fitting if one.start > part.end and _WHOLE.search(sentence.name(one))]
    yield from before or behind[:1]


def _is_share(part: Quantity, whole: Quantity, rate: Quantity, half: Decimal) -> bool:
    if not is_alike(part, whole):
        return False
    slack = part.half + whole.half * rate.base + half * whole.base
    if not part.is_money:
        slack = max(slack, Decimal("0.5"))
    return abs(whole.base * rate.base - part.base) <= slack


def _report(sentence: Sentence, rate: Quantity, part: Quantity, whole: Quantity, ledger: Ledger) -> None:
    value = whole.base * rate.base / part.factor
    computed = f"{number_text(half_up(value, max(part.places, 2)))}{part.unit}"
    words = sentence.words(part)
    ledger.find(
        Kind.SUM if part.is_money else Kind.COUNT,
        Severity.WARNING,
        sentence.at(part),
        f"“{sentence.words(rate)}{sentence.name(part)}{words}”与同句数字不符：{spelled(whole)}×{spelled(rate)}={computed}。",
        rule="部分 = 总额 × 比例",
        text=sentence.text,
        printed=words,
        computed=computed,
    )
