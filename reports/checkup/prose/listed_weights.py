"""Weights that a sentence lists: 四个部分权重分别为10%、30%、35%、25%，满分分别为10分、30分、35分、25分."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from projects.money import number_text
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence

_LISTED = re.compile(
    "(?:权重|分值|满分|标准分|赋分)(?:值|数)?(?:依次|各自|分别|设置|设定|分配|确定)*(?:为|是|占)?:?$"
)
_BETWEEN = re.compile(r"\s*(?:[、,和及与]|以及)\s*")
_OF_ALL = re.compile("(?P<count>[两二三四五六七八九]|[2-9])(?:个|大|项)*(?:部分|方面|维度|一级指标|板块|类)")
_DIGITS = {digit: value for value, digit in enumerate("二三四五六七八九", start=2)} | {"两": 2}
_WHOLES = (100, 90, 80)
"""What all weights add up to, with or without the points of the execution rate."""
_NEAR = 20
_FEWEST = 3


_SCHEMES = (
    ("决策", "过程", "产出", "效益"),
    ("投入", "过程", "产出", "效果"),
    ("执行", "产出", "效益", "满意"),
)
"""The levels that make up 100 points between them."""
_OF_WEIGHTS = re.compile("权重|分值|满分|标准分|总分(?:为|是)?100分|占")
_OF_SCORES = re.compile("得[0-9分]|得分|扣|自评(?!按|从|依据|指标|体系)|评分结果|综合评价")


def check_listed_weights(sentence: Sentence, ledger: Ledger) -> None:
    """Weights and full marks that stand in one order are the same, and those of all parts are 100 in all."""
    _hold_named(sentence, ledger)
    runs = list(_runs(sentence))
    for one, other in combinations(runs, 2):
        if len(one) == len(other) and one[0].unit != other[0].unit:
            _hold_together(sentence, one, other, ledger)
    for run in runs:
        _hold_to_whole(sentence, run, ledger)


def _hold_named(sentence: Sentence, ledger: Ledger) -> None:
    """权重为：决策15%、过程25%、产出30%、效益35%: each level with its weight, and all of them 100."""
    plain = half_width(sentence.text)
    for group in re.finditer("[^;]+", plain):
        if _OF_WEIGHTS.search(group[0]) and not _OF_SCORES.search(group[0]):
            _hold_group(
                sentence,
                [one for one in sentence.quantities if group.start() <= one.start < group.end()],
                ledger,
            )


def _hold_group(sentence: Sentence, quantities: Sequence[Quantity], ledger: Ledger) -> None:
    for unit in ("分", "%"):
        named = [
            (one, half_width(sentence.text[: one.start]))
            for one in quantities
            if one.unit == unit and one.is_exact and not one.sign
        ]
        named = [(one, re.split("[,;:、。)]", before.removesuffix("("))[-1]) for one, before in named]
        own = [
            (one, name) for one, name in named if any(level in name for each in _SCHEMES for level in each)
        ]
        for scheme in _SCHEMES:
            if len(own) == len(scheme) and all(
                sum(level in name for _one, name in own) == 1 for level in scheme
            ):
                _hold_scheme(sentence, [one for one, _name in own], ledger)
                return


def _hold_scheme(sentence: Sentence, run: Sequence[Quantity], ledger: Ledger) -> None:
    sums, places = _sum(run), [sentence.at(one) for one in run]
    if sums in _WHOLES or abs(sums - _WHOLES[0]) > _NEAR or any(ledger.differs(place) for place in places):
        return
    listed = "＋".join(number_text(one.value) for one in run)
    ledger.find(
        Kind.WEIGHT,
        Severity.ERROR,
        places[0],
        f"所列各项权重之和不是100：{listed}={number_text(sums)}。",
        rule="各项权重之和为100",
        text=sentence.text,
        printed=sentence.text[run[0].start : run[-1].end],
        computed=f"100{run[0].unit}",
    )


def _runs(sentence: Sentence) -> Iterator[list[Quantity]]:
    """Yield the weights or points that are listed one behind the other."""
    run: list[Quantity] = []
    for one in (*sentence.quantities, None):
        between = half_width(sentence.text[run[-1].end : one.start]) if run and one else ""
        if run and one and one.unit == run[0].unit and _BETWEEN.fullmatch(between):
            run.append(one)
            continue
        if len(run) >= _FEWEST and all(each.is_exact and not each.sign for each in run):
            yield run
        listed = (
            one is not None and one.unit in ("%", "分") and _LISTED.search(half_width(sentence.name(one)))
        )
        run = [one] if one is not None and listed else []


def _hold_together(
    sentence: Sentence, one: Sequence[Quantity], other: Sequence[Quantity], ledger: Ledger
) -> None:
    """The list that is not 100 in all is the wrong one, in the only place where they differ."""
    wrong, right = (one, other) if _sum(one) != _WHOLES[0] else (other, one)
    differing = [(a, b) for a, b in zip(wrong, right, strict=True) if a.value != b.value]
    if not differing:
        ledger.agree(*(sentence.at(each) for each in (*one, *other)))
    if len(differing) != 1 or _sum(right) != _WHOLES[0]:
        return
    ((printed, meant),) = differing
    computed = f"{number_text(meant.value)}{printed.unit}"
    ledger.find(
        Kind.WEIGHT,
        Severity.ERROR,
        sentence.at(printed),
        f"所列权重与满分不一致：{sentence.words(printed)}对应{sentence.words(meant)}，应为{computed}。",
        rule="权重与满分一致，各项之和为100",
        text=sentence.text,
        printed=sentence.words(printed),
        computed=computed,
    )


def _hold_to_whole(sentence: Sentence, run: Sequence[Quantity], ledger: Ledger) -> None:
    sums, places = _sum(run), [sentence.at(one) for one in run]
    if sums in _WHOLES:
        ledger.agree(*places)
        return
    before = half_width(sentence.text[: run[0].start])
    told = _OF_ALL.search(before)
    counted = told is not None and len(run) == (_DIGITS.get(told["count"]) or int(told["count"]))
    named = any(len(re.split("[、和及]", clause)) == len(run) for clause in re.split("[,;:。]", before))
    known = any(ledger.differs(place) for place in places)
    if known or not (counted or named) or abs(sums - _WHOLES[0]) > _NEAR:
        return
    listed = "＋".join(number_text(one.value) for one in run)
    ledger.find(
        Kind.WEIGHT,
        Severity.ERROR if counted else Severity.WARNING,
        places[0],
        f"所列各项权重之和不是100：{listed}={number_text(sums)}。",
        rule="各项权重之和为100",
        text=sentence.text,
        printed=sentence.text[run[0].start : run[-1].end],
        computed=f"100{run[0].unit}",
    )


def _sum(run: Sequence[Quantity]) -> Decimal:
    return sum((one.value for one in run), Decimal(0))
