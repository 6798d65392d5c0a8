"""Points that a paragraph tells one indicator after the other, with what they come to at its end.

该项分值5分，得5分。…该项分值4分，得3.91分。本类指标2项，分值合计9分，得分8.91分.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate

from projects.money import number_text
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.miswriting import slips_of
from reports.checkup.numbers import Quantity, chinese_number, half_width
from reports.checkup.prose.sentences import Sentence

_GOT = re.compile("(?:(?<![可不则的每])得|得分|自评分数|自评分)(?:为)?$")
_WORTH = re.compile("(?:分值|满分|标准分)(?:为)?$")
_WHOLE = re.compile("合计|小计|共计|总分|总得分")
_THEN_GOT = re.compile(r"(?:\([^()]*\))?[,;]?(?:自评|实际)?得")
_COUNTED = re.compile("(?:指标|共)?(?P<many>[2-9]|[1-9][0-9]|[一二三四五六七八九十]{1,3})(?:项|个)")
_TAKEN_OFF = re.compile("(?<![不可应每共计总])扣(?:减|除|掉|去)?了?$")
_NO_LOSSES = re.compile(
    "每[^,。;]{0,12}扣|加分|加[0-9.]+分|奖励|最多|封顶|扣完|否则|复核|上年|去年|满分(?:为|是)?(?!100)[0-9]+分"
)
"""By a rule, on top of the full marks or by somebody else."""
_FULL, _LEAST_OF_ALL = Decimal(100), Decimal(60)
_FEWEST, _FEWEST_FULL, _NEAR = 2, 3, 5


@dataclass(slots=True)
class _Told:
    """The points of one kind since the beginning of a paragraph, and those since the last total."""

    leaves: list[Quantity] = field(default_factory=list)
    since: list[Quantity] = field(default_factory=list)

    def add(self, quantity: Quantity) -> None:
        self.leaves.append(quantity)
        self.since.append(quantity)


def check_points_of_paragraph(sentences: Sequence[Sentence], ledger: Ledger) -> None:
    """Hold what the points got, and those to be got, come to by the words of a paragraph."""
    got, worth = _Told(), _Told()
    wholes: list[tuple[Sentence, Quantity]] = []
    for sentence in sentences:
        plain = half_width(sentence.text)
        counted = _COUNTED.search(plain)
        of_whole = of_full = False
        for one in sentence.quantities:
            if one.unit != "分" or not one.is_exact or one.sign:
                continue
            name = half_width(sentence.name(one))
            is_total = _GOT.search(name) is not None and not of_full and one.value >= _LEAST_OF_ALL
            of_full = False
            if _WHOLE.search(name) or is_total or (of_whole and _GOT.search(name)):
                if "扣" in name or (one.value == _FULL and "得" not in name):
                    continue  # 总分100分，自评97.6分
                kind = worth if _WORTH.search(name) or "分值" in name else got
                of_whole = kind is worth  # 分值合计9分，得分8.91分
                many = _many(counted["many"]) if counted else 0
                many = many or (len(got.leaves) if _are_all(worth, got) else 0)
                _hold(sentence, one, kind, many, ledger)
                if kind is got:
                    wholes.append((sentence, one))
                    if _sum(got.leaves) == one.value:
                        _hold_full(sentence, one, worth, len(got.leaves), ledger)
                kind.since = []
            elif _GOT.search(name):
                got.add(one)
            elif _WORTH.search(name) or _THEN_GOT.match(plain, one.end):
                worth.add(one)
                of_full = True
    if len({whole.value for _sentence, whole in wholes}) == 1:
        _hold(*wholes[0], got, len(got.leaves) if _are_all(worth, got) else 0, ledger)
        _check_lost(sentences, wholes[0][1], ledger)


def _are_all(worth: _Told, got: _Told) -> bool:
    """Whether points are all that there are: so many that could be got come to 100."""
    return len(worth.leaves) == len(got.leaves) >= _FEWEST_FULL and _sum(worth.leaves) == _FULL


def _check_lost(sentences: Sequence[Sentence], total: Quantity, ledger: Ledger) -> None:
    """No more is taken off one by one than in all: 自评得96分，主要扣分：甲扣2分，乙扣3分."""
    text = "".join(half_width(sentence.text) for sentence in sentences)
    if _NO_LOSSES.search(text) or not _LEAST_OF_ALL <= total.value <= _FULL:
        return
    lost = [
        (sentence, one)
        for sentence in sentences
        for one in sentence.quantities
        if one.unit == "分" and one.is_exact and _TAKEN_OFF.search(half_width(sentence.name(one)))
    ]
    points = _without_their_parts([one for _sentence, one in lost])
    left, added = _FULL - total.value, _sum(points)
    if len(points) < _FEWEST or added < left or any(ledger.differs(at.at(one)) for at, one in lost):
        return
    if added == left:
        ledger.agree(*(sentence.at(one) for sentence, one in lost))
        return
    listed = "＋".join(number_text(one.value) for one in points)
    sentence, last = lost[-1]
    ledger.find(
        Kind.SCORE,
        Severity.ERROR,
        sentence.at(last),
        f"文中所列各项扣分共{listed}={number_text(added)}分，得{number_text(total.value)}分只扣{number_text(left)}分。",
        rule="得分 = 满分 － 扣分",
        text=sentence.text,
        printed=sentence.words(last),
        computed=f"{number_text(left)}分",
    )


def _without_their_parts(points: Sequence[Quantity]) -> list[Quantity]:
    """Points without those right behind some that they make up: 产出扣2分，其中甲扣1.5分、乙扣0.5分."""
    result: list[Quantity] = []
    place = 0
    while place < len(points):
        result.append(points[place])
        sums = accumulate(one.value for one in points[place + 1 :])
        held = (count for count, value in enumerate(sums, start=1) if value == points[place].value)
        place += 1 + next((count for count in held if count > 1), 0)
    return result


def _many(word: str) -> int:
    return int(word) if word.isdigit() else chinese_number(word) or 0


def _hold(sentence: Sentence, whole: Quantity, told: _Told, many: int, ledger: Ledger) -> None:
    """A total is of all points before it, or of those since the last total."""
    place = sentence.at(whole)
    readings = [one for one in (told.since, told.leaves) if len(one) >= _FEWEST]
    if not readings or ledger.is_known(place):
        return
    if any(_sum(one) == whole.value for one in readings):
        ledger.agree(place)
        return
    complete = next((one for one in readings if len(one) == many), None)
    meant = complete or next((one for one in readings if _is_slip(whole, one)), None)
    if meant is not None:
        _report(sentence, whole, meant, _sum(meant), ledger, certain=complete is not None)


def _hold_full(sentence: Sentence, whole: Quantity, worth: _Told, many: int, ledger: Ledger) -> None:
    """执行10分得9.92分，产出50分得49.5分，效益40分得39分，合计98.42分: there are 100 points to be got."""
    full = worth.leaves
    if (
        not worth.since
        or len(full) != many
        or many < _FEWEST_FULL
        or whole.value > _FULL
        or _sum(full) == _FULL
    ):
        return
    odd = next((one for one in full if any(each.value == _left(full, one) for each in slips_of(one))), None)
    if odd is not None:
        computed = f"{number_text(_left(full, odd))}分"
        listed = "＋".join(number_text(one.value) for one in full)
        ledger.find(
            Kind.WEIGHT,
            Severity.WARNING,
            sentence.at(whole),
            f"文中各项满分之和不为100分：{listed}={number_text(_sum(full))}分，疑“{number_text(odd.value)}分”应为{computed}。",
            rule="各项满分之和为100分",
            text=sentence.text,
            printed=f"{number_text(odd.value)}分",
            computed=computed,
        )


def _left(full: Sequence[Quantity], one: Quantity) -> Decimal:
    """What is left of 100 points for one of those that make them up."""
    return _FULL - _sum(full) + one.value


def _sum(points: Sequence[Quantity]) -> Decimal:
    return sum((one.value for one in points), Decimal(0))


def _is_slip(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether one digit makes the sum right, of the total or of one of the points."""
    missing = whole.value - _sum(parts)
    if abs(missing) * _NEAR > whole.value:
        return False  # some are told in other words: 其余40分全得
    meant = [(whole, _sum(parts)), *((one, one.value + missing) for one in parts)]
    return any(each.value == right for one, right in meant for each in slips_of(one))


def _report(
    sentence: Sentence,
    whole: Quantity,
    parts: Sequence[Quantity],
    added: Decimal,
    ledger: Ledger,
    *,
    certain: bool,
) -> None:
    listed = "＋".join(number_text(one.value) for one in parts)
    ledger.find(
        Kind.SCORE,
        Severity.ERROR if certain else Severity.WARNING,
        sentence.at(whole),
        f"“{sentence.words(whole)}”与前文各项之和不符：{listed}={number_text(added)}分。",
        rule="总分等于各项得分之和",
        text=sentence.text,
        printed=sentence.words(whole),
        computed=f"{number_text(added)}分",
    )
