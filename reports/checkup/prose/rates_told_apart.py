"""Rates whose part and whole other sentences tell: 计划检测500批次。实际检测480批次。完成率96%."""

import re
from collections.abc import Iterator, Sequence

from reports.checkup.findings import Ledger
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.of_two_beside import hold, is_borne_out
from reports.checkup.prose.scope import is_of_another_year
from reports.checkup.prose.sentences import GIVEN, Sentence, is_alike, is_change, is_paid

_RATE = re.compile("(?P<stem>[\u4e00-\u9fff]{2})率(?:为|达到?|是)?$")
_DONE = re.compile("完成|实际|已|建成|通过|累计(?=[完建支])")
_PLANNED = re.compile("计划|目标|任务|应(?!急)|拟|预计|指标值")
_IN_ALL = re.compile(
    "共|总|全部|全年|受理|抽[检查样测]|检[查测]|发放|发现|报名|登记|申请|现有|纳入|需要?|调查|排查|计划|目标|任务|应(?!急)"
)
_SPENDING = frozenset({"执行", "支出", "使用", "支付"})
_ACHIEVED = frozenset({"完成", "达成", "实现"})
_OF_ALL = frozenset({"完工", "竣工", "开工", "覆盖"})
"""What is done of all that there are, planned or not."""
_OF_OTHERS = re.compile(
    "其中|分别|均|各|上年|去年|同期|(?:目标|要求|标准)(?!完成率)|以[上下]|[较比](?!例)|[高低]于|及时|平均|一次|按时|按期|每"
)
_DENIED = re.compile("[未不没无]|剩|余")
_BESIDE = re.compile("另|追加|新增|调[增减整]|结转")
_ANYBODYS = re.compile(
    "项目|资金|预算|经费|财政|专项|整体|总体|综合|最终|全年|年度|年末|年底|截至|实际|目标|计划|任务|累计|绩效|均|的|[0-9年月日本总]"
)
_SENTENCES, _BLOCKS = 3, 3
"""So far away, at most, stand part and whole."""


def check_rates_told_apart(sentences: Sequence[Sentence], year: int | None, ledger: Ledger) -> None:
    """Hold a rate that nothing else bears out against the only part and the only whole near it."""
    said = ledger.doubted
    for number, sentence in enumerate(sentences):
        for printed in sentence.quantities:
            place = sentence.at(printed)
            found = _RATE.search(half_width(sentence.name(printed)))
            plain = printed.is_rate and printed.is_exact and not printed.sign
            if not plain or found is None or place in said or ledger.is_agreed(place):
                continue
            if _is_of_others(sentence, printed, year):
                continue
            near = [*_near(sentences, number)]
            if not _is_of_them(half_width(sentence.name(printed))[: found.start()], near):
                continue
            pair = _pair(printed, near, found["stem"], year)
            if pair is not None and not is_borne_out(printed, [one for _sentence, one in near]):
                hold(sentence, printed, pair, ledger)


def _is_of_others(sentence: Sentence, printed: Quantity, year: int | None) -> bool:
    name, before = half_width(sentence.name(printed)), half_width(sentence.text[: printed.start])
    clauses = re.split("[;。]", before)[-1]
    return bool(
        _OF_OTHERS.search(clauses) or is_change(name) or is_of_another_year(before, year, until_later=True)
    )


def _is_of_them(whose: str, near: Sequence[tuple[Sentence, Quantity]]) -> bool:
    """Whether the words before a rate name nothing that the figures near it are not of: 直补资金执行率."""
    named = _ANYBODYS.sub("", whose)
    return len(named) < 2 or any(
        named in half_width(sentence.text[: one.end]) or named in half_width(sentence.name(one))
        for sentence, one in near
    )


def _near(sentences: Sequence[Sentence], number: int) -> Iterator[tuple[Sentence, Quantity]]:
    """The figures of its sentence, of the few before it, and of the one behind it."""
    own = sentences[number]
    for other in sentences[max(number - _SENTENCES, 0) : number + 2]:
        if own.place.row >= 0 and other.place != own.place:
            continue
        apart = own.place.block - other.place.block
        if not -1 <= apart <= _BLOCKS or other.place.row != own.place.row:
            continue
        for one in other.quantities:
            if one.is_exact and one.unit and not one.is_rate and not one.sign and one.unit != "分":
                yield other, one


def _pair(
    printed: Quantity, near: Sequence[tuple[Sentence, Quantity]], stem: str, year: int | None
) -> tuple[Quantity, Quantity] | None:
    """The only figure that is called what the rate is of, and the only one that it may be a part of."""
    named = [
        (_called(sentence, one), one)
        for sentence, one in near
        if stem in _SPENDING | _ACHIEVED or not one.is_money
    ]
    done = _without_parts([(name, one) for name, one in named if _is_part(name, stem)])
    parts = [one for _name, one in done]
    if len({one.base for one in parts}) != 1:
        return None
    part = parts[-1]
    alike = _without_parts([(name, one) for name, one in named if is_alike(one, part)])
    alike = [(name, one) for name, one in alike if one.base != part.base]
    if any(_BESIDE.search(name) for name, _one in alike):
        return None
    wholes = [one for name, one in alike if _is_whole(name, stem)]
    if len({one.base for one in wholes}) != 1 or len({one.base for _name, one in alike}) > 2:
        return None
    whole = wholes[-1]
    beyond = printed.base > 1 and stem in _ACHIEVED | _OF_ALL
    if (whole.base < part.base and not beyond) or any(
        is_of_another_year(half_width(at.text[: one.start]), year, until_later=True)
        for at, one in near
        if one in (part, whole)
    ):
        return None
    return part, whole


def _called(sentence: Sentence, one: Quantity) -> str:
    """The words before a figure, or before a bracket; those behind where it begins its sentence."""
    name, before = half_width(sentence.name(one)), half_width(sentence.text[: one.start]).rstrip()
    found = re.match("[\u4e00-\u9fff]{2,12}", half_width(sentence.text[one.end :]))
    behind = found[0].replace("拨付到位", "到位") if found is not None else ""
    if name:
        return name + (behind if _PLANNED.match(behind) else "")
    if before.endswith(")"):
        return re.split("[,;:。)]", before[: before.rfind("(")])[-1]
    return behind if not re.sub(r"\(.{1,3}\)|[0-9]+[.、]", "", before) else ""


def _without_parts(told: Sequence[tuple[str, Quantity]]) -> list[tuple[str, Quantity]]:
    """Leave out what the amount right before is made up of: 预算90万元，其中中央60万元、省级30万元."""
    left: list[tuple[str, Quantity]] = []
    number = 0
    while number < len(told):
        left.append(told[number])
        whole, behind = told[number][1].base, [one.base for _name, one in told[number + 1 :]]
        number += 1 + next((count for count in range(2, len(behind) + 1) if sum(behind[:count]) == whole), 0)
    return left


def _is_part(name: str, stem: str) -> bool:
    if _DENIED.search(name):
        return False
    if stem in _SPENDING:
        return is_paid(name)
    if stem in _ACHIEVED | _OF_ALL:
        return (_DONE.search(name) is not None or stem in name) and _PLANNED.search(name) is None
    return stem in name and _PLANNED.search(name) is None


def _is_whole(name: str, stem: str) -> bool:
    if _DENIED.search(name):
        return False
    if stem in _SPENDING:
        return not is_paid(name) and GIVEN.search(name) is not None
    if stem in _ACHIEVED:
        return _PLANNED.search(name) is not None
    return _IN_ALL.search(name) is not None and stem not in name
