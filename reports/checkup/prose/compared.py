"""Figures that a sentence says to be above, at or below another: 满意度95%，高于90%的目标值."""

import re
from collections.abc import Sequence
from itertools import pairwise

from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence, is_alike, is_change

_ADVERBS = "(?:均|都|也|且|并|仍|已经?|略|略微|远远?|大幅|明显|稍|小幅)*"
_WHOSE = "年度|年初|全年|预期|预定|既定|规定|计划|合同|约定|考核|批复|设定|绩效"
_OF_AIM = (
    f"(?:{_WHOSE}|(?:19|20)[0-9]{{2}}年|上年|去年|同期|度|了|目标|指标|任务|标准|要求|限额|限价|上限|控制|最高|最低"
    "|值|数|量|线|的|为|是|:)*"
)
_ABOVE = "(?<!不)(?<!未)(?<!没有)(?:高于|超过|大于|多于|超出|突破)"
_AT_LEAST = "(?<!未)(?<!没有)(?<!尚未)(?:达到|不低于|不少于|不小于|高于或等于)"
_BELOW = "(?<!不)(?:低于|小于|少于|短于|未达到?|没有达到|尚未达到|不足)"
_AT_MOST = "(?:[未没]超(?:过|预算)?|未超出|未突破|未高于|没有超过|没有突破|不超过|不高于|不大于|控制在)"
_CLAIMS = (
    (re.compile(f"[,;(]?{_ADVERBS}(?P<said>{_ABOVE}){_OF_AIM}"), 1),
    (re.compile(f"[,;(]?{_ADVERBS}(?P<said>{_AT_LEAST}){_OF_AIM}"), 1),
    (re.compile(f"[,;(]?{_ADVERBS}(?P<said>{_BELOW}){_OF_AIM}"), -1),
    (re.compile(f"[,;(]?{_ADVERBS}(?P<said>{_AT_MOST}){_OF_AIM}"), -1),
)
"""What stands between a figure and the one that it is said to be above (1) or below (−1)."""
_OF_AN_AIM = re.compile(
    f"(?:以[上内下])?(?:[,。;)]|$|的?(?:{_WHOSE}|控制|最[高低]|验收)*"
    "(?:目标|指标|任务|标准|要求|限[额价]|上限|期限|工期|时限|预算|平均))"
)
"""Behind the second figure: 低于90%的项目有3个 compares nothing with it."""
_LIMIT = re.compile("(?:不(?:得)?(?:超过|高于|突破|大于)|控制在|上限为?|限[额价]为?)[^,。;]{0,8}$")
_BOUND = re.compile("以[上内下]$")
_MOST_OF_ALL = re.compile("最[高大多长低少][^,。;]{0,8}$")
_ONE = re.compile("一(?![0-9])")
"""实际最高一家获得58万元 tells of no second figure."""
_DONE = re.compile("实际|最终|全年|结算|中标|完成|结果|测评")
_KEPT = re.compile(
    "[^。;]{0,12}?(?P<said>(?:未|没有|均不|不)(?:超|突破|高于)[过出]?|符合|控制在|低于|[均都]?在(?:[^,。;]{0,8})(?:以内|之内))"
)
_AIM = re.compile("(?:目标|计划|指标|任务|应)[^,。;]{0,8}$")
_CAP = re.compile("超过|高于|控制|成本|用时|时间|时限|失误|投诉|事故")
"""The less of these the better: 成本目标800元，实际780元，达到目标."""
_REACHED = re.compile(
    f"[,;]?(?:全面|圆满|如期)?{_ADVERBS}"
    "(?P<said>(?P<short>未达到?|未完成|低于|没有达到|没有完成)|(?P<over>超额?完成|超[过出]|高于)|达到|完成|实现|符合)"
    f"了?(?:{_WHOSE}|绩效)*(?:目标|计划|指标|任务|标准|要求)(?:值|数|任务|要求)?(?:[,。;)]|$)"
)
_AIM_REACHED = re.compile(
    "[,;][^,。;]{0,8}(?:目标|指标|任务)值?(?:已|均|全部|圆满|如期)*"
    "(?P<said>(?P<short>未(?:能)?(?:实现|达成|达到|完成))|(?P<over>超额完成)|实现|达成|达到|完成)(?:[,。;]|$)"
)
"""成本控制目标已实现."""
_ADDED = re.compile("新[增建设招]|增[设配补]|再建|退出|注销|撤销|调出")
"""新增3家，退出1家，达到7家: what is reached is not what was added."""
_NOUN = re.compile("实际|最终|全年|完成|年度|目标|计划|指标|任务|[为是了共]")
_OF_STANDARD = re.compile("(?:目标|计划|指标|任务|标准|要求|控制在)[^,。;]{0,20}$")
_PLAN = "(?:年初|年度|全年|预期|既定)?(?:计划|任务|目标|指标|预期)(?:任务|目标)?[数量值]?"
_MORE = re.compile(f"[比较]{_PLAN}(?:多|增加|超)|超额(?:完成|实现)|超(?:出|过){_PLAN}")
_FEWER = re.compile(f"[比较]{_PLAN}(?:少|减少|差)|(?:未|没有)(?:能)?(?:完成|达到)(?:了)?{_PLAN}")
_COMPLETED = re.compile("(?:任务|计划|目标|数量|总体|指标)*(?:完成|达成|实现)率(?:为|达到?|是|仅|约)*$")
_FAR_BEYOND = 50
_BETTER = re.compile(f"[,;(]?{_ADVERBS}(?P<said>优于){_OF_AIM}")


