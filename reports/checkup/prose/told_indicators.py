"""Indicators that the prose goes through one by one: what each was to reach, reached, is worth and got.

培训人数：指标值1600人，完成值1350人，完成率84.38%，权重8分，按完成率计分得6.75分: a row of a form in words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from projects.money import half_up, number_text
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.miswriting import slips_of
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence

_ENDS = "(?:为|是|达到?|共|:)*$"
_TARGET = re.compile(f"(?:指标|目标|计划|预期)(?:指标)?(?:值|数){_ENDS}")
_DONE = re.compile(f"(?:完成|实现|实际)(?:指标)?(?:值|数){_ENDS}|实际完成{_ENDS}")
_DEGREE = re.compile(f"(?:完成|达成|实现|执行)(?:率|比例){_ENDS}")
_WEIGHT = re.compile(f"(?:分值|权重|满分|标准分){_ENDS}|(?:指标|[该本此]项)$|执行率[×*xX]$")
_SCORE = re.compile(f"(?<!总)(?<!自评)(?<!综合)(?<!评价)得(?:分|了)?{_ENDS}")
_OWN_SCORE = re.compile(f"(?:自评|评价)得分?{_ENDS}")
"""What a form's row calls its score too, where it is too small to be that of the whole."""
_MOST_OF_ONE = 30
_IN_PROPORTION = re.compile(
    '按照?(?:实际|指标|目标|预算)?(?:完成|达成|实现|执行)?(?:率|比例|程度)(?:计|得|折|算)|执行率[”"]?[×*xX](?:[0-9]|分值|权重)'
)
_TAKEN_OFF = re.compile("扣")
_OTHERWISE = re.compile("得满分|以上得|以下得|每")
_OF_FULL_MARKS = re.compile(
    r"\((?:满分|分值|权重)?[:为]?(?P<full>[0-9]+(?:\.[0-9]+)?)分\)[,:、]?"
    r"(?P<got>(?:自评|实际|评价)?(?:得分|得)[:为]?(?P<score>[0-9]+(?:\.[0-9]+)?)分)"
)
_FULL_MARKS_BEHIND = re.compile(r"\((?:满分|分值|权重)(?:为|是|:)?")
"""按比例得9.4分（满分10分）."""
_QUOTED = re.compile('[“"]([^“”"]{2,30})[”"]')


@dataclass(frozen=True, slots=True)
class Told:
    """What a part of a sentence tells of one indicator, as far as it does."""

    text: str
    target: Quantity | None
    done: Quantity | None
    degree: Quantity | None
    weight: Quantity | None
    score: Quantity | None

    @property
    def name(self) -> str:
        """The indicator's name, where it stands in quotation marks."""
        found = _QUOTED.findall(self.text)
        return half_width(found[0]) if len(found) == 1 else ""


def told_in(sentence: Sentence) -> Iterator[Told]:
    """Yield what the parts of a sentence tell, each kind of figure once at most."""
    groups: dict[int, list[Quantity]] = {}
    for quantity in sentence.quantities:
        groups.setdefault(sentence.group(quantity), []).append(quantity)
    for start, members in groups.items():
        held: dict[re.Pattern[str], list[Quantity]] = {}
        for one in members:
            name = half_width(sentence.name(one))
            points = one.unit == "分"
            kinds = (_WEIGHT, _SCORE, _OWN_SCORE) if points else (_DEGREE, _TARGET, _DONE)
            kind = next((each for each in kinds if each.search(name)), None)
            if kind is _OWN_SCORE:
                kind = _SCORE if one.value <= _MOST_OF_ONE else None
            if kind is not None:
                held.setdefault(kind, []).append(one)
        if any(len(found) > 1 for found in held.values()):
            continue
        only = {kind: found[0] for kind, found in held.items()}
        yield Told(
            half_width(sentence.text[start : members[-1].end]),
            *(only.get(kind) for kind in (_TARGET, _DONE, _DEGREE, _WEIGHT, _SCORE)),
        )


def check_points_by_degree(sentence: Sentence, ledger: Ledger) -> None:
    """权重8分，完成率84.38%，按完成率计分得6.75分: weight × rate, never more than the weight."""
    for told in told_in(sentence):
        if told.weight is None or told.score is None or _OTHERWISE.search(told.text):
            continue
        between = half_width(sentence.text[told.score.end : told.weight.start])
        if told.score.start < told.weight.start and not _FULL_MARKS_BEHIND.fullmatch(between):
            continue  # 产出指标50分得49分，婚检分值10分
        expected = _points(told)
        if expected is not None and half_up(expected, max(told.score.places, 0)) == told.score.value:
            ledger.agree(sentence.at(told.score))
            continue
        if told.score.value <= told.weight.value:
            if expected is None or _TAKEN_OFF.search(told.text):
                continue
            sure = _IN_PROPORTION.search(told.text) is not None
            if not (sure or any(each.value == half_up(expected, 2) for each in slips_of(told.score))):
                continue
        else:
            expected, sure = told.weight.value, True
        words, computed = sentence.words(told.score), f"{number_text(half_up(expected, 2))}分"
        ledger.find(
            Kind.SCORE,
            Severity.ERROR if sure else Severity.WARNING,
            sentence.at(told.score),
            f"“{sentence.name(told.score)}{words}”与同句的权重、完成率不符，应为{computed}。",
            rule="得分 = 权重 × 完成率，不超过权重",
            text=sentence.text,
            printed=words,
            computed=computed,
        )


def check_within_full_marks(sentence: Sentence, ledger: Ledger) -> None:
    """满意度指标（10分），得10.5分: more than what stands in brackets before it can't be got."""
    for found in _OF_FULL_MARKS.finditer(half_width(sentence.text)):
        score = next((one for one in sentence.quantities if one.start == found.start("score")), None)
        if score is None or score.value <= Decimal(found["full"]):
            continue
        ledger.find(
            Kind.SCORE,
            Severity.ERROR,
            sentence.at(score),
            f"“{found['got']}”大于满分{found['full']}分。",
            rule="得分不超过分值",
            text=sentence.text,
            printed=sentence.words(score),
            computed=f"{found['full']}分",
        )


def _points(told: Told) -> Decimal | None:
    """The weight times the rate that is told, at most the weight."""
    if told.weight is None or told.degree is None or not told.degree.is_rate or not told.degree.is_exact:
        return None
    return told.weight.value * min(told.degree.base, Decimal(1))
