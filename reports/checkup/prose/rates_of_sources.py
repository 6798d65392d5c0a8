"""Rates of what another sentence says a source gave: 县级342.60万元 … 县级支出315.36万元，执行率92.05%."""

import re
from collections.abc import Sequence

from reports.checkup.arithmetic import of_rate, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.scope import is_of_another_year
from reports.checkup.prose.sentences import LEFT, Sentence, is_paid

_RATE = re.compile("[,、(]?(?:占?预算|资金)?(?:执行|支付|支出|使用|拨付)(?:率|进度)(?:为|达到?)?")
_FILLING = re.compile(
    "^[一二三四五六七八九十]是|其中:?|包括|资金|经费|专项|补助|项目|支出|执行|使用|支付|拨付|安排|预算|到位|下达|投入|累计|实际|年初|全年|年度|完成|当年|本年|[已为共数达了的,:]"
)
_SOURCE = re.compile(
    "中央|地方|[省市县区州镇乡]级?(?:财政|配套|自筹)?$|上级|本级|自筹|国债|债券|配套|财政|社会|银行"
)
_CHANGED = re.compile("追加|调[增减整]|收回|核减|增加|减少|节约")


def check_rates_of_sources(sentences: Sequence[Sentence], year: int | None, ledger: Ledger) -> None:
    """What was spent over the only amount that is named alike and was not spent, wherever it is told."""
    told = [
        (_core(name), one)
        for sentence in sentences
        for one in sentence.quantities
        if one.is_money and one.is_exact and not one.sign
        if not is_paid(name := half_width(sentence.name(one)))
        and not LEFT.search(name)
        and not _CHANGED.search(name)
        if not is_of_another_year(half_width(sentence.text[: one.start]), year)
    ]
    for sentence in sentences:
        for spent, printed in zip(sentence.quantities, sentence.quantities[1:], strict=False):
            between = half_width(sentence.text[spent.end : printed.start]).strip()
            name = half_width(sentence.name(spent))
            if not (printed.is_rate and printed.is_exact and spent.is_money and spent.is_exact):
                continue
            if not is_paid(name) or not _RATE.fullmatch(between) or ledger.is_known(sentence.at(printed)):
                continue
            if is_of_another_year(half_width(sentence.text[: printed.start]), year):
                continue
            core = _core(name)
            given = {one.base: one for known, one in told if known == core and one.base >= spent.base}
            if _SOURCE.search(core) and given:
                _hold(sentence, printed, spent, [*given.values()], ledger)


def _core(name: str) -> str:
    """What an amount is of, without what became of it: 县级资金支出 and 县级资金 are of 县级."""
    return _FILLING.sub("", name)


def _hold(
    sentence: Sentence, printed: Quantity, spent: Quantity, given: Sequence[Quantity], ledger: Ledger
) -> None:
    verdicts = [of_rate(printed, spent, one) for one in given]
    if any(verdict is not None and verdict.holds for verdict in verdicts):
        ledger.agree(sentence.at(printed))
        return
    if len(given) > 1 or verdicts[0] is None:
        return
    words = sentence.words(printed)
    ledger.find(
        Kind.RATIO,
        Severity.WARNING,
        sentence.at(printed),
        f"“{sentence.name(printed)}{words}”与他处数字不符："
        f"{spelled(spent)}÷{spelled(given[0])}={verdicts[0].computed}。",
        rule="执行率 = 支出 ÷ 预算",
        text=sentence.text,
        printed=words,
        computed=verdicts[0].computed,
    )