def check_compared(sentence: Sentence, ledger: Ledger) -> None:
    """A figure is on the side of the next one that the words between them tell.

    A limit may stand first: 最高不超过20000元，实际最高一例为18500元，未超过规定限额. So may an aim:
    目标350人次，实际培训362人次，超额完成目标.
    """
    told = [one for one in sentence.quantities if not _ONE.match(sentence.words(one))]
    for one, other in pairwise(told):
        if not (_is_plain(sentence, one) and _is_plain(sentence, other) and is_alike(one, other)):
            continue
        if one.base <= 0 or is_change(sentence.name(one)) or _ADDED.search(sentence.name(one)):
            continue
        between = re.sub(r"\s", "", half_width(sentence.text[one.end : other.start]))
        behind = re.sub(r"\s", "", half_width(sentence.text[other.end :]))
        claim, side = next(
            ((found, way) for said, way in _CLAIMS if (found := said.fullmatch(between))), (None, 0)
        )
        kept = _KEPT.match(behind)
        if claim is not None and (_BOUND.search(sentence.words(other)) or _OF_AN_AIM.match(behind)):
            _hold(sentence, one, other, claim["said"], side, ledger)
        elif kept is not None and _DONE.search(between) and _is_limit(sentence, one):
            _hold(sentence, other, one, kept["said"], -1, ledger)
        elif (better := _BETTER.fullmatch(between)) is not None and _CAP.search(sentence.text[: one.start]):
            _hold(sentence, one, other, better["said"], -1, ledger)
        elif (reached := _REACHED.match(behind) or _AIM_REACHED.match(behind)) is not None:
            side = _side_of_aim(sentence, one, between)
            if side > 0 or not reached["over"]:
                _hold(sentence, other, one, reached["said"], -side if reached["short"] else side, ledger)


def _is_plain(sentence: Sentence, one: Quantity) -> bool:
    """Whether it is one figure and exact, but for words that tell it to be a limit: 2天以内, 最高3200元."""
    if one.until is not None or one.unit == "个百分点":
        return False
    words = half_width(sentence.text[: one.end])
    return not one.approximate or bool(_BOUND.search(words) or _MOST_OF_ALL.search(words[: one.start]))


def _is_limit(sentence: Sentence, one: Quantity) -> bool:
    before = half_width(sentence.text[: one.start])
    return one.sign in ("≤", "<") or _LIMIT.search(before) is not None


