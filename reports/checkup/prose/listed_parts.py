"""Amounts told in a row, each behind its name, and the total that they nearly are: 支出构成为：甲、乙、丙.

Offices open such a list in countless words, or in none. That the parts of a list come within a tenth of an
amount that its paragraph tells, and to none of them, is no chance.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from projects.money import number_text
from reports.checkup.arithmetic import Outcome, of_sum
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence

_JOINED = re.compile(
    "(?:[、,;]|和|及|以及|[一二三四五六七八九十]是){1,3}(?P<name>[\u4e00-\u9fff“”—0-6]{2,30})"
)
_BESIDE = re.compile(r"\([^()]*\)|[,、]?占[\u4e00-\u9fff]{0,10}[0-9.]+%|\s")
_ALONE = re.compile(
    "(?:全年|年度|年初|实际|累计|共|已|其中|资金|经费|项目|预算|安排|下达|到位|支出|执行|使用|支付|拨付|完成|为|达|[0-9年月日])*"
)
"""Words that name no part but what became of all of it."""
_NO_PART = re.compile(
    "结余|结转|剩余|节[约余]|调[减增整]|追加|核[减增]|收回|[每均]|单价|合计|[共总小]计|总(?:额|数|支出|收入|投资|预算|资金|成本|量)|未|尚|扣[减除]|减[去除]|剔除|冲减|抵扣|[比较]|增[加长]|减少|上年|去年|上一年|以[上下]"
)
_SOME = re.compile("主要|最[多大高]|如|例|等$|部分|批复|计划")
_FEWEST = 3
_OF_EACH = re.compile("[每均]")
_NEAR = 10
"""What is off by more than a tenth is of something else."""


def check_listed_parts(sentences: Iterable[Sentence], ledger: Ledger) -> None:
    """实际支出451.20万元。从构成看，甲268.40万元，乙93.60万元，丙86.50万元: they make it up."""
    said = ledger.doubted
    for sentence in sentences:
        for parts in _lists(sentence):
            told = [one for one in (*sentence.earlier, *sentence.quantities) if one not in parts]
            wholes = [one for one in told if one.is_money and one.is_exact and not one.sign]
            if any(sentence.at(one) in said for one in (*parts, *sentence.quantities)):
                continue
            if _is_some_total(parts, wholes) or _have_shares(sentence, parts):
                continue
            if _goes_on(sentence, parts, wholes):
                continue
            added = sum((one.base for one in parts), Decimal(0))
            near = {one.base: one for one in wholes if abs(one.base - added) * _NEAR <= added}
            if near:
                _report(sentence, parts, min(near.values(), key=lambda one: abs(one.base - added)), ledger)


def _lists(sentence: Sentence) -> Iterator[list[Quantity]]:
    """The amounts of a sentence that stand in a row, each right behind a name of its own."""
    plain = half_width(sentence.text)
    parts: list[Quantity] = []
    end, only_some = 0, False
    for one in sentence.quantities:
        if not one.is_money:
            continue
        opening, end = plain[end : one.start], one.end
        name = half_width(sentence.name(one))
        if parts:
            joined = _JOINED.fullmatch(_BESIDE.sub("", plain[parts[-1].end : one.start]))
            if joined is not None and _is_part(joined["name"], one):
                parts.append(one)
                continue
            closed = not _is_part(name, one) or plain[parts[-1].end :].lstrip()[:1] in ("。", ")")
            if len(parts) >= _FEWEST and closed and not only_some:
                yield parts
        parts = [one] if _is_part(name, one) else []
        only_some = _SOME.search(opening) is not None
    if len(parts) >= _FEWEST and not only_some and "等" not in plain[parts[-1].end : parts[-1].end + 1]:
        yield parts


def _is_part(name: str, amount: Quantity) -> bool:
    plain = amount.is_exact and not amount.sign and amount.value > 0
    return plain and not _NO_PART.search(name) and not _ALONE.fullmatch(name)


def _is_some_total(parts: Sequence[Quantity], wholes: Sequence[Quantity]) -> bool:
    """Whether all of a list, or a part of it in its order, comes to an amount that is told."""
    known = [*wholes, *parts]
    return any(
        of_sum(whole, parts[first:last]).outcome is not Outcome.DIFFER
        for first in range(len(parts) - 1)
        for last in range(first + 2, len(parts) + 1)
        for whole in known
        if whole not in parts[first:last]
    )


def _goes_on(sentence: Sentence, parts: Sequence[Quantity], wholes: Sequence[Quantity]) -> bool:
    """Whether a list comes to an amount with those right beside it: 其中上年结转320万元、拨款4980万元、…."""
    money = [
        one
        for one in sentence.quantities
        if one.is_money and one.is_exact and (one in parts or not _OF_EACH.search(sentence.name(one)))
    ]
    first, last = money.index(parts[0]), money.index(parts[-1]) + 1
    longer = (money[max(first - 1, 0) : last], money[first : last + 1])
    return any(
        of_sum(whole, run).outcome is Outcome.AGREE for run in longer for whole in wholes if whole not in run
    )


def _have_shares(sentence: Sentence, parts: Sequence[Quantity]) -> bool:
    """Whether each has its share beside it, by which it is held."""
    told = zip(sentence.quantities, sentence.quantities[1:], strict=False)
    shared = [
        part
        for part, share in told
        if part in parts and share.is_rate and "占" in half_width(sentence.name(share))
    ]
    return len(shared) == len(parts)


def _report(sentence: Sentence, parts: Sequence[Quantity], whole: Quantity, ledger: Ledger) -> None:
    computed = of_sum(whole, parts).computed
    listed = "＋".join(number_text(one.value) for one in parts)
    ledger.find(
        Kind.SUM,
        Severity.ERROR,
        sentence.at(parts[0]),
        f"所列各项之和与同段的{number_text(whole.value)}{whole.unit}不符：{listed}={computed}{whole.unit}。",
        rule="各部分之和等于合计",
        text=sentence.text,
        printed="".join(sentence.text[parts[0].start : parts[-1].end].split()),
        computed=f"{number_text(whole.value)}{whole.unit}",
    )
