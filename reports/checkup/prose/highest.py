"""The highest, the lowest and the average of one thing: 平均分94.5分，最高分98分，最低分91分."""

import re
from itertools import combinations

from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence

_NAME = re.compile(
    "(?P<rank>最低|最少|平均|最高|最多)(?P<what>得?分|自评得?分|值|数|满意[度率]|执行率|完成率|得分率)?(?:数|为|是|达到?|的|仅|只)*$"
)
_RANKS = {"最低": 0, "最少": 0, "平均": 1, "最高": 2, "最多": 2}
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
