"""By what share a plan was surpassed or missed: 完成86.4公里，比计划80公里多6.4公里，超额8%."""

import re

from reports.checkup.arithmetic import Verdict, of_growth, of_rate, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence, is_alike, is_change

_SHARE = re.compile(
    "(?:超额?|超出|超过|超计划|超目标|超任务|多|少|增[加长]|减少|下降|节[约省支]|压[减缩]|缩短)(?:完成|完成率|率|比例|幅度)?(?:计划|任务|目标)?"
    "(?:为|达到?|了|约)?$"
)
_PLAN = re.compile(
    "(?:比|较|超)(?:年度|全年|年初|原定?|既定)*(?:计划|目标|任务|预算|指标)[值数量]?[的为(]{0,2}$"
)
_BEYOND = re.compile("超(?:年度|全年|年初|原定?|既定)*(?:计划|目标|任务|预算|指标)[值数量]?$")
"""超计划12公里 tells of what is beyond it, not of the plan."""
_CHANGE = re.compile(
    r"\)?(?:实际)?(?:多|少|超额?|超出|超过|增加|减少|节[约省支]|压[减缩]|缩短|提前)(?:完成|支出|安排|建成|投入)?了?"
)
_BEHIND = re.compile(r"\)?[,、(]?(?:即|约)?(?P<name>[\u4e00-\u9fff]{1,8})")
_PLANNED = re.compile("(?:计划|目标|任务)(?:任务)?[数量]?(?:为|是)?$")
_DONE = re.compile("[,;](?:实际|已|共|累计)*完成[\u4e00-\u9fff]{0,8}")
_OF_OTHERS = re.compile("平均|同比|上年|去年|年均|其中|累计")


def check_beyond_plan(sentence: Sentence, ledger: Ledger) -> None:
    """Hold such a share against the plan and by how much it differs from it, or from what was done."""
    plain = half_width(sentence.text)
    for place, rate in enumerate(sentence.quantities):
        if not rate.is_rate or not rate.is_exact or rate.sign or ledger.is_known(sentence.at(rate)):
            continue
        before = sentence.quantities[:place]
        if not _SHARE.fullmatch(half_width(sentence.name(rate))) or not before:
            continue
        if not _is_right_behind(plain[before[-1].end : rate.start]):
            continue
        reading = _reading(plain, before, rate)
        if reading is not None:
            _enter(sentence, rate, *reading, ledger)


def _is_right_behind(words: str) -> bool:
    return _BEHIND.fullmatch(words.strip()) is not None and not _OF_OTHERS.search(words)


def _reading(plain: str, before: tuple[Quantity, ...], rate: Quantity) -> tuple[Verdict, str] | None:
    """What follows for a share from the plan before it, where the words tell which figure that is."""
    if len(before) < 2:
        return None
    one, other = before[-2:]
    if not (is_alike(one, other) and one.unit and one.is_exact and other.is_exact) or one.is_rate:
        return None
    if _PLAN.search(plain[: one.start]) and _CHANGE.fullmatch(plain[one.end : other.start].strip()):
        verdict = of_rate(rate, other, one)
        formula = f"{spelled(other)}÷{spelled(one)}"
    elif _PLAN.search(plain[: other.start]) and not _BEYOND.search(plain[: other.start]):
        verdict = of_growth(rate, one, other)
        formula = f"({spelled(one)}－{spelled(other)})÷{spelled(other)}"
    elif _PLANNED.search(plain[: one.start]) and _DONE.fullmatch(plain[one.end : other.start]):
        verdict = of_growth(rate, other, one)
        formula = f"({spelled(other)}－{spelled(one)})÷{spelled(one)}"
    else:
        return None
    return None if verdict is None else (verdict, formula)


def _enter(sentence: Sentence, rate: Quantity, verdict: Verdict, formula: str, ledger: Ledger) -> None:
    if verdict.holds:
        ledger.agree(sentence.at(rate))
        return
    words = sentence.words(rate)
    ledger.find(
        Kind.RATIO,
        Severity.WARNING if is_change(half_width(sentence.name(rate))) else Severity.ERROR,
        sentence.at(rate),
        f"“{sentence.name(rate)}{words}”与计划数不符：{formula}={verdict.computed}。",
        rule="超出（节约）的比率等于差额除以计划数",
        text=sentence.text,
        printed=words,
        computed=verdict.computed,
    )
