"""By how much a figure is above or below one that it is held against: 8.6天，较规定的15天缩短6.4天.

Or below what a plan was that the sentence tells before: 计划300批次，实际285批次，比计划少15批次.
"""

import re
from dataclasses import replace

from reports.checkup.arithmetic import of_difference, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence, is_alike, is_change, is_reached

_THAN = re.compile(
    r"(?:工作日)?[,(]?(?:略|仅|也|还|却|要|已)?[比较](?![^,。;]{0,12}(?:分别|各|其中))[^,。;:()0-9]{0,18}"
)
_BY = (
    "(?:高|低|多|少|快|慢|长|短|提前|缩短|延长|节[约省支]|减少|增加|提[高升]|降低|下降|上升|超[出过支]?"
    "|压[缩减]|下浮)"
)
_DIFFERS = re.compile(
    f"(?:的?[\u4e00-\u9fff“”]{{0,8}}?)[,)]?(?:相比)?,?(?:均|都|实际|共)?{_BY}(?:完成|支出|用时|出)?了?"
)
_BEYOND = re.compile(
    "[,(]?(?:略|仅|也|还|却|已|均|都|分别)?(?:低于|高于|超过|超出|少于|多于|短于|长于)[^,。;:()0-9]{0,12}"
)
_OF_AIM = re.compile("的?(?:目标|要求|标准|平均|计划|指标|任务|水平|限额|限价|上限|值|数|线)*")
"""低于90%的要求15.4个百分点: the words before the second figure tell the side, none behind it need to."""
_THAN_PLANNED = re.compile(
    "[比较](?:原|年初|全年|年度|既定|合同)*(?:计划|目标|预算|控制价|概算|合同|限价|任务|规定|标准|定额|指标)"
    f"(?:安排|数|额|值|价|工期|期限|时限)*(?:要求)?(?:均|实际)?{_BY}(?:完成|支出|用时|出)?了?$"
)
_PLANNED = re.compile("计划|目标|预算|控制价|概算|合同|限价|任务|规定|标准|定额|指标|应")
_OF_SEVERAL = re.compile("分别|其中|每|累计|各")
_POINTS = "百分点"


def check_told_differences(sentence: Sentence, ledger: Ledger) -> None:
    """Hold differences against the two figures that the words make them of."""
    plain = half_width(sentence.text)
    for place, told in enumerate(sentence.quantities):
        if not _is_plain(told) or ledger.is_known(sentence.at(told)) or told.is_rate:
            continue
        if plain[told.end :].lstrip()[:1] in ("、", "和", "至"):
            continue  # 高5个和3个百分点
        pair = _compared(sentence, plain, place) or _planned(sentence, plain, place)
        if pair is None:
            continue
        difference = replace(told, unit="%") if told.unit == _POINTS else told
        more, less = sorted(pair, key=lambda one: one.base, reverse=True)
        verdict = of_difference(difference, more, less)
        against = pair[1]  # 满意度96%，其中教师95%，比目标90%高6个百分点
        others = [one for one in sentence.quantities[:place] if _is_plain(one) and _may_differ(told, one)]
        if verdict.holds or any(abs(one.base - against.base) == difference.base for one in others):
            ledger.agree(sentence.at(told))
            continue
        words, unit = sentence.words(told), "个百分点" if told.unit == _POINTS else told.unit
        ledger.find(
            Kind.SUM if told.is_money else Kind.RATIO if told.unit == _POINTS else Kind.COUNT,
            Severity.ERROR,
            sentence.at(told),
            f"“{sentence.name(told)}{words}”与同句数字不符：{spelled(more)}－{spelled(less)}={verdict.computed}{unit}。",
            rule="相差数等于两数之差",
            text=sentence.text,
            printed=words,
            computed=f"{verdict.computed}{unit}",
        )


def _is_plain(one: Quantity) -> bool:
    return one.is_exact and bool(one.unit) and not one.sign and one.value > 0


def _may_differ(told: Quantity, one: Quantity) -> bool:
    return one.is_rate if told.unit == _POINTS else is_alike(told, one)


def _compared(sentence: Sentence, plain: str, place: int) -> tuple[Quantity, Quantity] | None:
    """The two right before a difference, the second of which the first is held against."""
    if place < 2:
        return None
    one, other, told = sentence.quantities[place - 2 : place + 1]
    if not (_is_plain(one) and _is_plain(other) and _may_differ(told, one) and _may_differ(told, other)):
        return None
    than, behind = plain[one.end : other.start], plain[other.end : told.start]
    than, bare = than.strip(), re.sub(r"\s", "", behind)
    differs = _THAN.fullmatch(than) and _DIFFERS.fullmatch(bare)
    if not differs and not (_BEYOND.fullmatch(than) and _OF_AIM.fullmatch(bare)):
        return None
    name = half_width(sentence.name(one))
    if _OF_SEVERAL.search(name) or _OF_SEVERAL.search(behind) or (is_change(name) and not is_reached(name)):
        return None
    return one, other


def _planned(sentence: Sentence, plain: str, place: int) -> tuple[Quantity, Quantity] | None:
    """The only two figures of the kind before 比计划少, one of which was planned."""
    told = sentence.quantities[place]
    if not _THAN_PLANNED.fullmatch(half_width(sentence.name(told))):
        return None
    start = sentence.group(told)
    known = [
        one
        for one in sentence.quantities[:place]
        if one.start >= start and one.unit and _may_differ(told, one)
    ]
    if len(known) != 2 or not all(_is_plain(one) for one in known):
        return None
    names = [half_width(sentence.name(one)) for one in known]
    planned = [_PLANNED.search(name) is not None for name in names]
    if sum(planned) != 1 or _OF_SEVERAL.search(plain[start : told.start]):
        return None
    return (known[0], known[1]) if not any(is_change(name) for name in names) else None
