"""Rates right behind a whole and a part of it, or before both in brackets, whatever the words call them.

小区57个，已实施物业管理55个，覆盖率96.49%: the words of a rate need not be those of its part. That they stand
in this order, and that the rate is nearly their quotient but not it, tells that it is meant to be.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from reports.checkup.arithmetic import of_rate, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import BRACKETS, Sentence, is_alike, is_change, is_moved_to, is_reached
from reports.checkup.prose.told_rates import has_its_rate

_RATE = re.compile("率|比例|占|满意度")
_OF_OTHERS = re.compile("^其中(?!占)|分别|均|各|比(?![例重率])|较|上年|去年|目标|要求|以[上下]")
_COVERAGE = re.compile("其中.*覆盖率")
"""规范化电子健康档案, of all that there are, for a 覆盖率 that is of the people."""
_HOW_LONG = frozenset({"小时", "分钟", "天", "个月", "年", "月", "岁", "周岁"})
"""4小时内修复1315起: until when or how old, and nothing that a rate is of."""
_HAVE = re.compile("^[\u4e00-\u9fff]{1,6}率(?:分别)?为$")
"""12类中10类应保尽保，2类保障率为98%: of what is left, which is told right before it."""
_ENDS = re.compile("[。;]")
_FARTHEST = 45
_NEAR = 6
"""What is off by more than a sixth is of something else."""


def check_of_two_beside(sentences: Iterable[Sentence], ledger: Ledger) -> None:
    """Hold what nothing else bears out against the two figures beside it."""
    said = ledger.doubted
    for sentence in sentences:
        for number, printed in enumerate(sentence.quantities):
            place = sentence.at(printed)
            name = half_width(sentence.name(printed))
            plain = printed.is_rate and printed.is_exact and not printed.sign and printed.base != 1
            if not plain or not _RATE.search(name) or _OF_OTHERS.search(name) or ledger.is_known(place):
                continue
            if is_change(name) or is_reached(name):
                continue
            pair = next(_pairs(sentence, number), None)
            if "满意" in name and pair and "满意" not in _between(sentence, pair, printed):
                continue  # 发放问卷350份，回收332份，满意率88%: of how many were content, which is not told
            if pair is None or any(sentence.at(one) in said for one in (printed, *pair)):
                continue
            told = [
                one for one in (*sentence.earlier, *sentence.quantities) if one.is_exact and not one.is_rate
            ]
            if not is_borne_out(printed, told):
                hold(sentence, printed, pair, ledger)


def _pairs(sentence: Sentence, number: int) -> Iterator[tuple[Quantity, Quantity]]:
    """The part and the whole that stand right before a rate, what is left between them and it; or behind."""
    printed, plain = sentence.quantities[number], half_width(sentence.text)
    told = [one for one in sentence.quantities if one.unit not in _HOW_LONG]
    number = told.index(printed)
    left = number > 2 and _is_left(*told[number - 3 : number])
    before = told[number - 3 : number - 1] if left else told[max(number - 2, 0) : number]
    between = plain[before[0].end : printed.start] if before else ""
    if len(before) == 2 and len(between) <= _FARTHEST and not _ENDS.search(between):
        divided = any(one.base == before[0].base + before[1].base for one in sentence.quantities[:number])
        moved = any(is_moved_to(half_width(sentence.name(one))) for one in before)
        apart = left and _HAVE.search(half_width(sentence.name(printed)))
        if _may_be(*before) and not (divided or moved or apart) and not _COVERAGE.search(between):
            yield before[1], before[0]
    bracket = BRACKETS.match(sentence.text, printed.end)
    inner = [one for one in told[number + 1 :] if bracket is not None and one.end < bracket.end()]
    if len(inner) == 2 and _may_be(*inner):
        yield inner[1], inner[0]


def _between(sentence: Sentence, pair: tuple[Quantity, Quantity], printed: Quantity) -> str:
    """The words from the first of two figures on to those that name the rate behind them."""
    words = sentence.text[min(one.start for one in pair) : printed.start]
    return half_width(words).replace(" ", "").removesuffix(half_width(sentence.name(printed)))


def _may_be(whole: Quantity, part: Quantity) -> bool:
    plain = all(
        one.is_exact and one.unit and not (one.is_rate or one.is_money or one.sign) and one.unit != "分"
        for one in (whole, part)
    )
    return plain and is_alike(whole, part) and 0 < part.base < whole.base


def _is_left(whole: Quantity, part: Quantity, left: Quantity) -> bool:
    """Whether the third of three figures is what the second leaves of the first: 436件、419件，17件延后."""
    return whole.unit == part.unit == left.unit and whole.base == part.base + left.base


def is_borne_out(printed: Quantity, known: Sequence[Quantity]) -> bool:
    """Whether any two of the figures come to a rate."""
    verdicts = (
        of_rate(printed, part, whole)
        for part in known
        for whole in known
        if part is not whole and is_alike(part, whole)
    )
    return any(verdict is not None and verdict.holds for verdict in verdicts)


def hold(sentence: Sentence, printed: Quantity, pair: tuple[Quantity, Quantity], ledger: Ledger) -> None:
    """Doubt a rate that is not the quotient of part and whole, where it is near enough to be meant so."""
    part, whole = pair
    if has_its_rate(sentence, printed, pair):
        return
    verdict = of_rate(printed, part, whole)
    if verdict is None or abs(part.base / whole.base - printed.base) * _NEAR > printed.base:
        return
    words = sentence.words(printed)
    ledger.find(
        Kind.RATIO,
        Severity.WARNING,
        sentence.at(printed),
        f"“{sentence.name(printed)}{words}”与前后数字不符：{spelled(part)}÷{spelled(whole)}={verdict.computed}。",
        rule="比率等于前文两数相除",
        text=sentence.text,
        printed=words,
        computed=verdict.computed,
    )
