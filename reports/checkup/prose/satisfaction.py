"""Who is satisfied, of those who answered: 收回176份，满意164份，满意度93.18%."""

import re
from collections.abc import Sequence
from itertools import pairwise

from reports.checkup.arithmetic import Outcome, of_rate, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence, is_of_a_part
from reports.checkup.prose.told_rates import report_rate

_RATE = re.compile("满意(?:度|率)(?:达到了?|达|为|是)?$")
_OF_SEVERAL = re.compile("综合|平均|加权|分别")
_SATISFIED = re.compile("(?<![不较本常为很般])满意(?:的?有|的|数|人数|份数)?$")
_BOTH_KINDS = re.compile("满意[和及或与](?:比较|较为|基本|较)满意")
_OF_A_KIND = re.compile("[不较本常为很般]满意|一般")
_ANSWERED = re.compile("收回|回收|有效|答复|作答|参与")
_HANDED_OUT = re.compile("问卷|调查|发放|发出|抽查|访问|回访|走访|抽样|测评|座谈|入户")
_PAPERS = frozenset({"份", "张", "人", "名", "户", "件"})
_STAGE_OF = {
    "handed out": re.compile("(?:发放|发出|下发|印发)[^,。;]{0,12}$"),
    "returned": re.compile("(?:收回|回收|返回)[^,。;]{0,12}$"),
    "valid": re.compile("(?:有效)(?:问卷|份数|调查表|答卷)?(?:为|共|的|有)?$"),
}
_SURVEY = re.compile("问卷|调查|测评|答卷|意见")
"""Loans come back too: 发放贷款200户，收回280户."""
_STAGES = tuple(_STAGE_OF)
"""In the order of time."""
_OF_EACH = re.compile("每|各")
"""每个场馆发放200份，共收回774份."""
_OF_OTHERS = re.compile("线上|网络|网上|电子|扫码|线下|另|此外|上年|累计|[;。]")
"""What came back by another way than it was handed out."""
_ASKED = frozenset({"份", "张", "人", "名", "位", "户", "人次", "户次", "家"})


def check_satisfaction(sentence: Sentence, place: int, ledger: Ledger) -> bool:
    """Hold a rate of satisfaction against who was satisfied and who was asked; whether both are told.

    Where it is told how many answered, the share is of them: one of all who were asked is only a warning.
    """
    printed = sentence.quantities[place]
    name = half_width(sentence.name(printed))
    if not _RATE.search(name) or _OF_SEVERAL.search(name):
        return False
    asked = _asked(sentence, place)
    told = _told(sentence, asked)
    if told is None or is_of_a_part(sentence, printed, asked):
        return False
    part, answered, wholes = told
    known = answered or wholes
    verdicts = [(one, verdict) for one in known if (verdict := of_rate(printed, part, one)) is not None]
    for whole, verdict in verdicts:
        if verdict.outcome is Outcome.AGREE:
            ledger.agree(*(sentence.at(one) for one in (printed, part, whole)))
            return True
    if not verdicts:
        return True
    whole, verdict = verdicts[-1]
    of_all = (of_rate(printed, part, one) for one in wholes if one not in known)
    if any(one is not None and one.holds for one in of_all):
        ledger.find(
            Kind.RATIO,
            Severity.WARNING,
            sentence.at(printed),
            f"“{sentence.name(printed)}{sentence.words(printed)}”是按发放数计算的，"
            f"按收回数应为{spelled(part)}÷{spelled(whole)}={verdict.computed}。",
            rule="满意度按收回的有效问卷计算",
            text=sentence.text,
            printed=sentence.words(printed),
            computed=verdict.computed,
        )
        return True
    certain = len(asked) == len({part, *known, *wholes})
    report_rate(sentence, printed, verdict, (part, whole), ledger, certain=certain)
    return True


def check_answers_within(sentence: Sentence, ledger: Ledger) -> None:
    """发放200份，收回280份: no more come back than were handed out, nor are more valid than came back."""
    papers = [
        one
        for one in sentence.quantities
        if one.unit in _PAPERS and one.is_exact and not one.sign and one.value
    ]
    for one, other in pairwise(papers):
        stages = [_stage(half_width(sentence.name(each))) for each in (one, other)]
        if one.unit != other.unit or None in stages or stages != sorted(stages, key=_STAGES.index):
            continue
        if stages[0] == stages[1] or other.value <= one.value:
            continue
        between = half_width(sentence.text[one.end : other.start])
        if (
            _OF_EACH.search(sentence.name(one))
            or _OF_OTHERS.search(between)
            or not _SURVEY.search(sentence.text[: other.start])
        ):
            continue
        words = f"{sentence.name(other)}{sentence.words(other)}"
        ledger.find(
            Kind.EXCEED,
            Severity.ERROR,
            sentence.at(other),
            f"“{words}”多于前文“{sentence.name(one)}{sentence.words(one)}”。",
            rule="收回的问卷不多于发放的，有效的不多于收回的",
            text=sentence.text,
            printed=sentence.words(other),
            computed=f"不多于{spelled(one)}",
        )


def _stage(name: str) -> str | None:
    """How far papers have come that are named so: 发放, 收回, 有效; 收回有效问卷 have come back."""
    return next((stage for stage in _STAGES if _STAGE_OF[stage].search(name)), None)


def answers(sentence: Sentence) -> tuple[Quantity, Quantity] | None:
    """Return how many answered, or were asked, and how many are satisfied, if a sentence tells both."""
    asked = [one for one in sentence.quantities if _is_of_answers(one)]
    told = _told(sentence, asked)
    if told is None:
        return None
    part, answered, wholes = told
    return (answered or wholes)[-1], part


def _told(
    sentence: Sentence, asked: Sequence[Quantity]
) -> tuple[Quantity, list[Quantity], list[Quantity]] | None:
    """The satisfied, who answered, and who was asked, by their names."""
    names = {one: _BOTH_KINDS.sub("满意", half_width(sentence.name(one))) for one in asked}
    satisfied = [one for one in asked if _SATISFIED.search(names[one])]
    if len(satisfied) != 1 or any(_OF_A_KIND.search(name) for name in names.values()):
        return None
    (part,) = satisfied
    wholes = [one for one in asked if one.end <= part.start and _HANDED_OUT.search(names[one])]
    answered = [one for one in asked if one.end <= part.start and _ANSWERED.search(names[one])]
    wholes = wholes or ([] if answered else _asked_before(sentence, part))
    known = answered or wholes
    if not known or any(one.value < part.value for one in known):
        return None
    return part, answered, wholes


def _asked_before(sentence: Sentence, part: Quantity) -> list[Quantity]:
    """发放问卷400份，知晓率93.5%；满意的352人: the only ones that the sentence tells to be asked."""
    told = [one for one in sentence.quantities if one.end <= part.start and _is_of_answers(one)]
    asked = [one for one in told if _HANDED_OUT.search(half_width(sentence.name(one)))]
    return asked if len(asked) == 1 and not any(_ANSWERED.search(sentence.name(one)) for one in told) else []


def _is_of_answers(quantity: Quantity) -> bool:
    return quantity.unit in _ASKED and quantity.is_exact and not quantity.sign


def _asked(sentence: Sentence, place: int) -> Sequence[Quantity]:
    """The persons and papers since the last rate or semicolon before a rate."""
    starts = sentence.group(sentence.quantities[place])
    since = max((number + 1 for number in range(place) if sentence.quantities[number].is_rate), default=0)
    return [one for one in sentence.quantities[since:place] if one.start >= starts and _is_of_answers(one)]
