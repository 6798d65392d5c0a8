"""What something cost and the standard that it kept to, in two units: 场均成本2.55元，控制在2.60万元以内.

So is what went beyond the most that may be given.
"""

import re
from itertools import pairwise

from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence

_MOST = re.compile("(?:最高|每|单)[^,。;]{0,12}(?:不(?:得)?超过|不(?:得)?高于|以|上限为?)$")
_IN_FACT = re.compile("实际(?:最高|单[个家户]|每)")
_KEPT_TO = re.compile(
    "^[,;(]?(?:均|都|全部|已|未|没有|不)?(?:控制在|超过|超出|突破|高于|低于|大于|小于|优于)"
    "(?:了|于)?(?:规定|既定|年初|年度|计划|预期|目标|标准|限额|预算|批复|定额|控制|上限|值|的|为)*$"
)


def check_limit_unit(sentence: Sentence, ledger: Ledger) -> None:
    """An amount right before its limit that is about as large but for the unit has the wrong one."""
    for amount, limit in pairwise(sentence.quantities):
        between = re.sub(r"\s", "", half_width(sentence.text[amount.end : limit.start]))
        if not (_is_plain(amount) and _is_plain(limit) and _KEPT_TO.match(between)):
            continue
        if amount.unit == limit.unit or not limit.value < 2 * amount.value < 4 * limit.value:
            continue
        if ledger.is_agreed(sentence.at(amount)) or ledger.differs(sentence.at(amount)):
            continue
        words, meant = sentence.words(amount), f"{amount.value}{limit.unit}"
        ledger.find(
            Kind.UNIT,
            Severity.WARNING,
            sentence.at(amount),
            f"“{sentence.name(amount)}{words}”与其后的标准{spelled(limit)}相差悬殊，可能用错了单位。",
            rule="同一事项的实际数与标准用同一单位",
            text=sentence.text,
            printed=words,
            computed=meant,
        )


def check_beyond_limit(sentence: Sentence, ledger: Ledger) -> None:
    """每家最高不超过50万元，实际最高一家58万元: what was given in fact is no more than the most."""
    for limit, amount in pairwise(one for one in sentence.quantities if one.is_money):
        names = [half_width(sentence.name(one)) for one in (limit, amount)]
        if not (_is_plain(limit) and _is_plain(amount) and _MOST.search(names[0])):
            continue
        if not _IN_FACT.search(sentence.text[limit.end : amount.start]):
            continue
        if amount.base <= limit.base or sentence.group(limit) != sentence.group(amount):
            continue
        words, most = sentence.words(amount), spelled(limit)
        ledger.find(
            Kind.EXCEED,
            Severity.WARNING,
            sentence.at(amount),
            f"“{names[1]}{words}”大于其前所写的上限{most}。",
            rule="实际数不大于规定的上限",
            text=sentence.text,
            printed=words,
            computed=f"不多于{most}",
        )


def _is_plain(quantity: Quantity) -> bool:
    return quantity.is_money and quantity.value > 0
