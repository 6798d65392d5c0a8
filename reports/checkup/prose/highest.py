"""The highest, the lowest and the average of one thing: 平均分94.5分，最高分98分，最低分91分.

What comes next to the highest is no higher, and how far two figures are apart follows from them.
"""

import re
from decimal import Decimal
from itertools import combinations

from projects.money import number_text
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence

_NAME = re.compile(
    "(?P<rank>最低|最少|平均|最高|最多)(?P<what>得?分|自评得?分|值|数|满意[度率]|执行率|完成率|得分率)?(?:数|为|是|达到?|的|仅|只)*$"
)
_RANKS = {"最低": 0, "最少": 0, "平均": 1, "最高": 2, "最多": 2}
_NEXT = re.compile(
    "最(?:(?P<most>[高多大])|[低少小])(?P<first>[^。!?最]{1,50}?)(?:其次|次之|排(?:名)?第二)(?:的)?(?P<second>[^。;!?最]{1,30})"
)
_GAP = re.compile("(?:相差|极差|级差|高低差|差距|差值|落差|之差)(?:仅|约|达到?|只有?|为|是|了)*$")
_NO_GAP = re.compile("上年|去年|同期|目标|计划|平均")
_APART = re.compile("限价|报价|标准|不超过|不低于|上年|去年|温|[二三四五六七八九十两]类|其中")


def check_highest(sentence: Sentence, ledger: Ledger) -> None:
    """The lowest is not above the average, and the average not above the highest."""
    plain = half_width(sentence.text)
    if _APART.search(plain):
        return
    told: dict[int, list[Quantity]] = {}
    for one in sentence.quantities:
        found = _NAME.search(half_width(sentence.name(one)))
        plainly = one.is_exact or (found is not None and not found["what"])  # 最高98分 reads as “at most”
        if found is not None and plainly and one.unit and one.until is None and not one.sign:
            told.setdefault(_RANKS[found["rank"]], []).append(one)
    if any(len(each) > 1 for each in told.values()):
        return
    for lower, higher in combinations(sorted(told), 2):
        (low,), (high,) = told[lower], told[higher]
        if low.unit != high.unit or low.value <= high.value:
            continue
        names = [f"{half_width(sentence.name(one))}{sentence.words(one)}" for one in (low, high)]
        ledger.find(
            Kind.COUNT,
            Severity.ERROR,
            sentence.at(low),
            f"“{names[0]}”大于“{names[1]}”，两者矛盾。",
            rule="最低不大于平均，平均不大于最高",
            text=sentence.text,
            printed=sentence.words(low),
        )
        return


def check_next(sentence: Sentence, ledger: Ledger) -> None:
    """户数最多的是甲镇，24户；其次是乙镇，22户: what is next to the most is no more."""
    plain = half_width(sentence.text)
    for found in _NEXT.finditer(plain):
        told = [
            [one for one in sentence.quantities if found.start(part) <= one.start < found.end(part)]
            for part in ("first", "second")
        ]
        if not all(told) or any(one.unit != told[0][0].unit for one in told[1][:1]):
            continue
        first, second = told[0][0], told[1][0]
        if not (first.is_exact and second.is_exact and first.unit) or first.sign or second.sign:
            continue
        if (second.value > first.value) if found["most"] else (second.value < first.value):
            way = "大于" if found["most"] else "小于"
            ledger.find(
                Kind.COUNT,
                Severity.ERROR,
                sentence.at(second),
                f"文中写“其次”的{sentence.words(second)}{way}{found[0][:2]}的{sentence.words(first)}，两者矛盾。",
                rule="所述的名次与数的大小一致",
                text=sentence.text,
                printed=sentence.words(second),
            )


def check_gap(sentence: Sentence, ledger: Ledger) -> None:
    """最高93.1分、最低90.5分，相差2.6分: how far the two figures before are apart."""
    for place, gap in enumerate(sentence.quantities):
        name = half_width(sentence.name(gap))
        if not gap.is_exact or not gap.unit or not _GAP.search(name) or _NO_GAP.search(sentence.text):
            continue
        unit = "%" if gap.unit == "百分点" else gap.unit
        two = [
            one
            for one in sentence.quantities[:place]
            if one.unit == unit and one.start >= sentence.group(gap)
        ]
        if len(two) != 2 or not all(one.is_exact and not one.sign for one in two):
            continue
        apart = abs(two[0].value - two[1].value)
        if abs(apart - gap.value) <= Decimal(1).scaleb(-min(one.places for one in (*two, gap))) / 2:
            ledger.agree(*(sentence.at(one) for one in (*two, gap)))
            continue
        more, less = sorted((one.value for one in two), reverse=True)
        computed = f"{number_text(apart)}{'个' if gap.unit == '百分点' else ''}{gap.unit}"
        ledger.find(
            Kind.SUM,
            Severity.ERROR,
            sentence.at(gap),
            f"“{name}{sentence.words(gap)}”与前面两数不符：{number_text(more)}－{number_text(less)}={computed}。",
            rule="相差的数等于两数之差",
            text=sentence.text,
            printed=sentence.words(gap),
            computed=computed,
        )
