"""Words that tell which way an amount moved, against the two amounts: 36.8万元，比上年41.5万元有所上升."""

import re
from itertools import pairwise

from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import half_width
from reports.checkup.prose.sentences import Sentence, is_alike

_THAN = re.compile(
    "[,，]?(?:较|比|与|同)(?:上年|去年|上一年|(?:19|20)[0-9]{2}年)(?:度|同期)?(?:决算数?|支出|的|预算数?|数)*[(（]?$"
)
_BEHIND = re.compile(
    "^[)）]?(?:相比)?[,，]?(?:略?有所?|明显|大幅|呈|略)?(?P<way>增加|增长|上升|提高|下降|减少|降低|缩减)(?![0-9了至到率])"
)
_FROM = re.compile("[由从](?:[^,，。;；第]{0,6}的)?$")
_TO = re.compile(
    "[,，]?(?:逐步|大幅|明显|显著|快速|稳步|有效|略|微)?"
    "(?P<way>增加|增长|上升|提高|提升|升高|扩大|下降|减少|降低|缩减|缩短|压减|回落)了?[到至为]了?(?:[^,，。;；0-9第]{0,4}的)?"
)
_RANKED = ("级", "类", "等", "位", "档", "度")
"""The less of these may be the more: 由2级提升至1级."""
_UP = ("提升", "升高", "扩大", "增加", "增长", "上升", "提高")


def check_direction(sentence: Sentence, ledger: Ledger) -> None:
    """What rose is more than it was, what fell is less."""
    for now, then in zip(sentence.quantities, sentence.quantities[1:], strict=False):
        between = half_width(sentence.text[now.end : then.start])
        found = _BEHIND.match(half_width(sentence.text[then.end :]))
        if found is None or not _THAN.fullmatch(between) or not is_alike(now, then):
            continue
        if not (now.is_exact and then.is_exact) or now.base == then.base:
            continue
        if (found["way"] in _UP) == (now.base > then.base):
            ledger.agree(sentence.at(now), sentence.at(then))
            continue
        way = "高于" if now.base > then.base else "低于"
        ledger.find(
            Kind.PROSE_VS_TABLE,
            Severity.WARNING,
            sentence.at(now),
            f"“{sentence.words(now)}”{way}“{sentence.words(then)}”，文中写“{found['way']}”。",
            rule="增减的方向与两数的大小一致",
            text=sentence.text,
            printed=sentence.words(now),
        )


def check_moved(sentence: Sentence, ledger: Ledger) -> None:
    """投诉由20件下降到12件: what something rose to is more than what it rose from."""
    for before, after in pairwise(sentence.quantities):
        found = _TO.fullmatch(half_width(sentence.text[before.end : after.start]))
        if found is None or not _FROM.search(half_width(sentence.text[: before.start])[-10:]):
            continue
        plain = before.is_exact and after.is_exact and is_alike(before, after) and before.unit not in _RANKED
        if not plain or before.base == after.base or min(before.value, after.value) < 0:
            continue
        if (found["way"] in _UP) == (after.base > before.base):
            continue
        way = "高于" if after.base > before.base else "低于"
        ledger.find(
            Kind.PROSE_VS_TABLE,
            Severity.ERROR,
            sentence.at(after),
            f"“{sentence.words(after)}”{way}“{sentence.words(before)}”，文中写“{found['way']}”。",
            rule="增减的方向与两数的大小一致",
            text=sentence.text,
            printed=sentence.words(after),
        )
