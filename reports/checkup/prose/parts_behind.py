"""A rate that is told before what it is of: 资金到位率96%，到位资金480万元，预算500万元."""

import re
from dataclasses import replace

from reports.checkup.arithmetic import of_rate, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence, is_alike, is_change, is_paid
from reports.checkup.prose.told_rates import is_denied

_RATE = re.compile("率(?:为|达到?|是)?$")
_OF_PART = re.compile("其中|另|上年|去年|同期|累计|较|比|高于|低于|分别|目标|要求")
_WHOLE = re.compile(
    "预算|安排|下达|计划|目标|任务|应|总|共有?|全部|抽[检查样测]|检[查测]|受理|发放|送审|登记|发现|立项"
)
_PART = re.compile(
    "支出|执行|到位|支付|使用|完成|合格|达标|办结|通过|有效|实际|已|参加|参保|整改|化解|满意|回收|收回|成活|建成|兑付|解决|[办答回]复|落实|结题|结项|拨付|按时|按期|及时"
)
_NOT = re.compile("[未不]|结余|剩余")
_OPENS = re.compile("^[,，]")
_OPENS_BRACKET = re.compile("^[(（]")


def check_parts_behind(sentence: Sentence, place: int, ledger: Ledger) -> bool:
    """Hold a rate against the only two figures behind it that its words are of; whether they are told.

    Brackets right behind it leave no doubt. Else nothing of their kind may stand before it.
    """
    printed = sentence.quantities[place]
    name = half_width(sentence.name(printed))
    if not _RATE.search(name) or is_change(name) or _OF_PART.search(name):
        return False
    behind = half_width(sentence.text[printed.end :])
    in_brackets = _OPENS_BRACKET.match(behind) is not None
    parts = _parts(sentence, place, closed=in_brackets)
    if parts is None or not (in_brackets or _OPENS.match(behind)):
        return False
    part, whole = parts
    listed = [one for one in sentence.quantities[:place] if one.start > whole.start]
    before = [one for one in sentence.quantities[:place] if one not in parts and one not in listed]
    if not in_brackets and any(is_alike(one, part) for one in before):
        return False
    verdict = of_rate(printed, part, whole)
    if verdict is None or (ledger.is_agreed(sentence.at(printed)) and not verdict.holds):
        return False
    if verdict.holds:
        ledger.agree(*(sentence.at(one) for one in (printed, part, whole)))
        return True
    words = sentence.words(printed)
    ledger.find(
        Kind.RATIO,
        Severity.ERROR if in_brackets else Severity.WARNING,
        sentence.at(printed),
        f"“{sentence.name(printed)}{words}”与其后的数字不符：{spelled(part)}÷{spelled(whole)}={verdict.computed}。",
        rule="比率等于其后两数相除",
        text=sentence.text,
        printed=words,
        computed=verdict.computed,
    )
    return True


def _told_before(sentence: Sentence, place: int, part: Quantity) -> Quantity:
    """What a rate may be of before it: 参保32.6万人，参保率96.5%，应参保33.5万人; a total before its parts.

    共收到建议46件，其中甲28件、乙18件，办复率100%，办复46件.
    """
    *parts, last = [one for one in sentence.quantities[:place] if is_alike(one, part)] or [
        sentence.quantities[place - 1]
    ]
    whole = parts[0] if parts else last
    added = sum(one.base for one in (*parts[1:], last))
    return whole if parts and added == whole.base else last


def _parts(sentence: Sentence, place: int, *, closed: bool) -> tuple[Quantity, Quantity] | None:
    """What a rate is of: the two figures up to the end of its part of the sentence, or of its brackets."""
    printed = sentence.quantities[place]
    text = half_width(sentence.text)
    marks = ")" if closed else ";。("
    ends = min((at for mark in marks if (at := text.find(mark, printed.end + 1)) >= 0), default=len(text))
    inside = text[printed.end : ends]
    near = [one for one in sentence.quantities[place + 1 :] if one.start < ends]
    if len(near) == 1 and place and not closed:
        near.insert(0, _told_before(sentence, place, near[0]))
    if len(near) != 2 or _OF_PART.search(inside):
        return None
    one, other = near
    if not (is_alike(one, other) and one.unit and one.is_exact and other.is_exact) or one.is_rate:
        return None
    for part, whole in ((one, other), (other, one)):
        said, of = half_width(sentence.name(part)), half_width(sentence.name(whole))
        if is_denied(sentence, part, printed) and whole.is_money and is_paid(of):
            return whole, replace(whole, value=whole.value + part.base / whole.factor)  # 支出与未执行之和
        if is_denied(sentence, part, printed) and _WHOLE.search(of):
            return replace(part, value=whole.base / part.factor - part.value), whole
        if _NOT.search(said):
            continue
        if _PART.search(said) and _WHOLE.search(of) and (not _WHOLE.search(said) or not _PART.search(of)):
            return part, whole
    return None
