"""What is left after something is taken off: 甲24万元，乙10万元，扣减罚款2万元后，小计32万元.

Counts are taken off as well: 总额1240人，扣除在编620人，确定额度620人.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from projects.money import half_up, number_text
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.miswriting import slips_of
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import EACH, Sentence, is_alike, is_change

_TAKEN_OFF = re.compile("(?:扣[减除]|减[去除]|扣去|核减|剔除|冲减|抵扣)(?!率|分|比例)")
_ALSO = re.compile("(?:[、和及]|以及|,?(?:并|再)?(?:扣|减))")
_RESULT = re.compile(
    "^后?,?(?:[\u4e00-\u9fff]{0,4}(?:小计|合计|共计)|[共总]?计|共|余额|净[额值]"
    "|(?:即|则|故|因此)?(?:最终|实际|净)?(?:确[定认]|核定|认定)[\u4e00-\u9fff]{0,6}"
    "|(?:全年|本年)?(?:实际?|应|最终|共|合计)*(?:支[出付]|拨[付款]|发放?|兑付|结算|付[款费]?|补助))"
    "(?:[\u4e00-\u9fff]{0,6}?(?:资金|经费|金额|费用?|款|额))?(?:为|共)?$"
)
_NO_PART = re.compile("每|均|标准(?:为|是)?$|单价|上年|去年|结余|结转|其中|目标|计划|比|较")
_CLAUSE = re.compile("[,;:。(]")
_AMOUNT = re.compile("[0-9.]+[万亿]?元")
_NEAR = 10


def check_deducted(sentence: Sentence, ledger: Ledger) -> None:
    """The total behind what is taken off is the amounts before it less that, from whichever of them on."""
    for wholes, off, result in _deductions(sentence):
        place = sentence.at(result)
        if ledger.is_known(place):
            continue
        taken = sum((one.base for one in off), Decimal(0))
        sums = [sum((one.base for one in wholes[first:]), Decimal(0)) for first in range(len(wholes))]
        known = [*sums, *(one.base for one in sentence.earlier if is_alike(one, result))]
        if any(abs(one - taken - result.base) <= result.half * 2 for one in known):
            ledger.agree(place)
            continue
        left = sums[0] - taken
        added = any(one + taken == result.base for one in sums)
        slip = any(each.base == one - taken for one in sums for each in slips_of(result))
        if added or slip or (left > 0 and abs(left - result.base) * _NEAR <= left):
            _report(sentence, (wholes, off), result, left, ledger, certain=added or slip)


def _deductions(
    sentence: Sentence,
) -> Iterator[tuple[list[Quantity], list[Quantity], Quantity]]:
    """The amounts of a part of a sentence, what is taken off them and the total behind."""
    plain = half_width(sentence.text)
    told = sentence.quantities
    for first in told:
        clause = _CLAUSE.split(plain[: first.start])[-1]
        if not _is_plain(first) or not _TAKEN_OFF.search(clause) or _AMOUNT.search(clause):
            continue
        start = sentence.group(first)
        wholes = [
            one
            for one in told
            if start <= one.start < first.start and is_alike(one, first) and _is_part(sentence, one)
        ]
        behind = [one for one in told if one.start > first.start and is_alike(one, first)]
        off = [first]
        while behind and _ALSO.match(plain, off[-1].end) and not _is_result(sentence, off[-1], behind[0]):
            off.append(behind.pop(0))
        if wholes and behind and _is_plain(behind[0]) and _is_result(sentence, off[-1], behind[0]):
            yield wholes, off, behind[0]


def _is_result(sentence: Sentence, last: Quantity, one: Quantity) -> bool:
    return _RESULT.match(re.sub(r"\s", "", half_width(sentence.text[last.end : one.start]))) is not None


def _is_plain(one: Quantity) -> bool:
    return one.unit != "" and not one.is_rate and one.is_exact and not one.sign and one.value > 0


def _is_part(sentence: Sentence, one: Quantity) -> bool:
    name = half_width(sentence.name(one))
    return _is_plain(one) and not (_NO_PART.search(name) or EACH.search(name) or is_change(name))


def _report(
    sentence: Sentence,
    told: tuple[Sequence[Quantity], Sequence[Quantity]],
    result: Quantity,
    left: Decimal,
    ledger: Ledger,
    *,
    certain: bool,
) -> None:
    wholes, off = told
    computed = f"{number_text(half_up(left / result.factor, max(result.places, 2)))}{result.unit}"
    reckoned = "＋".join(number_text(one.value) for one in wholes)
    reckoned += "".join(f"－{number_text(one.value)}" for one in off)
    words = sentence.words(result)
    ledger.find(
        Kind.SUM if result.is_money else Kind.COUNT,
        Severity.ERROR if certain else Severity.WARNING,
        sentence.at(result),
        f"“{words}”与同句数字不符：{reckoned}={computed}。",
        rule="扣减后的数 = 各项之和 − 扣减数",
        text=sentence.text,
        printed=words,
        computed=computed,
    )
