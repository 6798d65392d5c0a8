"""So many per cent of an amount, written out: 质保金为合同金额98.5万元的5%，即4.925万元."""

import re
from dataclasses import replace

from projects.money import half_up, number_text
from reports.checkup.arithmetic import of_sum, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import half_width
from reports.checkup.prose.sentences import Sentence

_OF = re.compile("的$")
_COMES_TO = re.compile(
    "[,(]?(?:比例)?(?:计[取提算]|支付|拨付|补助|补贴|奖补|配套|扣留|预留|提取|核定|结算|缴纳)?[,(]?"
    "(?:即|也就是|计|折合|(?:应|实际|金额|费用)?(?:支付|拨付|补助|配套|预留|为))(?:了|金额)?(?:支付|拨付|补助|预留|为)?"
)
_PLACES = 6
"""万元 to 分."""


def check_percent_of(sentence: Sentence, ledger: Ledger) -> None:
    """The amount that stands behind 的5% is that share of the amount before it."""
    told = sentence.quantities
    for base, share, amount in zip(told, told[1:], told[2:], strict=False):
        if not (base.is_money and amount.is_money and share.is_rate):
            continue
        if not all(one.is_exact and not one.sign for one in (base, share, amount)):
            continue
        before, behind = (
            re.sub(r"\s", "", half_width(sentence.text[one.end : other.start]))
            for one, other in ((base, share), (share, amount))
        )
        if not (_OF.fullmatch(before) and _COMES_TO.fullmatch(behind)):
            continue
        product = replace(base, value=base.value * share.base, places=base.places + share.places + 2)
        verdict = of_sum(amount, (product,))
        if verdict.holds:
            ledger.agree(*(sentence.at(one) for one in (base, share, amount)))
            continue
        if any(ledger.differs(sentence.at(one)) for one in (base, share, amount)):
            continue
        words = sentence.words(amount)
        computed = f"{number_text(half_up(product.base / amount.factor, _PLACES))}{amount.unit}"
        ledger.find(
            Kind.SUM,
            Severity.ERROR,
            sentence.at(amount),
            f"“{words}”与同句数字不符：{spelled(base)}×{spelled(share)}={computed}。",
            rule="金额等于基数乘以比例",
            text=sentence.text,
            printed=words,
            computed=computed,
        )