def _side_of_aim(sentence: Sentence, one: Quantity, between: str) -> int:
    """Whether as much (1) or as little (−1) is to be done, and what was done is told behind it; else 0."""
    before = half_width(sentence.text[: one.start])
    if _DONE.search(between) is None:
        return 0
    words = half_width(sentence.text[: one.end])
    if one.sign in ("≤", "<", "≥", ">") or words.endswith(("以上", "以内", "以下")):
        least = one.sign in ("≥", ">") or words.endswith("以上")
        return 0 if _OF_STANDARD.search(before) is None else 1 if least else -1
    return 1 if _AIM.search(before) and not (one.is_money or _CAP.search(before + between)) else 0


def _hold(
    sentence: Sentence, figure: Quantity, limit: Quantity, said: str, side: int, ledger: Ledger
) -> None:
    if (figure.base - limit.base) * side >= 0 or figure.base > _FAR_BEYOND * limit.base > 0:
        return  # 支付补贴1194万元，低于上限6万元: by so much
    if ledger.differs(sentence.at(figure)) or ledger.differs(sentence.at(limit)):
        return
    words, way = sentence.words(figure), "小于" if side > 0 else "大于"
    ledger.find(
        Kind.PROSE_VS_TABLE if side > 0 else Kind.EXCEED,
        Severity.ERROR,
        sentence.at(figure),
        f"“{words}”{way}{spelled(limit)}，文中写“{said}”。",
        rule="文字所述的高低与两数的大小一致",
        text=sentence.text,
        printed=words,
        computed=f"{'不低于' if side > 0 else '不高于'}{spelled(limit)}",
    )


def check_side_of_all(sentence: Sentence, ledger: Ledger) -> None:
    """实际数比任务数多6户，完成率106.25%: beyond the plan more than all of it is done, short of it less."""
    for one in sentence.quantities:
        if not one.is_rate or not one.is_exact or not _COMPLETED.search(half_width(sentence.name(one))):
            continue
        before = re.split("[;。]", half_width(sentence.text[: one.start]))[-1]
        more, fewer = _MORE.search(before), _FEWER.search(before)
        if (more is None) == (fewer is None) or before.count("率") > 1 or ledger.is_known(sentence.at(one)):
            continue
        said = more or fewer
        if said is None or "部分" in before or (one.base >= 1 if more else one.base <= 1):
            continue
        words = sentence.words(one)
        ledger.find(
            Kind.RATIO,
            Severity.ERROR,
            sentence.at(one),
            f"“{sentence.name(one)}{words}”与文中所写的“{said[0]}”矛盾。",
            rule="文字所述的高低与两数的大小一致",
            text=sentence.text,
            printed=words,
            computed="不低于100%" if more else "不高于100%",
        )


def check_compared_apart(sentences: Sequence[Sentence], ledger: Ledger) -> None:
    """计划培训500人。实际培训460人，全面完成年度目标: the aim stands in the sentence before."""
    for before, sentence in pairwise(sentences):
        if before.place.row >= 0 or not 0 <= sentence.place.block - before.place.block <= 1:
            continue
        for number, one in enumerate(sentence.quantities):
            reached = _REACHED.match(re.sub(r"\s", "", half_width(sentence.text[one.end :])))
            if reached is None or number or not _is_plain(sentence, one) or one.is_rate or one.is_money:
                continue
            aims = [aim for aim in before.quantities if is_alike(aim, one)]
            if len(aims) != 1 or not _is_plain(before, aims[0]):
                continue
            name, planned = (half_width(at.name(each)) for at, each in ((sentence, one), (before, aims[0])))
            shared = {*_NOUN.sub("", name)} & {*_NOUN.sub("", planned)}
            if _AIM.search(planned) and _DONE.search(name) and shared and not _CAP.search(name + planned):
                _hold(sentence, one, aims[0], reached["said"], -1 if reached["short"] else 1, ledger)
